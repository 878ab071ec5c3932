"""Stages: the tree cut into pictures that fit a telephone.

Every question of the tree is drawn in exactly one stage.  A branch that leaves a stage is drawn there, as a link
to the stage that goes on.  The cut knows nothing but the shape of the tree:

* a question belongs below the first question that leads to it, so the tree's shared parts have one home;
* no stage has more than ``CARDS`` questions, and there are as few stages as that allows;
* among those, the most even cut wins (the least sum of squared sizes), so that no stage is a scrap.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.logic.tree import Tree

CARDS = 12

Children = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One picture of the tree: ``id`` is the node that it begins with, ``letter`` its short name."""

    id: str
    letter: str
    nodes: tuple[str, ...]

    @property
    def root(self) -> str:
        """The node where the stage begins."""
        return self.id


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """One way to cut a subtree; the least is the best."""

    stages: int
    squares: int
    roots: tuple[str, ...]

    def __add__(self, other: "Cut") -> "Cut":
        """Both cuts, of subtrees that share nothing."""
        return Cut(self.stages + other.stages, self.squares + other.squares, self.roots + other.roots)


def stages(tree: Tree, cards: int = CARDS) -> tuple[Stage, ...]:
    """The pictures of the tree, the overview first; the same tree gives the same stages."""
    children = homes(tree)
    if not children:
        return ()
    cut = _closed(tree.root, _cuts(tree.root, children, cards))
    home: dict[str, str] = {}
    for node, parent in _parents(tree.root, children):
        home[node] = node if node in cut.roots else home[parent]
    roots = list(dict.fromkeys(home.values()))
    members = {root: tuple(node for node in home if home[node] == root) for root in roots}
    return tuple(Stage(root, letter(number), members[root]) for number, root in enumerate(roots))


def letter(number: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    name, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def homes(tree: Tree) -> Children:
    """The questions below each question, every one below the first that leads to it (a spanning tree)."""
    children: dict[str, list[str]] = {}

    def visit(node: str) -> None:
        children[node] = []
        for branch in tree.nodes[node].branches:
            if branch.to not in children and tree.nodes[branch.to].question is not None:
                children[node].append(branch.to)
                visit(branch.to)

    if tree.nodes[tree.root].question is not None:
        visit(tree.root)
    return {node: tuple(below) for node, below in children.items()}


def _parents(root: str, children: Children) -> list[tuple[str, str]]:
    """Each node with its parent, parents first; the root is its own."""
    found = [(root, root)]
    for node, _ in found:
        found += [(child, node) for child in children[node]]
    return found


def _cuts(node: str, children: Children, cards: int) -> dict[int, Cut]:
    """For each size of the still open stage that ``node`` begins, the best cut below it."""
    best = {1: Cut(0, 0, ())}
    for child in children[node]:
        below = _cuts(child, children, cards)
        closed = _closed(child, below)
        wider: dict[int, Cut] = {}
        for size, cut in best.items():
            _keep(wider, size, cut + closed)
            for more, lower in below.items():
                if size + more <= cards:
                    _keep(wider, size + more, cut + lower)
        best = wider
    return best


def _closed(node: str, cuts: Mapping[int, Cut]) -> Cut:
    """The best cut of a subtree when a stage begins at its node."""
    return min(cut + Cut(1, size * size, (node,)) for size, cut in cuts.items())


def _keep(cuts: dict[int, Cut], size: int, cut: Cut) -> None:
    cuts[size] = min(cut, cuts.get(size, cut))
