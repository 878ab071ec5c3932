"""A rule is idle if and only if it decides no answer set, whatever the facts are."""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError, Search, bits

from ..finding import Finding, not_proved
from ..space.ground import Ground
from ..space.witnesses import ever_decides

LISTED, MINIMAL = 12, 60
SHORTENED = 200  # findings; whoever has more of them repairs the first ones first


def idle_rules(ground: Ground) -> Iterator[Finding]:
    """One finding for each rule that never decides, with the earlier rules that together take all its answer sets."""
    found = 0
    for index, rule in enumerate(ground.guide.rules):
        try:
            if ever_decides(ground, index):
                continue
            by = taken_by(ground, index, MINIMAL if found < SHORTENED else 0)
        except OutOfBudgetError as why:
            yield not_proved("idle-rule", f"rule {rule.id} ever decides", why, rule.line)
            continue
        message = f"rule {rule.id} never decides; {_why(by)}"
        found += 1
        yield Finding("idle-rule", ground.grave("rule", rule.id), message, (rule.id, *by), line=rule.line)


def _why(by: tuple[str, ...]) -> str:
    together = " together" if len(by) > 1 else ""
    more = f" and {len(by) - LISTED} more" if len(by) > LISTED else ""
    return f"earlier rules{together} take all its answer sets: {', '.join(by[:LISTED])}{more}"


def taken_by(ground: Ground, index: int, minimal: int = MINIMAL) -> tuple[str, ...]:
    """Earlier rules that cover the rule.

    Up to ``minimal`` rules, none of them can be left out; a longer list is what the proof used.
    """
    search = Search(ground.table)
    inside = search.inside(ground.table.whole, index)
    assert inside is not None  # each condition names a choice, so some answers meet them all
    covering = search.cover(inside, (1 << index) - 1)
    for rule in reversed(bits(covering)) if covering.bit_count() <= minimal else ():
        fewer = covering & ~(1 << rule)
        if Search(ground.table).point(inside, fewer) is None:
            covering = fewer
    return tuple(ground.guide.rules[rule].id for rule in bits(covering))
