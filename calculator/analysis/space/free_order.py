"""A diagram whose questions come in another order on each path: for counts of tables that have the shape of a tree.

A state is the set of rules still alive, with the open variables that they ask.  Each state asks the variable that most
of its rules ask, so a table made from a tree falls apart at its root, at any size.  Such a diagram is good for counts
only: two of its nodes may mean the same, so it does not tell which questions matter.
"""

from collections.abc import Sequence

from calculator.engine.logic.diagram import GAP, Diagram, TooLargeError
from calculator.engine.logic.search import bits
from calculator.engine.logic.table import Table, cut, first_of

State = tuple[int, int]  # rules alive, open variables that they ask (as bits)


def free_diagram(table: Table, labels: Sequence[str], budget: int) -> Diagram | None:
    """The diagram, or None where it needs more states than the budget."""
    try:
        return _Free(table, labels, budget).build()
    except TooLargeError:
        return None


class _Free:
    """One run over the states; a node is numbered when its children are."""

    def __init__(self, table: Table, labels: Sequence[str], budget: int) -> None:
        self.table, self.budget = table, budget
        self.leaves = (*dict.fromkeys(labels), GAP)
        place = {label: at for at, label in enumerate(self.leaves)}
        self.leaf_of = (*(place[label] for label in labels), place[GAP])
        self.level = [len(table.variables)] * len(self.leaves)
        self.children: list[tuple[int, ...]] = [()] * len(self.leaves)
        self.known: dict[State, int] = {}

    def build(self) -> Diagram:
        root = self._walk(self.table.every_rule, (1 << len(self.table.variables)) - 1)
        order = tuple(range(len(self.table.variables)))
        return Diagram(self.table, order, self.leaves, tuple(self.level), tuple(self.children), root)

    def _walk(self, alive: int, free: int) -> int:
        alive, asked = self._cut(alive, free)
        if not asked:
            return self.leaf_of[first_of(alive)]
        free = sum(1 << variable for variable in asked)
        if (alive, free) not in self.known:
            if len(self.known) >= self.budget:
                raise TooLargeError(f"more than {self.budget} states")
            self.known[alive, free] = -1
            variable = max(asked, key=lambda v: (asked[v], -v))
            left = free & ~(1 << variable)
            kids = tuple(self._walk(alive & mask, left) for mask in self.table.masks[variable])
            self.known[alive, free] = self._node(variable, kids)
        return self.known[alive, free]

    def _cut(self, alive: int, free: int) -> tuple[int, dict[int, int]]:
        """The rules up to the first that surely matches, and how many of them ask each open variable."""
        some = 0
        for variable in bits(free):
            some |= alive & ~self.table.free[variable]
        alive = cut(alive, ~some)
        asked = ((v, (alive & ~self.table.free[v]).bit_count()) for v in bits(free))
        return alive, {variable: number for variable, number in asked if number}

    def _node(self, variable: int, kids: tuple[int, ...]) -> int:
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        self.level.append(variable)
        self.children.append(kids)
        return len(self.level) - 1
