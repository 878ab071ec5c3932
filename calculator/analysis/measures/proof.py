"""What the proof page shows: every figure over all answer sets of a guide, computed and never typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from calculator.engine.link import write_fragment
from calculator.engine.logic.diagram import GAP
from calculator.engine.logic.search import OutOfBudgetError
from calculator.engine.logic.table import Box
from calculator.engine.model import Guide

from ..checks.expired_facts import resting_on
from ..space.estimate import Estimate
from ..space.ground import Ground
from ..wording import in_words
from .agreement import Agreement, agreement
from .influence import Influence, influences

SAMPLE = 20_000
SHOWN = 300  # rules up to which the page has an example of each


@dataclass(frozen=True, slots=True)
class Witness:
    """The fewest answers that a rule decides whatever the others are, on a date, in words and as a link."""

    on: str
    answers: Mapping[str, str]
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class AtDate:
    """The whole space on the first day of a state of the facts; None where counts are not computed."""

    on: str
    outcomes: Mapping[str, int] | None
    complete: bool | None  # None where it is not proved


@dataclass(frozen=True, slots=True)
class Proof:
    """All figures on a date.  Where a table is too large, counts are None and ``estimates`` has a sample."""

    digest: str
    on: str
    sets: int  # answer sets
    worlds: int  # ways in which the facts under the rules could turn out
    gaps: int | None  # answer sets without a rule, over all worlds
    outcomes: Mapping[str, int | None]  # outcome -> answer sets that lead to it today
    usual: Mapping[str, int]  # the same among the answer sets that give each usual answer; empty where none is marked
    rules: Mapping[str, int | None]  # rule -> answer sets that it decides today
    witnesses: Mapping[str, Witness]
    dates: tuple[AtDate, ...]
    questions: tuple[Influence, ...]  # the most deciding first
    facts: tuple[Influence, ...]
    agreement: Agreement
    estimates: Mapping[str, Estimate]  # outcome -> share in a sample; empty where the counts are exact

    @property
    def rarest(self) -> tuple[str, ...]:
        """The outcomes that are recommended today, the rarest first."""
        counted = [(sets, id) for id, sets in self.outcomes.items() if sets]
        return tuple(id for _, id in sorted(counted))


def proof(guide: Guide, on: str) -> Proof:
    """The figures of a guide on a date."""
    ground = Ground(guide, on)
    today, everywhere = ground.box(on), ground.count_rules(ground.table.whole)
    return Proof(
        digest=guide.digest,
        on=on,
        sets=ground.size(),
        worlds=2 ** len(ground.table.facts()),
        gaps=None if everywhere is None else everywhere.get(GAP, 0),
        outcomes=_every(tuple(guide.outcomes), ground.count_outcomes(today)),
        usual=_usual(ground, today),
        rules=_every(tuple(rule.id for rule in guide.rules), ground.count_rules(today)),
        witnesses=_witnesses(ground) if len(guide.rules) <= SHOWN else {},
        dates=tuple(_at(ground, date) for date in ground.dates),
        questions=influences(ground),
        facts=_facts(ground),
        agreement=agreement(guide, on),
        estimates=_estimates(ground, today) if everywhere is None else {},
    )


def usual_answers(guide: Guide) -> dict[str, str]:
    """What most people answer, where the guide marks it."""
    return {id: choice.id for id, question in guide.questions.items() for choice in question.choices if choice.usual}


def _usual(ground: Ground, today: Box) -> dict[str, int]:
    answers = usual_answers(ground.guide)
    part = tuple(a & b for a, b in zip(today, ground.table.box(answers, {}), strict=True))
    return (ground.count_outcomes(part) if answers else None) or {}


def _every(ids: tuple[str, ...], counted: Mapping[str, int] | None) -> dict[str, int | None]:
    return {id: None if counted is None else counted.get(id, 0) for id in ids}


def _witnesses(ground: Ground) -> dict[str, Witness]:
    """For each rule an example of today, else of the latest date at which it decides."""
    found = {}
    for index, rule in enumerate(ground.guide.rules):
        for date in (ground.today, *reversed(ground.dates)):
            answers = ground.smallest(ground.box(date), index)
            if answers is not None:
                found[rule.id] = Witness(date, answers, in_words(ground.guide, answers), write_fragment(answers))
                break
    return found


def _at(ground: Ground, date: str) -> AtDate:
    counted = ground.count_outcomes(ground.box(date))
    if counted is not None:
        return AtDate(date, counted, GAP not in counted)
    try:
        return AtDate(date, None, ground.first_point(ground.box(date), None) is None)
    except OutOfBudgetError:
        return AtDate(date, None, None)


def _facts(ground: Ground) -> tuple[Influence, ...]:
    """The facts under the rules by how many verdicts of today rest on each."""
    found = [Influence(fact, resting_on(ground, fact), ground.size()) for fact in ground.table.facts()]
    return tuple(sorted(found, key=lambda one: -(one.changes or 0)))


def _estimates(ground: Ground, box: Box) -> dict[str, Estimate]:
    random, hits = Random(1), dict.fromkeys(ground.guide.outcomes, 0)  # noqa: S311  a fixed seed is the point
    open_options = [[at for at in range(options.bit_length()) if options >> at & 1] for options in box]
    for _ in range(SAMPLE):
        rule = ground.table.first([random.choice(options) for options in open_options])
        if rule >= 0:
            hits[ground.table.outcomes[rule]] += 1
    return {outcome: Estimate(number, SAMPLE) for outcome, number in hits.items()}
