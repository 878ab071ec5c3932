"""Two rules overlap if and only if today the earlier decides an answer set that the later, which says otherwise,
accepts too, and the earlier is no special case of the later.
"""

from collections.abc import Iterator
from itertools import islice

from calculator.engine.logic.search import OutOfBudgetError, Search
from calculator.engine.logic.table import Box
from calculator.engine.model import Rule

from ..finding import Finding, not_proved
from ..space.counting import answer_sets, share
from ..space.ground import Ground

PAIRS = 2_000  # nobody reads more, and ten thousand rules have millions


def overlaps(ground: Ground) -> Iterator[Finding]:
    """One note for each such pair: here the order of the rules decides, so the order is an opinion."""
    found = _pairs(ground)
    yield from islice(found, PAIRS)
    if next(found, None):
        message = f"more pairs than these {PAIRS} overlap; the others are not listed"
        yield Finding("overlap", "note", message, on=ground.today)


def _pairs(ground: Ground) -> Iterator[Finding]:
    box = ground.box(ground.today)
    parts = [Search(ground.table).inside(box, index) for index in range(len(ground.guide.rules))]
    for at, (later, rule) in enumerate(zip(parts, ground.guide.rules, strict=True)):
        if later is None:
            continue
        sizes = ground.count_rules(later)
        for before in range(at):
            earlier, other = parts[before], ground.guide.rules[before]
            if earlier is None or other.then == rule.then or _within(earlier, later):
                continue
            yield from _overlap(ground, later, before, rule, None if sizes is None else sizes.get(other.id, 0))


def _overlap(ground: Ground, later: Box, before: int, rule: Rule, sets: int | None) -> Iterator[Finding]:
    first = ground.guide.rules[before]
    try:
        if sets == 0 or (sets is None and Search(ground.table).decided_by(later, before) is None):
            return
    except OutOfBudgetError as why:
        yield not_proved("overlap", f"rules {first.id} and {rule.id} overlap", why, rule.line)
        return
    size = "a number of answer sets that is not computed" if sets is None else answer_sets(sets)
    part = "" if sets is None else f" ({share(sets, ground.size())})"
    verb = "matches" if sets == 1 else "match"
    message = f"{size}{part} {verb} both {first.id} ({first.then}) and {rule.id} ({rule.then}); their order decides"
    yield Finding("overlap", "note", message, (first.id, rule.id), on=ground.today, line=rule.line, sets=sets)


def _within(inner: Box, outer: Box) -> bool:
    return all(part & ~whole == 0 for part, whole in zip(inner, outer, strict=True))
