"""What an overlay does to the verdicts of a guide, and what became of the places that it changes, in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculator.engine.logic.search import OutOfBudgetError, possible_outcomes
from calculator.engine.model import Guide

from ..space.ground import Ground
from .diff import diff
from .difference_text import arrow, headline, size

SHOWN = 5


def overlaid(base: Guide, before: Guide, guide: Guide, on: str) -> Iterator[str]:
    """Whose verdicts an overlay changes on a date: how many, to what, with an example, and what is never said now.

    ``before`` is the base for those who give the answers that the overlay holds.
    """
    assert guide.overlay is not None
    found = diff(before, guide, on)
    yield f"changed by {guide.overlay.by}: {headline(found)}"
    for group in found.groups[:SHOWN]:
        example = group.words or "any answers"
        yield f"  {arrow(found, group.old, group.new)}: {size(found, group)}, for example: {example}"
    if len(found.groups) > SHOWN:
        yield f"  and {len(found.groups) - SHOWN} more such changes; `calculator diff` lists them"
    if lost := _lost(base, guide, on):
        verb = "outcome cannot" if len(lost) == 1 else "outcomes cannot"
        yield f"  {len(lost)} {verb} be reached any more: {', '.join(lost)}"
    for held in guide.overlay.held:
        way = "left to choose from" if held.question in guide.questions else "answered for everybody"
        yield f"  {way}: {held.ask} {' / '.join(held.labels)}"


def _lost(base: Guide, guide: Guide, on: str) -> list[str]:
    """The titles of the outcomes that the base can recommend and the other guide cannot."""
    try:
        before, after = (possible_outcomes(one.table, one.box(on)) for one in (Ground(base, on), Ground(guide, on)))
    except OutOfBudgetError:
        return []
    return [outcome.title for outcome in base.outcomes.values() if outcome.id in before and outcome.id not in after]


def conflicts(known: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """The places of the rule file that an overlay changes and that are not what they were when somebody last looked.

    Both map a place in words to what the rule file says there; None is what is not there.
    """
    for place, is_ in now.items():
        was = known.get(place)
        if was != is_:
            yield f"{place}: {_shown(was)} when the overlay was last looked at, {_shown(is_)} now; the overlay stays"


def _shown(value: Any) -> str:
    if value is None:
        return "not there"
    words = str(value)
    return f"“{words if len(words) <= 90 else words[:89] + '…'}”"
