"""What the parts of an outcome say to each other: a column for each part, and time runs downward.

Graphviz draws and measures letters; where things stand is clear beforehand, so they are placed here.
"""

from collections.abc import Iterator

import graphviz

from calculator.engine.model import Guide, Outcome
from calculator.engine.shown import Message, Sequence

from ..cards import new_graph
from ..outline import Point, spline
from ..picture import Picture
from ..wording import lines, word
from .architecture import FILLS

COLUMN, WIDTH, LINE, GAP = 112.0, 104.0, 16.0, 14.0  # points: from column to column, a box, a line of text, between
CHARACTERS = 13  # in a line of a box


def sequence_pictures(guide: Guide, outcome: Outcome) -> tuple[Picture, ...]:
    """A picture for each sequence of an outcome."""
    return tuple(_picture(guide, outcome, number, each) for number, each in enumerate(outcome.sequences, 1))


def _picture(guide: Guide, outcome: Outcome, number: int, sequence: Sequence) -> Picture:
    name = f"sequence-{outcome.id}-{number}"
    return Picture(
        name,
        sequence.title,
        word(guide, "diagram.sequence_about", parts=", ".join(_parts(sequence))),
        _graph(name, sequence),
        layout="placed",
        table=_table(guide, sequence),
    )


def _parts(sequence: Sequence) -> tuple[str, ...]:
    """Whoever speaks or is spoken to, in the order in which they come up."""
    return tuple(dict.fromkeys(part for each in sequence.messages for part in (each.tail, each.head)))


def _graph(name: str, sequence: Sequence) -> graphviz.Digraph:
    drawing = _Drawing(name, _parts(sequence))
    for number, message in enumerate(sequence.messages):
        if message.case:
            drawing.heading(f"case-{number}", message.case)
        if message.tail == message.head:
            drawing.deed(f"does-{number}", message)
        else:
            drawing.arrow(number, message)
    drawing.lines_of_life()
    return drawing.graph


class _Drawing:
    """A sequence that grows downward: ``y`` is how far it has come, in points below the upper edge of the heads."""

    def __init__(self, name: str, parts: tuple[str, ...]) -> None:
        self.graph = new_graph(name)
        self.graph.attr("graph", outputorder="edgesfirst")  # or the lines of life cross the boxes
        self.graph.attr("node", shape="box", fixedsize="true", style="rounded,filled")
        self._begins = len(self.graph.body)
        self.columns = {part: place * COLUMN for place, part in enumerate(parts)}
        self.y = 0.0
        high = max(_height(part) for part in parts)
        for number, (part, x) in enumerate(self.columns.items()):
            self._box(f"part-{number}", lines(part, CHARACTERS), (x, high / 2), (WIDTH, high), "owner-1")
        self.y = high

    def heading(self, id: str, text: str) -> None:
        """A bar across all columns."""
        last, high = max(self.columns.values()), LINE + GAP
        self._box(id, (text,), (last / 2, self.y + GAP + high / 2), (last + WIDTH, high), "owner-5")
        self.y += GAP + high

    def deed(self, id: str, message: Message) -> None:
        """What a part does by itself, as a box on its line."""
        high = _height(message.label)
        self._box(
            id,
            lines(message.label, CHARACTERS),
            (self.columns[message.tail], self.y + GAP + high / 2),
            (WIDTH, high),
            "owner-2",
        )
        self.y += GAP + high

    def arrow(self, number: int, message: Message) -> None:
        """A level arrow, with what is said above it."""
        tail, head = self.columns[message.tail], self.columns[message.head]
        text = lines(message.label, round((CHARACTERS + 2) * abs(tail - head) / COLUMN))
        middle = self.y + GAP + LINE * len(text) / 2
        self.y += GAP + LINE * len(text) + 4
        self._line(f"{number}", (tail, self.y), (head, self.y), label=_text(text), lp=_at((tail + head) / 2, middle))

    def lines_of_life(self) -> None:
        """From each head to the lower edge; they come first, so that what is said covers them."""
        drawn, self.graph.body[self._begins :] = self.graph.body[self._begins :], []
        for number, x in enumerate(self.columns.values()):
            self._line(f"life-{number}", (x, 0), (x, self.y + GAP), style="dashed", arrowhead="none")
        self.graph.body += drawn

    def _line(self, id: str, start: Point, stop: Point, **look: str) -> None:
        for end, (x, y) in (("from", start), ("to", stop)):
            self.graph.node(f"{end}-{id}", "", pos=_at(x, y), style="invis", width="0", height="0", shape="point")
        way = spline(tuple((x, -y) for x, y in (start, stop)))
        if "arrowhead" in look:
            way = way.partition(" ")[2]  # without the place of the head
        self.graph.edge(f"from-{id}", f"to-{id}", id=f"arrow:{id}", pos=way, **look)

    def _box(self, id: str, text: tuple[str, ...], centre: Point, size: Point, owner: str) -> None:
        width, height = (f"{points / 72:.3f}" for points in size)
        look = {"class": f"part {owner}", "fillcolor": FILLS[int(owner[-1]) - 1]}
        self.graph.node(id, _text(text), id=id, pos=_at(*centre), width=width, height=height, **look)


def _height(text: str) -> float:
    """Of a box with this text."""
    return len(lines(text, CHARACTERS)) * LINE + GAP


def _text(text: tuple[str, ...]) -> str:
    return str(graphviz.escape("\n".join(text)))


def _at(x: float, y: float) -> str:
    """Graphviz counts upward."""
    return f"{x:.1f},{-y:.1f}"


def _table(guide: Guide, sequence: Sequence) -> tuple[tuple[str, ...], ...]:
    """One line for each message, below the heads."""
    heads = tuple(word(guide, f"diagram.{key}") for key in ("case_head", "from_head", "to_head", "says_head"))
    return (heads, *_lines(sequence))


def _lines(sequence: Sequence) -> Iterator[tuple[str, ...]]:
    for each in sequence.messages:
        yield each.case, each.tail, "" if each.head == each.tail else each.head, each.label
