"""No page and no state of the selector breaks a rule that a machine can check, the theme's own markup included."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.places import KINDS, LOOKS, STATES, look, visit
from tests.browser.server import Faults

AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
# Rules that are off by default because they are new in WCAG 2.2, or look at what is not shown.
RUN = """async () => {
  const found = await axe.run({ resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
}"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in every look."""
    page.evaluate(AXE.read_text())
    found = []
    for name in LOOKS:
        look(page, name)
        found += [f"{name}: {violation}" for violation in page.evaluate(RUN)]
    return found


@pytest.mark.parametrize("kind", KINDS)
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
    page.evaluate("document.querySelector('article').innerHTML += '<img src=x><p style=\"color: #bbb\">pale</p>'")
    found = violations(page)
    assert any("image-alt" in violation for violation in found)
    assert any("color-contrast" in violation for violation in found)


def test_every_kind_of_page_is_looked_at(built_site: Path) -> None:
    def kind(place: str) -> str:
        folder, _, below = place.rstrip("/").partition("/")
        return f"{folder}/*" if below else folder

    built = {kind(str(path.parent.relative_to(built_site))) for path in built_site.glob("*/**/index.html")}
    assert built - {kind(place) for place in KINDS.values()} == set()
