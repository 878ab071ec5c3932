"""Bytes -> Node, or the one Problem that stops the reading.

The tree is built from parser events, not by ``yaml.load``: so anchors, tags and deep nesting are refused when they
are first seen, before anything is expanded or recursed into, and no Python object is ever made from YAML.
"""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

import yaml

from .nodes import Mapping, Node, Scalar, Sequence
from .problems import Kind, Problem
from .syntax import explain

LIMIT = 8 * 1024 * 1024  # bytes; the guide's own file has about 0.2 million
DEPTH = 32  # the field table needs 8
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same language, ten times faster
# What YAML allows as characters: https://yaml.org/spec/1.1/#id868524
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableError(Exception):
    """The file cannot be read as YAML; carries the Problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, at most one more than the limit."""
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError:
        raise UnreadableError(Problem(Kind.MISSING_FILE, name, 0, 0, "there is no such file")) from None
    except IsADirectoryError:
        raise UnreadableError(Problem(Kind.NOT_A_FILE, name, 0, 0, "this is a directory", "expected a file")) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(Problem(Kind.UNREADABLE_FILE, name, 0, 0, f"the file cannot be read: {why}")) from None


def parse(data: bytes, name: str) -> Node:
    """The one document in the data, with the place of every value."""
    return _Builder(name).build(decode(data, name))


def decode(data: bytes, name: str) -> str:
    """The text of the data: UTF-8 without control characters."""
    if len(data) > LIMIT:
        raise UnreadableError(Problem(Kind.TOO_LARGE, name, 0, 0, "the file is larger than 8 MB", "shorten it"))
    if data.startswith(_UTF_16):
        raise UnreadableError(Problem(Kind.NOT_UTF_8, name, 1, 1, "the file is UTF-16", "save it as UTF-8"))
    data = data.removeprefix(BOM_UTF8)  # "utf-8-sig" does it too, but tells the place of a wrong byte as if it had not
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError(_undecodable(data, error.start, name)) from None
    if found := _FORBIDDEN.search(text):
        line, column = _place(text[: found.start()])
        what = f"the file holds the control character U+{ord(found.group()):04X}"
        raise UnreadableError(Problem(Kind.BINARY_FILE, name, line, column, what, "expected a text file"))
    return text


def written(data: bytes, name: str) -> str:
    """The text of a file that a command or a spreadsheet wrote: UTF-8, or the UTF-16 of a redirect on Windows."""
    if data.startswith(_UTF_16) and len(data) <= LIMIT:
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            broken = Problem(Kind.NOT_UTF_8, name, 1, 1, "the file is broken UTF-16", "save it as UTF-8")
            raise UnreadableError(broken) from None
    return decode(data, name)


def _undecodable(data: bytes, start: int, name: str) -> Problem:
    if b"\0" in data:
        return Problem(Kind.BINARY_FILE, name, 0, 0, "this is a binary file", "expected a text file")
    line, column = _place(data[:start].decode())
    what = f"the byte 0x{data[start]:02X} is not UTF-8"
    return Problem(Kind.NOT_UTF_8, name, line, column, what, "save the file as UTF-8")


def _place(before: str) -> tuple[int, int]:
    lines = re.split("\r\n|\r|\n", before)
    return len(lines), len(lines[-1]) + 1


class _Builder:
    """Builds the tree from parser events with a stack of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.open: list[tuple[yaml.Event, list[Node]]] = []
        self.root: Node | None = None

    def build(self, text: str) -> Node:
        try:
            for event in _events(text):
                self._take(event)
        except yaml.YAMLError as error:
            raise UnreadableError(explain(error, text, self.name)) from None
        if self.root is None or (isinstance(self.root, Scalar) and self.root.empty):
            raise UnreadableError(Problem(Kind.EMPTY_FILE, self.name, 0, 0, "the file is empty"))
        return self.root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_extras(event)
                quoted = event.style in ("'", '"', "|", ">")
                self._put(Scalar(event.value, self.name, *_mark(event), quoted, _is_flat(event, quoted)))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_extras(event)
                self._enter(event)
            case yaml.MappingEndEvent():
                start, nodes = self.open.pop()
                self._put(Mapping(tuple(zip(nodes[::2], nodes[1::2], strict=True)), self.name, *_mark(start)))
            case yaml.SequenceEndEvent():
                start, nodes = self.open.pop()
                self._put(Sequence(tuple(nodes), self.name, *_mark(start)))
            case yaml.AliasEvent():
                self._stop(Kind.ALIAS, event, f"the alias *{event.anchor} is not allowed", "write the value out")
            case yaml.DocumentStartEvent() if self.root is not None:
                self._stop(Kind.SEVERAL_DOCUMENTS, event, "a second document begins here", "expected one document")

    def _enter(self, event: yaml.Event) -> None:
        if len(self.open) >= DEPTH:
            self._stop(Kind.TOO_DEEP, event, f"this is nested more than {DEPTH} levels deep", "expected at most 8")
        self.open.append((event, []))

    def _put(self, node: Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._stop(Kind.ALIAS, event, f"the anchor &{event.anchor} is not allowed", "write the value out")
        if tag := getattr(event, "tag", None):
            short = tag.replace("tag:yaml.org,2002:", "!!")
            self._stop(Kind.TAG, event, f"the tag {short} is not allowed", "expected a plain value")

    def _stop(self, kind: Kind, event: yaml.Event, what: str, expected: str) -> None:
        raise UnreadableError(Problem(kind, self.name, *_mark(event), what, expected))


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=LOADER)


def _is_flat(event: yaml.ScalarEvent, quoted: bool) -> bool:
    """Whether the file shows the text sign for sign, in one line."""
    begin, end = event.start_mark, event.end_mark
    assert begin
    assert end
    return bool(begin.line == end.line and end.column - begin.column == len(event.value) + 2 * quoted)


def _mark(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
