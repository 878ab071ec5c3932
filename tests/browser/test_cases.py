"""The page of each named team leads into the selector, and the selector says there what the page says."""

from typing import Any

from playwright.sync_api import Page, expect


def test_the_link_of_every_case_page_gives_its_expected_outcome(page: Page, guide: dict[str, Any]) -> None:
    assert guide["cases"]
    for case in guide["cases"]:
        page.goto(f"cases/{case['id']}/")
        page.get_by_role("main").locator('a[href*="selector/#"]').first.click()
        expect(page.get_by_role("status")).to_have_attribute("data-outcome", case["expect"])
        answers = sorted(f"{question}={choice}" for question, choice in case["answers"].items())
        assert page.url.split("#")[1] == "&".join(answers)
