"""YAML as values that know their place: text, lists and mappings, each with file, line and column.

Scalars stay text: whether ``2026-11-23`` is a date or ``yes`` a word is for the field table to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.engine.answers import visible

NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One piece of text."""

    text: str
    file: str
    line: int
    column: int
    quoted: bool = False
    flat: bool = True  # whether the file shows it sign for sign, in one line

    def column_of(self, at: int) -> int:
        """The column of a sign of the text, or of the beginning where the file shows it otherwise."""
        return self.column + self.quoted + at if self.flat else self.column

    @property
    def empty(self) -> bool:
        """Whether the file gives no text here."""
        return not self.text.strip() or (not self.quoted and self.text in NOTHING)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in file order, doubled keys included."""

    entries: tuple[tuple["Node", "Node"], ...]
    file: str
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def child(node: Node | None, key: str) -> Node | None:
    """The first value under a key; None where there is none."""
    for name, value in pairs(node):
        if name.text == key:
            return value
    return None


def pairs(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """The entries of a mapping whose keys are text; nothing for anything else."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            if isinstance(key, Scalar):
                yield key, value


def items(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; nothing for anything else."""
    return node.items if isinstance(node, Sequence) else ()


def text(node: Node | None) -> str:
    """The text of a scalar; empty for anything else."""
    return node.text if isinstance(node, Scalar) else ""


def describe(node: Node) -> str:
    """What stands in the file, in a word or two."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "empty" if node.empty else f'"{shorten(node.text)}"'


def shorten(words: str) -> str:
    """The text on one line, cut where it would drown the message, with what nobody can see in it as its code."""
    line = " ".join(words.split())
    return visible(line if len(line) <= 60 else f"{line[:57]}...")
