"""The decision table as a reduced ordered decision diagram: the representation for counts, paths and distances.

A node asks one variable and has one child per option; equal nodes are shared and a node whose children are equal is
left out, so for a given order of variables the diagram is unique: a question matters if and only if a node asks it.
Built from the masks: the state is the set of rules still alive, cut behind the first that matches whatever follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Guide
from .table import Box, Table, compile_table, cut, first_of

SMALL = 2_000  # states of a diagram that costs a browser some milliseconds
GAP = "gap"  # the label of answer sets that no rule decides


class TooLargeError(Exception):
    """The diagram needs more states than its budget: counts are not computed."""


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """Nodes in an order in which children come first; the first ``len(labels)`` of them are the leaves.

    ``order[level]`` is a variable of the table; ``level[n]`` of a leaf is ``len(order)``.
    """

    table: Table
    order: tuple[int, ...]
    labels: tuple[str, ...]
    level: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    root: int

    def restrict(self, box: Box) -> "Diagram":
        """The reduced diagram inside a box: answered variables are gone, and so are those that no longer matter.

        A variable is answered when the box leaves it a single option.
        """
        builder = Builder(self.table, self.order, self.labels)
        fixed = [box[v].bit_length() - 1 if box[v] & (box[v] - 1) == 0 else -1 for v in self.order]
        level, children, done = self.level, self.children, dict(enumerate(range(len(self.labels))))

        def copy(node: int) -> int:
            if node not in done:
                option, kids = fixed[level[node]], children[node]
                done[node] = copy(kids[option]) if option >= 0 else builder.node(level[node], tuple(map(copy, kids)))
            return done[node]

        return builder.finish(copy(self.root))

    def leaf_counts(self, open_points: int) -> dict[str, int]:
        """How many of the ``open_points`` completions end at each label; exact, and they sum to ``open_points``."""
        weight = [0] * len(self.children)
        weight[self.root] = open_points
        for node in range(len(self.children) - 1, len(self.labels) - 1, -1):
            if weight[node]:
                share = weight[node] // len(self.children[node])
                for child in self.children[node]:
                    weight[child] += share
        return {label: weight[leaf] for leaf, label in enumerate(self.labels) if weight[leaf]}

    def variables(self) -> set[int]:
        """The variables that some node asks: exactly those that can still change the result."""
        return {self.order[level] for level in self.level[len(self.labels) :]}


class Builder:
    """Makes nodes through a unique table, so that equal nodes are one."""

    def __init__(self, table: Table, order: tuple[int, ...], labels: tuple[str, ...]) -> None:
        self.table, self.order, self.labels = table, order, labels
        self.level = [len(order)] * len(labels)
        self.children: list[tuple[int, ...]] = [()] * len(labels)
        self.known: dict[tuple[int, tuple[int, ...]], int] = {}

    def node(self, level: int, children: tuple[int, ...]) -> int:
        """The node with these children; the child itself where all are one."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = (level, children)
        if key not in self.known:
            self.known[key] = len(self.level)
            self.level.append(level)
            self.children.append(children)
        return self.known[key]

    def finish(self, root: int) -> Diagram:
        return Diagram(self.table, self.order, self.labels, tuple(self.level), tuple(self.children), root)


def build(
    table: Table,
    order: Sequence[int],
    labels: Sequence[str] | None = None,
    alive: int | None = None,
    budget: int = 20_000,
) -> Diagram:
    """The diagram of a table for one order of variables; TooLargeError when it needs more states than the budget.

    ``labels`` gives the label of each rule (its outcome if left out); ``alive`` restricts the rules considered.
    """
    made = _FromRules(table, tuple(order), tuple(table.outcomes if labels is None else labels), budget)
    return made.builder.finish(made.node(0, table.every_rule if alive is None else alive))


class _FromRules:
    """One run of ``build``: a node for each level and set of rules still alive there."""

    def __init__(self, table: Table, order: tuple[int, ...], labels: tuple[str, ...], budget: int) -> None:
        at = {label: leaf for leaf, label in enumerate(dict.fromkeys((*labels, GAP)))}
        self.leaf_of = [at[label] for label in labels]
        self.same_leaf = [0] * len(at)  # per leaf, the rules that lead there
        for rule, leaf in enumerate(self.leaf_of):
            self.same_leaf[leaf] |= 1 << rule
        self.settled = [table.every_rule]  # per level, the rules that ask nothing from there on
        for variable in reversed(order):
            self.settled.insert(0, self.settled[0] & table.free[variable])
        self.masks = [table.masks[variable] for variable in order]
        self.asking = [~table.free[variable] for variable in order]
        self.memo: list[dict[int, int]] = [{} for _ in order]
        self.builder = Builder(table, order, tuple(at))
        self.states, self.budget = 0, budget

    def node(self, level: int, alive: int) -> int:
        """The node for the rules still alive at a level."""
        if not alive:
            return len(self.same_leaf) - 1
        if certain := alive & self.settled[level]:
            alive = cut(alive, certain)
            leaf = self.leaf_of[first_of(alive)]
            if not alive & ~self.same_leaf[leaf]:
                return leaf
        while not alive & self.asking[level]:
            level += 1
        if (known := self.memo[level].get(alive)) is None:
            known = self.memo[level][alive] = self._ask(level, alive)
        return known

    def _ask(self, level: int, alive: int) -> int:
        self.states += 1
        if self.states > self.budget:
            raise TooLargeError(f"more than {self.budget} states")
        return self.builder.node(level, tuple([self.node(level + 1, alive & mask) for mask in self.masks[level]]))


def orders(table: Table) -> tuple[tuple[int, ...], ...]:
    """Orders of variables worth trying: as written, most asked first, and by centre of gravity (FORCE)."""
    given = tuple(range(len(table.variables)))
    asked = {v: (table.every_rule & ~table.free[v]).bit_count() for v in given}
    often = tuple(sorted(given, key=lambda v: (-asked[v], v)))
    return given, often, _force(table, often)


def _force(table: Table, start: tuple[int, ...]) -> tuple[int, ...]:
    """Put variables that rules ask together next to each other; whole numbers only, so every machine agrees."""
    rules = [
        [v for v in range(len(table.variables)) if not table.free[v] >> rule & 1]
        for rule in range(min(len(table.outcomes), 400))
    ]
    order = start
    for _ in range(20):
        place = {v: at << 16 for at, v in enumerate(order)}
        pull: dict[int, list[int]] = {v: [] for v in order}
        for asked in filter(None, rules):
            centre = sum(place[v] for v in asked) // len(asked)
            for v in asked:
                pull[v].append(centre)
        better = tuple(sorted(order, key=lambda v: (sum(pull[v]) // len(pull[v]) if pull[v] else place[v], v)))
        if better == order:
            break
        order = better
    return order


def readable(table: Table, budget: int = 20_000) -> Diagram:
    """The diagram in the order of the questions where that is small, else the smallest of the orders worth trying.

    People meet the questions in the order of the file, so pictures and pages keep it as long as they can.
    TooLargeError when no order fits the budget.
    """
    best, given = None, tuple(range(len(table.variables)))
    for order in orders(table):
        try:
            made = build(table, order, budget=SMALL if order == given else budget)
        except TooLargeError:
            continue
        if order == given:
            return made
        if best is None or len(made.children) < len(best.children):
            best = made
    if best is None:
        raise TooLargeError(f"more than {budget} states in every order tried")
    return best


@lru_cache(maxsize=16)
def diagram_of(guide: Guide) -> Diagram | None:
    """The diagram of a guide over answers and facts, or None where it does not fit the budget."""
    try:
        return readable(compile_table(guide))
    except TooLargeError:
        return None
