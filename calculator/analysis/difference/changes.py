"""What changed: a guide at the dates that readers know beside today, and each kept edition beside the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from calculator.engine.logic.table import compile_table
from calculator.engine.model import Guide

from .diff import diff
from .difference import Difference


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time or an edition, and whose verdict it changed."""

    label: str
    difference: Difference
    facts: tuple[str, ...] = ()  # the facts under the rules that hold at one end of the stretch only


def between_dates(guide: Guide, on: str) -> tuple[Step, ...]:
    """From each moment that the guide names to a date, by the facts alone."""
    return tuple(
        Step(moment.label, diff(guide, guide, on, on_old=moment.on), _turned(guide, moment.on, on))
        for moment in guide.moments
    )


def _turned(guide: Guide, before: str, after: str) -> tuple[str, ...]:
    facts = (guide.facts[id] for id in compile_table(guide).facts())
    return tuple(fact.id for fact in facts if fact.holds(before) != fact.holds(after))


def between_editions(kept: Sequence[Guide], guide: Guide) -> tuple[Step, ...]:
    """From each kept edition to the next, and from the last to this one, each on the date of the newer."""
    line = [*sorted(kept, key=lambda one: one.edition), guide]
    if len(line) > 1 and line[-2].digest == guide.digest:
        del line[-2]
    return tuple(Step(f"{old.edition} to {new.edition}", diff(old, new, new.edition)) for old, new in pairwise(line))
