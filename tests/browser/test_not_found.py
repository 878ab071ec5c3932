"""An address that leads nowhere leads on: to the answers that it carried, or by links."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import READY, answers, until

CHANGED = ["%23", "%2523", "%252523"]


@pytest.mark.parametrize("sign", CHANGED)
def test_a_link_whose_sign_was_encoded_arrives_with_its_answers(page: Page, guide: dict[str, Any], sign: str) -> None:
    fragment = answers(guide, 3)
    page.goto(f"selector/{sign}{fragment}")
    page.wait_for_selector(READY)

    for part in fragment.split("&"):
        question, choice = part.split("=")
        expect(page.locator(f"input[name='{question}'][value='{choice}']")).to_be_checked()


def test_answers_behind_a_question_mark_are_read(page: Page, guide: dict[str, Any]) -> None:
    fragment = answers(guide, 2)
    page.goto(f"selector/?{fragment}")
    page.wait_for_selector(READY)

    assert page.evaluate("location.hash.slice(1)") == "&".join(sorted(fragment.split("&")))
    assert page.evaluate("location.search") == ""


def test_under_another_path_than_it_was_built_for_the_page_finds_its_style_and_its_links(page: Page) -> None:
    page.goto("nothing/here/")
    link = page.get_by_role("link", name="Answer a few questions").first

    expect(link).to_have_attribute("href", "/team/guide/selector/")
    until(page, "[...document.styleSheets].some((sheet) => sheet.href?.includes('/team/guide/'))")
