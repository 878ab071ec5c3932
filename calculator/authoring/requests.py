"""What is asked on the command line: answers from a YAML or JSON file, from JSON Lines or from CSV.

A request is read here and judged by the engine: whether a question or choice exists is not asked.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from calculator.engine.link import is_date

from . import nodes
from .problems import Kind, Problem
from .reading import UnreadableError, parse

SHAPE = 'expected {"question": "choice", ...} or {"answers": {...}, "on": "2026-11-23"}'
DELIMITERS = ",;\t"


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


def csv_rows(lines: Iterable[str], questions: Iterable[str]) -> tuple[list[str], Iterator[Row]]:
    """The header of a CSV text and a row for each line below it; raises ValueError for a useless header.

    Columns that are questions are read, so is ``on``; all others are kept.  Bytes that are not UTF-8 have to
    arrive as lone surrogates, so that only their own line is lost.
    """
    source = iter(lines)
    first = next(source, "").removeprefix("\ufeff")
    delimiter = max(DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    doubled = {name for name in header if name and header.count(name) > 1}
    if doubled:
        raise ValueError(f'the column "{min(doubled)}" stands twice in the header')
    if not set(header) & set(questions):
        raise ValueError(f"no column is a question; questions are: {', '.join(questions)}")
    return header, _csv_rows(source, delimiter, header, frozenset(questions))


def _csv_rows(source: Iterator[str], delimiter: str, header: list[str], questions: frozenset[str]) -> Iterator[Row]:
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 2  # the header is line 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, None, f"this is no CSV: {error}")
            continue
        if cells:
            yield _csv_row(line, cells, header, questions)


def _csv_row(line: int, cells: Sequence[str], header: list[str], questions: frozenset[str]) -> Row:
    kept = tuple((*cells, *[""] * len(header))[: len(header)])
    try:
        _refuse_damage(cells, header)
        named = dict(zip(header, cells, strict=True))
        extra = {name: cell for name, cell in named.items() if name not in questions and name != "on"}
        answers = {name: cell.strip() for name, cell in named.items() if name in questions}
        return Row(line, Request(answers, date_or_none(named.get("on", "").strip()), (), extra), "", kept)
    except ValueError as error:
        return Row(line, None, str(error), kept)


def _refuse_damage(cells: Sequence[str], header: list[str]) -> None:
    if len(cells) != len(header):
        raise ValueError(f"this line has {len(cells)} fields, the header has {len(header)}")
    if any("\ud800" <= character <= "\udfff" for cell in cells for character in cell):
        raise ValueError("this line is not UTF-8")


def _json_row(number: int, raw: bytes) -> Row:
    try:
        text = raw.decode("utf-8-sig").strip()
        return Row(number, request_from(json.loads(text, object_pairs_hook=_object, parse_int=float)))
    except UnicodeDecodeError:
        return Row(number, None, "this line is not UTF-8")
    except json.JSONDecodeError as error:
        return Row(number, None, f"this line is no JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return Row(number, None, "this line is nested too deeply")
    except ValueError as error:
        return Row(number, None, str(error))


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
