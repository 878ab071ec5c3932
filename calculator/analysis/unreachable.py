"""An outcome is unreachable if and only if no answer set leads to it today."""

from collections.abc import Iterator

from calculator.engine.search import possible_outcomes

from .finding import Finding
from .ground import Ground


def unreachable(ground: Ground) -> Iterator[Finding]:
    """One finding for each outcome that cannot be recommended today."""
    reached = possible_outcomes(ground.table, ground.box(ground.today))
    for outcome in ground.guide.outcomes.values():
        if outcome.id not in reached:
            message = f"no answer set leads to outcome {outcome.id} today; add a rule for it or remove it"
            yield Finding("unreachable-outcome", "error", message, on=ground.today)
