"""An outcome is free if and only if the guide counts work, yet no row of work ever names that outcome."""

from collections.abc import Iterator

from ..finding import Finding
from ..space.ground import Ground


def free_outcomes(ground: Ground) -> Iterator[Finding]:
    """One finding for each such outcome: a new one would look as if it cost nothing and come first in shortlists."""
    counted = {outcome for row in ground.guide.effort for outcome in row.outcomes}
    for outcome in ground.guide.outcomes:
        if counted and outcome not in counted:
            message = (
                f"no effort row names outcome {outcome}, so it looks as if it cost nothing; "
                "add it to the rows of its neighbours, or a row of its own"
            )
            yield Finding("free-outcome", "warning", message)
