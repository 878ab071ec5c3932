"""The semantic diff: two editions of a guide, or one at two dates, compared over all answer sets at once."""

from collections.abc import Iterable, Mapping
from random import Random

from calculator.engine.link import write_fragment
from calculator.engine.logic.diagram import Diagram
from calculator.engine.logic.search import OutOfBudgetError, bits
from calculator.engine.logic.table import Box
from calculator.engine.model import Guide

from ..space.counting import counts
from ..space.estimate import Estimate
from ..wording import in_words
from .compared import Compared, compared
from .difference import Difference, Group, Responsible, strangers
from .editing import beside, wording
from .parting import SAME, parted, read_label
from .renaming import in_ids_of, renames
from .touched import cases, links

SAMPLE = 20_000


def diff(old: Guide, new: Guide, on: str, *, on_old: str | None = None, saved: Iterable[str] = ()) -> Difference:
    """Whose verdict changes from ``old`` to ``new`` on a date, or from ``on_old`` in the old to ``on`` in the new.

    ``saved`` are fragments of links; those whose verdict changes are named.
    """
    before = on if on_old is None else on_old
    named = in_ids_of(new, old)
    both = compared(named, new, before, on)
    if not both.shared:
        return strangers(old, new, before, on)
    diagram = parted(both.pair)
    groups, proved = (_counted(both, diagram, new), True) if diagram else _searched(both, new)
    changed = sum(group.sets or 0 for group in groups) if diagram else None
    return Difference(
        old=old.digest,
        new=new.digest,
        on=on,
        on_old=before,
        compared=both.size(),
        changed=changed if diagram or groups or not proved else 0,
        estimate=None if diagram or (proved and not groups) else _estimate(both),
        proved=proved,
        groups=groups,
        cases=cases(named, new, before, on),
        links=links(old, new, before, on, saved),
        wording=wording(named, new),
        beside=(*renames(old, new), *beside(named, new)),
        apart=both.apart,
        outcomes={id: outcome.title for guide in (named, new) for id, outcome in guide.outcomes.items()},
    )


def _counted(both: Compared, diagram: Diagram, new: Guide) -> tuple[Group, ...]:
    """Every group with its exact size, the largest first."""
    by_outcome: dict[tuple[str | None, str | None], list[tuple[str, int]]] = {}
    for label, sets in counts(diagram, both.pair.table.whole).items():
        if label != SAME:
            by_outcome.setdefault(both.change(*read_label(label)), []).append((label, sets))
    groups = []
    for (old, was), parts in by_outcome.items():
        rules = tuple(Responsible(*both.responsible(*read_label(label)), sets) for label, sets in parts)
        witness = _smallest(both, diagram, {label for label, _ in parts})
        groups.append(_group(new, old, was, sum(sets for _, sets in parts), rules, witness))
    return tuple(sorted(groups, key=lambda group: (-(group.sets or 0), group.old or "", group.new or "")))


def _group(
    new: Guide,
    old: str | None,
    now: str | None,
    sets: int | None,
    rules: tuple[Responsible, ...],
    witness: Mapping[str, str],
) -> Group:
    ordered = tuple(sorted(rules, key=lambda one: (-(one.sets or 0), one.new or "", one.old or "")))
    return Group(old, now, sets, ordered, witness, in_words(new, witness), write_fragment(witness))


def _smallest(both: Compared, diagram: Diagram, labels: set[str]) -> dict[str, str]:
    """The fewest answers, earlier questions and choices first, all of whose completions belong to a group."""
    table = both.pair.table

    def inside(box: Box) -> int:
        return sum(sets for label, sets in counts(diagram, box).items() if label in labels)

    box = table.whole
    for variable in range(len(box)):
        for option in bits(box[variable]):
            part = (*box[:variable], 1 << option, *box[variable + 1 :])
            if inside(part):
                box = part
                break
    for variable in reversed(range(len(box))):
        wider = (*box[:variable], table.whole[variable], *box[variable + 1 :])
        if inside(wider) == inside(box) * len(table.options[variable]):
            box = wider
    whole = table.whole
    kept = [v for v in range(len(box)) if box[v] != whole[v]]
    return {table.variables[v]: table.options[v][bits(box[v])[0]] for v in kept}


def _searched(both: Compared, new: Guide) -> tuple[tuple[Group, ...], bool]:
    """Without a diagram: one group for each change that some changed rule brings about, without counts."""
    table, found, proved = both.pair.table, dict[tuple[str | None, str | None], Group](), True
    for row in bits(both.pair.left ^ both.pair.right):
        try:
            point = both.pair.parted_at(table.whole, row)
        except OutOfBudgetError:
            proved = False
            continue
        if point is not None:
            left, right = both.deciding(point)
            key = both.change(left, right)
            chosen = (options[at] for options, at in zip(table.options, point, strict=True))
            witness = dict(zip(table.variables, chosen, strict=True))
            rules = (Responsible(*both.responsible(left, right), None),)
            found.setdefault(key, _group(new, *key, None, rules, witness))
    return tuple(found.values()), proved


def _estimate(both: Compared) -> Estimate:
    random, options = Random(1), both.pair.table.options  # noqa: S311  a fixed seed is the point
    points = (tuple(random.randrange(len(some)) for some in options) for _ in range(SAMPLE))
    changes = (both.change(*both.deciding(point)) for point in points)
    return Estimate(sum(old != new for old, new in changes), SAMPLE)
