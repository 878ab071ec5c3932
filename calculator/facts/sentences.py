"""The sentences of a report: what a change means for readers, and what people have to read again."""

from calculator.engine.model import Fact, Guide

from .probing import Report, Result
from .touching import Touched


def leading(report: Report) -> list[str]:
    """What changes for readers, before anything else: the changed facts, the verdicts and the teams."""
    changed = report.those("changed")
    if not changed:
        return ["Nothing that the guide says has changed."]
    heads = [f"{result.fact}, {result.title}: {result.because}." for result in changed]
    return [f"Changed: {_count(len(changed), 'fact')}.", *heads, *hanging(report.guide, report.together)]


def news(report: Report) -> list[str]:
    """What is new beside what the guide says, one sentence each."""
    return [f"{result.fact}, {result.title}: {result.because}." for result in report.those("news")]


def hanging(guide: Guide, touched: Touched | None) -> list[str]:
    """What hangs on a fact or on several, a sentence each."""
    if touched is None:
        return []
    if not touched.rows:
        return ["No rule, caution or effort row rests on it, so no verdict changes."]
    lines = [f"Named by {', '.join(touched.rows)}.", _share(touched)]
    lines += [
        f"{_count(move.answer_sets, 'answer set')}: {_title(guide, move.before)} → {_title(guide, move.after)}."
        for move in touched.moves or ()
    ]
    titles = [guide.cases[case].title for case in touched.cases]
    return [*lines, *([f"Teams whose verdict flips: {', '.join(titles)}."] if titles else [])]


def for_people(fact: Fact) -> str:
    """What a person has to find in the source of a fact."""
    return f"{fact.id}, {fact.title}" + (f". Look for: {fact.look_for}." if fact.look_for else ".")


def due(report: Report) -> list[Fact]:
    """The facts of which people check all or a part, and whose day to read again has passed."""
    facts = [fact for fact in report.guide.facts.values() if fact.by_people(report.on) or fact.look_for]
    return [fact for fact in facts if fact.review_by and fact.review_by < report.on]


def wheel(result: Result) -> str:
    """The package, its version and its date."""
    if result.version is None:
        return result.wheel
    return f"{result.wheel} {result.version}" + (f" of {result.date}" if result.date else "")


def _share(touched: Touched) -> str:
    sets = touched.answer_sets()
    if sets is None:
        return "How many verdicts it touches was not counted: the table is too large."
    if not sets:
        return "If it were the other way round, no verdict would change."
    share = 100 * sets / touched.of
    said = f"{share:.1f} %" if share >= 0.1 else "less than 0.1 %"
    return f"If it is the other way round, {sets:,} of {touched.of:,} answer sets ({said}) get another verdict:"


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


def _title(guide: Guide, outcome: str) -> str:
    return guide.outcomes[outcome].title if outcome in guide.outcomes else "no rule"
