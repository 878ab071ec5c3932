"""Many teams and few tools: what it would cost, in work, if all of them lived with one, two or three tools.

The article's first law, to have as few tools as will do, as a calculation.  It is exact: every set of that many tools
is tried.  A set offers the outcomes that are made of its tools alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from calculator.engine.logic.advice import asked, efforts
from calculator.engine.logic.decide import outcome_of
from calculator.engine.logic.situation import facts_on
from calculator.engine.model import Guide

MOST_TOOLS = 3


@dataclass(frozen=True, slots=True)
class Team:
    """A team with its verdict (None while answers are open) and the work that each outcome asks of it; None: cannot."""

    name: str
    verdict: str | None
    work: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Payer:
    """A team that would leave its verdict for another outcome, and the work that this adds."""

    team: str
    leaves: str
    takes: str
    extra: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A set of tools, the work that it adds in all, who pays, and the teams that no outcome of it serves."""

    tools: tuple[str, ...]
    outcomes: tuple[str, ...]
    extra: int
    payers: tuple[Payer, ...]
    unserved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """How many teams fall on which outcome, who is still open, and the best plan for each number of tools."""

    teams: int
    verdicts: Mapping[str, int]
    open: tuple[str, ...]
    plans: tuple[Plan, ...]


def team(name: str, guide: Guide, answers: Mapping[str, str], on: str) -> Team:
    """What a portfolio needs of a team with clean answers; less than a Decision has, so that thousands take seconds."""
    rows, _ = asked(guide, answers, facts_on(guide, on))
    return Team(name, outcome_of(guide, answers, on), {each.outcome: each.weight for each in efforts(guide, rows)})


def portfolio(guide: Guide, teams: Sequence[Team]) -> Portfolio:
    """The plan for each number of tools serves the most teams, and of those that do it adds the least work."""
    decided = [one for one in teams if one.verdict]
    counted = Counter(one.verdict for one in decided)
    return Portfolio(
        teams=len(teams),
        verdicts={id: counted[id] for id in guide.outcomes if counted[id]},
        open=tuple(one.name for one in teams if not one.verdict),
        plans=tuple(_best(guide, decided, count) for count in range(1, MOST_TOOLS + 1) if count <= len(guide.tools)),
    )


def _best(guide: Guide, teams: Sequence[Team], count: int) -> Plan:
    alike = Counter((one.verdict or "", tuple(one.work.items())) for one in teams)
    kinds = [(verdict, dict(work), teams_alike) for (verdict, work), teams_alike in alike.items()]

    def badness(tools: tuple[str, ...]) -> tuple[int, int]:
        offered, lost, extra = _offered(guide, tools), 0, 0
        for verdict, work, teams_alike in kinds:
            move = _move(verdict, work, offered)
            lost += teams_alike * (move is None)
            extra += teams_alike * (move[1] if move else 0)
        return lost, extra

    tools = min(combinations(guide.tools, count), key=badness)
    return _plan(guide, teams, tools)


def _plan(guide: Guide, teams: Iterable[Team], tools: tuple[str, ...]) -> Plan:
    offered = _offered(guide, tools)
    payers, unserved, used = [], [], set()
    for one in teams:
        move = _move(one.verdict or "", one.work, offered)
        if move is None:
            unserved.append(one.name)
            continue
        used.add(move[0])
        if move[0] != one.verdict:
            payers.append(Payer(one.name, one.verdict or "", *move))
    ordered = tuple(sorted(payers, key=lambda payer: -payer.extra))
    outcomes = tuple(id for id in offered if id in used)
    return Plan(tools, outcomes, sum(payer.extra for payer in payers), ordered, tuple(unserved))


def _offered(guide: Guide, tools: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(id for id, outcome in guide.outcomes.items() if set(outcome.parts) <= set(tools))


def _move(verdict: str, work: Mapping[str, int | None], offered: Iterable[str]) -> tuple[str, int] | None:
    """The outcome that a team would take and the work that it adds; None where none can do it."""
    weights = {id: weight for id in offered if (weight := work.get(id)) is not None}
    if verdict in weights:
        return verdict, 0
    if not weights:
        return None
    least = min(weights, key=weights.__getitem__)
    return least, max(0, weights[least] - (work[verdict] or 0))
