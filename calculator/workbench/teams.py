"""The teams of one table: who falls on which tool, and who would pay if all lived with few of them, in words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from calculator.analysis.measures.portfolio import Plan, Portfolio, Team, portfolio, team
from calculator.authoring.beside.requests import Row
from calculator.engine.answers import clean
from calculator.engine.model import Guide
from calculator.engine.words import say


@dataclass(slots=True)
class Teams:
    """What was read of a table: the teams, and a sentence for each row or answer that was left out."""

    found: list[Team] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Count:
    """How many teams fall on an outcome."""

    outcome: str
    title: str
    teams: int


@dataclass(frozen=True, slots=True)
class Told:
    """A plan for few tools in words; ``payers`` are teams with what they would take instead of what."""

    title: str
    lead: str
    payers: tuple[tuple[str, str], ...]
    unserved: tuple[str, ...]


def read_teams(
    guide: Guide, rows: Iterable[Row], on: str, into: Teams, place: Callable[[int], str] = "line {}".format
) -> Iterator[int]:
    """Decide for each row and keep the team ``into`` the others; yields how many rows were read.

    A team is called by the first column that is no question, or by its line.
    """
    known: dict[object, Team] = {}  # teams that answer alike are decided once
    for count, row in enumerate(rows, 1):
        if row.request is None:
            into.wrong.append(f"{place(row.line)}: {row.error}")
        else:
            name = next((str(value) for value in row.request.extra.values() if str(value).strip()), f"line {row.line}")
            answers, lost = clean(guide, row.request.answers)
            into.dropped += [f"{place(row.line)}: {one.because}" for one in lost]
            day = row.request.on or on
            key = (day, *sorted(answers.items()))
            if key not in known:
                known[key] = team(name, guide, answers, day)
            into.found.append(Team(name, known[key].verdict, known[key].work))
        yield count


def counts(guide: Guide, told: Portfolio) -> tuple[Count, ...]:
    """How many teams fall on each outcome that any falls on."""
    return tuple(Count(id, guide.outcomes[id].title, count) for id, count in told.verdicts.items())


def plans(guide: Guide, teams: Teams) -> tuple[Portfolio, tuple[Told, ...]]:
    """The portfolio of the teams, and its plans in words."""
    found = portfolio(guide, teams.found)
    return found, tuple(_told(guide, plan) for plan in found.plans)


def _told(guide: Guide, plan: Plan) -> Told:
    tools, payers = " + ".join(guide.tools[id].title for id in plan.tools), len(plan.payers)
    title = {id: outcome.title for id, outcome in guide.outcomes.items()}
    lead = say(guide, "teams-change", teams=payers, extra=plan.extra) if payers else say(guide, "teams-nobody")
    moves = tuple(
        (one.team, say(guide, "teams-move", takes=title[one.takes], leaves=title[one.leaves], extra=one.extra))
        for one in plan.payers
    )
    return Told(say(guide, f"teams-with-{len(plan.tools)}", tools=tools), lead, moves, plan.unserved)
