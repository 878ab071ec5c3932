"""What reads bytes that anybody may send: each either reads them or refuses them in its own words.

A target takes bytes and returns; anything that it raises is a defect.  Where a reader understood the bytes, the target
uses what came out, since a half-read value breaks later.
"""

import csv
import gzip
import io
import json
import re
import subprocess
import tempfile
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
from calculator.engine.mending import parts
from calculator.engine.model import Guide
from calculator.engine.telling.adr import adr
from calculator.engine.telling.report import report
from calculator.facts.wheels import UnprovableError, Wheel
from calculator.publishing.content.editions import edition as edition_of
from calculator.publishing.python.archives import zip_bytes

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


class InPage:
    """The page's own reader of links, in Node, which answers a line with a line."""

    def __init__(self) -> None:
        module = (PROJECT / "docs/assets/selector/mending.js").as_uri()
        self.known = {id: tuple(choice.id for choice in each.choices) for id, each in small().questions.items()}
        script = f"""
            import {{ parts }} from {json.dumps(module)};
            import {{ createInterface }} from "node:readline";
            const known = new Map({json.dumps(list(self.known.items()))});
            createInterface({{ input: process.stdin }}).on("line", (line) =>
                process.stdout.write(JSON.stringify(parts(JSON.parse(line), known)) + "\\n"));
        """
        command = ["node", "--input-type=module", "-e", script]
        self.node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def parts(self, text: str) -> Any:
        """What ``parts`` of mending.js gives."""
        assert self.node.stdin
        assert self.node.stdout
        print(json.dumps(text), file=self.node.stdin, flush=True)
        return json.loads(self.node.stdout.readline())


@cache
def _in_page() -> InPage:
    return InPage()


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


def fragment_in_page(data: bytes) -> None:
    """The same part of an address, which the page reads before Python is there: both see the same parts."""
    text = data.decode(errors="replace")
    assert _in_page().parts(text) == [list(part) for part in parts(text, _in_page().known)]


def edition(data: bytes) -> None:
    """An older edition whose verdict a link asks for: every other text is refused in words."""
    bridge.open_guide(_small_text())
    said = {"fragment": "", "today": ON, "old_rules": data.decode(errors="replace")}
    told = json.loads(bridge.answer(json.dumps(said)))
    assert told.get("error") or not data or "then" in told


def wheel(data: bytes) -> None:
    """A package whose files are proof of a fact."""
    with tempfile.NamedTemporaryFile(prefix="some-1.0-", suffix=".whl") as file:
        Path(file.name).write_bytes(data)
        found = Wheel(Path(file.name))
        with suppress(UnprovableError):
            assert found.date is None or found.date
            for name in found.names[:3]:
                found.read(name)


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
    for each in (
        *(rules, overlay, language, request, expectations, record, lines, table),
        *(fragment, fragment_in_page, edition, wheel, page),
    )
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
        "fragment_in_page": [write_fragment(said, on=ON, held=next(iter(said)))],
        "edition": [json.dumps(edition_of(small_json()))],
        "page": [json.dumps({"fragment": write_fragment(said), "today": ON, "adr": True, "card": True})],
    }
    files = {"WHEEL": b"Tag: any", "some/api.json.gz": gzip.compress(b"{}", mtime=0)}
    return [text.encode() for text in texts[name]] if name != "wheel" else [zip_bytes(files)]


def words() -> list[str]:
    """What inputs are made of: ids, and the keys of every kind of file."""
    ids = [id for id, question in small().questions.items()]
    ids += [choice.id for question in small().questions.values() for choice in question.choices]
    keys = re.findall(r"^[ -]*([a-z_]+):", SMALL.read_text(), re.MULTILINE)
    signs = ["%F0%9F", "&", "=", "\r\n", ";", '"', "---\n", "~~~", "\ufeff", "&a ", "*a", "<<: ", "!!", *"{}[]"]
    named = ["answers", "held", "_on", "_held", "by", "ban", "hide", "guide", "words", "today"]
    return sorted({*ids, *keys, *signs, *named})
