"""A small guide about something else, with words that are hard to draw."""

import pytest

from calculator.engine.codec import guide_from_json
from calculator.engine.model import Guide

# What begins with a backslash Graphviz would replace: https://graphviz.org/docs/attr-types/escString/
HARD = r'Wörter mit "Anführung", \N\G\E\T\H\L \n\l\r \\ \slash, <b>&amp; Donaudampfschifffahrtskapitänsmützenabzeichen'


@pytest.fixture(scope="session")
def hard() -> Guide:
    """A guide about cheese whose every label is hard to draw."""
    return guide_from_json(
        {
            "guide": {"title": "Cheese", "edition": "2026-01-01", "licence": "CC0-1.0", "scope": "cheese"},
            "sources": [],
            "facts": [],
            "tools": [],
            "outcomes": [_outcome("blue+soft", f"Blue {HARD}"), _outcome("hard", "Hard"), _outcome("none", "None")],
            "questions": [_question("taste", 5), _question("price", 2), _question("milk", 3)],
            "rules": [
                _rule("C-1", {"taste": ["c0"], "price": ["c0"]}, "blue+soft"),
                _rule("C-2", {"milk": ["c1", "c2"], "price": ["c1"]}, "hard"),
                _rule("C-3", {"milk": ["c0"]}, "blue+soft"),
                _rule("C-4", {}, "hard"),
            ],
        }
    )


def _outcome(id: str, title: str) -> dict[str, object]:
    nodes = [{"id": "a", "label": HARD, "owner": "dairy <1>"}, {"id": "b", "label": "cellar", "owner": HARD}]
    pattern = {"nodes": nodes, "edges": [{"from": "a", "to": "b", "label": HARD}]}
    empty: dict[str, object] = {key: [] for key in ("parts", "first_day", "first_week", "sources")}
    return {"id": id, "title": title, "summary": "", "pattern": pattern, **empty}


def _question(id: str, count: int) -> dict[str, object]:
    choices = [{"id": f"c{number}", "label": f"{number} {HARD}", "help": ""} for number in range(count)]
    return {"id": id, "ask": f"{id}? {HARD}", "why": HARD, "sources": [], "choices": choices}


def _rule(id: str, when: dict[str, list[str]], then: str) -> dict[str, object]:
    return {"id": id, "when": when, "then": then, "because": HARD, "sources": []}
