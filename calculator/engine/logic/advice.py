"""Cautions and work: rows of which all that match are shown, by the answers that are known."""

from collections.abc import Iterable, Mapping

from ..decision import LeastEffort, OutcomeEffort, Warned, Work
from ..model import Answers, Effort, Guide
from .conditions import applies, may_apply


def cautions(guide: Guide, answers: Answers, facts: Mapping[str, bool], possible: Iterable[str]) -> tuple[Warned, ...]:
    """The cautions that apply whichever of the possible outcomes it will be."""
    outcomes = set(possible)
    return tuple(
        Warned(row.id, row.text, row.sources)
        for row in guide.cautions
        if (not row.outcomes or outcomes <= set(row.outcomes)) and applies(row, answers, facts)
    )


def efforts(guide: Guide, answers: Answers, facts: Mapping[str, bool]) -> tuple[OutcomeEffort, ...]:
    """For each outcome the work that these answers surely ask for."""
    rows = [row for row in guide.effort if applies(row, answers, facts)]
    return tuple(_effort(outcome, [row for row in rows if outcome in row.outcomes]) for outcome in guide.outcomes)


def _effort(outcome: str, rows: list[Effort]) -> OutcomeEffort:
    weights = [row.weight for row in rows]
    total = None if None in weights else sum(weight for weight in weights if weight is not None)
    return OutcomeEffort(outcome, total, tuple(Work(row.id, row.work, row.weight, row.sources) for row in rows))


def unsettled(guide: Guide, answers: Answers, facts: Mapping[str, bool]) -> frozenset[str]:
    """The outcomes of which open answers may still ask more work, or say that they cannot do it."""
    rows = [row for row in guide.effort if may_apply(row, answers, facts) and not applies(row, answers, facts)]
    return frozenset(outcome for row in rows for outcome in row.outcomes)


def least_effort(efforts: tuple[OutcomeEffort, ...], verdict: str | None) -> LeastEffort:
    """The outcomes with the least work among those that can do it at all."""
    weights = {effort.outcome: effort.weight for effort in efforts if effort.weight is not None}
    least = min(weights.values(), default=None)
    outcomes = tuple(outcome for outcome, weight in weights.items() if weight == least)
    return LeastEffort(outcomes, verdict in outcomes)
