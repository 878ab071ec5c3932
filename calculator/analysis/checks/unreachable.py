"""An outcome is unreachable if and only if no answer set leads to it today, and no overlay bans it."""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError, possible_outcomes

from ..finding import Finding, not_proved
from ..space.ground import Ground


def unreachable(ground: Ground) -> Iterator[Finding]:
    """One finding for each outcome that cannot be recommended today."""
    try:
        reached = possible_outcomes(ground.table, ground.box(ground.today))
    except OutOfBudgetError as why:
        yield not_proved("unreachable-outcome", "every outcome can be recommended", why)
        return
    banned = ground.guide.overlay.banned if ground.guide.overlay else ()
    for outcome in ground.guide.outcomes.values():
        if outcome.id not in reached and outcome.id not in banned:
            message = f"no answer set leads to outcome {outcome.id} today; add a rule for it or remove it"
            yield Finding("unreachable-outcome", ground.grave("outcome", outcome.id), message, on=ground.today)
