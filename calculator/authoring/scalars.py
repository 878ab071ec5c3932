"""The value of a single text by its type: a date, an address, a fixed word, an id.

Nothing is guessed: a date stays text, ``yes`` is a word, and only true and false are flags.
"""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from .field_types import ID, Day, Flag, NewId, OldId, OneOf, Printed, Ref, Text, Type, Url
from .nodes import Scalar
from .problems import Kind, nearest

_ID = re.compile(ID)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PRINTED = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not of its type."""

    kind: Kind
    why: str = ""
    hint: str = ""


def scalar_value(type: Type, node: Scalar) -> tuple[str | int | bool | None, Fault | None]:
    """The plain value, or the fault."""
    match type:
        case Text():
            return node.text.strip(), None
        case NewId() | OldId():
            return node.text, None if _ID.fullmatch(node.text) else Fault(Kind.BAD_ID)
        case Day():
            return node.text, None if is_day(node.text) else Fault(Kind.BAD_DATE, ", which is no date")
        case Printed():
            return node.text, None if _is_printed(node.text) else Fault(Kind.BAD_DATE, ", which is no date")
        case Url():
            return node.text, None if _is_url(node.text) else Fault(Kind.BAD_URL)
        case Flag():
            flag = node.text in ("true", "false") and not node.quoted
            return node.text == "true", None if flag else Fault(Kind.BAD_VALUE)
        case OneOf(words, numbers):
            return _one_of(node, words, numbers)
        case Ref():
            return node.text, None
    raise TypeError(type)  # lists and mappings are read elsewhere


def is_day(text: str) -> bool:
    """Whether the text is a real day written as YYYY-MM-DD."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_printed(text: str) -> bool:
    return bool(_PRINTED.fullmatch(text)) and is_day((text + "-01-01")[:10] if len(text) < 10 else text)


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not re.search(r"[\s<>\"{}|\\^`]", text)


def _one_of(node: Scalar, words: tuple[str, ...], numbers: tuple[int, ...]) -> tuple[str | int | None, Fault | None]:
    if node.text in words:
        return node.text, None
    if not node.quoted and node.text in map(str, numbers):
        return int(node.text), None
    return None, Fault(Kind.BAD_VALUE, hint=nearest(node.text, words))
