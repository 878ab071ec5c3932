"""The decision tree as a chain of linked sections, for readers without JavaScript."""

from dataclasses import dataclass

from calculator.engine.logic.tree import Tree


@dataclass(frozen=True, slots=True)
class Way:
    """A branch together with what waits at its end: the next question or an outcome."""

    choices: tuple[str, ...]
    to: str
    question: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One section: a question with its ways on, or an outcome; ``reach`` is what can still be recommended."""

    id: str
    question: str | None
    outcome: str | None
    branches: tuple[Way, ...]
    reach: frozenset[str]


def steps(tree: Tree) -> tuple[Step, ...]:
    """Every node of the tree, questions first, in the order of the tree."""
    reach = reachable(tree)
    made = [
        Step(node.id, node.question, node.outcome, tuple(_way(tree, *way) for way in _ways(tree, id)), reach[id])
        for id, node in tree.nodes.items()
    ]
    return tuple(sorted(made, key=lambda step: step.question is None))


def reachable(tree: Tree) -> dict[str, frozenset[str]]:
    """Per node, the outcomes that some way from it leads to."""
    found: dict[str, frozenset[str]] = {}

    def visit(id: str) -> frozenset[str]:
        if id not in found:
            node = tree.nodes[id]
            own = frozenset({node.outcome} if node.outcome else ())
            found[id] = own.union(*(visit(branch.to) for branch in node.branches))
        return found[id]

    visit(tree.root)
    return found


def _ways(tree: Tree, id: str) -> list[tuple[tuple[str, ...], str]]:
    return [(branch.choices, branch.to) for branch in tree.nodes[id].branches]


def _way(tree: Tree, choices: tuple[str, ...], to: str) -> Way:
    return Way(choices, to, tree.nodes[to].question, tree.nodes[to].outcome)
