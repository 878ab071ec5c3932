"""Seeded answer sets that settle the easy questions, so that the search has to settle only the rest.

What a sampled point shows is true without further proof: it is a witness.  What no point shows is proved by search.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from calculator.engine.logic.search import Search, bits
from calculator.engine.logic.table import Box, Table, first_of

from .ground import Ground

SAMPLES = 20_000
SMALL = 2_000  # points for a table of a few hundred rules, where a search costs less than a thousand points


@dataclass(slots=True)
class Seen:
    """What the sampled points have shown."""

    decides: dict[int, tuple[int, ...]] = field(default_factory=dict)  # rule -> a point that it decides
    needed: set[int] = field(default_factory=set)  # rules without which some verdict would change
    conditions: set[tuple[int, int]] = field(default_factory=set)  # (rule, variable) without which some verdict would


def ever_decides(ground: Ground, rule: int) -> bool:
    """Whether a rule decides some answer set under some state of the facts; exact, or OutOfBudgetError."""
    seen = sampled(ground)
    if rule in seen.decides:
        return True
    point = Search(ground.table).decided_by(ground.table.whole, rule)
    if point is None:
        return False
    look(ground.table, point, seen)
    return True


@lru_cache(maxsize=4)
def sampled(ground: Ground) -> Seen:
    """What seeded points show about a table."""
    table, seen, random = ground.table, Seen(), Random(len(ground.guide.rules))  # noqa: S311  a fixed seed is the point
    count = SMALL if len(ground.guide.rules) <= 200 else SAMPLES
    for point in points(table, table.whole, count, random):
        look(table, point, seen)
    return seen


def points(table: Table, box: Box, count: int, random: Random) -> Iterator[tuple[int, ...]]:
    """Seeded points of a box: every second one is aimed at a random rule."""
    open_options = [bits(options) for options in box]
    rules = len(table.outcomes)
    for number in range(count):
        point = [random.choice(options) for options in open_options]
        if number % 2 and rules:
            _aim(table, point, random.randrange(rules), open_options, random)
        yield tuple(point)


def _aim(table: Table, point: list[int], rule: int, open_options: list[list[int]], random: Random) -> None:
    for variable, masks in enumerate(table.masks):
        if not table.free[variable] >> rule & 1 and not masks[point[variable]] >> rule & 1:
            accepted = [option for option in open_options[variable] if masks[option] >> rule & 1]
            if accepted:
                point[variable] = random.choice(accepted)


def look(table: Table, point: tuple[int, ...], seen: Seen) -> None:
    """Note what one point shows: who decides it, who would next, and who misses it by one condition only."""
    once = twice = 0
    accepted = [masks[option] for masks, option in zip(table.masks, point, strict=True)]
    for mask in accepted:
        fails = table.every_rule & ~mask
        twice |= once & fails
        once |= fails
    alive = table.every_rule & ~once
    if not alive:
        return
    first = alive & -alive
    rule = first.bit_length() - 1
    seen.decides.setdefault(rule, point)
    following = alive ^ first
    if not following or table.outcomes[first_of(following)] != table.outcomes[rule]:
        seen.needed.add(rule)
    for near in bits(once & ~twice & (first - 1)):
        if table.outcomes[near] != table.outcomes[rule]:
            seen.conditions.add((near, next(v for v, mask in enumerate(accepted) if not mask >> near & 1)))
