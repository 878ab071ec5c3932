"""What a screen reader meets: the accessibility tree of the main pages, agreed once; every control has a name."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.places import READY, answers
from tests.snapshots import same_as_committed

NAMED = ("button", "checkbox", "combobox", "heading", "link", "radio", "region")


@dataclass
class Part:
    """A role with its state, without the words, which are the rule file's, and what lies in it."""

    role: str
    parts: list["Part"] = field(default_factory=list)

    def lines(self, indent: str = "") -> list[str]:
        """The tree as text; neighbours that are alike are said once, for the number of choices is the rule file's."""
        found, before = [f"{indent}- {self.role}"], None
        for part in self.parts:
            said = part.lines(indent + "  ")
            if said != before:
                found += said
            before = said
        return found


def tree(snapshot: str) -> Part:
    """The parts of a snapshot; a line is `- role "name" [state]: text`."""
    root = Part("page")
    above = [(-1, root)]
    for line in snapshot.splitlines():
        indent, role = len(line) - len(line.lstrip()), re.match(r"\s*- \'?([a-z/]+)", line)
        if not role or role[1] in ("text", "/url", "/placeholder"):
            continue
        states = re.findall(
            r" \[((?:checked|expanded|level|disabled|selected)[^\]]*)\]", re.sub(r'"(?:[^"\\]|\\.)*"', "", line)
        )
        part = Part(" ".join([role[1], *states]))
        while above[-1][0] >= indent:
            above.pop()
        above[-1][1].parts.append(part)
        above.append((indent, part))
    return root


def heard(page: Page, guide: dict[str, Any], state: str) -> str:
    """The accessibility tree of a main page, as Playwright tells it."""
    if state == "home":
        page.goto("")
        return page.locator("main article").aria_snapshot()
    page.goto("selector/" + ("" if state == "open" else f"#{answers(guide)}"))
    page.wait_for_selector(READY)
    return page.locator("decision-selector").aria_snapshot()


@pytest.mark.parametrize("state", ["home", "open", "decided"])
def test_what_a_screen_reader_meets_is_what_was_agreed(
    page: Page, guide: dict[str, Any], project: Path, state: str
) -> None:
    snapshot = heard(page, guide, state)
    controls = [line for line in snapshot.splitlines() if re.match(rf"\s*- '?({'|'.join(NAMED)})\b", line)]
    assert [line for line in controls if '"' not in line and "/" not in line] == []
    same_as_committed(project / f"tests/browser/heard/{state}.yml", "\n".join(tree(snapshot).lines()) + "\n")
