"""What a picture shows, before anybody draws it: cards with rows.  SVG and text twin are made from these values."""

from dataclasses import dataclass
from typing import Literal

import graphviz

Kind = Literal["leaf", "else", "stage", "step", "rule", "verdict"]


@dataclass(frozen=True, slots=True)
class Row:
    """One way out of a card.

    ``id`` is unique in the picture, ``edges`` are the tree's edges that this row stands for, ``said`` is the short
    answer that is drawn, ``full`` the whole answer, ``target`` the words for where it leads and ``href`` its address.
    """

    kind: Kind
    id: str
    edges: tuple[str, ...]
    said: str
    full: str
    target: str
    href: str
    about: str = ""
    to: str = ""  # the card that a step leads to
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A box: one question with its answers, or a run of rules with their outcome."""

    id: str
    nodes: tuple[str, ...]  # the tree's nodes that this card stands for
    title: str
    about: str
    rows: tuple[Row, ...]

    def ends(self) -> tuple[Row, ...]:
        """The rows that leave the picture."""
        return tuple(row for row in self.rows if row.kind != "step")

    def steps(self) -> tuple[Row, ...]:
        """The rows that lead to another card of the picture."""
        return tuple(row for row in self.rows if row.kind == "step")


@dataclass(frozen=True, slots=True)
class Entry:
    """Another picture that leads here."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and what is said about it."""

    name: str
    title: str
    about: str
    graph: graphviz.Digraph
    layout: Literal["outline", "dot", "placed"] = "dot"  # placed: the graph says where everything stands
    cards: tuple[Card, ...] = ()
    entries: tuple[Entry, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()  # the text twin of a picture without cards, heads first
    usual: str = ""  # for whom it is drawn, where not for everybody
    steps: str = ""  # HTML that a thumb opens step by step, shown in place of a picture too wide for a telephone
