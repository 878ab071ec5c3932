"""What a value of a rule file can be: the words of the field table.

A type says what is allowed; ``wanted`` says it in words, as the end of the sentence "expected ...".
Nothing is checked here: see ``scalars`` and ``shape``, and ``schema`` for editors.
"""

from dataclasses import dataclass
from typing import ClassVar

ID = "[A-Za-z0-9][A-Za-z0-9_.+-]*"
FOLDER = f"{ID}(/{ID})*"
COLOUR = "#[0-9A-Fa-f]{6}"
AN_ID = "an id: letters, digits and _ . + -, beginning with a letter or digit"
PLURALS = {
    "question": "questions", "choice": "choices", "fact": "facts", "source": "sources", "outcome": "outcomes",
    "tool": "tools", "row": "comparison rows", "node": "nodes", "rule": "rules", "caution": "cautions",
    "effort": "effort entries", "check": "checks", "case": "cases",
    "volume": "volumes", "sample": "samples", "price": "prices", "cost": "costs", "quota": "quotas",
}

LOCAL = ("choice", "node")  # ids that count only inside their question or outcome


def with_article(noun: str) -> str:
    """The noun behind "a" or "an"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


@dataclass(frozen=True, slots=True)
class Text:
    """Words for the reader; those that are ``translated`` are shown to readers of another language in theirs."""

    wanted: ClassVar[str] = "a text"

    translated: bool = False


@dataclass(frozen=True, slots=True)
class NewId:
    """An id that other places may name."""

    wanted: ClassVar[str] = AN_ID

    kind: str


@dataclass(frozen=True, slots=True)
class OldId:
    """An id that is no longer in use."""

    wanted: ClassVar[str] = AN_ID


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something defined elsewhere, of one of these kinds."""

    kinds: tuple[str, ...]

    @property
    def wanted(self) -> str:
        """The kinds in words."""
        return f"the id of {' or '.join(with_article(kind) for kind in self.kinds)}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    wanted: ClassVar[str] = "a date such as 2026-11-23"


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as a document prints it: a day, a month or a year."""

    wanted: ClassVar[str] = "a date such as 2026-11-23, 2026-11 or 2026"


@dataclass(frozen=True, slots=True)
class Url:
    """An address on the web."""

    wanted: ClassVar[str] = "an address that begins with https:// or http://"


@dataclass(frozen=True, slots=True)
class Feedback:
    """Where readers write to, on the web or by mail; ``{page}`` and ``{title}`` are filled in."""

    wanted: ClassVar[str] = "an address that begins with https://, http:// or mailto:"


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file below the folder of the pages; nothing in it can lead out."""

    wanted: ClassVar[str] = "a file below the folder of the pages, such as assets/logo.svg"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder beside the rule file or below; nothing in it can lead out."""

    wanted: ClassVar[str] = "a folder beside the rule file, such as starters/airflow"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as style sheets write it."""

    wanted: ClassVar[str] = "a colour such as \"#1d4f91\""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is not negative, kept as it is written so that nothing is rounded."""

    wanted: ClassVar[str] = "a number such as 30 or 0.025"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with a unit."""

    wanted: ClassVar[str] = "a number with a unit, such as 4000 transitions/month"


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit alone."""

    wanted: ClassVar[str] = "a unit, such as minutes/step"


@dataclass(frozen=True, slots=True)
class Priced:
    """A currency and what it buys."""

    wanted: ClassVar[str] = "a currency and a unit, such as USD per 1000 transitions"


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum over volumes."""

    wanted: ClassVar[str] = "a formula such as runs * steps * 1.5 transitions/step"


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    wanted: ClassVar[str] = "true or false"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few fixed words; those in ``numbers`` stand for a number."""

    words: tuple[str, ...]
    numbers: tuple[int, ...] = ()

    @property
    def wanted(self) -> str:
        """The allowed words."""
        return "one of: " + ", ".join([*map(str, self.numbers), *self.words])


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list without repetitions of short values; ``single`` allows the one value without brackets."""

    wanted: ClassVar[str] = "a list"

    item: "Type"
    at_least: int = 1
    single: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys the author chooses among ids or words."""

    wanted: ClassVar[str] = "a mapping"

    key: "Ref | Text"
    value: "Type"
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the fixed keys of a noun."""

    wanted: ClassVar[str] = "a mapping"

    noun: str


Figure = Number | Amount | UnitName | Priced | Formula
Plain = Text | NewId | OldId | Ref | Day | Printed | Url | Feedback | PageFile | Folder | Colour | Flag | OneOf | Figure
Type = Plain | ListOf | Table | Record


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

    @property
    def identified(self) -> bool:
        """Whether other places name such a thing by an id."""
        return isinstance(self.fields[0].type, NewId)


def optional(name: str, type: Type, means: str) -> Field:
    """A key that may be absent."""
    return Field(name, type, means, required=False)


def id_field(kind: str) -> Field:
    """The key with the id of a noun of this kind."""
    return Field("id", NewId(kind), "the name by which links and other keys refer to it")


# Columns that many nouns share.
TEXT, WORDS = Text(), Text(translated=True)
NUMBER = Number()
WHEN = Table(Ref(("question",)), ListOf(Ref(("choice",)), single=True))
OUTCOME = Ref(("outcome",))
