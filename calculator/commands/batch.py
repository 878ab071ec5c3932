"""``batch``: many sets of answers in, one Decision a line out, in the same order."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from calculator.authoring.requests import Row, csv_rows, json_rows
from calculator.engine.model import Guide
from calculator.engine.telling.contract import decide_json

from .ending import BAD_INPUT, BadInputError
from .options import on_option, open_guide, rules_option, standard_input, today

COLUMNS = (
    "status", "outcome", "possible", "rule", "because", "still_needed", "rests_on", "dropped",
    "runner_up", "runner_up_because", "shortlist", "error",
)


@click.command("batch")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), help="Of the output; as the input if absent.")
@rules_option
@on_option
@click.pass_context
def batch_command(ctx: click.Context, file: str, form: str | None, rules: Path, on: str | None) -> None:
    """Decide for each line of FILE (- is standard input): JSON Lines, or CSV with question ids in its header.

    A line that cannot be read becomes {"error": ..., "line": ...} in its place; then the exit code is 2.
    """
    guide = open_guide(rules)
    with _opened(file) as stream:
        header, rows = _rows(stream, guide)
        results = ((row, _result(guide, row, on or today())) for row in rows)
        write = _write_csv if (form or ("csv" if header else "jsonl")) == "csv" else _write_json
        if write(header or list(guide.questions), results):
            ctx.exit(BAD_INPUT)


def _opened(file: str) -> IO[bytes]:
    if file == "-":
        return standard_input()
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:
        raise BadInputError(f"{file}: the file cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _rows(stream: Any, guide: Guide) -> tuple[list[str], Iterator[Row]]:
    """CSV or JSON Lines, by the first character; the header is empty for JSON Lines."""
    if stream.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b""):
        return [], json_rows(stream)
    text = (raw.decode("utf-8", "surrogateescape") for raw in stream)
    old = [step.old for step in guide.migrations if step.kind == "question"]
    try:
        return csv_rows(text, [*guide.questions, *old])
    except (ValueError, csv.Error) as error:
        raise BadInputError(f"{getattr(stream, 'name', 'standard input')}:1:1: {error}") from None


def _result(guide: Guide, row: Row, on: str) -> dict[str, Any]:
    if row.request is None:
        return {"error": row.error, "line": row.line}
    decision = decide_json(guide, row.request.answers, row.request.on or on, row.request.held)
    return {**decision, "extra": dict(row.request.extra)} if row.request.extra else decision


def _write_json(_header: list[str], results: Iterator[tuple[Row, dict[str, Any]]]) -> bool:
    bad = False
    for _, result in results:
        bad = bad or "error" in result
        click.echo(json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace"))
    return bad


def _write_csv(header: list[str], results: Iterator[tuple[Row, dict[str, Any]]]) -> bool:
    bad = False
    names = [f"guide_{name}" if name in header else name for name in COLUMNS]
    click.echo(_csv_line([*header, *names]), nl=False)
    for row, result in results:
        bad = bad or "error" in result
        cells = row.cells or [result.get("answers", {}).get(question, "") for question in header]
        click.echo(_csv_line([*cells, *_cells(result)]), nl=False)
    return bad


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


def _csv_line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "surrogateescape")
