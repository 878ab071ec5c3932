"""What is asked on the command line: answers from a YAML or JSON file or from JSON Lines.

A request is read here and judged by the engine: whether a question or choice exists is not asked.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from calculator.engine.link import is_date

from .. import nodes
from ..problems import Kind, Problem
from ..reading import UnreadableError, parse

DIGITS = 300  # of a number that came along; beyond it is no number to a reader, and slow
SHAPE = 'expected {"question": "choice", ...} or {"answers": {...}, "on": "2026-11-23"}'


@dataclass(frozen=True, slots=True)
class Request:
    """Answers, the date to decide at if one is given, the held questions, and whatever else came along."""

    answers: Mapping[str, str]
    on: str | None = None
    held: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a batch: its request, or the sentence that says why there is none."""

    line: int
    request: Request | None
    error: str = ""
    cells: tuple[str, ...] = ()  # the line as it stood in a CSV file


def read_request(data: bytes, name: str) -> Request:
    """The request of a YAML or JSON file; raises UnreadableError."""
    try:
        root = parse(data, name)
    except UnreadableError:  # some JSON is no YAML: tabs that indent, characters written as two escapes
        if request := _json_row(1, data).request:
            return request
        raise
    try:
        return request_from(_plain(root, name))
    except ValueError as error:
        problem = Problem(Kind.WRONG_TYPE, name, root.line, root.column, str(error))
        raise UnreadableError(problem) from None


def request_from(value: object) -> Request:
    """The request of a plain value; raises ValueError with one sentence."""
    if not isinstance(value, dict):
        raise ValueError(f"this is no set of answers; {SHAPE}")  # noqa: TRY004  one kind of error for the caller
    if not isinstance(value.get("answers"), dict):
        return Request(_answers(value))
    rest = {key: item for key, item in value.items() if key not in ("answers", "on", "held")}
    return Request(_answers(value["answers"]), date_or_none(value.get("on")), _held(value.get("held")), rest)


def date_or_none(value: object) -> str | None:
    """The date, None where there is none; raises ValueError for anything else."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not is_date(value):
        raise ValueError(f'"{nodes.shorten(str(value))}" is no date; expected a date such as 2026-11-23')
    return value


def json_rows(lines: Iterable[bytes]) -> Iterator[Row]:
    """A row for each line of JSON that is not blank."""
    for number, raw in enumerate(lines, 1):
        if raw.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _json_row(number, raw)


def _json_row(number: int, raw: bytes) -> Row:
    try:
        text = raw.decode("utf-8-sig").strip()
        return Row(number, request_from(_json(text)))
    except UnicodeDecodeError:
        return Row(number, None, "this line is not UTF-8")
    except json.JSONDecodeError as error:
        return Row(number, None, f"this line is no JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return Row(number, None, "this line is nested too deeply")
    except ValueError as error:
        return Row(number, None, str(error))


def _json(text: str) -> Any:
    """The value of a JSON text; raises ValueError, also for numbers that could not be written back."""
    return json.loads(text, object_pairs_hook=_object, parse_int=_number, parse_float=_number, parse_constant=_number)


def _number(text: str) -> int | float:
    if len(text) > DIGITS or not isfinite(float(text)):
        raise ValueError(f'"{nodes.shorten(text)}" is no number that can be kept')
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'"{nodes.shorten(twice)}" stands twice in this line')
    return value


def _answers(value: Mapping[str, Any]) -> dict[str, str]:
    for question, choice in value.items():
        if choice is not None and not isinstance(choice, str):
            raise ValueError(f'the answer to "{nodes.shorten(question)}" is not the id of a choice; {SHAPE}')
    return {question: choice for question, choice in value.items() if choice}


def _held(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('"held" is not a list of question ids')
    return tuple(value)


def _plain(node: nodes.Node, name: str) -> Any:
    if isinstance(node, nodes.Scalar):
        return None if node.empty else node.text
    if isinstance(node, nodes.Sequence):
        return [_plain(item, name) for item in node.items]
    value: dict[str, Any] = {}
    for key, item in nodes.pairs(node):
        if key.text in value:
            what = f'"{nodes.shorten(key.text)}" is answered twice'
            raise UnreadableError(Problem(Kind.DUPLICATE_KEY, name, key.line, key.column, what, "keep one"))
        value[key.text] = _plain(item, name)
    return value
