"""A gap is found if and only if, at some date, some answer set is matched by no rule."""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError

from ..finding import Finding, not_proved
from ..space.ground import Ground


def gaps(ground: Ground) -> Iterator[Finding]:
    """One finding for each state of the facts that leaves a gap."""
    for date in ground.dates:
        try:
            witness = ground.smallest(ground.box(date), None)
        except OutOfBudgetError as why:
            yield not_proved("gap", f"some rule covers every answer set on {date}", why)
            continue
        if witness is not None:
            yield Finding("gap", "error", "no rule covers these answers; add a rule for them", (), witness, date)
