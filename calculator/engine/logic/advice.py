"""Cautions and work: rows of which all that match are shown, by the answers that are known."""

from collections.abc import Iterable, Mapping

from ..decision import LeastEffort, OutcomeEffort, Warned, Work
from ..model import Answers, Effort, Guide
from .conditions import applies


def cautions(guide: Guide, answers: Answers, facts: Mapping[str, bool], possible: Iterable[str]) -> tuple[Warned, ...]:
    """The cautions that apply whichever of the possible outcomes it will be."""
    outcomes = set(possible)
    return tuple(
        Warned(row.id, row.text, row.sources)
        for row in guide.cautions
        if (not row.outcomes or outcomes <= set(row.outcomes)) and applies(row, answers, facts)
    )


def asked(guide: Guide, answers: Answers, facts: Mapping[str, bool]) -> tuple[list[Effort], frozenset[str]]:
    """The rows of work that the answers surely ask, and the outcomes of which open answers may still ask more."""
    known = [(row, applies(row, answers, facts)) for row in guide.effort]
    unsettled = frozenset(outcome for row, sure in known if sure is None for outcome in row.outcomes)
    return [row for row, sure in known if sure], unsettled


def efforts(guide: Guide, rows: Iterable[Effort]) -> tuple[OutcomeEffort, ...]:
    """For each outcome the work that these rows ask."""
    found: dict[str, list[Effort]] = {outcome: [] for outcome in guide.outcomes}
    for row in rows:
        for outcome in row.outcomes:
            found[outcome].append(row)
    return tuple(_effort(outcome, mine) for outcome, mine in found.items())


def _effort(outcome: str, rows: list[Effort]) -> OutcomeEffort:
    weights = [row.weight for row in rows]
    total = None if None in weights else sum(weight for weight in weights if weight is not None)
    return OutcomeEffort(outcome, total, tuple(Work(row.id, row.work, row.weight, row.sources) for row in rows))


def least_effort(efforts: tuple[OutcomeEffort, ...], verdict: str | None) -> LeastEffort:
    """The outcomes with the least work among those that can do it at all."""
    weights = {effort.outcome: effort.weight for effort in efforts if effort.weight is not None}
    least = min(weights.values(), default=None)
    outcomes = tuple(outcome for outcome, weight in weights.items() if weight == least)
    return LeastEffort(outcomes, verdict in outcomes)
