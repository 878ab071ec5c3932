"""One outcome as pictures: the part of the tree whose ways end there, everything else being "another outcome"."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from calculator.engine.logic.tree import Branch, Tree, TreeNode
from calculator.engine.model import Guide

from ..links import Links
from ..picture import Picture, Row
from ..stages import Stage, stages
from ..wording import word
from .tree import TreeView, picture_names

ELSEWHERE = "elsewhere"  # the leaf of all other outcomes


@dataclass(frozen=True, slots=True)
class Focus:
    """A smaller tree with two ends, and for each of its nodes the nodes of the whole tree that it stands for."""

    tree: Tree
    origins: Mapping[str, tuple[str, ...]]
    alias: Mapping[str, str]


def focus(tree: Tree, outcome: str) -> Focus:
    """The tree that only asks whether the outcome is reached; what became equal by that is one node."""
    alias: dict[str, str] = {}
    known: dict[tuple[object, ...], str] = {}
    nodes: dict[str, TreeNode] = {}
    for node in _children_first(tree):
        if node.question is None:
            alias[node.id] = node.id if node.outcome == outcome else ELSEWHERE
            nodes[alias[node.id]] = node if node.outcome == outcome else TreeNode(ELSEWHERE, None, None)
            continue
        branches = _merged(node, alias)
        key = (node.question, branches)
        alias[node.id] = branches[0].to if len(branches) == 1 else known.setdefault(key, node.id)
        nodes[node.id] = replace(node, branches=branches)
    return _reached(Tree(alias[tree.root], nodes), alias)


def _merged(node: TreeNode, alias: Mapping[str, str]) -> tuple[Branch, ...]:
    """The node's branches where they now lead, those with the same end as one."""
    ways: dict[str, tuple[str, ...]] = {}
    for branch in node.branches:
        ways[alias[branch.to]] = ways.get(alias[branch.to], ()) + branch.choices
    return tuple(Branch(choices, to) for to, choices in ways.items())


def _children_first(tree: Tree) -> list[TreeNode]:
    done: dict[str, TreeNode] = {}

    def visit(id: str) -> None:
        if id not in done:
            for branch in tree.nodes[id].branches:
                visit(branch.to)
            done[id] = tree.nodes[id]

    visit(tree.root)
    return list(done.values())


def _reached(tree: Tree, alias: Mapping[str, str]) -> Focus:
    """Only what the root reaches."""
    seen = [tree.root]
    for here in seen:  # grows while it is read
        seen += [branch.to for branch in tree.nodes[here].branches if branch.to not in seen]
    nodes = {id: tree.nodes[id] for id in seen}
    origins = {id: tuple(old for old, new in alias.items() if new == id) for id in nodes}
    return Focus(Tree(tree.root, nodes), origins, alias)


def outcome_pictures(guide: Guide, tree: Tree, outcome: str, links: Links) -> tuple[Picture, ...]:
    """The ways to an outcome; none if no answers lead there."""
    view = OutcomeView(guide, tree, focus(tree, outcome), outcome, links)
    return tuple(view.picture(stage) for stage in view.stages)


class OutcomeView(TreeView):
    """The drawing of a focus: its cards stand for nodes of the whole tree."""

    def __init__(self, guide: Guide, whole: Tree, focus: Focus, outcome: str, links: Links) -> None:
        super().__init__(guide, focus.tree, links, f"outcome-{outcome}")
        self.whole, self.focus, self.outcome = whole, focus, guide.outcomes[outcome]
        parts = stages(whole)
        names = picture_names(parts, "tree")
        self.drawn = {node: f"{names[stage.id]}--{node}" for stage in parts for node in stage.nodes}

    def title(self, stage: Stage) -> str:
        """Which outcome, and from which question on."""
        values = {"outcome": self.outcome.title, "letter": stage.letter, "ask": self.ask(stage.id)}
        return word(self.guide, "diagram.outcome_part" if len(self.stages) > 1 else "diagram.outcome", **values)

    def about(self, _: Stage) -> str:
        """What was left out."""
        return word(self.guide, "diagram.outcome_about", outcome=self.outcome.title)

    def originals(self, node: str) -> tuple[str, ...]:
        """The nodes of the whole tree that this one stands for."""
        return self.focus.origins[node]

    def edges(self, node: TreeNode, branch: Branch) -> tuple[str, ...]:
        """The edges of the whole tree that this branch stands for."""
        return tuple(
            f"{old}--{way.to}"
            for old in self.focus.origins[node.id]
            for way in self.whole.nodes[old].branches
            if self.focus.alias[way.to] == branch.to
        )

    def row(self, stage: Stage, node: TreeNode, branch: Branch) -> Row:
        """A branch to another outcome is one grey box that leads to the whole tree."""
        row = super().row(stage, node, branch)
        if branch.to != ELSEWHERE:
            return row
        href = self.links.to_picture(self.drawn[node.id])
        return replace(row, kind="else", target=word(self.guide, "diagram.elsewhere"), href=href)

    def stub(self, stage: Stage, node: str) -> str:
        """The words on the box that leads to another part."""
        return word(self.guide, "diagram.part", letter=stage.letter, ask=self.ask(node))
