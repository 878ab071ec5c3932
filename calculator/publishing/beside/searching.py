"""What the site's search knows beyond the text of the pages: each row and fact by its id, and figures without commas.

The theme's search indexes a page by its headings; a table has none, so its rows are entries of their own here.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import escape

from calculator.engine.model import Guide

from ..content import links
from ..files import write_changed

LISTS = ("facts/", "rules/", "tree/", "walk/")  # whose every line is said elsewhere, or is an entry of its own
LONGEST = 2_000  # characters; a longer section is a picture in words or a list, which finds everything and nothing
_TAG = re.compile(r"<[^>]*>")
_GROUPED = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")


def complete(index: Path, guide: Guide) -> None:
    """Add the entries to a ``search_index.json``."""
    content = json.loads(index.read_text(encoding="utf-8"))
    for entry in content["docs"]:
        listed = entry["location"].partition("#")[0] in LISTS
        text = " ".join(_TAG.sub(" ", entry["text"]).split())
        entry["text"] = "" if listed else text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]
    content["docs"] += entries(guide)
    for entry in content["docs"]:
        plain = sorted({figure.replace(",", "") for figure in _GROUPED.findall(entry["text"])})
        entry["text"] = " ".join([entry["text"], *plain])
    write_changed(index, json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def entries(guide: Guide) -> Iterator[dict[str, Any]]:
    """A place, a title and a text for each fact, question and row."""
    for fact in guide.facts.values():
        yield _entry(links.fact(fact.id), f"{fact.id}: {fact.title}", fact.statement, fact.service)
    for question in guide.questions.values():
        said = [f"{choice.label} ({choice.id}): {choice.help}" for choice in question.choices]
        yield _entry(links.question(question.id), question.ask, question.id, question.why, *said)
    for rule in guide.rules:
        title = guide.outcomes[rule.then].title
        yield _entry(links.rule(rule.id), f"{rule.id}: a rule for {title}", rule.because, rule.opinion or "")
    for caution in guide.cautions:
        yield _entry(links.rule(caution.id), f"{caution.id}: what to watch", caution.text)
    for effort in guide.effort:
        yield _entry(links.rule(effort.id), f"{effort.id}: work to write or run", effort.work)


def _entry(location: str, title: str, *text: str) -> dict[str, str]:
    return {"location": location, "title": str(escape(title)), "text": str(escape(" ".join(filter(None, text))))}
