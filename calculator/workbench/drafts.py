"""A draft of a rule file or of an overlay: its problems, a verdict of it, its proof, and whose verdict it changes."""

from collections.abc import Mapping
from typing import Any

from calculator.analysis import CHECKS, Ground, diff
from calculator.analysis.difference.difference_text import arrow, edited, headline, size, touched
from calculator.authoring import Problem, load_bytes
from calculator.authoring.pieces import Pieces
from calculator.engine.bridge import respond
from calculator.engine.decision import as_json
from calculator.engine.model import Guide

RULES, OVERLAY = "rules.yaml", "overlay.yaml"


class Draft:
    """What somebody has typed so far; the steps after reading need a draft without problems."""

    def __init__(self, base: Guide) -> None:
        self.base, self.today = base, base.edition
        self._pieces = Pieces()
        self.guide: Guide | None = None
        self._ground: Ground | None = None

    def read(self, rules: str, overlay: str, today: str) -> tuple[Problem, ...]:
        """The problems of the two texts, judged on a date; an empty overlay is none."""
        self.today = today
        over = (overlay.encode("utf-8", "replace"), OVERLAY) if overlay.strip() else None
        loaded = load_bytes(rules.encode("utf-8", "replace"), RULES, over, self._pieces.parse)
        self.guide, self._ground = loaded.guide, None
        return loaded.problems

    def verdict(self, fragment: str) -> Mapping[str, Any]:
        """What the draft says to the answers of a link, and what the published rules say."""
        now, before = (_headline(guide, fragment, self.today) for guide in (self._whole(), self.base))
        return {"now": now, "before": before, "same": now == before}

    def findings(self, name: str) -> list[Any]:
        """What one check of the proof finds."""
        ground = self._ground = self._ground or Ground(self._whole(), self.today)
        return [as_json(finding) for finding in CHECKS[name](ground)]

    def difference(self) -> Mapping[str, Any]:
        """Whose verdict differs from the published rules'."""
        found = diff(self.base, self._whole(), self.today)
        groups = [
            {
                "change": arrow(found, group.old, group.new),
                "size": size(found, group),
                "words": group.words,
                "link": group.link,
            }
            for group in found.groups
        ]
        beside = [edited(one) for one in (*found.beside, *found.wording)]
        cases = [touched(one) for one in found.cases]
        return {"headline": headline(found), "groups": groups, "cases": cases, "beside": beside}

    def _whole(self) -> Guide:
        if self.guide is None:
            raise ValueError("this draft has problems, so it decides nothing")
        return self.guide


def _headline(guide: Guide, fragment: str, today: str) -> Mapping[str, Any]:
    told = respond(guide, {"fragment": fragment, "today": today})
    return {"headline": told["headline"], "rule": told["decision"]["rule"], "because": told["decision"]["because"]}
