"""A combination of tools is idle if and only if it is recommended today, yet only for answer sets for which some
outcome made of fewer of its tools can do what is asked with less work.
"""

from collections.abc import Iterator
from itertools import chain

from ..finding import Finding
from ..measures.least_work import work
from ..space.columns import WHOLE, columns
from ..space.ground import Ground


def idle_combinations(ground: Ground) -> Iterator[Finding]:
    """One finding for each combination that never beats its parts."""
    guide = ground.guide
    pairs = {
        outcome.id: [other.id for other in guide.outcomes.values() if set(other.parts) < set(outcome.parts)]
        for outcome in guide.outcomes.values()
        if len(outcome.parts) > 1
    }
    counted = {outcome for row in guide.effort for outcome in row.outcomes}
    asked = {id: parts for id, parts in pairs.items() if parts and counted & {id, *parts}}
    if not asked:
        return
    seen = columns(guide, ground.today)
    verdicts, weighed = seen.verdicts(guide), work(guide, seen, {*asked, *chain(*asked.values())})
    for id, parts in asked.items():
        unbeaten = verdicts[id]
        for part in parts:
            unbeaten &= ~weighed.better(part, id)
        if verdicts[id] and not unbeaten:
            yield _finding(id, parts, ground, exact=seen.exact)


def _finding(id: str, parts: list[str], ground: Ground, *, exact: bool) -> Finding:
    listed = " or ".join(parts)
    if exact:
        message = f"wherever {id} is recommended, {listed} alone can do it with less work"
        return Finding("idle-combination", "warning", message, on=ground.today)
    message = (
        f"not proved whether {id} is ever worth more work than {listed}: there are {ground.size()} answer sets, and "
        f"up to {WHOLE} are compared one by one; in a seeded sample it never is"
    )
    return Finding("idle-combination", "note", message, on=ground.today, proved=False)
