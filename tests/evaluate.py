"""The plain outcome of complete answers, as fast as Python goes: for batches, proofs and whole answer spaces.

A table becomes nested pairs ``(question, {choice: pair})`` that one short loop walks; ``(None, outcome)`` ends a walk.
Each pair asks what the next rules ask most, so no fixed order of questions is kept and a walk is short.  A table that
needs too many pairs is evaluated by its masks.  Both give what ``decide`` gives, without reasons.
"""

from collections.abc import Callable, Mapping
from typing import Any

from calculator.engine.logic.diagram import GAP, TooLargeError
from calculator.engine.logic.situation import facts_on
from calculator.engine.logic.table import Table, compile_table
from calculator.engine.model import Answers, Guide

Evaluate = Callable[[Answers], str]
Pair = tuple[str | None, Any]
PAIRS = 5_000  # beyond that, building costs more than many a batch saves


def evaluator(guide: Guide, on: str) -> Evaluate:
    """A function from complete answers (known ids) to the outcome on a date; ``gap`` where no rule matches.

    KeyError where an answer that is needed is missing or unknown.
    """
    table = compile_table(guide)
    return fastest(table, {fact: holds for fact, holds in facts_on(guide, on).items() if fact in table.index})


def fastest(table: Table, facts: Mapping[str, bool]) -> Evaluate:
    """The walk where it fits, else the masks."""
    try:
        return by_walk(table, facts)
    except TooLargeError:
        return by_masks(table, facts)


def by_walk(table: Table, facts: Mapping[str, bool], most: int = PAIRS) -> Evaluate:
    """Walk the pairs: as many steps as questions that matter on the way.  TooLargeError where it takes too many."""
    root = _Pairs(table, most).pair(_alive(table, facts), tuple(range(table.n_questions)))

    def evaluate(answers: Answers, question: str | None = root[0], ways: Any = root[1]) -> str:
        while question is not None:
            question, ways = ways[answers[question]]
        outcome: str = ways
        return outcome

    return evaluate


def by_masks(table: Table, facts: Mapping[str, bool]) -> Evaluate:
    """AND one mask for every two questions: as many steps as half the questions, each as wide as there are rules."""
    every = _alive(table, facts)
    asked = [v for v in range(table.n_questions) if every & ~table.free[v]]
    asked += asked[-1:] if len(asked) % 2 else []  # the last one twice does no harm
    steps = [_step(table, one, other) for one, other in zip(asked[::2], asked[1::2], strict=True)]
    outcomes = (*table.outcomes, GAP)  # index -1, where no bit is left

    def evaluate(answers: Answers) -> str:
        alive = every
        for one, other, masks in steps:
            alive &= masks[answers[one]][answers[other]]
        return outcomes[(alive & -alive).bit_length() - 1]

    return evaluate


def _step(table: Table, one: int, other: int) -> tuple[str, str, dict[str, dict[str, int]]]:
    """Two questions, and the rules that accept each pair of choices: half the work of a mask for each."""
    masks = {
        choice: {second: mask & both for second, both in zip(table.options[other], table.masks[other], strict=True)}
        for choice, mask in zip(table.options[one], table.masks[one], strict=True)
    }
    return table.variables[one], table.variables[other], masks


def _alive(table: Table, facts: Mapping[str, bool]) -> int:
    alive = table.every_rule
    for fact, holds in facts.items():
        alive &= table.masks[table.index[fact]][holds]
    return alive


class _Pairs:
    """Makes one pair for each situation: the rules still alive and the open questions that they ask."""

    def __init__(self, table: Table, most: int) -> None:
        self.table, self.most = table, most
        self.known: dict[tuple[int, tuple[int, ...]], Pair] = {}
        self.ends = {outcome: (None, outcome) for outcome in (*table.outcomes, GAP)}
        self.same: dict[str, int] = {}  # per outcome, its rules
        for rule, outcome in enumerate(table.outcomes):
            self.same[outcome] = self.same.get(outcome, 0) | 1 << rule

    def pair(self, alive: int, questions: tuple[int, ...]) -> Pair:
        """The pair of a situation; an end where the outcome is certain."""
        certain = alive
        for question in questions:
            certain &= self.table.free[question]
        if certain:
            alive &= (certain & -certain) * 2 - 1
        outcome = self.table.outcomes[(alive & -alive).bit_length() - 1] if alive else GAP
        if not alive or (certain and not alive & ~self.same[outcome]):
            return self.ends[outcome]
        asked = tuple(question for question in questions if alive & ~self.table.free[question])
        if (alive, asked) not in self.known:
            self.known[alive, asked] = self._ask(alive, asked)
        return self.known[alive, asked]

    def _ask(self, alive: int, asked: tuple[int, ...]) -> Pair:
        """A new pair; where all ways are one, that one."""
        if len(self.known) >= self.most:
            raise TooLargeError(f"more than {self.most} pairs")
        question = self._most_wanted(alive, asked)
        rest = tuple(other for other in asked if other != question)
        ways = [self.pair(alive & mask, rest) for mask in self.table.masks[question]]
        if all(way is ways[0] for way in ways):
            return ways[0]
        return self.table.variables[question], dict(zip(self.table.options[question], ways, strict=True))

    def _most_wanted(self, alive: int, asked: tuple[int, ...]) -> int:
        """The question that the next rules ask most, where each rule weighs half of the one before it."""
        weight, wanted = 1 << 16, dict.fromkeys(asked, 0)
        while alive and weight:
            rule = alive & -alive
            alive ^= rule
            for question in asked:
                if not self.table.free[question] & rule:
                    wanted[question] += weight
            weight >>= 1
        return max(asked, key=lambda question: wanted[question])
