"""What reads bytes that anybody may send: each either reads them or refuses them in its own words.

A target takes bytes and returns; anything that it raises is a defect.  Where a reader understood the bytes, the target
uses what came out, since a half-read value breaks later.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from calculator.analysis.difference.recheck import recheck
from calculator.authoring import (
    Problem,
    UnreadableError,
    apply_language,
    load,
    load_bytes,
    read_language,
    read_request,
)
from calculator.authoring.beside.expectations import read_expected
from calculator.authoring.beside.records import read_record, restored
from calculator.authoring.beside.requests import Row, json_rows
from calculator.authoring.beside.tables import harmless, read_rows
from calculator.authoring.nodes import Node
from calculator.authoring.reading import parse
from calculator.engine import bridge
from calculator.engine.codec import guide_from_json
from calculator.engine.link import read_fragment, write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.adr import adr
from calculator.engine.telling.report import report

PROJECT = Path(__file__).parents[2]
SMALL = PROJECT / "tests/authoring/guides/databases.yaml"
BASE = SMALL.read_bytes()
ON = "2026-11-30"
Target = Callable[[bytes], None]


@cache
def small() -> Guide:
    """A guide that has one of everything and is read in a moment."""
    guide = load(SMALL).guide
    assert guide is not None
    return guide


@cache
def small_json() -> Any:
    """The same guide as JSON, which is what languages are laid over."""
    return load(SMALL).json


@cache
def _parsed(data: bytes, name: str) -> Node:
    return parse(data, name)


@cache
def _small_text() -> str:
    return json.dumps(small_json())


def rules(data: bytes) -> None:
    """A rule file: problems, or a guide that decides."""
    loaded = load_bytes(data, "rules.yaml")
    _told(loaded.problems)
    if loaded.guide is not None:
        report(loaded.guide, decide(loaded.guide, {}, ON))


def overlay(data: bytes) -> None:
    """An organisation's overlay of a small guide."""
    loaded = load_bytes(BASE, "rules.yaml", (data, "overlay.yaml"), _parsed)
    _told(loaded.problems)
    if loaded.guide is not None:
        report(loaded.guide, decide(loaded.guide, {}, ON))


def language(data: bytes) -> None:
    """A language file of a small guide."""
    with suppress(UnreadableError):
        spoken, problems = read_language(data, "xx.yaml", small_json())
        _told(problems)
        if spoken is not None:
            translated = guide_from_json(apply_language(small_json(), spoken).json)
            report(translated, decide(translated, {}, ON))


def request(data: bytes) -> None:
    """An answers file of the command line."""
    with suppress(UnreadableError):
        said = read_request(data, "answers.yaml")
        decide(small(), said.answers, said.on or ON, said.held)


def expectations(data: bytes) -> None:
    """Changes that a pull request declares."""
    with suppress(UnreadableError):
        read_expected(data, "expected.yaml")


def record(data: bytes) -> None:
    """A decision record, which is then checked again."""
    with suppress(UnreadableError):
        if found := read_record(data, "record.md"):
            list(recheck(small(), restored(small(), found), ON))


def lines(data: bytes) -> None:
    """Teams as JSON Lines."""
    _rows(json_rows(io.BytesIO(data)))


def table(data: bytes) -> None:
    """Teams as CSV, in any dialect."""
    with suppress(ValueError, csv.Error):
        read = read_rows(io.BufferedReader(io.BytesIO(data)), small())  # type: ignore[arg-type]
        _rows(read.rows)
    with suppress(UnicodeDecodeError):
        assert not harmless(data.decode()).startswith(("=", "+", "@"))


def fragment(data: bytes) -> None:
    """The part of an address behind ``#``: what was kept of it comes back unchanged."""
    link = read_fragment(small(), data.decode(errors="replace"))
    again = read_fragment(small(), write_fragment(link.answers, on=link.on, held=",".join(link.held)))
    assert (again.answers, again.on, again.held) == (link.answers, link.on, link.held)


def page(data: bytes) -> None:
    """A request of the page to the engine in its browser."""
    bridge.open_guide(_small_text())
    json.loads(bridge.answer(data.decode(errors="replace")))


def _rows(rows: Iterator[Row]) -> None:
    for row in rows:
        assert bool(row.error) != bool(row.request)


def _told(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert str(problem).strip()


TARGETS: Mapping[str, Target] = {
    each.__name__: each
    for each in (rules, overlay, language, request, expectations, record, lines, table, fragment, page)
}


def seeds(name: str) -> list[bytes]:
    """Good inputs to begin with."""
    said = {id: next(iter(question.choices)).id for id, question in small().questions.items()}
    texts = {
        "rules": [(PROJECT / "tests/authoring/guides/smallest.yaml").read_text(), SMALL.read_text()],
        "overlay": ["by: Us\ncontact: Ask\nsite: {title: Ours}\n"],
        "language": ["language: xx\nwords: {section-verdict: Gesagt}\n"],
        "request": [json.dumps({"answers": said, "on": ON, "held": [next(iter(said))]})],
        "expectations": ["- {from: a, to: b, why: c, sets: 1}\n"],
        "record": [adr(small(), decide(small(), said, ON), ON)],
        "lines": [json.dumps(said) + "\n\n[1]\n"],
        "table": [",".join(said) + "\n" + ",".join(said.values()) + "\n", "sep=;\n" + ";".join(said) + "\n"],
        "fragment": [write_fragment(said, on=ON, held=next(iter(said)))],
        "page": [json.dumps({"fragment": write_fragment(said), "today": ON, "adr": True, "card": True})],
    }
    return [text.encode() for text in texts[name]]


def words() -> list[str]:
    """What inputs are made of: ids, and the keys of every kind of file."""
    ids = [id for id, question in small().questions.items()]
    ids += [choice.id for question in small().questions.values() for choice in question.choices]
    keys = re.findall(r"^[ -]*([a-z_]+):", SMALL.read_text(), re.MULTILINE)
    signs = ["%F0%9F", "&", "=", "\r\n", ";", '"', "---\n", "~~~", "\ufeff", "&a ", "*a", "<<: ", "!!", *"{}[]"]
    named = ["answers", "held", "_on", "_held", "by", "ban", "hide", "guide", "words", "today"]
    return sorted({*ids, *keys, *signs, *named})
