"""A Problem: one mistake in a rule file, with its place and its fix, in one anatomy.

Every message is built here in the same order: where, what, nearest correct word, what was expected.
Each kind has a heading in ``docs/maintaining/problems.md``; a test keeps the two lists equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

LISTED = 15


class Kind(StrEnum):
    """The kinds of mistakes, each a heading of the problems page."""

    MISSING_FILE = "missing-file"
    NOT_A_FILE = "not-a-file"
    UNREADABLE_FILE = "unreadable-file"
    TOO_LARGE = "too-large"
    EMPTY_FILE = "empty-file"
    BINARY_FILE = "binary-file"
    NOT_UTF_8 = "not-utf-8"
    TAB = "tab"
    UNFINISHED = "unfinished"
    SYNTAX = "syntax"
    ALIAS = "alias"
    TAG = "tag"
    SEVERAL_DOCUMENTS = "several-documents"
    TOO_DEEP = "too-deep"
    WRONG_TYPE = "wrong-type"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    EMPTY_TEXT = "empty-text"
    EMPTY_LIST = "empty-list"
    TOO_FEW = "too-few"
    BAD_ID = "bad-id"
    BAD_DATE = "bad-date"
    BAD_URL = "bad-url"
    BAD_VALUE = "bad-value"
    BAD_NUMBER = "bad-number"
    BAD_FORMULA = "bad-formula"
    WRONG_UNIT = "wrong-unit"
    REPEATED = "repeated"
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_QUESTION = "unknown-question"
    UNKNOWN_CHOICE = "unknown-choice"
    UNKNOWN_FACT = "unknown-fact"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_OUTCOME = "unknown-outcome"
    UNKNOWN_TOOL = "unknown-tool"
    UNKNOWN_ROW = "unknown-row"
    UNKNOWN_NODE = "unknown-node"
    UNKNOWN_RULE = "unknown-rule"
    UNKNOWN_CAUTION = "unknown-caution"
    UNKNOWN_EFFORT = "unknown-effort"
    UNKNOWN_CASE = "unknown-case"
    UNKNOWN_VOLUME = "unknown-volume"
    UNKNOWN_SAMPLE = "unknown-sample"
    UNKNOWN_PRICE = "unknown-price"
    UNKNOWN_COST = "unknown-cost"
    UNKNOWN_QUOTA = "unknown-quota"
    UNKNOWN_CHECK = "unknown-check"
    UNKNOWN_WORD = "unknown-word"
    UNKNOWN_PLACEHOLDER = "unknown-placeholder"
    SAYS_NOTHING = "says-nothing"
    WITHOUT_GROUNDS = "without-grounds"
    WRONG_ORDER = "wrong-order"
    CITES_ITSELF = "cites-itself"
    STALE_MIGRATION = "stale-migration"


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a file: where it is, what is wrong, what was probably meant, what was expected."""

    kind: Kind
    file: str
    line: int  # counted from 1; 0 when the whole file is meant
    column: int
    what: str
    expected: str = ""
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        fix = " ".join(part for part in (self.hint, self.expected) if part)
        return f"{where}: {self.what}; {fix}" if fix else f"{where}: {self.what}"

    def to_json(self) -> dict[str, str | int]:
        """The same as plain values, for programs."""
        return {
            "kind": str(self.kind), "file": self.file, "line": self.line, "column": self.column,
            "what": self.what, "expected": self.expected, "hint": self.hint, "message": str(self),
        }


def nearest(word: str, known: Iterable[str]) -> str:
    """The sentence that proposes the nearest known word, or nothing."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'did you mean "{found[0]}"?' if found else ""


def listing(plural: str, known: Iterable[str]) -> str:
    """All correct words, or how many there are where the list would hide the one that was meant."""
    words = list(known)
    if not words:
        return f"there are no {plural}"
    if len(words) > LISTED:
        return f"there are {len(words)} {plural}"
    return f"{plural} are: {', '.join(words)}"
