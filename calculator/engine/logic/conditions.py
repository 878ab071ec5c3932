"""When a row of the rule file applies: the one place that compares its conditions with answers and facts.

A sentence carries its conditions: whoever shows the text of a row asks here first whether all of them are met.
"""

from collections.abc import Iterable, Mapping

from ..model import Answers, Caution, Correction, Effort, Guide, Rule

Row = Rule | Caution | Effort


def answered(row: Row | Correction, answers: Answers) -> bool:
    """Whether each question of a row is answered as it asks; an open one is not."""
    return all(answers.get(question) in choices for question, choices in row.when.items())


def facts_hold(row: Row, facts: Mapping[str, bool]) -> bool:
    """Whether each fact of a row is as it needs it."""
    return all(facts[fact] == holds for fact, holds in row.given.items())


def applies(row: Row, answers: Answers, facts: Mapping[str, bool]) -> bool | None:
    """Whether a row applies; None while that depends on an open question.  Asked of every row at every click."""
    if row.given and not facts_hold(row, facts):
        return False
    sure: bool | None = True
    for question, choices in row.when.items():
        choice = answers.get(question)
        if choice is None:
            sure = None
        elif choice not in choices:
            return False
    return sure


def facts_of(guide: Guide) -> tuple[str, ...]:
    """The facts on which any row of a guide rests, in the order of their first use."""
    rows: list[Row] = [*guide.rules, *guide.cautions, *guide.effort]
    return tuple(dict.fromkeys(fact for row in rows for fact in row.given))


def days_of_change(guide: Guide, facts: Iterable[str]) -> tuple[str, ...]:
    """The days on which some of the facts begin or cease to hold, in order."""
    days = {day for fact in map(guide.facts.__getitem__, facts) for day in (fact.since, fact.until) if day}
    return tuple(sorted(days))
