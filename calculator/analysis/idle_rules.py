"""A rule is idle if and only if at no date at which a fact changes any answer set is decided by it."""

from collections.abc import Iterator

from calculator.engine.search import Search

from .finding import Finding
from .ground import Ground


def idle_rules(ground: Ground) -> Iterator[Finding]:
    """One finding for each rule that never decides, with the earlier rules that take all its answer sets."""
    boxes = [ground.box(date) for date in ground.dates]
    for index, rule in enumerate(ground.guide.rules):
        if not any(Search(ground.table).decided_by(box, index) for box in boxes):
            by = _taken_by(ground, index)
            why = f"earlier rules take all its answer sets: {', '.join(by)}" if by else "its conditions never hold"
            yield Finding("idle-rule", "error", f"rule {rule.id} never decides; {why}", (rule.id, *by), line=rule.line)


def _taken_by(ground: Ground, index: int) -> tuple[str, ...]:
    """The fewest earlier rules, by leaving out what is not needed, that together cover the rule."""
    whole = ground.table.whole_box()
    inside = Search(ground.table).inside(whole, index)
    if inside is None:
        return ()
    covering = list(range(index))
    for rule in reversed(range(index)):
        fewer = [other for other in covering if other != rule]
        if Search(ground.table).point(inside, sum(1 << other for other in fewer)) is None:
            covering = fewer
    if Search(ground.table).point(inside, sum(1 << other for other in covering)) is not None:
        return ()  # only the dates keep it from deciding
    return tuple(ground.guide.rules[rule].id for rule in covering)
