"""Many sets of answers in, one verdict a line out, in the order and the dialect that they came in."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from calculator.authoring.beside.requests import Row
from calculator.authoring.beside.tables import Dialect
from calculator.engine.model import Guide
from calculator.engine.telling.contract import decide_json

COLUMNS = (
    "status", "outcome", "possible", "rule", "because", "still_needed", "rests_on", "dropped",
    "runner_up", "runner_up_because", "shortlist", "error",
)
Result = Mapping[str, Any]


def verdict(guide: Guide, row: Row, on: str) -> Result:
    """The Decision for a row as JSON, or what is wrong with the row; ``on`` is for rows without a date."""
    if row.request is None:
        return {"error": row.error, "line": row.line}
    decision = decide_json(guide, row.request.answers, row.request.on or on, row.request.held)
    return {**decision, "extra": dict(row.request.extra)} if row.request.extra else decision


def csv_lines(
    dialect: Dialect, header: list[str], guide: Guide, results: Iterable[tuple[Row, Result]]
) -> Iterator[bytes]:
    """The table that came, with the columns of the verdict behind it; JSON Lines, which have no header, get one."""
    if not header:  # of JSON Lines all come first: each may have brought names of its own
        results = list(results)
        extra = dict.fromkeys(str(name) for _, result in results for name in result.get("extra", {}))
        header = [*guide.questions, *(name for name in extra if name not in guide.questions)]
    names = [f"guide_{name}" if name in header else name for name in COLUMNS]
    yield dialect.top() + dialect.line([*header, *names])
    for row, result in results:
        yield dialect.line([*(row.cells or _said(result, header)), *_cells(result)])


def _said(result: Result, header: list[str]) -> list[str]:
    """The answers and whatever came along with a line of JSON."""
    said = {**result.get("extra", {}), **result.get("answers", {})}
    return [cell if isinstance(cell, str) else json.dumps(cell) for cell in (said.get(name, "") for name in header)]


def _cells(result: Result) -> list[str]:
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
