"""A report in words: text for a terminal, Markdown for an issue, JSON for programs."""

import json
from collections import Counter
from dataclasses import asdict

from calculator.engine.model import Guide

from .probing import Report, Result
from .touching import Touched

LIMITS = "A wheel proves that an API or a class exists, not that it is generally available."


def tell(report: Report, form: str) -> str:
    """The report in one of the forms ``text``, ``json`` and ``markdown``."""
    return {"text": _text, "json": _json, "markdown": _markdown}[form](report)


def _text(report: Report) -> str:
    lines = []
    for result in report.results:
        lines.append(f"{result.fact}\t{result.status}\t{_wheel(result)}\t{result.because}")
        lines += [f"\t{sentence}" for sentence in _hanging(report.guide, result.touched)]
    return "\n".join([*lines, _summary(report), LIMITS])


def _json(report: Report) -> str:
    value = {
        "guide": report.guide.digest,
        "on": report.on,
        "limits": LIMITS,
        "without_probe": report.without_probe,
        "facts": [_result_json(result) for result in report.results],
    }
    return json.dumps(value, indent=2, ensure_ascii=False)


def _result_json(result: Result) -> dict[str, object]:
    value = asdict(result)
    if result.touched:
        value["touched"]["answer_sets"] = result.touched.answer_sets()
    return value


def _markdown(report: Report) -> str:
    blocks = [_summary(report)]
    for result in report.results:
        if result.status != "holds":
            sentences = [f"{_sentence(result.because)} Looked up in {_wheel(result)}."]
            sentences += _hanging(report.guide, result.touched)
            items = "\n".join(f"- {sentence}" for sentence in sentences)
            blocks.append(f"## {result.fact}: {result.title} ({result.status})\n\n{items}")
    wheels = dict.fromkeys(_wheel(result) for result in report.results)
    blocks.append("Looked into: " + "; ".join(wheels) + ".")
    return "\n\n".join([*blocks, LIMITS + " Read the documentation before you change the fact."])


def _summary(report: Report) -> str:
    tally = Counter(result.status for result in report.results)
    return (
        f"Of {len(report.results)} facts with a probe {tally['holds']} are as the guide says for {report.on}, "
        f"{tally['changed']} changed, {tally['not provable']} not provable. "
        f"{report.without_probe} facts have no probe: only people can review them."
    )


def _hanging(guide: Guide, touched: Touched | None) -> list[str]:
    """What hangs on a fact, a sentence each."""
    if touched is None:
        return []
    if not touched.rows:
        return ["No rule, caution or effort row rests on it, so no verdict changes."]
    lines = [f"Named by {', '.join(touched.rows)}.", _share(touched)]
    lines += [
        f"{_sets(move.answer_sets)}: {_title(guide, move.before)} → {_title(guide, move.after)}."
        for move in touched.moves or ()
    ]
    titles = [guide.cases[case].title for case in touched.cases]
    return [*lines, *([f"Cases whose verdict flips: {', '.join(titles)}."] if titles else [])]


def _share(touched: Touched) -> str:
    sets = touched.answer_sets()
    if sets is None:
        return "How many verdicts it touches was not counted: the table is too large."
    if not sets:
        return "If it were the other way round, no verdict would change."
    share = 100 * sets / touched.of
    said = f"{share:.1f} %" if share >= 0.1 else "less than 0.1 %"
    return f"If it is the other way round, {sets:,} of {touched.of:,} answer sets ({said}) get another verdict:"


def _sets(number: int) -> str:
    return "1 answer set" if number == 1 else f"{number:,} answer sets"


def _title(guide: Guide, outcome: str) -> str:
    return guide.outcomes[outcome].title if outcome in guide.outcomes else "no rule"


def _wheel(result: Result) -> str:
    if result.version is None:
        return result.wheel
    return f"{result.wheel} {result.version}" + (f" of {result.date}" if result.date else "")


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
