"""Node -> plain values, by the field table; every mistake is noted and the reading goes on.

Ids that are defined and ids that are named are collected on the way; ``references`` brings them together.
"""

from dataclasses import dataclass, field
from typing import Any

from .field_types import Field, ListOf, NewId, Record, Ref, Table, Type
from .fields import NOUNS
from .nodes import Mapping, Node, Scalar, Sequence, child, describe, shorten, text
from .problems import Kind, Problem, nearest
from .scalars import scalar_value

STAMPED = ("rule", "caution", "effort", "case")  # nouns that carry their line into the JSON


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reading is, in the author's words."""

    label: str  # '"because" of rule "R1"'
    subject: str  # 'rule "R1"'
    scope: str = ""  # the id of the question or outcome around
    means: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """An id that stands in the file, either to define something or to name it."""

    kinds: tuple[str, ...]
    node: Scalar
    subject: str
    scope: str


@dataclass(slots=True)
class Shape:
    """The reading of one tree: its problems so far, and the ids it defines and names.

    ``file`` is the one whose lines are told with its rows; what an overlay adds to it stands in no line of it.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    defined: list[Mention] = field(default_factory=list)
    named: list[Mention] = field(default_factory=list)

    def read(self, type: Type, node: Node, place: Place) -> Any:
        """The plain value of a node; None where it is wrong."""
        match type:
            case Record(noun):
                return self._record(noun, node, place)
            case ListOf():
                return self._list(type, node, place)
            case Table():
                return self._table(type, node, place)
            case _:
                return self._scalar(type, node, place)

    def note(self, kind: Kind, node: Node, what: str, expected: str = "", hint: str = "") -> None:
        """Add a problem at the place of a node."""
        self.problems.append(Problem(kind, node.file, node.line, node.column, what, expected, hint))

    def _record(self, noun: str, node: Node, place: Place) -> Any:
        if not isinstance(node, Mapping):
            keys = ", ".join(known.name for known in NOUNS[noun].fields if known.required)
            expected = f"expected a mapping with the keys {keys}" if keys else "expected a mapping"
            return self.note(Kind.WRONG_TYPE, node, f"{place.subject} is {describe(node)}", expected)
        entries = self._entries(node, place.subject)
        inner = self._scope(noun, entries, place.scope)
        value: dict[str, Any] = {}
        for key, inside in entries:
            if known := NOUNS[noun].field(key.text):
                scope = place.scope if isinstance(known.type, NewId) else inner
                value[key.text] = self.read(known.type, inside, _field_place(known, place, scope))
        self._compare_keys(noun, node, [key for key, _ in entries], place.subject)
        return {**value, "line": node.line if node.file == self.file else 0} if noun in STAMPED else value

    def _entries(self, node: Mapping, subject: str) -> list[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        entries = []
        for key, inside in node.entries:
            if not isinstance(key, Scalar):
                self.note(Kind.WRONG_TYPE, key, f"a key of {subject} is {describe(key)}", "expected a text")
            elif key.text in seen:
                what = f'{subject} has the key "{shorten(key.text)}" twice'
                self.note(Kind.DUPLICATE_KEY, key, what, f"keep one: the first is in line {seen[key.text]}")
            else:
                seen[key.text] = key.line
                entries.append((key, inside))
        return entries

    def _scope(self, noun: str, entries: list[tuple[Scalar, Node]], outer: str) -> str:
        if not any(isinstance(known.type, NewId) for known in NOUNS[noun].fields):
            return outer
        return next((text(value) for key, value in entries if key.text == "id"), "")

    def _compare_keys(self, noun: str, node: Mapping, keys: list[Scalar], subject: str) -> None:
        names = [known.name for known in NOUNS[noun].fields]
        given = {key.text for key in keys}
        misspelt = ""
        for key in keys:
            if key.text not in names:
                hint = nearest(key.text, [name for name in names if name not in given])
                misspelt += hint
                what = f'{subject} has no key "{shorten(key.text)}"'
                self.note(Kind.UNKNOWN_KEY, key, what, f"keys are: {', '.join(names)}", hint)
        for known in NOUNS[noun].fields:
            if known.required and known.name not in given and f'"{known.name}"' not in misspelt:
                self._missing(known, node, subject)

    def _missing(self, field: Field, node: Node, subject: str) -> None:
        what = f'{subject} lacks the key "{field.name}"'
        self.note(Kind.MISSING_KEY, node, what, f"expected {field.type.wanted}: {field.means}")

    def _list(self, type: ListOf, node: Node, place: Place) -> Any:
        if isinstance(node, Scalar) and type.single and not node.empty:
            return self.read(type.item, node, place)
        if isinstance(node, Scalar) and node.empty:
            node = Sequence((), node.file, node.line, node.column)
        if not isinstance(node, Sequence):
            short = isinstance(node, Scalar) and not isinstance(type.item, Record)
            expected = f"expected a list, such as [{shorten(text(node))}]" if short else "expected a list"
            return self.note(Kind.WRONG_TYPE, node, f"{place.label} is {describe(node)}", expected)
        self._count(type, node, place)
        return [self.read(type.item, item, self._item(type, number, item, place))
                for number, item in enumerate(node.items, 1)]

    def _count(self, type: ListOf, node: Sequence, place: Place) -> None:
        if not node.items and type.at_least:
            self.note(Kind.EMPTY_LIST, node, f"{place.label} is an empty list", f"expected at least {type.at_least}")
        elif len(node.items) < type.at_least:
            what = f"{place.label} has only {len(node.items)} entry"
            self.note(Kind.TOO_FEW, node, what, f"expected at least {type.at_least}")
        seen: set[str] = set()
        for item in node.items:
            if isinstance(item, Scalar) and item.text in seen:
                what = f'{place.label} repeats "{shorten(item.text)}"'
                self.note(Kind.REPEATED, item, what, "expected each entry once")
            seen.add(item.text if isinstance(item, Scalar) else "")

    def _item(self, type: ListOf, number: int, item: Node, place: Place) -> Place:
        if isinstance(type.item, Record):
            subject = name_of(type.item.noun, number, item, place.subject)
            return Place(subject, subject, place.scope, place.means)
        return Place(f"entry {number} of {place.label}", place.subject, place.scope, place.means)

    def _table(self, type: Table, node: Node, place: Place) -> Any:
        if not isinstance(node, Mapping):
            return self.note(Kind.WRONG_TYPE, node, f"{place.label} is {describe(node)}", "expected a mapping")
        if len(node.entries) < type.at_least:
            self.note(Kind.EMPTY_LIST, node, f"{place.label} is empty", f"expected at least {type.at_least} entry")
        value = {}
        for key, inside in self._entries(node, place.label):
            if isinstance(type.key, Ref):
                self.named.append(Mention(type.key.kinds, key, place.subject, place.scope))
            value[key.text] = self.read(type.value, inside, self._entry(type, key, place))
        return value

    def _entry(self, type: Table, key: Scalar, place: Place) -> Place:
        if isinstance(type.value, Record):
            subject = f'{type.value.noun} "{shorten(key.text)}"' + _of(place.subject)
            return Place(subject, subject, key.text)
        return Place(f'"{shorten(key.text)}" in {place.label}', place.subject, key.text, place.means)

    def _scalar(self, type: Type, node: Node, place: Place) -> Any:
        if not isinstance(node, Scalar):
            what = f"{place.label} is {describe(node)}"
            return self.note(Kind.WRONG_TYPE, node, what, f"expected {type.wanted}")
        if node.empty:
            about = f": {place.means}" if place.means else ""
            return self.note(Kind.EMPTY_TEXT, node, f"{place.label} is empty", f"expected {type.wanted}{about}")
        value, fault = scalar_value(type, node)
        if fault:
            what = f'{place.label} is "{shorten(node.text)}"{fault.why}'
            column, expected = node.column_of(fault.at) if fault.at else node.column, f"expected {type.wanted}"
            self.problems.append(Problem(fault.kind, node.file, node.line, column, what, expected, fault.hint))
            return None
        self._remember(type, node, place)
        return value

    def _remember(self, type: Type, node: Scalar, place: Place) -> None:
        if isinstance(type, NewId):
            self.defined.append(Mention((type.kind,), node, place.subject, place.scope))
        elif isinstance(type, Ref):
            self.named.append(Mention(type.kinds, node, place.subject, place.scope))


def _field_place(known: Field, place: Place, scope: str) -> Place:
    if isinstance(known.type, Record):
        subject = known.name + _of(place.subject)
        return Place(subject, subject, scope, known.means)
    return Place(f'"{known.name}" of {place.subject}', place.subject, scope, known.means)


def name_of(noun: str, number: int, node: Node, parent: str = "the file") -> str:
    """What messages call an item of a list: by its id, or by its number where it has none."""
    id = text(child(node, "id"))
    return (f'{noun} "{shorten(id)}"' if id else f"{noun} {number}") + _of(parent)


def _of(parent: str) -> str:
    return "" if parent == "the file" else f" of {parent}"
