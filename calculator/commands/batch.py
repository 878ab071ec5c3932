"""``batch``: many sets of answers in, one Decision a line out, in the same order."""

import csv
import json
import locale
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import click

from calculator.authoring.beside.requests import Row
from calculator.authoring.beside.tables import Dialect, Table, read_rows
from calculator.engine.model import Guide
from calculator.workbench.verdicts import Result, csv_lines, verdict

from .ending import BAD_INPUT, BadInputError
from .options import on_option, open_guide, rules_option, standard_input, today
from .streams import counted


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
    bad: list[int] = []  # the lines that could not be read
    with opened(file) as stream:
        table = table_in(stream, guide, file)
        results = _results(guide, counted(table.rows, printed=True), on or today(), bad)
        if (form or ("csv" if table.header or excel else "jsonl")) == "csv":
            for line in csv_lines(_for_excel() if excel else table.dialect, table.header, guide, results):
                click.echo(line, nl=False)
        else:
            for _, result in results:
                text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
                click.echo(text.encode("utf-8", "backslashreplace"))
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
    """The table of a stream; a BadInputError says what is wrong with a file that is none."""
    name = "standard input" if file == "-" else file
    try:
        table = read_rows(stream, guide)
    except UnicodeDecodeError:
        raise _broken(name) from None
    except (ValueError, csv.Error) as error:
        raise BadInputError(f"{name}:1:1: {error}") from None
    return Table(table.dialect, table.header, _whole(table.rows, name))


def _whole(rows: Iterator[Row], name: str) -> Iterator[Row]:
    try:
        yield from rows
    except UnicodeDecodeError:
        raise _broken(name) from None


def _broken(name: str) -> BadInputError:
    return BadInputError(f"{name}: the file is broken UTF-16; save it as UTF-8")


def _results(guide: Guide, rows: Iterator[Row], on: str, bad: list[int]) -> Iterator[tuple[Row, Result]]:
    for row in rows:
        if row.request is None:
            bad.append(row.line)
        yield row, verdict(guide, row, on)


def _for_excel() -> Dialect:
    """Excel knows UTF-8 by its mark, and splits at semicolons where numbers have a decimal comma."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_NUMERIC, "")
    delimiter = ";" if locale.localeconv()["decimal_point"] == "," else ","
    return Dialect(mark=True, delimiter=delimiter, ending="\r\n")
