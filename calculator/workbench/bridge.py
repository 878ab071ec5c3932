"""What a page with a reader's own files asks: JSON text in, JSON text out, a piece at a time.

A page shows how far a long work is, and lets go of it, so each call does one piece and says what is left.
Whatever goes wrong becomes one sentence in ``error``.
"""

import csv
import io
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from calculator.analysis import CHECKS
from calculator.authoring.beside.requests import Row
from calculator.authoring.beside.tables import read_rows
from calculator.engine.bridge import the_guide
from calculator.engine.decision import as_json
from calculator.engine.model import Guide
from calculator.engine.words import say

from .drafts import Draft
from .teams import Teams, counts, plans, read_teams
from .verdicts import Result, csv_lines, verdict

Json = dict[str, Any]


def answer(request: str) -> str:
    """The response to one request; the only call of this part that the browser makes."""
    try:
        ((name, asked),) = json.loads(request).items()
        return json.dumps(_PARTS[name](the_guide(), asked), ensure_ascii=False, separators=(",", ":"))
    except (ValueError, csv.Error) as error:
        return json.dumps({"error": str(error)})
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        return json.dumps({"error": f"This request could not be answered: {error}"})


class _Desk:
    """The table that lies on the desk, and the work on it that is under way."""

    def __init__(self, guide: Guide, data: bytes, today: str) -> None:
        self.guide, self.today = guide, today
        try:
            table = read_rows(io.BufferedReader(io.BytesIO(data)), guide)
            self.rows: list[Row] = list(table.rows)
        except UnicodeDecodeError:
            raise ValueError("the file is broken UTF-16; save it as UTF-8") from None
        self.teams = Teams()
        self.reading = read_teams(guide, self.rows, today, self.teams)
        self.written: list[bytes] = []
        self.writing = csv_lines(table.dialect, table.header, guide, self._results())

    def _results(self) -> Iterator[tuple[Row, Result]]:
        return ((row, verdict(self.guide, row, self.today)) for row in self.rows)

    def read(self, many: int) -> Json:
        """Read so many more rows; the portfolio once all are read."""
        at = next((count for step, count in enumerate(self.reading, 1) if step == many), len(self.rows))
        if at < len(self.rows):
            return {"done": at, "total": len(self.rows)}
        if not self.teams.found:
            return {"error": say(self.guide, "teams-none"), "notes": self.teams.wrong}
        found, told = plans(self.guide, self.teams)
        return {
            "done": at,
            "total": at,
            "lead": say(self.guide, "teams-count", teams=found.teams),
            "counts": as_json(counts(self.guide, found)),
            "open": found.open,
            "plans": as_json(told),
            "notes": [*self.teams.wrong, *self.teams.dropped],
        }

    def write(self, many: int) -> Json:
        """Write so many more lines; the whole table once all are written."""
        for _, line in zip(range(many), self.writing, strict=False):
            self.written.append(line)
        if len(self.written) <= len(self.rows):
            return {"done": len(self.written), "total": len(self.rows) + 1}
        whole = b64encode(b"".join(self.written)).decode()
        return {"done": len(self.written), "total": len(self.written), "csv": whole}


_desks: list[_Desk] = []
_drafts: list[Draft] = []


def _teams(guide: Guide, asked: Mapping[str, Any]) -> Json:
    if "file" in asked:
        _desks[:] = [_Desk(guide, b64decode(asked["file"]), asked["today"])]
    work = _desks[0].write if "write" in asked else _desks[0].read
    return work(int(asked.get("write") or asked.get("read") or 1))


def _draft(guide: Guide, asked: Mapping[str, Any]) -> Json:
    if "rules" in asked:
        if not _drafts or _drafts[0].base is not guide:
            _drafts[:] = [Draft(guide)]
        problems = _drafts[0].read(asked["rules"], asked["overlay"], asked["today"])
        return {"problems": [one.to_json() for one in problems], "checks": list(CHECKS)}
    if "fragment" in asked:
        return dict(_drafts[0].verdict(asked["fragment"]))
    if "check" in asked:
        return {"findings": _drafts[0].findings(asked["check"])}
    return dict(_drafts[0].difference())


_PARTS: Mapping[str, Callable[[Guide, Mapping[str, Any]], Json]] = {"teams": _teams, "draft": _draft}
