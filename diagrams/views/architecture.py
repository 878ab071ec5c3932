"""How the parts of an outcome work together, and who owns each of them."""

import graphviz

from calculator.engine.model import Guide, Outcome
from calculator.engine.shown import Node

from ..cards import new_graph
from ..picture import Picture
from ..wording import lines, word

LABEL, ARROW = 22, 16  # characters in a line
FILLS = ("#e3e8f7", "#dcefe2", "#fbe6d4", "#efe0f5", "#fdf3c4", "#dff1f4")  # where no style sheet is


def architecture_picture(guide: Guide, outcome: Outcome) -> Picture:
    """The pattern of an outcome: boxes in the frames of their owners, and labelled arrows."""
    owners = tuple(dict.fromkeys(node.owner for node in outcome.nodes))
    name = f"architecture-{outcome.id}"
    return Picture(
        name,
        word(guide, "diagram.architecture", outcome=outcome.title),
        word(guide, "diagram.architecture_about", owners=", ".join(owners)),
        _graph(name, outcome, owners),
        table=_table(guide, outcome),
    )


def _graph(name: str, outcome: Outcome, owners: tuple[str, ...]) -> graphviz.Digraph:
    graph = new_graph(name)
    graph.attr("graph", ranksep="0.35", nodesep="0.3")
    for number, owner in enumerate(owners):
        for node in outcome.nodes:
            if node.owner == owner:
                _box(graph, node, number)
    for number, edge in enumerate(outcome.edges):
        label = graphviz.escape("\n".join(lines(edge.label, ARROW)))
        graph.edge(edge.tail, edge.head, id=f"arrow:{number}", label=f" {label}" if edge.label else "")
    return graph


def _box(graph: graphviz.Digraph, node: Node, number: int) -> None:
    """The name of the box, and below it its owner."""
    text = "\n".join((*lines(node.label, LABEL), *lines(f"({node.owner})", LABEL)))
    look = {"class": f"part owner-{number % len(FILLS) + 1}", "shape": "box", "style": "rounded,filled"}
    graph.node(node.id, graphviz.escape(text), id=node.id, fillcolor=FILLS[number % len(FILLS)], **look)


def _table(guide: Guide, outcome: Outcome) -> tuple[tuple[str, ...], ...]:
    """One line for each box: its owner and the arrows that leave it."""
    labels = {node.id: node.label for node in outcome.nodes}
    ways = {
        node.id: "; ".join(
            f"{edge.label} → {labels[edge.head]}" if edge.label else f"→ {labels[edge.head]}"
            for edge in outcome.edges
            if edge.tail == node.id
        )
        for node in outcome.nodes
    }
    heads = tuple(word(guide, f"diagram.{key}") for key in ("part_head", "owner_head", "ways_head"))
    return (heads, *((node.label, node.owner, ways[node.id]) for node in outcome.nodes))
