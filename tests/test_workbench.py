"""What a page with a reader's own files asks: in pieces or at once the same; a sentence for what cannot be asked."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest

from calculator.authoring import load
from calculator.engine.bridge import open_guide
from calculator.workbench.bridge import answer

PROJECT = Path(__file__).parents[1]
RULES = PROJECT / "docs/rules.yaml"
TODAY = "2026-11-29"
STRANGE = (
    *("", "null", "[]", "{", "3", "{}", '{"teams": 3}', '{"teams": {}}', '{"teams": {"write": 1}}', '{"draft": {}}'),
    *('{"draft": {"check": "none"}}', '{"teams": {"file": "?", "today": 3}}', '{"x": 1, "y": 2}'),
    '{"draft": {"rules": 1}}',
)


@pytest.fixture(autouse=True)
def _guide() -> None:
    open_guide(json.dumps(load(RULES).json))


def ask(part: str, **asked: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer(json.dumps({part: asked})))
    return told


def whole(work: str, piece: int, **first: Any) -> dict[str, Any]:
    """The last response of a work that is done a piece at a time."""
    told = ask("teams", **first, **{work: piece})
    while told["done"] < told["total"]:
        told = ask("teams", **{work: piece})
    return told


@pytest.mark.parametrize("request_text", STRANGE)
def test_what_cannot_be_asked_gets_a_sentence(request_text: str) -> None:
    assert json.loads(answer(request_text))["error"]


@pytest.mark.parametrize("piece", [1, 7, 39, 1000])
def test_a_table_in_pieces_is_the_table_at_once(piece: int) -> None:
    case = next(iter((load(RULES).json or {})["cases"]))
    lines = [f"{at};{';'.join(case['answers'].values())}" for at in range(40)]
    data = "\n".join([f"team;{';'.join(case['answers'])}", *lines, "one;too;few"]).encode()
    file = b64encode(data).decode()
    told = whole("read", piece, file=file, today=TODAY)
    assert sum(one["teams"] for one in told["counts"]) == len(lines)
    assert len(told["notes"]) == 1
    table = b64decode(whole("write", piece)["csv"]).decode().splitlines()
    assert len(table) == len(lines) + 2
    assert all(row.startswith(line) for row, line in zip(table[1:], lines, strict=False))


def test_a_draft_is_read_anew_after_each_change() -> None:
    text = RULES.read_text(encoding="utf-8")
    assert ask("draft", rules=text, overlay="", today=TODAY)["problems"] == []
    assert ask("draft", fragment="")["same"]
    broken = ask("draft", rules=text.replace("rules:\n", "rulez:\n", 1), overlay="", today=TODAY)["problems"]
    assert {one["file"] for one in broken} == {"rules.yaml"}
    assert ask("draft", fragment="")["error"]
    over = ask("draft", rules=text, overlay="by: Example Ltd\nban: [", today=TODAY)["problems"]
    assert [one["file"] for one in over] == ["overlay.yaml"]
    assert ask("draft", rules=text, overlay="", today=TODAY)["problems"] == []
    assert ask("draft", diff=True)["groups"] == []
