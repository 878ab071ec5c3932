"""The form in German, in a real browser: its own words from first to last, the same answers, the way back."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import READY, fragment, status


@pytest.fixture(scope="session")
def case(guide: dict[str, Any]) -> dict[str, Any]:
    """A named team with its answers and the expected outcome."""
    found: dict[str, Any] = guide["cases"][0]
    return found


def test_a_link_gives_a_german_verdict(page: Page, case: dict[str, Any]) -> None:
    page.goto(f"selector/de/#{fragment(case['answers'])}")
    page.wait_for_selector(READY)

    assert page.evaluate("document.documentElement.lang") == "de"
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])
    expect(status(page)).to_contain_text("Wir empfehlen")
    expect(page.locator(".selector-details")).to_contain_text("Worauf Sie achten sollten")
    expect(page.locator("decision-selector")).not_to_contain_text(re.compile(r"\b(recommend|answers|your|which|the)\b"))


def test_the_other_language_keeps_the_answers(page: Page, case: dict[str, Any]) -> None:
    page.goto(f"selector/de/#{fragment(case['answers'])}")
    page.wait_for_selector(READY)
    page.locator(".selector-options > summary").click()
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/selector/#*")
    page.wait_for_selector(READY)

    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.url.split("#")[1] == fragment(case["answers"])
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])
    expect(status(page)).to_contain_text("We recommend")


def test_instant_navigation_to_the_english_form_answers_in_english(page: Page, case: dict[str, Any]) -> None:
    page.goto(f"selector/de/#{fragment(case['answers'])}")
    page.wait_for_selector(READY)
    page.evaluate("window.stays = true")
    page.evaluate("document.querySelector('.md-nav--primary a[href$=\"selector/\"]').click()")
    page.wait_for_url("**/selector/")
    page.wait_for_selector(READY)

    assert page.evaluate("window.stays") is True
    expect(status(page)).to_contain_text("We recommend")  # the answers have come along


def test_what_fails_is_said_in_german(page: Page, faults: Any) -> None:
    faults["pyodide.asm.wasm"] = 404
    page.goto("selector/de/")
    page.wait_for_selector("decision-selector[data-state=failed]")

    expect(status(page)).to_contain_text("Der Fragebogen konnte nicht starten")
    expect(page.locator(".selector-trouble")).to_contain_text("eine Frage nach der anderen")


def test_a_link_of_a_kept_edition_is_told_with_the_rule_that_differs(
    page: Page, guide: dict[str, Any], case: dict[str, Any]
) -> None:
    gone = {"id": "GONE", "then": guide["outcomes"][-1]["id"], "because": "It was so.", "sources": [], "line": 1}
    head = {**guide["guide"], "edition": "2001-02-03"}
    old = {**guide, "digest": "123456789abc", "guide": head, "rules": [gone, *guide["rules"]]}
    index = '{"123456789abc": "2001-02-03.json"}'
    page.context.route("**/editions/index.json", lambda route: route.fulfill(body=index))
    page.context.route("**/editions/2001-02-03.json", lambda route: route.fulfill(body=json.dumps(old)))
    page.goto(f"selector/de/#{fragment(case['answers'])}&_rules=123456789abc")
    notes = page.locator(".selector-notes")

    expect(notes).to_contain_text("Mit der Ausgabe vom 2001-02-03")
    expect(notes).to_contain_text("Regel GONE gibt es nicht mehr")
    expect(notes).to_contain_text("Damals entschied Regel GONE: It was so.")
