"""Where the cards of a picture stand: an indented tree in one column, so that a telephone shows it readably.

Graphviz measures and draws; its own layout of a decision tree is two or three telephones wide.  Here short side
ways are indented below their question, and the longest way goes straight down.  An arrow to a card that stands
below another question runs along the right edge, in a lane with all others that end there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .picture import Card

INDENT, DROP, LANE, HEAD = 16.0, 20.0, 10.0, 8.0  # points; HEAD is the length of an arrow head

Size = tuple[float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """The centre of each card, and the corners of each arrow by row id."""

    spots: dict[str, Point] = field(default_factory=dict)
    arrows: dict[str, tuple[Point, ...]] = field(default_factory=dict)


def in_order(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """The cards as they stand from top to bottom: a question, its short side ways, then the longest."""
    known = {card.id: card for card in cards}
    below = _below(cards[0], known)
    return tuple(known[id] for id in _downward(cards[0].id, below))


def outline(cards: tuple[Card, ...], sizes: Mapping[str, Size]) -> Layout:
    """A layout of cards that stand ``in_order``."""
    below = _below(cards[0], {card.id: card for card in cards})
    depths = _depths(cards[0].id, below)
    layout, y = Layout(), 0.0
    boxes: dict[str, tuple[float, float, float, float]] = {}
    for card in cards:
        left, (width, height) = INDENT * depths[card.id], sizes[card.id]
        boxes[card.id] = (left, y, left + width, y - height)
        layout.spots[card.id] = (left + width / 2, y - height / 2)
        y -= height + DROP
    edge = max(right for _, _, right, _ in boxes.values())
    lanes: dict[str, float] = {}
    for card in cards:
        for row in card.steps():
            if row.to in below[card.id]:
                layout.arrows[row.id] = _down(boxes[card.id], boxes[row.to])
            else:
                lane = lanes.setdefault(row.to, edge + LANE * (1 + len(lanes)))
                layout.arrows[row.id] = _around(boxes[card.id], boxes[row.to], lane)
    return layout


def spline(corners: tuple[Point, ...]) -> str:
    """Straight lines through the corners as Graphviz writes an arrow's way."""
    *way, (x, y) = corners
    (bx, by) = way[-1]
    length = abs(x - bx) + abs(y - by)  # every line is upright or level
    end = (x - HEAD * (x - bx) / length, y - HEAD * (y - by) / length)
    points = [way[0]]
    for start, stop in zip(way, [*way[1:], end], strict=True):
        points += [start, stop, stop]
    return " ".join([f"e,{x:.1f},{y:.1f}", *(f"{px:.1f},{py:.1f}" for px, py in points)])


def _down(upper: tuple[float, ...], lower: tuple[float, ...]) -> tuple[Point, ...]:
    """From the lower left of a card to one of its own below: straight, or with one corner."""
    x = upper[0] + INDENT / 2
    if lower[0] == upper[0]:
        return (x, upper[3]), (x, lower[1])
    level = lower[1] - DROP
    return (x, upper[3]), (x, level), (lower[0], level)


def _around(start: tuple[float, ...], end: tuple[float, ...], lane: float) -> tuple[Point, ...]:
    """From the lower right of a card along the right edge to any other."""
    x, turn, level = start[2] - INDENT, start[3] - DROP / 2, end[1] - DROP
    return (x, start[3]), (x, turn), (lane, turn), (lane, level), (end[2], level)


def _below(first: Card, known: Mapping[str, Card]) -> dict[str, list[str]]:
    """The cards that stand below each card: those that it leads to first, the longest way last."""
    below: dict[str, list[str]] = {}

    def visit(id: str) -> int:
        below[id] = []
        sizes = {row.to: visit(row.to) for row in known[id].steps() if row.to not in below}
        below[id] = sorted(sizes, key=lambda child: sizes[child])
        return 1 + sum(sizes.values())

    visit(first.id)
    return below


def _downward(id: str, below: Mapping[str, list[str]]) -> list[str]:
    return [id, *(lower for child in below[id] for lower in _downward(child, below))]


def _depths(first: str, below: Mapping[str, list[str]]) -> dict[str, int]:
    """How far each card is indented: the last below a card stands right under it."""
    depths = {first: 0}
    for id in _downward(first, below):
        for child in below[id]:
            depths[child] = depths[id] + (child != below[id][-1])
    return depths
