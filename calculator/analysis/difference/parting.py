"""The diagram of a pair of tables: which row of the left and which of the right decide, wherever they disagree.

A state is the set of rows still alive on either side, with the open variables that they ask.  Where no changed row is
alive, both sides decide alike and the state is a leaf; else it asks what its first changed row asks, so what did not
change is hardly looked at.  Good for counts only: the questions come in another order on each path.
"""

from calculator.engine.logic.diagram import Diagram, TooLargeError
from calculator.engine.logic.search import bits
from calculator.engine.logic.table import cut

from ..space.pairs import Pair

SAME = "="  # the label of points at which both sides decide alike
MANY = 150_000
Kid = str | int  # a label, or the number of a node


def label(left: int, right: int) -> str:
    """The label of points that row ``left`` decides on one side and row ``right`` on the other; -1 is a gap."""
    return f"{left}/{right}"


def read_label(text: str) -> tuple[int, int]:
    """The two rows behind a label."""
    left, _, right = text.partition("/")
    return int(left), int(right)


def parted(pair: Pair, budget: int = MANY) -> Diagram | None:
    """The diagram whose leaves are pairs of rows, or SAME; None where it needs more states than the budget."""
    try:
        return _Parting(pair, budget).build()
    except TooLargeError:
        return None


class _Parting:
    """One run over the states."""

    def __init__(self, pair: Pair, budget: int) -> None:
        self.pair, self.budget, self.changed = pair, budget, pair.left ^ pair.right
        self.outcomes = (*pair.table.outcomes, "")
        self.memo: dict[tuple[int, int], Kid] = {}
        self.nodes: dict[tuple[int, tuple[Kid, ...]], int] = {}

    def build(self) -> Diagram:
        """Nodes are numbered behind the leaves, once all leaves are known."""
        variables = range(len(self.pair.table.variables))
        root = self._walk(self.pair.left | self.pair.right, (1 << len(variables)) - 1)
        leaves = list(dict.fromkeys([SAME, *(kid for _, kids in self.nodes for kid in kids if isinstance(kid, str))]))
        if isinstance(root, str) and root not in leaves:
            leaves.append(root)
        place: dict[Kid, int] = {name: at for at, name in enumerate(leaves)}
        level, children = [len(variables)] * len(leaves), [()] * len(leaves)  # type: list[int], list[tuple[int, ...]]
        for (variable, kids), number in self.nodes.items():
            place[number] = len(level)
            level.append(variable)
            children.append(tuple(place[kid] for kid in kids))
        table = self.pair.table
        return Diagram(table, tuple(variables), tuple(leaves), tuple(level), tuple(children), place[root])

    def _walk(self, alive: int, free: int) -> Kid:
        alive, asked = self._cut(alive, free)
        if not alive & self.changed:
            return SAME
        if not asked:
            return self._leaf(alive)
        key = (alive, sum(1 << variable for variable in asked))
        if key not in self.memo:
            if len(self.memo) >= self.budget:
                raise TooLargeError(f"more than {self.budget} states")
            variable = self._next(alive, asked)
            masks = self.pair.table.masks[variable]
            kids = tuple(self._walk(alive & mask, key[1] & ~(1 << variable)) for mask in masks)
            self.memo[key] = self._node(variable, kids)
        return self.memo[key]

    def _cut(self, alive: int, free: int) -> tuple[int, dict[int, int]]:
        """Both sides up to the first row that surely matches, and how many rows ask each open variable."""
        table, open_rows = self.pair.table, 0
        for variable in bits(free):
            open_rows |= alive & ~table.free[variable]
        kept = 0
        for side in (alive & self.pair.left, alive & self.pair.right):
            kept |= cut(side, ~open_rows)
        asked = ((v, (kept & ~table.free[v]).bit_count()) for v in bits(free))
        return kept, {variable: number for variable, number in asked if number}

    def _next(self, alive: int, asked: dict[int, int]) -> int:
        """Of what the first changed row asks, what most rows ask; of everything, where it asks nothing."""
        changed = alive & self.changed
        first = changed & -changed
        mine = [v for v in asked if first & ~self.pair.table.free[v]] or list(asked)
        return max(mine, key=lambda v: (asked[v], -v))

    def _leaf(self, alive: int) -> Kid:
        left, right = ((side & -side).bit_length() - 1 for side in (alive & self.pair.left, alive & self.pair.right))
        return SAME if self.outcomes[left] == self.outcomes[right] else label(left, right)

    def _node(self, variable: int, kids: tuple[Kid, ...]) -> Kid:
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        return self.nodes.setdefault((variable, kids), len(self.nodes))
