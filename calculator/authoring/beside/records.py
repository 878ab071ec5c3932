"""Decision records: the front matter that the guide wrote into an Architecture Decision Record, read back.

A record lives for years among other people's tools, which may order, quote, fold and indent its front matter anew,
put something above it, or read it as YAML 1.1, where ``on`` and ``yes`` are true.  None of that may change what it says
or make it pass for the record of somebody else.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

import yaml

from calculator.engine.link import is_date
from calculator.engine.model import Guide
from calculator.engine.telling.adr import DecisionRecord

from .. import nodes
from ..nodes import Mapping, Node, Scalar
from ..problems import Kind, Problem
from ..reading import UnreadableError, parse, written

OURS = "guide"  # the key under which a guide writes the ground of its verdict
_GROUND = {"answers", "outcome", "rules", "decided_on", "revisit_when"}
_ON = ("decided_on", "on", "true", "True", "TRUE", "yes")  # "on" until 2026-11, and what YAML 1.1 makes of it
_FENCE, _ENDS = re.compile(r"[\s\ufeff\u200b]*---\s*"), ("---", "...")
_KEY = re.compile(rf"""(^|[\s{{,?])["']?{OURS}["']?\s*(:|$)""", re.MULTILINE)
_OUR_TEXT = re.compile(r"calculator\s+recheck")  # stands in the text of a record, as does the digest of a rule file
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_EXPECTED = "expected a record that `calculator decide --format adr` or the page wrote"


def read_record(data: bytes, name: str) -> DecisionRecord | None:
    """The ground of a decision record; None for a text that no guide wrote, UnreadableError for one that broke."""
    text = written(data, name)
    matter = _front_matter(text, name)
    root = parse(matter.encode(), name) if matter else None
    guide = _child(root, OURS)
    if not isinstance(guide, Mapping) or not {key.text for key, _ in nodes.pairs(guide)} & _GROUND:
        if _OUR_TEXT.search(text) and _DIGEST.search(text):
            _refuse(name, 1, 1, "this reads like a record of a guide, but its front matter is gone")
        return None
    answers = {key.text: _text(value, name) for key, value in nodes.pairs(_part(guide, ("answers",), name))}
    outcome = _text(_part(guide, ("outcome",), name), name)
    rules, on = _text(_part(guide, ("rules",), name), name), _day(_part(guide, _ON, name), name)
    decided = None if outcome == "open" else outcome
    return DecisionRecord(name, answers, decided, rules, on, _status(_child(root, "status")))


def restored(guide: Guide, record: DecisionRecord) -> DecisionRecord:
    """The record with the ids that a tool for YAML 1.1 wrote as what it took them for: ``true`` for ``yes``."""
    answers = {_meant(question, guide.questions): choice for question, choice in record.answers.items()}
    meant = {
        question: _meant(choice, (one.id for one in guide.questions[question].choices))
        if question in guide.questions else choice
        for question, choice in answers.items()
    }
    outcome = record.outcome and _meant(record.outcome, guide.outcomes)
    return replace(record, answers=meant, outcome=outcome)


def _meant(said: str, ids: Iterable[str]) -> str:
    """The id itself, or the only one that YAML 1.1 takes for the same value."""
    known = list(ids)
    same = [id for id in known if _value(id) == _value(said) and type(_value(id)) is type(_value(said))]
    return same[0] if said not in known and len(same) == 1 else said


def _value(text: str) -> object:
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):  # ValueError: a date that is none, such as 2026-02-30
        return text


def _front_matter(text: str, name: str) -> str:
    """The first text between lines of --- that has our key, at its place in the file; nothing if there is none."""
    lines = text.splitlines()
    fences = [at for at, line in enumerate(lines) if _FENCE.fullmatch(line)]
    for start in fences:
        end = next((at for at in range(start + 1, len(lines)) if lines[at].strip() in _ENDS), None)
        inside = "\n".join(lines[start + 1 : end])
        if end is None and _KEY.search(inside) and any(f"{key}:" in inside for key in _GROUND):
            _refuse(name, start + 1, 1, "the front matter that begins here has no end", "end it with a line of ---")
        if end is not None and _KEY.search(inside):
            return "\n" * (start + 1) + inside + "\n"  # so line numbers are those of the file
    return ""


def _child(node: Node | None, key: str) -> Node | None:
    return next((value for name, value in nodes.pairs(node) if name.text.casefold() == key), None)


def _part(node: Node, keys: tuple[str, ...], name: str) -> Node:
    found = next((value for key in keys if (value := nodes.child(node, key))), None)
    return found or _refuse(name, node.line, node.column, f'the front matter has no "{keys[0]}" here')


def _text(node: Node, name: str) -> str:
    return node.text if isinstance(node, Scalar) else _refuse(name, node.line, node.column, "this is no single value")


def _day(node: Node, name: str) -> str:
    """A date; a tool may have written the hour behind it."""
    text = _text(node, name).strip()
    day, rest = text[:10], text[10:11]
    if not is_date(day) or rest not in ("", "T", "t", " "):
        _refuse(name, node.line, node.column, f'"{nodes.shorten(text)}" is no date', "expected one such as 2026-11-23")
    return day


def _status(node: Node | None) -> str:
    """What people wrote of the status: text, or the first text of a list or mapping."""
    while node is not None and not isinstance(node, Scalar):
        inner = [*nodes.items(node), *(key for key, _ in nodes.pairs(node))]
        node = inner[0] if inner else None
    return node.text if node and not node.empty else "proposed"


def _refuse(name: str, line: int, column: int, what: str, expected: str = _EXPECTED) -> NoReturn:
    raise UnreadableError(Problem(Kind.WRONG_TYPE, name, line, column, what, expected))
