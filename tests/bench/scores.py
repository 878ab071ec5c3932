"""What engines make of open questions: decided cases found, and claims that nobody can make yet.

The truth comes from the whole answer space, one big integer per choice: nothing of the engine is used for it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_, or_
from typing import Any

from calculator.engine.logic.search import possible_outcomes
from tests.bench.contenders import CLAIMING, Contender, installed
from tests.bench.subjects import partial_answers, plain, table
from tests.bench.tables import Plain

NAMES = ("T1", "guide")


class Truth:
    """Bit *i* of ``columns[question, option]`` says whether answer set *i* has that option."""

    def __init__(self, subject: Plain) -> None:
        self.columns: dict[tuple[str, str], int] = {}
        self.everything = 1
        size = 1
        for question, options in subject.domains.items():
            block = (1 << size) - 1
            for earlier, column in self.columns.items():
                self.columns[earlier] = sum(column << size * at for at in range(len(options)))
            for at, option in enumerate(options):
                self.columns[question, option] = block << size * at
            size *= len(options)
        self.everything = (1 << size) - 1
        self.outcomes = self._outcomes(subject)

    def _outcomes(self, subject: Plain) -> dict[str, int]:
        left, found = self.everything, dict.fromkeys(subject.outcomes, 0)
        for rule, outcome in zip(subject.rules, subject.outcomes, strict=True):
            mine = left
            for question, options in rule.items():
                mine &= reduce(or_, (self.columns[question, option] for option in options))
            found[outcome] |= mine
            left &= ~mine
        return found

    def possible(self, answers: dict[str, str]) -> set[str]:
        """The outcomes of all completions."""
        here = reduce(and_, (self.columns[said] for said in answers.items()), self.everything)
        return {outcome for outcome, sets in self.outcomes.items() if sets & here}


def measure() -> dict[str, Any]:
    """Per subject: how many cases are decided, and each contender's score."""
    contenders = installed(CLAIMING)
    versions = {contender.package: contender.version() for contender in contenders if contender.package}
    return {"versions": versions, "subjects": {name: _subject(name, contenders) for name in NAMES}}


def _subject(name: str, contenders: list[Contender]) -> dict[str, Any]:
    truth = Truth(plain(name))
    cases = [(answers, truth.possible(answers)) for answers in partial_answers(name)]
    masks = table(name)

    def ours(answers: dict[str, str]) -> str | None:
        left = list(possible_outcomes(masks, masks.box(answers, {})))
        return left[0] if len(left) == 1 else None

    scores = {"this engine": _score(ours, cases)}
    scores |= {contender.name: _score(contender.make(plain(name)), cases) for contender in contenders}
    decided = sum(len(left) == 1 for _, left in cases)
    return {"cases": len(cases), "decided": decided, "scores": scores}


def _score(claim: Callable[[dict[str, str]], Any], cases: list[tuple[dict[str, str], set[str]]]) -> dict[str, int]:
    tally = Counter(kind for answers, left in cases for kind in _judged(claim, answers, left))
    return {kind: tally[kind] for kind in ("found", "too early", "impossible", "raised")}


def _judged(claim: Callable[[dict[str, str]], Any], answers: dict[str, str], left: set[str]) -> Iterator[str]:
    """``found``: the only outcome; ``too early``: one of several; ``impossible``: one that cannot be."""
    try:
        said = claim(answers)
    except (KeyError, TypeError, ValueError):
        yield "raised"
        return
    if said is not None and said not in left:
        yield "impossible"
    if said is not None and len(left) > 1:
        yield "too early"
    if {said} == left:
        yield "found"
