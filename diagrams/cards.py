"""Cards as a Graphviz graph: each card is one HTML-like label, each step an arrow."""

import graphviz
from jinja2 import Environment, PackageLoader, StrictUndefined

from calculator.engine.model import Guide

from .picture import Card
from .wording import lines, word

FONT = "Arial"  # exactly this name: a list of fonts has no metrics; pages show it in Arimo, which is as wide
SIZE = "14"
LINE = "#5c6370"  # colours are what shows where no style sheet is
FILL = {"leaf": "#dcefe2", "verdict": "#dcefe2", "stage": "#e3e8f7", "else": "#ececef", "step": "#ffffff"}
LOOK: dict[str, object] = {
    "lines": lines,
    "LINE": LINE,
    "FILL": FILL,
    "TITLE": 42,
    "SAID": 20,
    "TARGET": 22,
    "CONDITION": 50,  # characters in a line
    "SAID_WIDTH": 140,
    "TARGET_WIDTH": 160,  # points
}

_TEMPLATES = Environment(
    loader=PackageLoader(__package__),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
_TEMPLATES.globals.update(LOOK)


def template(name: str, **values: object) -> str:
    """A template of this package, filled in."""
    return _TEMPLATES.get_template(name).render(values)


def new_graph(name: str) -> graphviz.Digraph:
    """An empty graph with the look that all pictures share."""
    graph = graphviz.Digraph(name=name)
    graph.attr("graph", bgcolor="transparent", rankdir="TB", ranksep="0.3", fontname=FONT, fontsize=SIZE)
    graph.attr("node", shape="plain", fontname=FONT, fontsize=SIZE, color=LINE)
    graph.attr("edge", fontname=FONT, fontsize=SIZE, color=LINE, arrowsize="0.8")
    return graph


def cards_graph(guide: Guide, name: str, cards: tuple[Card, ...], label: str = "card.gv.j2") -> graphviz.Digraph:
    """The cards and their arrows; where the cards stand is decided when their sizes are known."""
    graph = new_graph(name)
    values = {
        "numbers": {card.id: number for number, card in enumerate(cards, 1)},
        "next": lambda number: word(guide, "diagram.go_on", number=number),
    }
    for card in cards:
        text = "".join(template(label, card=card, **values).splitlines())
        graph.node(card.id, label=f"<{graphviz.escape(text)}>", id=card.id, **{"class": "card"})
    for card in cards:
        for row in card.steps():
            said = " " + graphviz.escape(row.said) if label == "rules.gv.j2" else ""  # else a row says it
            graph.edge(card.id, row.to, id=f"arrow:{row.id}", label=said)
    return graph
