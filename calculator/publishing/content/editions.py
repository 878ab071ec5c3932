"""Old editions, kept with the site so that links made with them can be answered.

An edition is a rules.json that keeps what decides and what a verdict is called, and leaves out all other words.
"""

import json
from collections.abc import Iterator, Mapping
from errno import EINVAL
from functools import lru_cache
from itertools import chain, count
from pathlib import Path
from typing import Any

from calculator.engine.codec import NO_GUIDE, guide_from_json
from calculator.engine.link import DIGEST_LENGTH
from calculator.engine.logic.situation import facts_on, situation
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


class BadEditionError(OSError):
    """A file among the kept editions that is none: named, like any file that cannot be read, with what to do."""

    def __init__(self, path: Path) -> None:
        what = "this is no edition that `calculator edition` wrote; take it back from the history or delete it"
        super().__init__(EINVAL, what, str(path))

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}"


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


def keep(rules: Mapping[str, Any], folder: Path, *, replace: bool = False) -> tuple[Path, bool]:
    """The file that holds an edition, and whether it had to be written: later ones of the same day are numbered.

    With ``replace`` it takes the place of the newest one that is kept.
    """
    kept, text = edition_files(folder), edition_text(rules)
    for path in kept:
        if _text(path) == text:
            return path, False
    if replace and kept:
        kept[-1].unlink()
    day = rules["guide"]["edition"]
    names = chain([day], (f"{day}-{number:02}" for number in count(2)))
    path = next(path for path in (folder / f"{name}.json" for name in names) if not path.exists())
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path, True


def edition_files(folder: Path) -> list[Path]:
    """The files of all kept editions, the oldest first."""
    return sorted(folder.glob("*.json"), key=lambda path: path.stem)


def edition_text(rules: Mapping[str, Any]) -> str:
    """An edition as its file holds it."""
    return json.dumps(edition(rules), ensure_ascii=False, indent=1) + "\n"


def kept_guides(folder: Path) -> tuple[Guide, ...]:
    """The old editions as guides, the oldest first."""
    return tuple(_opened(path, text) for path, text in edition_texts(folder))


def edition_texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """The kept editions as text, the oldest first; raises BadEditionError."""
    return ((path, _text(path)) for path in edition_files(folder))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadEditionError(path) from None


@lru_cache(maxsize=32)  # while somebody edits, the same ones are opened again and again
def _opened(path: Path, text: str) -> Guide:
    """An edition as a guide, which has answered once: what is cut or edited by hand fails here and not on a page."""
    try:
        old = guide_from_json(text)
        situation(old, {}, facts_on(old, old.edition)).possible()
        _ = [old.outcomes[rule.then] for rule in old.rules]
    except NO_GUIDE:
        raise BadEditionError(path) from None
    return old


def _digest(path: Path, text: str) -> str:
    """The digest of the rule file that an edition is of."""
    try:
        digest = json.loads(text)["digest"]
    except NO_GUIDE:
        digest = None
    if not isinstance(digest, str):
        raise BadEditionError(path)
    return digest


def editions(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each file that the site keeps for old links; index.json leads from a link's digest to one."""
    index = {}
    for path, text in edition_texts(folder):
        index[_digest(path, text)[:DIGEST_LENGTH]] = path.name
        yield path.name, text
    yield "index.json", json.dumps(index, indent=1) + "\n"
