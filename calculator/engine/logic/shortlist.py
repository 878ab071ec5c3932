"""Every outcome once, best first: the recommended one, what would also do by the work it asks, what cannot do it.

Extra work is a difference of sets: the rows of work that an outcome asks for and the recommended one does not.  So it
is never negative, what both ask for cancels out, and the rows themselves say what the number means.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..decision import Fit, Flip, OutcomeEffort, Ranked, Work
from ..model import Guide

CLOSE = 1  # extra work up to which two outcomes are a close call: something to configure.  An opinion of this guide


def shortlist(
    guide: Guide,
    possible: Collection[str],
    efforts: Sequence[OutcomeEffort],
    flips: Mapping[str, Flip | None],
    unsettled: Collection[str],
) -> tuple[Ranked, ...]:
    """The outcomes in order; while several are possible, none is recommended and those come first.

    ``unsettled`` are those of which open answers may still ask more: nobody calls them close.
    """
    verdict = next(iter(possible)) if len(possible) == 1 else None
    asked = {effort.outcome: effort for effort in efforts}
    shared = {work.id for work in asked[verdict].work} if verdict else set()
    sure = asked.keys() - unsettled if verdict and verdict not in unsettled else ()
    listed = [_ranked(asked[id], verdict, shared, flips.get(id), sure) for id in guide.outcomes]
    listed.sort(key=lambda one: _order(guide, one, possible))  # stable: ties keep the order of the guide
    return tuple(_placed(one, place) for place, one in enumerate(listed, 1))


def _ranked(
    effort: OutcomeEffort, verdict: str | None, shared: Collection[str], flip: Flip | None, sure: Collection[str]
) -> Ranked:
    fit: Fit = "recommended" if effort.outcome == verdict else "cannot" if effort.weight is None else "works"
    if fit == "cannot":
        return Ranked(effort.outcome, None, fit, None, tuple(w for w in effort.work if w.weight is None), False, flip)
    extra = tuple(work for work in effort.work if work.id not in shared and work.weight is not None)
    total = _sum(extra)
    close = fit == "works" and total <= CLOSE and effort.outcome in sure
    return Ranked(effort.outcome, None, fit, total, extra, close, flip)


def _sum(work: Sequence[Work]) -> int:
    return sum(one.weight or 0 for one in work)


def _order(guide: Guide, one: Ranked, possible: Collection[str]) -> tuple[int, ...]:
    """What can be recommended first, then least work, fewest tools, and the nearest change that would recommend it."""
    if one.extra_work is None:
        return (3,)
    rank = 0 if one.fit == "recommended" else 1 if one.outcome in possible else 2
    distance = len(one.flip.changes) if one.flip else len(guide.questions)
    return (rank, one.extra_work, len(guide.outcomes[one.outcome].parts), distance)


def _placed(one: Ranked, place: int) -> Ranked:
    return replace(one, place=None if one.fit == "cannot" else place)
