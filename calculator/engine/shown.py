"""What a guide shows and does not decide by: tools and their comparison, architecture pictures, the checklist."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the comparison of tools."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """A single service or program that outcomes are made of."""

    id: str
    title: str
    url: str
    suits: str
    cost: str
    sources: tuple[str, ...]
    compare: Mapping[str, Cell] = field(default_factory=dict)  # comparison row id -> cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the comparison of tools; ``after`` says that people ask it once the pipeline runs."""

    id: str
    label: str
    after: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A box of an architecture picture, with the people who own it."""

    id: str
    label: str
    owner: str


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of an architecture picture."""

    tail: str
    head: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One arrow of a sequence picture; what a part does by itself goes from that part to itself.

    ``case`` is the heading below which this message and those after it stand.
    """

    tail: str
    head: str
    label: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """What the parts of an outcome say to each other, in the order of time."""

    title: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Where to go when an outcome is outgrown, what is kept and what is rewritten."""

    to: str
    when: str
    keep: str
    rewrite: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the adoption checklist."""

    id: str
    ask: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that the guide is not for, and where to go instead."""

    text: str
    instead: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at which readers may want to see their verdict beside today's."""

    on: str
    label: str


@dataclass(frozen=True, slots=True)
class Held:
    """An answer that an organisation gives for everybody: nobody is asked where one choice is left."""

    question: str
    ask: str
    choices: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What an organisation changed in a guide that somebody else keeps: who, and which ids of each kind."""

    by: str
    contact: str = ""  # whom readers of a verdict may ask
    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # kind -> ids, new ones among them
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # kind -> ids
    banned: Mapping[str, str] = field(default_factory=dict)  # outcome -> the reason
    held: tuple[Held, ...] = ()
