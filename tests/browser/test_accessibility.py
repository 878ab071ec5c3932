"""No page and no state of the selector breaks a rule that a machine can check, the theme's own markup included."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.places import BROKEN_WORDS, GLUED_WORDS, KINDS, LOOKS, STATES, TOO_WIDE, look, until, visit
from tests.browser.server import Faults
from tests.tools import node_tool

# All rules and one that is off by default because it is new in WCAG 2.2; in other looks those that depend on the look.
EVERYTHING = "{ rules: { 'target-size': { enabled: true } } }"
LOOK_ALONE = "{ runOnly: ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'] }"
RUN = """async (options) => {
  const found = await axe.run({ resultTypes: ["violations"], ...options });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
}"""
# The theme lets the keyboard into a block of code that scrolls, a moment after the block has got too narrow.
HAS_SETTLED = """() => [...document.querySelectorAll("pre > code")].every(
  (code) => code.scrollWidth <= code.clientWidth || code.tabIndex === 0)"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in every look, and what does not fit a phone or a small screen.

    A screen of 320 pixels is also what a window of 1280 pixels leaves at 400 % zoom.
    """
    page.evaluate(node_tool("axe-core/axe.min.js", "accessibility").read_text())
    found = []
    for name, rules in zip(LOOKS, (EVERYTHING, LOOK_ALONE), strict=True):
        look(page, name)
        with suppress(AssertionError):  # then axe says so
            until(page, HAS_SETTLED, seconds=10)
        found += [f"{name}: {violation}" for violation in page.evaluate(f"({RUN})({rules})")]
    found += [f"broken in two: {word}" for word in page.evaluate(BROKEN_WORDS)]
    found += [f"glued together: {words}" for words in page.evaluate(GLUED_WORDS)]
    page.set_viewport_size({"width": 320, "height": 256})
    return found + [f"wider than the screen: {element}" for element in page.evaluate(TOO_WIDE)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "selector"])  # which has states, below
def test_a_page_has_no_violation_in_any_look(page: Page, kind: str) -> None:
    visit(page, KINDS[kind])
    assert violations(page) == []


@pytest.mark.parametrize("state", STATES)
def test_a_state_of_the_selector_has_no_violation_in_any_look(
    page: Page, faults: Faults, guide: dict[str, Any], state: str
) -> None:
    STATES[state](page, faults, guide)
    assert violations(page) == []


def test_a_violation_would_be_found(page: Page) -> None:
    page.goto("about/")
    page.evaluate(
        "document.querySelector('article').innerHTML += '<img src=x><p style=\"color: #bbb; width: 400px\">pale</p>"
        "<table style=\"display: table; table-layout: fixed; width: 3em\">"
        "<td style=\"padding: 0; word-break: break-all\">orchestrator</table>"
        "<p><s>one</s><b>two</b></p>'"
    )
    found = violations(page)
    assert any("image-alt" in violation for violation in found)
    assert any("color-contrast" in violation for violation in found)
    assert any("broken in two: orchestrator" in violation for violation in found)
    assert any("glued together: one|two" in violation for violation in found)
    assert any("wider" in violation and "pale" in violation for violation in found)


def test_every_kind_of_page_is_looked_at(built_site: Path) -> None:
    def kind(place: str) -> str:
        folder, _, below = place.rstrip("/").partition("/")
        return f"{folder}/*" if below else folder

    built = {kind(str(path.parent.relative_to(built_site))) for path in built_site.glob("*/**/index.html")}
    assert built - {kind(place) for place in KINDS.values()} == set()
