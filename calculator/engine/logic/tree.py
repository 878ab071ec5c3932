"""The decision diagram of one date in the form in which people see it: questions, answers, outcomes.

Every picture, the linked pages without script and the lit path use this one value.  It is a tree with equal parts
shared: equal answers are one branch, equal subtrees one node.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from ..model import Guide
from .diagram import Diagram, diagram_of


@dataclass(frozen=True, slots=True)
class Branch:
    """The choices that lead the same way, in the order of the question, and the node that they lead to."""

    choices: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A question with its branches, or an outcome without any."""

    id: str
    question: str | None
    outcome: str | None
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes by id, in breadth-first order from the root; leaves are named ``out-<outcome id>``."""

    root: str
    nodes: dict[str, TreeNode]


@lru_cache(maxsize=64)
def _restricted(guide: Guide, facts: tuple[bool, ...]) -> Diagram | None:
    whole = diagram_of(guide)
    if whole is None:
        return None
    return whole.restrict(whole.table.box({}, dict(zip(whole.table.facts(), facts, strict=True))))


def diagram_with(guide: Guide, facts: dict[str, bool]) -> Diagram | None:
    """The diagram over the questions alone, for facts as given; None where it is too large to build."""
    return _restricted(guide, tuple(facts.values()))


@lru_cache(maxsize=8)
def decision_tree(guide: Guide, on: str) -> Tree:
    """The tree of a guide on a date.  ValueError when the guide is too large to draw."""
    whole = diagram_of(guide)
    if whole is None:
        raise ValueError("this rule file is too large for a decision tree")
    diagram = diagram_with(guide, {fact: guide.facts[fact].holds(on) for fact in whole.table.facts()})
    assert diagram is not None
    names = _names(diagram)
    return Tree(names[diagram.root], {name: _tree_node(diagram, node, names) for node, name in names.items()})


def _names(diagram: Diagram) -> dict[int, str]:
    """A name for each node that the root reaches, breadth first."""
    queue: list[int] = [diagram.root]
    names: dict[int, str] = {}
    numbers = count()
    for node in queue:  # grows while it is read
        if node not in names:
            names[node] = f"n{next(numbers)}" if diagram.children[node] else f"out-{diagram.labels[node]}"
            queue += diagram.children[node]
    return names


def _tree_node(diagram: Diagram, node: int, names: dict[int, str]) -> TreeNode:
    if not diagram.children[node]:
        return TreeNode(names[node], None, diagram.labels[node])
    variable = diagram.order[diagram.level[node]]
    ways: dict[int, list[str]] = {}
    for choice, child in zip(diagram.table.options[variable], diagram.children[node], strict=True):
        ways.setdefault(child, []).append(choice)
    branches = tuple(Branch(tuple(choices), names[child]) for child, choices in ways.items())
    return TreeNode(names[node], diagram.table.variables[variable], None, branches)
