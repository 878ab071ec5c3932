"""A rule file that is typed, read again after each pause: only the pieces that changed are parsed.

A file is cut where its lines show it: at keys without indentation, and at the items of the lists below them.  A piece
is parsed as it stands, so columns stay, and its lines are counted on.  A file that cannot be cut is parsed whole.  What
is read is what ``parse`` reads; in one respect this is stricter: no quoted text may hold a line that looks like a new
item.
"""

import re
from dataclasses import replace

from .nodes import Mapping, Node, Scalar, Sequence
from .reading import UnreadableError, decode, parse

_LINE = re.compile(r"[^\n]*\n|[^\n]+$")
_KEY = re.compile(r"[A-Za-z_][\w-]*:(?=\s|$)")
_BARE = re.compile(r"[A-Za-z_][\w-]*:\s*(#.*)?$")
_ITEM = re.compile(r"  - (?=\S)")
_NOTHING = re.compile(r"\s*(#.*)?$")


class Pieces:
    """The pieces of one file, by their text; the newest reading alone is kept."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Node]] = {}
        self._used: dict[str, tuple[int, Node]] = {}

    def parse(self, data: bytes, name: str) -> Node:
        """The one document in the data; raises UnreadableError as ``parse`` does."""
        lines = _LINE.findall(decode(data, name))
        starts = [at for at, line in enumerate(lines) if _KEY.match(line)]
        if not starts or not all(map(_NOTHING.match, lines[: starts[0]])) or any(map(_stray, lines)):
            return parse(data, name)
        self._used = {}
        entries: list[tuple[Node, Node]] = []
        for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            entries += self._entry(lines[begin:end], begin, name)
        self._known = self._used
        return Mapping(tuple(entries), name, entries[0][0].line, 1)

    def _entry(self, lines: list[str], begin: int, name: str) -> tuple[tuple[Node, Node], ...]:
        """What stands below one key."""
        starts = [at for at, line in enumerate(lines) if _ITEM.match(line)]
        if not starts or not _BARE.match(lines[0]) or not all(map(_NOTHING.match, lines[1 : starts[0]])):
            node = self._piece(lines, begin, name)
            assert isinstance(node, Mapping)
            return node.entries
        key = Scalar(lines[0].partition(":")[0], name, begin + 1, 1)
        items: list[Node] = []
        for at, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            node = self._piece(lines[at:end], begin + at, name)
            assert isinstance(node, Sequence)
            items += node.items
        return ((key, Sequence(tuple(items), name, begin + starts[0] + 1, 3)),)

    def _piece(self, lines: list[str], begin: int, name: str) -> Node:
        text = "".join(lines)
        if text not in self._known:
            try:
                self._known[text] = 0, parse(text.encode(), name)
            except UnreadableError as error:
                problem = error.problem
                raise UnreadableError(replace(problem, line=problem.line + begin)) from None
        was, node = self._known[text]
        if was != begin:
            node = _moved(node, begin - was)
        self._used[text] = begin, node
        return node


def _stray(line: str) -> bool:
    """Whether a line without indentation is neither a key nor empty."""
    return not line.startswith(" ") and not _KEY.match(line) and not _NOTHING.match(line)


def _moved(node: Node, by: int) -> Node:
    """The same node, so many lines farther down."""
    match node:
        case Scalar():
            return Scalar(node.text, node.file, node.line + by, node.column, node.quoted, node.flat)
        case Sequence():
            return Sequence(tuple(_moved(item, by) for item in node.items), node.file, node.line + by, node.column)
        case Mapping():
            moved = ((_moved(key, by), _moved(value, by)) for key, value in node.entries)
            return Mapping(tuple(moved), node.file, node.line + by, node.column)
