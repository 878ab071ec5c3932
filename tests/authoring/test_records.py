"""A decision record keeps its meaning among other people's tools, and none is passed over in silence."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from calculator.analysis.difference.recheck import recheck
from calculator.authoring import UnreadableError, load
from calculator.authoring.beside.records import read_record, restored
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.adr import DecisionRecord, adr

GUIDES = Path(__file__).parent / "guides"
DAY = "2026-11-23"
# What one dialect of YAML or another takes for a flag, a number, a date or nothing.
ODD = [
    "y", "n", "Y", "N", "yes", "No", "on", "OFF", "true", "False", "null", "NULL", "10", "010", "0x1F", "0o14", "1_000",
    "1e3", "1.10", "2026-11-28", "1.5e+3", "0b11", "12e03", "none", "a.b", "x+y",
]


def opened(name: str) -> Guide:
    guide = load(GUIDES / name).guide
    assert guide
    return guide


SMALLEST = opened("smallest.yaml")
QUESTION = next(iter(SMALLEST.questions.values()))


def with_ids(question: str, choice: str, other: str) -> Guide:
    """The smallest guide, its question and two of its choices under other ids."""
    first, second, *rest = QUESTION.choices
    choices = (replace(first, id=choice), replace(second, id=other), *rest)
    renamed = {QUESTION.id: question, **{old.id: new.id for old, new in zip(QUESTION.choices, choices, strict=True)}}
    rules = tuple(
        replace(rule, when={renamed[q]: frozenset(renamed[c] for c in some) for q, some in rule.when.items()})
        for rule in SMALLEST.rules
    )
    return replace(SMALLEST, questions={question: replace(QUESTION, id=question, choices=choices)}, rules=rules)


def parts(text: str) -> tuple[str, str]:
    _, matter, body = text.split("---\n", 2)
    return matter, body


def by_yaml_1_1(matter: str) -> str:
    """What a tool on PyYAML writes back."""
    return yaml.safe_dump(yaml.safe_load(matter), allow_unicode=True)


def by_yaml_1_2_and_then_1_1(matter: str) -> str:
    """What two tools write back, of which the first knows no flags but true and false, and spares quotes."""
    loaded = yaml.load(matter, Loader=Strings)
    return by_yaml_1_1(plain(loaded))


class Strings(yaml.SafeLoader):
    """Reads each scalar as text."""


Strings.yaml_implicit_resolvers = {}


def plain(value: Any, indent: int = 0) -> str:
    """YAML in which nothing is quoted that YAML 1.2 reads as text."""
    space = " " * indent
    if isinstance(value, dict):
        return "".join(f"{space}{plain(key)}:{below(item, indent)}" for key, item in value.items())
    if isinstance(value, list):
        return "".join(f"{space}-{below(item, indent)}" for item in value)
    flag = str(value).casefold() in ("y", "n", "yes", "no", "on", "off")
    return str(value) if flag or (str(value).isidentifier() and yaml.safe_load(value) == value) else json.dumps(value)


def below(value: Any, indent: int) -> str:
    if isinstance(value, dict | list):
        return f"\n{plain(value, indent + 2)}" if value else f" {json.dumps(value)}\n"
    return f" {plain(value)}\n"


def in_one_line(matter: str) -> str:
    return yaml.safe_dump(yaml.load(matter, Loader=Strings), default_flow_style=True, width=10**6)


def as_json(matter: str) -> str:
    return json.dumps(yaml.load(matter, Loader=Strings), indent=1) + "\n"


TOOLS: dict[str, Callable[[str], str]] = {
    "YAML 1.1": by_yaml_1_1,
    "YAML 1.2, then 1.1": by_yaml_1_2_and_then_1_1,
    "all in one line": in_one_line,
    "JSON": as_json,
    "spaces before colons": lambda matter: matter.replace("guide:", "guide :").replace("answers:", "answers  :"),
    "quoted keys": lambda matter: matter.replace("guide:", '"guide":').replace("  outcome:", "  'outcome':"),
    "an explicit key": lambda matter: matter.replace("guide:\n", "? guide\n:\n"),
    "deeper": lambda matter: matter.replace("  ", "        "),
    "comments": lambda matter: matter.replace("\n", "  # kept\n"),
    "dates with an hour": lambda matter: matter.replace(f'"{DAY}"', f"{DAY}T00:00:00.000Z"),
    "a title-cased key": lambda matter: matter.replace("status:", "Status:"),
    "the old key": lambda matter: matter.replace("decided_on:", "on:"),
    "the old key in YAML 1.1": lambda matter: by_yaml_1_1(matter.replace("decided_on:", "on:")),
}
EDITORS: dict[str, Callable[[str], bytes]] = {
    "as written": str.encode,
    "lines of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "a byte-order mark": lambda text: text.encode("utf-8-sig"),
    "a redirect of Windows": lambda text: text.encode("utf-16"),
    "a blank line": lambda text: f"\n \n{text}".encode(),
    "a comment": lambda text: f"<!-- markdownlint-disable\n MD041 -->\n{text}".encode(),
    "a mark in the middle": lambda text: f"\n\ufeff{text}".encode(),
    "a heading": lambda text: f"# ADR 7\n\n{text}".encode(),
    "another front matter": lambda text: f"---\ntags: [a]\n---\n\n{text}".encode(),
    "dots at the end": lambda text: text.replace("\n---\n", "\n...\n", 1).encode(),
    "spaces at line ends": lambda text: text.replace("\n", "  \n").encode(),
}


def meant(guide: Guide, data: bytes) -> DecisionRecord:
    record = read_record(data, "adr.md")
    assert record
    return restored(guide, record)


@pytest.mark.parametrize("tool", TOOLS)
@given(
    ids=st.lists(st.sampled_from(ODD), min_size=2, max_size=2, unique_by=lambda one: str(yaml.safe_load(one))),
    question=st.sampled_from(ODD),
    editor=st.sampled_from(list(EDITORS)),
    status=st.sampled_from(["proposed", "Accepted", "yes"]),
)
def test_what_a_tool_does_to_a_record_keeps_its_meaning(
    tool: str, ids: list[str], question: str, editor: str, status: str
) -> None:
    guide = with_ids(question, *ids)
    decision = decide(guide, {question: ids[0]}, DAY)
    matter, body = parts(adr(guide, decision, DAY, "https://example.org/guide/#a=b").replace("proposed", status, 1))
    record = meant(guide, EDITORS[editor](f"---\n{TOOLS[tool](matter)}---\n{body}"))
    assert record.answers == {question: ids[0]}
    assert (record.outcome, record.on, record.rules) == (decision.outcome, DAY, decision.guide)
    assert not [found for found in recheck(guide, record, DAY) if found.severity != "note"]


def test_the_real_guides_records_come_back_whatever_their_ids() -> None:
    """No key and no value of a record is a flag, a number or nothing in any dialect, but for the flag that is one."""
    for name in ("smallest.yaml", "databases.yaml"):
        guide = opened(name)
        decision = decide(guide, {q.id: q.choices[0].id for q in guide.questions.values()}, DAY)
        matter, _ = parts(adr(guide, decision, DAY))
        for old, new in zip(scalars(yaml.safe_load(matter)), scalars(yaml.load(matter, Loader=Strings)), strict=True):
            assert old == new or isinstance(old, bool) or new == DAY


def scalars(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [one for pair in value.items() for part in pair for one in scalars(part)]
    return [one for part in value for one in scalars(part)] if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    "status",
    ["rejected", "Rejected", "REJECTED.", "Superseded by [ADR-5](5.md)", "superseded, by 5", "Superceded by 5",
     "deprecated (2026)", "**Deprecated**", "[superseded, ADR-5]", "{superseded: ADR-5}", "'rejected'"],
)
def test_a_record_that_people_put_aside_is_known_however_they_write_it(status: str) -> None:
    text = adr(SMALLEST, decide(SMALLEST, {QUESTION.id: QUESTION.choices[0].id}, DAY), DAY)
    quoted = json.dumps(status) if status[0] == "*" else status
    record = meant(SMALLEST, text.replace("status: proposed", f"status: {quoted}").encode())
    wrong = replace(record, outcome="something else")
    assert [found.severity for found in recheck(SMALLEST, wrong, DAY)] == ["note"]


@pytest.mark.parametrize(
    "status", ["accepted", "Accepted, not rejected", "open, rejected by one", "proposed", "", "~", "[]", "undeprecated"]
)
def test_any_other_record_is_asked_for_its_ground(status: str) -> None:
    text = adr(SMALLEST, decide(SMALLEST, {QUESTION.id: QUESTION.choices[0].id}, DAY), DAY)
    record = meant(SMALLEST, text.replace("status: proposed", f"status: {status}").encode())
    assert "error" in [found.severity for found in recheck(SMALLEST, replace(record, outcome="sqlite-2"), DAY)]


@given(st.data())
def test_a_record_that_lost_a_piece_is_never_passed_over(data: st.DataObject) -> None:
    text = adr(SMALLEST, decide(SMALLEST, {QUESTION.id: QUESTION.choices[0].id}, DAY), DAY)
    lines = text.splitlines(keepends=True)
    last = lines.index("---\n", 1)
    gone = data.draw(st.sets(st.integers(0, last), min_size=1))
    left = "".join(line for at, line in enumerate(lines) if at not in gone)
    try:
        record = read_record(left.encode(), "adr.md")
    except UnreadableError:
        return
    assert record


@pytest.mark.parametrize(
    "text",
    ["# Use tabs\n", "---\nstatus: accepted\nodd: *unknown\n---\n", "---\nguide: style.md\n---\n# Ours\n",
     "---\nguide:\n  - a\n---\n", "---\n---\n", "", "---\nguide: {author: x}\n---\n",
     f"The image is sha256:{'ab' * 32}.\n", "Run `calculator recheck` on Mondays.\n"],
)
def test_what_other_people_wrote_is_passed_over(text: str) -> None:
    if text:
        assert read_record(text.encode(), "adr.md") is None


def test_choices_that_are_the_same_to_a_tool_are_not_guessed() -> None:
    guide = with_ids("q", "yes", "on")
    record = DecisionRecord("adr.md", {"q": "true"}, None, guide.digest, DAY)
    assert restored(guide, record).answers == {"q": "true"}


