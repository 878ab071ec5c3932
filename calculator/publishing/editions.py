"""Old editions, kept with the site so that links made with them can be answered.

An edition is a rules.json that keeps what decides and what a verdict is called, and leaves out all other words.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from calculator.engine.codec import guide_from_json
from calculator.engine.link import DIGEST_LENGTH
from calculator.engine.model import Guide

Json = dict[str, Any]
FOLDER = "editions"
_KEPT = {  # section -> the keys that decide or name; all others become empty
    "outcomes": ("id", "title"),
    "questions": ("id", "ask"),
    "choices": ("id", "label"),
    "rules": ("id", "when", "given", "then", "because"),
    "facts": ("id", "title", "since", "until", "as_of", "evidence"),
}
_EMPTY: dict[str, Json] = {  # what the codec asks for all the same
    "outcomes": {"parts": [], "summary": "", "pattern": {"nodes": [], "edges": []}, "first_day": [], "first_week": []},
    "questions": {"why": ""},
    "choices": {"help": ""},
    "rules": {},
    "facts": {"statement": "", "service": ""},
}


class DifferentEditionError(Exception):
    """A file of that name holds another edition already."""


def edition(rules: Mapping[str, Any]) -> Json:
    """The edition of a rules.json: it gives the same verdict for every answer set, on every date."""
    used = {fact for rule in rules["rules"] for fact in rule.get("given", {})}
    facts = [fact for fact in rules["facts"] if fact["id"] in used]
    head = {key: rules["guide"][key] for key in ("title", "edition", "licence")}
    return {
        "digest": rules["digest"],
        "guide": {**head, "scope": ""},
        "sources": [],
        "tools": [],
        "facts": [_kept("facts", fact) for fact in facts],
        "outcomes": [_kept("outcomes", outcome) for outcome in rules["outcomes"]],
        "questions": [_question(question) for question in rules["questions"]],
        "rules": [_kept("rules", rule) for rule in rules["rules"]],
    }


def _kept(section: str, item: Mapping[str, Any]) -> Json:
    sources: Json = {} if section == "choices" else {"sources": []}
    return {**{key: item[key] for key in _KEPT[section] if key in item}, **_EMPTY[section], **sources}


def _question(question: Mapping[str, Any]) -> Json:
    return {**_kept("questions", question), "choices": [_kept("choices", choice) for choice in question["choices"]]}


def keep(rules: Mapping[str, Any], folder: Path) -> tuple[Path, bool]:
    """The file of an edition, written if it is not there yet; DifferentEditionError if it holds something else."""
    path, text = folder / f"{rules['guide']['edition']}.json", edition_text(rules)
    if path.is_file():
        if path.read_text(encoding="utf-8") != text:
            raise DifferentEditionError(path)
        return path, False
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path, True


def edition_text(rules: Mapping[str, Any]) -> str:
    """An edition as its file holds it."""
    return json.dumps(edition(rules), ensure_ascii=False, indent=1) + "\n"


def kept_guides(folder: Path) -> tuple[Guide, ...]:
    """The old editions as guides, the oldest first."""
    return tuple(guide_from_json(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))


def editions(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each file that the site keeps for old links; index.json leads from a link's digest to one."""
    index = {}
    for path in sorted(folder.glob("*.json")):
        text = path.read_text(encoding="utf-8")
        index[json.loads(text)["digest"][:DIGEST_LENGTH]] = path.name
        yield path.name, text
    yield "index.json", json.dumps(index, indent=1) + "\n"
