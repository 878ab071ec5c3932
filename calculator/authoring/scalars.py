"""The value of a single text by its type: a date, an address, a fixed word, an id.

Nothing is guessed: a date stays text, ``yes`` is a word, and only true and false are flags.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from calculator.engine.bill.formula import FormulaError, read
from calculator.engine.bill.units import NAMES, NUMBER, measure, priced_unit
from calculator.engine.link import is_date

from .field_types import (
    COLOUR,
    FOLDER,
    ID,
    Amount,
    Colour,
    Day,
    Feedback,
    Flag,
    Folder,
    Formula,
    NewId,
    Number,
    OldId,
    OneOf,
    PageFile,
    Priced,
    Printed,
    Text,
    Type,
    UnitName,
    Url,
)
from .nodes import Scalar
from .problems import Kind, nearest

_ID = re.compile(ID)
_BELOW = re.compile(FOLDER)
_NO_URL = re.compile(r"[\s<>\"{}|\\^`]")  # signs that no address has
MAIL = "mailto:"
_PRINTED = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not of its type."""

    kind: Kind
    why: str = ""
    hint: str = ""
    at: int = 0  # how far into the text


def scalar_value(type: Type, node: Scalar) -> tuple[Value, Fault | None]:
    """The plain value, or the fault."""
    if isinstance(type, Text):
        return node.text.strip(), None
    if isinstance(type, OneOf):
        return _one_of(node, type)
    if isinstance(type, Flag):
        named = node.text in ("true", "false")
        fault = None if named and not node.quoted else Fault(Kind.BAD_VALUE, " in quotes" if named else "")
        return node.text == "true", fault
    if isinstance(type, Formula):
        return node.text, _formula_fault(node.text)
    is_right, fault = _FORMS.get(type.__class__, (bool, Fault(Kind.EMPTY_TEXT)))
    return node.text, None if is_right(node.text) else fault


def _is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text))


def _is_printed(text: str) -> bool:
    return bool(_PRINTED.fullmatch(text)) and is_date((text + "-01-01")[:10] if len(text) < 10 else text)


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not _NO_URL.search(text)


def _is_feedback(text: str) -> bool:
    filled = text.replace("{page}", "page").replace("{title}", "title")
    return _is_url(filled) or (len(filled) > len(MAIL) and filled.startswith(MAIL) and not _NO_URL.search(filled))


def _is_below(text: str) -> bool:
    return bool(_BELOW.fullmatch(text))


def _formula_fault(text: str) -> Fault | None:
    try:
        read(text)
    except FormulaError as error:
        return Fault(Kind.BAD_FORMULA, f": {error}", at=error.at)
    return None


def _one_of(node: Scalar, type: OneOf) -> tuple[Value, Fault | None]:
    if node.text in type.words:
        return node.text, None
    if not node.quoted and node.text in map(str, type.numbers):
        return int(node.text), None
    return None, Fault(Kind.BAD_VALUE, hint=nearest(node.text, type.words))


_NO_DATE = Fault(Kind.BAD_DATE, ", which is no date")
_FORMS: dict[type[Type], tuple[Callable[[str], bool], Fault]] = {
    NewId: (_is_id, Fault(Kind.BAD_ID)),
    OldId: (_is_id, Fault(Kind.BAD_ID)),
    Day: (is_date, _NO_DATE),
    Printed: (_is_printed, _NO_DATE),
    Url: (_is_url, Fault(Kind.BAD_URL)),
    Feedback: (_is_feedback, Fault(Kind.BAD_URL)),
    PageFile: (_is_below, Fault(Kind.BAD_VALUE)),
    Folder: (_is_below, Fault(Kind.BAD_VALUE)),
    Colour: (lambda text: bool(re.fullmatch(COLOUR, text)), Fault(Kind.BAD_VALUE)),
    Number: (lambda text: bool(re.fullmatch(NUMBER, text)), Fault(Kind.BAD_NUMBER)),
    Amount: (lambda text: measure(text) is not None, Fault(Kind.BAD_NUMBER)),
    UnitName: (lambda text: bool(re.fullmatch(NAMES, text)), Fault(Kind.BAD_NUMBER)),
    Priced: (lambda text: priced_unit(text) is not None, Fault(Kind.BAD_NUMBER)),
}  # an id that names something (Ref) may be any text here: whether it exists is asked later
