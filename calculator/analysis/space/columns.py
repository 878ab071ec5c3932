"""Many answer sets at once: one whole number per choice, whose bit *i* says whether answer set *i* gives that choice.

A row of the rule file is an AND of ORs of such columns, work is added bit by bit for all answer sets together, and a
count is the number of bits.  The columns hold the whole space where it is small enough, else a seeded sample of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import and_, or_
from random import Random

from calculator.engine.logic.situation import facts_on
from calculator.engine.model import Caution, Effort, Guide, Rule

WHOLE = 16_000_000  # answer sets that are looked at one by one; beyond it a sample is drawn
SAMPLE = 100_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Answer sets side by side; ``exact`` when every answer set is there, each standing for ``times`` of the space."""

    columns: Mapping[tuple[str, str], int]
    size: int
    exact: bool
    times: int
    facts: Mapping[str, bool]

    @property
    def all(self) -> int:
        """Every answer set."""
        return (1 << self.size) - 1

    def match(self, row: Rule | Caution | Effort) -> int:
        """The answer sets that a row applies to."""
        if any(self.facts[fact] != holds for fact, holds in row.given.items()):
            return 0
        parts = [reduce(or_, (self.columns[id, choice] for choice in choices)) for id, choices in row.when.items()]
        return reduce(and_, parts) if parts else self.all

    def verdicts(self, guide: Guide) -> dict[str, int]:
        """Per outcome the answer sets that lead to it."""
        left, found = self.all, dict.fromkeys(guide.outcomes, 0)
        for rule in guide.rules:
            mine = self.match(rule) & left
            left ^= mine
            found[rule.then] |= mine
        return found


def columns(guide: Guide, on: str, whole: int = WHOLE) -> Columns:
    """The columns of a guide on a date, over the questions that a rule or a row of work asks."""
    rows: Sequence[Rule | Effort] = (*guide.rules, *guide.effort)
    asked = {question for row in rows for question in row.when}
    choices = {id: [choice.id for choice in q.choices] for id, q in guide.questions.items() if id in asked}
    size = prod(len(options) for options in choices.values())
    space = prod(len(question.choices) for question in guide.questions.values())
    facts = facts_on(guide, on)
    if size <= whole:
        return Columns(_whole(choices, size), size, True, space // size, facts)
    return Columns(_sample(choices), SAMPLE, False, 1, facts)


def _whole(choices: Mapping[str, Sequence[str]], size: int) -> dict[tuple[str, str], int]:
    """Every answer set, the first question varying slowest."""
    made, block = {}, size
    for question, options in choices.items():
        period, block = block, block // len(options)
        for at, option in enumerate(options):
            pattern, length = (1 << block) - 1 << at * block, period
            while length < size:
                pattern |= pattern << length
                length *= 2
            made[question, option] = pattern & (1 << size) - 1
    return made


def _sample(choices: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], int]:
    """Seeded answer sets, each as likely as any other."""
    random, made = Random(1), {}  # noqa: S311  a fixed seed is the point
    for question, options in choices.items():
        drawn = [random.randrange(len(options)) for _ in range(SAMPLE)]
        for at, option in enumerate(options):
            made[question, option] = int("".join("1" if one == at else "0" for one in drawn), 2)
    return made
