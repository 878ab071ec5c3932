"""CSV as people's spreadsheets write it: read in any of their dialects, and written back in the same one."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from calculator.engine.model import Guide, Question

from .requests import Request, Row, date_or_none, json_rows

DELIMITERS = ",;\t|"
DATE = "on"  # the column with the date to decide at
_HINT = re.compile(r"sep=(.)[\r\n]*")  # how some spreadsheets are told the separator: a line above the header
_MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, also behind space and in full width:
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[\s\ufeff\u200b\0]*[=+\-@＝＋－＠]|[\t\r\n\0]")
_CLAUSE = re.compile(r"[;:,.()]")
_NEGATIVE = re.compile(r"-\d+([.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written; ``hint`` is for a line above the header that names the separator."""

    encoding: str = "utf-8"
    mark: bool = False
    delimiter: str = ","
    ending: str = "\n"
    hint: bool = False

    def top(self) -> bytes:
        """What stands above the header."""
        text = _MARK * self.mark + f"sep={self.delimiter}{self.ending}" * self.hint
        return text.encode(self.encoding)

    def line(self, cells: Iterable[str]) -> bytes:
        """One line; no cell of it begins a formula."""
        text = io.StringIO()
        # csv quotes line ends only if they are among its own
        csv.writer(text, delimiter=self.delimiter, lineterminator="\r\n").writerow(map(harmless, cells))
        errors = "surrogateescape" if self.encoding == "utf-8" else "backslashreplace"
        return (text.getvalue().removesuffix("\r\n") + self.ending).encode(self.encoding, errors)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet calculates: behind an apostrophe if it would be; a negative number is none."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NEGATIVE.fullmatch(cell) else cell


@dataclass(frozen=True, slots=True)
class Table:
    """A file: how it is written, its header as it stands, and a row for each line below it."""

    dialect: Dialect
    header: list[str]
    rows: Iterator[Row]


@dataclass(frozen=True, slots=True)
class Names:
    """What the columns and cells of a file may be called: ids, old ids, and the words of the form."""

    questions: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def question(self, said: str) -> str | None:
        """The id that a header means."""
        return self.questions.get(said) or self.questions.get(_plain(said))

    def choice(self, question: str, said: str) -> str:
        """The id that a cell means, or the cell itself, for the engine to judge."""
        known = self.choices.get(question, {})
        return known.get(said) or known.get(_plain(said)) or said


def names_of(guide: Guide) -> Names:
    """The names of a guide; where two things share a word, it means neither."""
    old = {step.old: step.old for step in guide.migrations if step.kind == "question"}
    asks = _words((question.ask, question.id) for question in guide.questions.values())
    ids = {id: id for id in guide.questions}
    plain = _words((id, id) for id in (*guide.questions, *old))
    choices = {question.id: _choices(question) for question in guide.questions.values()}
    for one in guide.overlay.held if guide.overlay else ():
        if one.question not in guide.questions:  # nobody is asked, but a column of other answers is not passed over
            ids[one.question] = one.question
            choices[one.question] = _words(zip(one.labels, one.choices, strict=True))
    return Names({**asks, **plain, **old, **ids}, choices)


def _choices(question: Question) -> dict[str, str]:
    said = [(f"{choice.label}; {choice.plain or ''}", choice.id) for choice in question.choices]
    begun = _words((words, id) for label, id in said for words in _beginnings(label))
    labels = _words((choice.label, choice.id) for choice in question.choices)
    ids = {choice.id: choice.id for choice in question.choices}
    return {**begun, **labels, **_words((id, id) for id in ids), **ids}


def _beginnings(label: str) -> Iterator[str]:
    """What people write of a label: how it or one of its clauses begins, and never a word out of its middle."""
    for clause in _CLAUSE.split(label):
        words = clause.split()
        yield from (" ".join(words[:many]) for many in range(1, len(words) + 1))


def _words(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for words, id in pairs:
        found.setdefault(_plain(words), set()).add(id)
    return {words: ids.pop() for words, ids in found.items() if len(ids) == 1}


def _plain(words: str) -> str:
    return " ".join(words.replace("`", "").split()).casefold().rstrip(".?:")


def read_rows(stream: io.BufferedReader, guide: Guide) -> Table:
    """CSV or JSON Lines, by the first character; the header is empty for JSON Lines.

    Raises ValueError or csv.Error for a file without a useful beginning; the rows of a broken one raise
    UnicodeDecodeError.
    """
    head = stream.peek(4096)[:4096]
    dialect = dialect_of(head)
    first = head.decode(dialect.encoding, "ignore").lstrip("\ufeff \t\r\n")[:1]
    if first in ("{", "[", "") and dialect.encoding == "utf-8":
        return Table(Dialect(), [], json_rows(stream))
    errors = "surrogateescape" if dialect.encoding == "utf-8" else "strict"
    lines = _kept_open(io.TextIOWrapper(stream, dialect.encoding, errors, newline=""))
    if first in ("{", "[", ""):
        return Table(Dialect(), [], json_rows(line.encode() for line in lines))
    return read_table(lines, names_of(guide), dialect)


def _kept_open(lines: io.TextIOWrapper) -> Iterator[str]:
    try:
        yield from lines
    finally:
        with suppress(ValueError):  # closed already
            lines.detach()  # whoever opened the bytes closes them


def dialect_of(head: bytes) -> Dialect:
    """The encoding and mark that the first bytes of a file show; raises ValueError for a file that is no text."""
    if head.startswith(b"PK\3\4"):
        raise ValueError("this is an Excel workbook or another archive; save it as CSV (UTF-8)")
    for encoding, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        if head.startswith(mark):
            return Dialect(encoding, True, "\t")
    if b"\0" in head:
        raise ValueError("this is no text in UTF-8; save it as CSV (UTF-8)")
    return Dialect(mark=head.startswith(codecs.BOM_UTF8))


def read_table(lines: Iterable[str], names: Names, dialect: Dialect) -> Table:
    """The table in the lines, which keep their ends; raises ValueError for a useless header.

    Columns that are questions are read, so is ``on``; all others are kept.  Bytes that are not UTF-8 have to
    arrive as lone surrogates, so that only their own line is lost.
    """
    source, above = iter(lines), 0
    first = next(source, "").removeprefix(_MARK)
    hint = _HINT.fullmatch(first)
    ending = re.search("\r?\n?$", first)
    while (hint and not above) or (first and not first.strip()):
        first, above = next(source, ""), above + 1
    delimiter = hint[1] if hint else max(DELIMITERS, key=lambda one: _fit(first, one, names))
    dialect = Dialect(dialect.encoding, dialect.mark, delimiter, (ending and ending[0]) or "\n", bool(hint))
    reader = csv.reader(chain([first], source), delimiter=delimiter, strict=True)
    header = next(reader, [])
    columns = [names.question(name) or (DATE if _plain(name) == DATE else None) for name in header]
    called = [meant or name for meant, name in zip(columns, header, strict=True)]
    if twice := {name for name in called if name and called.count(name) > 1}:
        raise ValueError(f'the column "{min(twice)}" stands twice in the header')
    if not set(columns) - {None, DATE}:
        ids = dict.fromkeys(names.questions.values())
        raise ValueError(f"no column is a question; questions are: {', '.join(ids)}")
    return Table(dialect, header, _rows(reader, above, header, columns, names))


def _fit(line: str, delimiter: str, names: Names) -> tuple[int, int]:
    """How many columns are questions, and how many there are."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return sum(names.question(cell) is not None for cell in cells), len(cells)


def _rows(
    reader: Any, above: int, header: list[str], columns: list[str | None], names: Names
) -> Iterator[Row]:
    while True:
        line = reader.line_num + above + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, None, f"this is no CSV: {error}")
            continue
        if cells:
            yield _row(line, cells, header, columns, names)


def _row(line: int, cells: Sequence[str], header: list[str], columns: list[str | None], names: Names) -> Row:
    kept = tuple((*cells, *[""] * len(header))[: len(header)])
    try:
        _refuse_damage(cells, header)
        meant = dict(zip(columns, cells, strict=True))
        extra = {name: cell for name, column, cell in zip(header, columns, cells, strict=True) if column is None}
        answers = {id: names.choice(id, cell.strip()) for id, cell in meant.items() if id and id != DATE}
        return Row(line, Request(answers, date_or_none(meant.get(DATE, "").strip()), (), extra), "", kept)
    except ValueError as error:
        return Row(line, None, str(error), kept)


def _refuse_damage(cells: Sequence[str], header: list[str]) -> None:
    if len(cells) != len(header):
        raise ValueError(f"this line has {len(cells)} fields, the header has {len(header)}")
    if any("\ud800" <= character <= "\udfff" for cell in cells for character in cell):
        raise ValueError("this line is not UTF-8")
