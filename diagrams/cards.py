"""Cards as a Graphviz graph: each card is one HTML-like label, each step an arrow from its answer."""

from graphlib import TopologicalSorter

import graphviz
from jinja2 import Environment, PackageLoader, StrictUndefined

from .picture import Card
from .wording import lines

FONT = "Arial"  # exactly this name: a list of fonts has no metrics, and the text would overflow
SIZE = "14"
TITLE, SAID, TARGET, STEP = 32, 15, 17, 13  # characters in a line
ABREAST = 2
FILL = {"leaf": "#dcefe2", "verdict": "#dcefe2", "stage": "#e3e8f7", "else": "#ececef"}  # where no style sheet is

_TEMPLATES = Environment(
    loader=PackageLoader("diagrams"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
)
_TEMPLATES.globals.update(lines=lines, TITLE=TITLE, SAID=SAID, TARGET=TARGET, STEP=STEP, FILL=FILL)


def template(name: str, **values: object) -> str:
    """A template of this package, filled in."""
    return _TEMPLATES.get_template(name).render(values)


def new_graph(name: str) -> graphviz.Digraph:
    """An empty graph with the look that all pictures share."""
    graph = graphviz.Digraph(name=name)
    graph.attr("graph", bgcolor="transparent", rankdir="TB", ranksep="0.3", nodesep="0.15", fontname=FONT, fontsize=SIZE)
    graph.attr("node", shape="plain", fontname=FONT, fontsize=SIZE, color="#5c6370")
    graph.attr("edge", fontname=FONT, fontsize=SIZE, color="#5c6370", arrowsize="0.8")
    return graph


def cards_graph(name: str, cards: tuple[Card, ...], label: str = "card.gv.j2") -> graphviz.Digraph:
    """The cards from top to bottom, at most ``ABREAST`` beside each other."""
    graph = new_graph(name)
    rows = place(cards)
    for card in cards:
        text = template(label, card=card)
        graph.node(card.id, label=f"<{''.join(text.splitlines())}>", id=card.id, **{"class": "card"})
    for card in cards:
        for port, row in enumerate(card.steps()):
            depth = str(max(1, rows[row.to] - rows[card.id]))
            graph.edge(f"{card.id}:p{port}:s", f"{row.to}:head:n", id=f"arrow:{row.id}", minlen=depth)
    return graph


def place(cards: tuple[Card, ...]) -> dict[str, int]:
    """The line in which each card is drawn: below all that lead to it, where there is still room."""
    before = {card.id: [other.id for other in cards if card.id in _targets(other)] for card in cards}
    rows: dict[str, int] = {}
    for id in TopologicalSorter(before).static_order():
        row = 1 + max((rows[other] for other in before[id]), default=-1)
        while sum(taken == row for taken in rows.values()) >= ABREAST:
            row += 1
        rows[id] = row
    return rows


def _targets(card: Card) -> set[str]:
    return {step.to for step in card.steps()}
