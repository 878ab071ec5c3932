"""``batch``: many sets of answers in, one Decision a line out, in the same order."""

import csv
import io
import json
import locale
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import click

from calculator.authoring.beside.requests import Row, json_rows
from calculator.authoring.beside.tables import Dialect, Table, dialect_of, names_of, read_table
from calculator.engine.model import Guide
from calculator.engine.telling.contract import decide_json

from .ending import BAD_INPUT, BadInputError
from .options import on_option, open_guide, rules_option, standard_input, today
from .streams import counted

COLUMNS = (
    "status", "outcome", "possible", "rule", "because", "still_needed", "rests_on", "dropped",
    "runner_up", "runner_up_because", "shortlist", "error",
)


@click.command("batch")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), help="Of the output; as the input if absent.")
@click.option("--excel", is_flag=True, help="CSV with the mark, line ends and separator that Excel expects here.")
@rules_option
@on_option
@click.pass_context
def batch_command(
    ctx: click.Context, file: str, form: str | None, excel: bool, rules: Path, on: str | None
) -> None:
    """Decide for each line of FILE (- is standard input): JSON Lines, or CSV whose header names questions.

    A column may be called by the id of its question or by its words, and a cell be the id of a choice or its label.
    CSV comes back with the byte-order mark, the separator and the line ends that it came with.

    A line that cannot be read becomes {"error": ..., "line": ...} in its place; then the exit code is 2.
    """
    guide = open_guide(rules)
    with opened(file) as stream:
        table = table_in(stream, guide, file)
        results = ((row, _result(guide, row, on or today())) for row in counted(table.rows, printed=True))
        if (form or ("csv" if table.header or excel else "jsonl")) == "csv":
            dialect = _for_excel() if excel else table.dialect
            bad = _write_csv(dialect, table.header, list(guide.questions), results)
        else:
            bad = _write_json(results)
    if bad:
        ctx.exit(BAD_INPUT)


def opened(file: str) -> IO[bytes]:
    """A file of many lines, or standard input for ``-``."""
    if file == "-":
        return standard_input()
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:
        raise BadInputError(f"{file}: the file cannot be read: {getattr(error, 'strerror', None) or error}") from None


def table_in(stream: Any, guide: Guide, file: str) -> Table:
    """CSV or JSON Lines, by the first character; the header is empty for JSON Lines."""
    name = "standard input" if file == "-" else file
    try:
        head = stream.peek(4096)[:4096]
        dialect = dialect_of(head)
        first = head.decode(dialect.encoding, "ignore").lstrip("\ufeff \t\r\n")[:1]
        if first in ("{", "[", "") and dialect.encoding == "utf-8":
            return Table(Dialect(), [], json_rows(stream))
        errors = "surrogateescape" if dialect.encoding == "utf-8" else "strict"
        lines = _whole(io.TextIOWrapper(stream, dialect.encoding, errors, newline=""), name)
        if first in ("{", "[", ""):
            return Table(Dialect(), [], json_rows(line.encode() for line in lines))
        return read_table(lines, names_of(guide), dialect)
    except (ValueError, csv.Error) as error:
        raise BadInputError(f"{name}:1:1: {error}") from None


def _whole(lines: io.TextIOWrapper, name: str) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError:
        raise BadInputError(f"{name}: the file is broken UTF-16; save it as UTF-8") from None
    finally:
        with suppress(ValueError):  # closed already
            lines.detach()  # whoever opened the bytes closes them


def _for_excel() -> Dialect:
    """Excel knows UTF-8 by its mark, and splits at semicolons where numbers have a decimal comma."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_NUMERIC, "")
    delimiter = ";" if locale.localeconv()["decimal_point"] == "," else ","
    return Dialect(mark=True, delimiter=delimiter, ending="\r\n")


def _result(guide: Guide, row: Row, on: str) -> dict[str, Any]:
    if row.request is None:
        return {"error": row.error, "line": row.line}
    decision = decide_json(guide, row.request.answers, row.request.on or on, row.request.held)
    return {**decision, "extra": dict(row.request.extra)} if row.request.extra else decision


def _write_json(results: Iterator[tuple[Row, dict[str, Any]]]) -> bool:
    bad = False
    for _, result in results:
        bad = bad or "error" in result
        click.echo(json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace"))
    return bad


def _write_csv(
    dialect: Dialect, header: list[str], questions: list[str], results: Iterable[tuple[Row, dict[str, Any]]]
) -> bool:
    bad = False
    if not header:  # of JSON Lines all come first: each may have brought names of its own
        results = list(results)
        extra = dict.fromkeys(str(name) for _, result in results for name in result.get("extra", {}))
        header = [*questions, *(name for name in extra if name not in questions)]
    names = [f"guide_{name}" if name in header else name for name in COLUMNS]
    click.echo(dialect.top() + dialect.line([*header, *names]), nl=False)
    for row, result in results:
        bad = bad or "error" in result
        cells = row.cells or _said(result, header)
        click.echo(dialect.line([*cells, *_cells(result)]), nl=False)
    return bad


def _said(result: dict[str, Any], header: list[str]) -> list[str]:
    """The answers and whatever came along with a line of JSON."""
    said = {**result.get("extra", {}), **result.get("answers", {})}
    return [cell if isinstance(cell, str) else json.dumps(cell) for cell in (said.get(name, "") for name in header)]


def _cells(result: dict[str, Any]) -> list[str]:
    if "error" in result:
        return [""] * (len(COLUMNS) - 1) + [result["error"]]
    second = next((one for one in result["shortlist"] if one["place"] == 2), None)
    single = {**result, "runner_up": second and second["outcome"], "runner_up_because": second and second["because"]}
    lists = {
        "shortlist": [one["outcome"] for one in result["shortlist"] if one["place"]],
        "possible": [item["outcome"] for item in result["possible"]],
        "still_needed": result["still_needed"],
        "rests_on": [item["fact"] for item in result["rests_on"]],
        "dropped": [item["because"] for item in result["dropped"]],
    }
    return [" ".join(lists[name]) if name in lists else single.get(name) or "" for name in COLUMNS]
