"""What hangs on facts: the rows that name them, and exactly which answer sets get another verdict without them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import prod

from calculator.engine.logic.diagram import Diagram
from calculator.engine.logic.situation import facts_on, situation
from calculator.engine.logic.table import compile_table
from calculator.engine.logic.tree import diagram_with
from calculator.engine.model import Guide

Moves = dict[tuple[str, str], int]  # (outcome before, outcome after) -> answer sets


@dataclass(frozen=True, slots=True)
class Moved:
    """How many answer sets go from one outcome to another."""

    before: str
    after: str
    answer_sets: int


@dataclass(frozen=True, slots=True)
class Touched:
    """The rows that name a fact, and what flips with it; ``moves`` is None where the table is too large to count."""

    rows: tuple[str, ...]  # ids of rules, cautions and effort
    cases: tuple[str, ...]  # the cases whose verdict flips
    moves: tuple[Moved, ...] | None
    of: int  # how many answer sets there are

    def answer_sets(self) -> int | None:
        """How many answer sets get another verdict."""
        return None if self.moves is None else sum(move.answer_sets for move in self.moves)


def touched(guide: Guide, ids: Collection[str], on: str) -> Touched:
    """What changes on a date if these facts, and no others, are the other way round."""
    facts = facts_on(guide, on)
    flipped = {id: holds != (id in ids) for id, holds in facts.items()}
    return Touched(
        rows=tuple(
            row.id
            for rows in (guide.rules, guide.cautions, guide.effort)
            for row in rows
            if not row.given.keys().isdisjoint(ids)
        ),
        cases=tuple(_flipping_cases(guide, facts, flipped)),
        moves=_moves(guide, facts, flipped),
        of=prod(len(question.choices) for question in guide.questions.values()),
    )


def _flipping_cases(guide: Guide, facts: Mapping[str, bool], flipped: Mapping[str, bool]) -> Iterator[str]:
    for case in guide.cases.values():
        before = situation(guide, case.answers, facts).outcome()
        if before != situation(guide, case.answers, flipped).outcome():
            yield case.id


def _moves(guide: Guide, facts: Mapping[str, bool], flipped: Mapping[str, bool]) -> tuple[Moved, ...] | None:
    asked = compile_table(guide).facts()
    before, after = (diagram_with(guide, {fact: state[fact] for fact in asked}) for state in (facts, flipped))
    if before is None or after is None:
        return None
    counted = sorted(compare(before, after).items(), key=lambda move: (-move[1], move[0]))
    return tuple(Moved(*pair, sets) for pair, sets in counted)


def compare(before: Diagram, after: Diagram) -> Moves:
    """The answer sets whose label differs between two diagrams of one order, counted per pair of labels.

    One pass down both at once: the weight of a pair of nodes is the number of answer sets that reach it.
    """
    questions = [variable for variable in before.order if variable < before.table.n_questions]
    sizes = {variable: len(before.table.options[variable]) for variable in questions}
    weights: dict[tuple[int, int], int] = {(before.root, after.root): prod(sizes.values())}
    for level, variable in enumerate(before.order):
        if variable not in sizes:
            continue  # facts are settled in both
        below: dict[tuple[int, int], int] = {}
        for (left, right), weight in weights.items():
            for pair in zip(_ways(before, left, level), _ways(after, right, level), strict=True):
                below[pair] = below.get(pair, 0) + weight // sizes[variable]
        weights = below
    moves: Moves = {}
    for (left, right), weight in weights.items():
        move = before.labels[left], after.labels[right]
        if move[0] != move[1]:
            moves[move] = moves.get(move, 0) + weight
    return moves


def _ways(diagram: Diagram, node: int, level: int) -> tuple[int, ...]:
    """Where each option leads: on the spot if the node does not ask this question."""
    if diagram.level[node] == level:
        return diagram.children[node]
    return (node,) * len(diagram.table.options[diagram.order[level]])
