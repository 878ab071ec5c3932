"""The diagram of a pair of tables: which rule of the left and which of the right decide, wherever they disagree."""

from collections.abc import Sequence

from calculator.engine.diagram import Diagram, TooLargeError, orders

from .pairs import Pair

SAME = "="  # the label of points at which both sides decide alike
FEW, MANY = 4_000, 300_000


def label(left: int, right: int) -> str:
    """The label of points that row ``left`` decides on one side and row ``right`` on the other; -1 is a gap."""
    return f"{left}/{right}"


def read_label(text: str) -> tuple[int, int]:
    """The two rows behind a label."""
    left, _, right = text.partition("/")
    return int(left), int(right)


def parted(pair: Pair, budget: int = MANY) -> Diagram | None:
    """The diagram whose leaves are pairs of rows, or SAME; None where no order of questions fits the budget."""
    for limit in (FEW, budget):
        for order in orders(pair.table):
            try:
                return _Builder(pair, order, limit).build()
            except TooLargeError:
                continue
    return None


class _Builder:
    """One run over the states: the rows still alive on either side, cut behind the first that surely matches."""

    def __init__(self, pair: Pair, order: Sequence[int], budget: int) -> None:
        self.pair, self.order, self.budget = pair, tuple(order), budget
        table = pair.table
        self.settled = [table.every_rule] * (len(order) + 1)
        for level in range(len(order) - 1, -1, -1):
            self.settled[level] = self.settled[level + 1] & table.free[order[level]]
        self.changed = pair.left ^ pair.right
        self.memo: list[dict[int, object]] = [{} for _ in order]
        self.nodes: dict[tuple[int, tuple[object, ...]], int] = {}
        self.states = 0

    def build(self) -> Diagram:
        """Nodes are numbered behind the leaves once all leaves are known."""
        root = self._walk(0, self.pair.left | self.pair.right)
        leaves = list(dict.fromkeys([SAME, *(kid for _, kids in self.nodes for kid in kids if isinstance(kid, str))]))
        if isinstance(root, str) and root not in leaves:
            leaves.append(root)
        place: dict[object, int] = {name: at for at, name in enumerate(leaves)}
        level, children = [len(self.order)] * len(leaves), [()] * len(leaves)  # type: list[int], list[tuple[int, ...]]
        for (at, kids), number in self.nodes.items():
            place[number] = len(level)
            level.append(at)
            children.append(tuple(place[kid] for kid in kids))
        return Diagram(self.pair.table, self.order, tuple(leaves), tuple(level), tuple(children), place[root])

    def _walk(self, level: int, alive: int) -> object:
        sides = []
        for side in (alive & self.pair.left, alive & self.pair.right):
            certain = side & self.settled[level]
            sides.append(side & ((certain & -certain) * 2 - 1) if certain else side)
        alive = sides[0] | sides[1]
        if not alive & self.changed:
            return SAME
        firsts = [(side & -side).bit_length() - 1 for side in sides]
        if all(not side or (side.bit_count() == 1 and side & self.settled[level]) for side in sides):
            return self._leaf(firsts[0], firsts[1])
        while not alive & ~self.pair.table.free[self.order[level]]:
            level += 1
        if alive not in self.memo[level]:
            self.states += 1
            if self.states > self.budget:
                raise TooLargeError(f"more than {self.budget} states")
            masks = self.pair.table.masks[self.order[level]]
            self.memo[level][alive] = self._node(level, tuple(self._walk(level + 1, alive & mask) for mask in masks))
        return self.memo[level][alive]

    def _leaf(self, left: int, right: int) -> str:
        outcomes = (*self.pair.table.outcomes, "")
        return SAME if outcomes[left] == outcomes[right] else label(left, right)

    def _node(self, level: int, kids: tuple[object, ...]) -> object:
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        return self.nodes.setdefault((level, kids), len(self.nodes))
