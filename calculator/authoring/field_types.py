"""What a value of a rule file can be: the words of the field table.

A type says what is allowed and what to call it; it does not check anything (see ``shape`` and ``schema``).
"""

from dataclasses import dataclass

ID = "[A-Za-z0-9][A-Za-z0-9_.+-]*"
PLURALS = {
    "question": "questions", "choice": "choices", "fact": "facts", "source": "sources", "outcome": "outcomes",
    "tool": "tools", "row": "comparison rows", "node": "nodes", "rule": "rules", "caution": "cautions",
    "effort": "effort entries", "check": "checks", "case": "cases",
}
LOCAL = ("choice", "node")  # ids that count only inside their question or outcome


@dataclass(frozen=True, slots=True)
class Text:
    """Words for the reader."""


@dataclass(frozen=True, slots=True)
class NewId:
    """An id that other places may name."""

    kind: str


@dataclass(frozen=True, slots=True)
class OldId:
    """An id that is no longer in use."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something defined elsewhere, of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as a document prints it: a day, a month or a year."""


@dataclass(frozen=True, slots=True)
class Url:
    """An address on the web."""


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few fixed words; those in ``numbers`` stand for a number."""

    words: tuple[str, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list without repetitions of short values; ``single`` allows the one value without brackets."""

    item: "Type"
    at_least: int = 1
    single: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys the author chooses among ids or words."""

    key: "Ref | Text"
    value: "Type"
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the fixed keys of a noun."""

    noun: str


Type = Text | NewId | OldId | Ref | Day | Printed | Url | Flag | OneOf | ListOf | Table | Record


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a noun: its name, its type, what it means and whether it must be there."""

    name: str
    type: Type
    means: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Noun:
    """What a mapping of the rule file stands for, and its keys."""

    means: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field with this name; None where the noun has no such key."""
        return next((field for field in self.fields if field.name == name), None)


def wanted(type: Type) -> str:
    """The type in words, as it ends the sentence "expected ..."."""
    match type:
        case NewId() | OldId():
            return "an id: letters, digits and _ . + -, beginning with a letter or digit"
        case Ref(kinds):
            return f"the id of a {' or '.join(kinds)}"
        case Day():
            return "a date such as 2026-11-23"
        case Printed():
            return "a date such as 2026-11-23, 2026-11 or 2026"
        case Url():
            return "an address that begins with https:// or http://"
        case Flag():
            return "true or false"
        case OneOf(words, numbers):
            return "one of: " + ", ".join([*map(str, numbers), *words])
        case ListOf():
            return "a list"
        case Table() | Record():
            return "a mapping"
        case _:
            return "a text"
