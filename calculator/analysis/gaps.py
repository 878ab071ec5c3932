"""A gap is found if and only if, at some date, some answer set is matched by no rule."""

from collections.abc import Iterator

from .finding import Finding
from .ground import Ground


def gaps(ground: Ground) -> Iterator[Finding]:
    """One finding for each state of the facts that leaves a gap."""
    for date in ground.dates:
        witness = ground.smallest(ground.box(date), None)
        if witness is not None:
            yield Finding("gap", "error", "no rule covers these answers; add a rule for them", (), witness, date)
