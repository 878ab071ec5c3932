"""The decision on one slide: the smallest tree over the answer sets inside the guide's frame, and the ways out of it.

Every answer set inside the frame is asked of the table, so the tree is exact; what stands outside, one answer away, is
counted in the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod

from ..model import Guide
from .situation import facts_on
from .table import Table, compile_table

MOST_SETS = 5_000  # inside a frame; every one of them is asked
MOST_BOXES = 9  # on a slide; more are too many to take in

Choices = tuple[str, ...]
Way = str | int  # an outcome, or the number of a box
Asks = tuple[str, tuple[tuple[Choices, "Tree"], ...]]  # a question with its choices
Tree = str | Asks  # an outcome is a whole tree


@dataclass(frozen=True, slots=True)
class Box:
    """A question with its choices, grouped by where they lead."""

    question: str
    ways: tuple[tuple[Choices, Way], ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A choice outside the frame, with the outcomes that it can lead to while all other answers stay inside."""

    question: str
    choice: str
    outcomes: Choices


@dataclass(frozen=True, slots=True)
class Slide:
    """The tree of a frame, its first box first.

    ``sets`` answer sets are inside the frame, and the tree is right for all of them; ``near`` are one answer away, and
    ``near_right`` of those have the one outcome of their way out, or else the one that the tree shows without it.
    """

    boxes: tuple[Box, ...]
    sets: int
    near: int
    near_right: int
    ways_out: tuple[WayOut, ...]

    def outcome(self, answers: Mapping[str, str]) -> str | None:
        """Where the answers lead; None where a box has no way for them."""
        at: Way | None = 0
        while isinstance(at, int):
            box = self.boxes[at]
            at = next((to for choices, to in box.ways if answers[box.question] in choices), None)
        return at


def inside(guide: Guide) -> dict[str, Choices]:
    """The choices of each question inside the frame: all of them where the frame does not name the question."""
    every = {question.id: tuple(choice.id for choice in question.choices) for question in guide.questions.values()}
    return {question: tuple(c for c in choices if c in guide.frame.get(question, choices))
            for question, choices in every.items()}


@lru_cache(maxsize=4)
def slide(guide: Guide, on: str) -> Slide | None:
    """The slide of a guide on a date; None where it has no frame, or one with a single outcome or too many sets."""
    frame = inside(guide)
    sets = prod(map(len, frame.values()))
    if not guide.frame or sets > MOST_SETS:
        return None
    ask = _Asked(compile_table(guide), facts_on(guide, on))
    tree = ask.smallest(tuple(frame.values()))
    if isinstance(tree, str):
        return None
    found = Slide(_boxes(tree), sets, 0, 0, ())
    near = near_right = 0
    ways_out = []
    for question, choices in frame.items():
        for choice in (c.id for c in guide.questions[question].choices if c.id not in choices):
            points = list(product(*{**frame, question: (choice,)}.values()))
            verdicts = [ask.verdict(point) for point in points]
            told = (found.outcome(dict(zip(frame, point, strict=True))) for point in points)
            near += len(points)
            near_right += len(points) if len(set(verdicts)) == 1 else sum(map(str.__eq__, verdicts, map(str, told)))
            ways_out.append(WayOut(question, choice, tuple(o for o in guide.outcomes if o in verdicts)))
    return Slide(found.boxes, sets, near, near_right, tuple(ways_out))


class _Asked:
    """The table on a date, asked for the smallest tree over a box of answer sets."""

    def __init__(self, table: Table, facts: Mapping[str, bool]) -> None:
        self._table = table
        self._facts = tuple(int(facts[fact]) for fact in table.facts())
        self._known: dict[tuple[Choices, ...], tuple[int, Tree]] = {}

    def verdict(self, point: Choices) -> str:
        """The outcome of one answer set."""
        chosen = (index[choice] for index, choice in zip(self._table.option_index, point, strict=False))
        return self._table.outcomes[self._table.first((*chosen, *self._facts))]

    def smallest(self, box: tuple[Choices, ...]) -> Tree:
        """The tree with the fewest questions; of equal ones, that which asks the earlier question first."""
        return self._smallest(box)[1]

    def _smallest(self, box: tuple[Choices, ...]) -> tuple[int, Tree]:
        if box not in self._known:
            self._known[box] = self._try_each(box)
        return self._known[box]

    def _try_each(self, box: tuple[Choices, ...]) -> tuple[int, Tree]:
        outcomes = {self.verdict(point) for point in product(*box)}
        if len(outcomes) == 1:
            return 0, outcomes.pop()
        best: tuple[int, Tree] | None = None
        for at, choices in enumerate(box):
            if len(choices) == 1:
                continue
            ways: dict[Tree, Choices] = {}
            size = 1
            for choice in choices:
                below, tree = self._smallest((*box[:at], (choice,), *box[at + 1 :]))
                size += below if tree not in ways else 0
                ways[tree] = (*ways.get(tree, ()), choice)
            if len(ways) > 1 and (best is None or size < best[0]):
                best = size, (self._table.variables[at], tuple((said, tree) for tree, said in ways.items()))
        assert best is not None  # outcomes differ, so some question tells them apart
        return best


def _boxes(tree: Tree) -> tuple[Box, ...]:
    """The boxes of a tree, equal parts once, in the order in which they are met."""
    numbers: dict[Asks, int] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, str) and node not in numbers:
            numbers[node] = len(numbers)
            waiting += [to for _, to in node[1]]
    return tuple(
        Box(node[0], tuple((said, to if isinstance(to, str) else numbers[to]) for said, to in node[1]))
        for node in numbers
    )
