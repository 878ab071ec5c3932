"""The decision tree as pictures: one for each stage."""

from calculator.engine.logic.tree import Branch, Tree, TreeNode
from calculator.engine.model import Guide

from ..cards import cards_graph
from ..links import Links
from ..outline import in_order
from ..picture import Card, Entry, Kind, Picture, Row
from ..stages import Stage, stages
from ..wording import all_answers, short_answers, word


def tree_pictures(guide: Guide, tree: Tree, links: Links) -> tuple[Picture, ...]:
    """The overview and the stages; together they show every node and every branch of the tree."""
    view = TreeView(guide, tree, links, "tree")
    return tuple(view.picture(stage) for stage in view.stages)


def picture_names(parts: tuple[Stage, ...], prefix: str) -> dict[str, str]:
    """The name of each stage's picture; the overview has the bare prefix."""
    return {stage.id: f"{prefix}-{stage.id}" if number else prefix for number, stage in enumerate(parts)}


class TreeView:
    """The drawing of one tree: what its stages share, and how a branch becomes a row."""

    def __init__(self, guide: Guide, tree: Tree, links: Links, prefix: str) -> None:
        self.guide, self.tree, self.links = guide, tree, links
        self.stages = stages(tree)
        self.home = {node: stage for stage in self.stages for node in stage.nodes}
        self.names = picture_names(self.stages, prefix)

    def picture(self, stage: Stage) -> Picture:
        """One stage as a picture."""
        name = self.names[stage.id]
        cards = in_order(tuple(self.card(stage, self.tree.nodes[node]) for node in stage.nodes))
        graph = cards_graph(self.guide, name, cards)
        return Picture(name, self.title(stage), self.about(stage), graph, "outline", cards, self.entries(stage))

    def title(self, stage: Stage) -> str:
        """The letter and the first question."""
        return word(self.guide, "diagram.tree", letter=stage.letter, ask=self.ask(stage.id))

    def about(self, _: Stage) -> str:
        """How to read the picture."""
        return word(self.guide, "diagram.tree_about")

    def entries(self, stage: Stage) -> tuple[Entry, ...]:
        """The pictures that lead to this one."""
        before = dict.fromkeys(
            self.home[node.id]
            for node in self.tree.nodes.values()
            for branch in node.branches
            if branch.to in stage.nodes and self.home[node.id] is not stage
        )
        return tuple(
            Entry(word(self.guide, "diagram.picture", letter=other.letter), self.links.to_picture(self.names[other.id]))
            for other in before
        )

    def ask(self, node: str) -> str:
        """The wording of a node's question."""
        return self.guide.questions[self.tree.nodes[node].question or ""].ask

    def originals(self, node: str) -> tuple[str, ...]:
        """The nodes of the reader's way that light this node's card."""
        return (node,)

    def edges(self, node: TreeNode, branch: Branch) -> tuple[str, ...]:
        """The edges of the reader's way that light this branch."""
        return (f"{node.id}--{branch.to}",)

    def card(self, stage: Stage, node: TreeNode) -> Card:
        """A question with its branches."""
        question = self.guide.questions[node.question or ""]
        rows = tuple(self.row(stage, node, branch) for branch in node.branches)
        return Card(node.id, self.originals(node.id), question.ask, question.why, rows)

    def row(self, stage: Stage, node: TreeNode, branch: Branch) -> Row:
        """A branch: to an outcome, to another stage, or down to another card."""
        kind: Kind = "leaf"
        target = href = about = ""
        if there := self.home.get(branch.to):
            href = self.links.to_picture(f"{self.names[there.id]}--{branch.to}")
            if there is stage:
                kind, target = "step", self.ask(branch.to)
            else:
                kind, target, about = "stage", self.stub(there, branch.to), self.possible(there, branch.to)
        elif outcome := self.tree.nodes[branch.to].outcome:
            target, href = self.guide.outcomes[outcome].title, self.links.to_outcome(outcome)
        said, full = short_answers(self.guide, node, branch), all_answers(self.guide, node, branch)
        edges = self.edges(node, branch)
        return Row(kind, f"{node.id}--{branch.to}", edges, said, full, target, href, about, branch.to)

    def stub(self, stage: Stage, node: str) -> str:
        """The words on the box that leads to another picture."""
        count = word(self.guide, "diagram.possible", count=len(self.reach(node)))
        return f"{word(self.guide, 'diagram.picture', letter=stage.letter)}: {count}"

    def possible(self, stage: Stage, node: str) -> str:
        """What the other picture begins with and can end in."""
        titles = ", ".join(self.guide.outcomes[outcome].title for outcome in self.reach(node))
        return word(self.guide, "diagram.continues", letter=stage.letter, ask=self.ask(node), outcomes=titles)

    def reach(self, node: str) -> tuple[str, ...]:
        """The outcomes that are possible below a node, in the order of the guide."""
        seen = [node]
        for here in seen:  # grows while it is read
            seen += [branch.to for branch in self.tree.nodes[here].branches if branch.to not in seen]
        found = {self.tree.nodes[here].outcome for here in seen}
        return tuple(outcome for outcome in self.guide.outcomes if outcome in found)
