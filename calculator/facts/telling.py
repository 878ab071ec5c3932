"""A report in words: text for a terminal, Markdown for an issue, JSON for programs."""

import json
from collections import Counter
from dataclasses import asdict

from calculator.engine.model import Fact

from .probing import Report, Result
from .sentences import due, for_people, hanging, leading, news, wheel
from .touching import Touched

LIMITS = "A wheel proves that an API or a class exists, not that it is generally available."


def tell(report: Report, form: str) -> str:
    """The report in one of the forms ``text``, ``json`` and ``markdown``."""
    return {"text": _text, "json": _json, "markdown": _markdown}[form](report)


def _text(report: Report) -> str:
    lines = []
    for result in report.results:
        lines.append(f"{result.fact}\t{result.status}\t{wheel(result)}\t{result.because}")
        lines += [f"\t{sentence}" for sentence in hanging(report.guide, result.touched)]
    return "\n".join([*lines, *leading(report), *news(report), _summary(report), LIMITS])


def _json(report: Report) -> str:
    value = {
        "guide": report.guide.digest,
        "on": report.on,
        "limits": LIMITS,
        "readers": {"changed": [result.fact for result in report.those("changed")], **_touched(report.together)},
        "only_people": [_person(fact) for fact in report.by_people()],
        "facts": [_result(result) for result in report.results],
    }
    return json.dumps(value, indent=2, ensure_ascii=False)


def _person(fact: Fact) -> dict[str, object]:
    return {"fact": fact.id, "title": fact.title, "look_for": fact.look_for, "review_by": fact.review_by}


def _result(result: Result) -> dict[str, object]:
    return {**asdict(result), "touched": _touched(result.touched) or None}


def _touched(touched: Touched | None) -> dict[str, object]:
    return {} if touched is None else {**asdict(touched), "answer_sets": touched.answer_sets()}


def _markdown(report: Report) -> str:
    blocks = [f"## For readers\n\n{_items(leading(report))}"]
    if new := news(report):
        blocks.append(f"## News\n\n{_items([*new, 'Read whether these facts still say all that matters.'])}")
    blocks += [_section(report, result) for result in report.results if result.status in ("changed", "not provable")]
    if again := due(report):
        blocks.append(f"## Due for reading again\n\n{_items([for_people(fact) for fact in again])}")
    wheels = "; ".join(dict.fromkeys(wheel(result) for result in report.results))
    last = f"{_summary(report)} {LIMITS} Read the documentation before you change a fact."
    return "\n\n".join([*blocks, f"## What was looked at\n\n{last}", f"Looked into: {wheels}."])


def _section(report: Report, result: Result) -> str:
    said = f"{result.because[0].upper()}{result.because[1:]}. Looked up in {wheel(result)}."
    items = _items([said, *hanging(report.guide, result.touched)])
    return f"## {result.fact}: {result.title} ({result.status})\n\n{items}"


def _items(sentences: list[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


def _summary(report: Report) -> str:
    tally = Counter(result.status for result in report.results)
    return (
        f"Of {len(report.results)} facts with a probe {tally['holds']} are as the guide says for {report.on}, "
        f"{tally['changed']} changed, {tally['news']} have news, {tally['not provable']} not provable. "
        f"{len(report.by_people())} facts have no probe: only people can check them."
    )
