"""The field above the long pages: it leaves what holds its words, and hides nothing that somebody asks for."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("place", ["facts/", "rules/"])
def test_a_word_leaves_only_what_holds_it(page: Page, place: str) -> None:
    page.goto(place)
    items = page.locator(".fact, .rule, .row, .sources li, .questions .card")
    everything = items.count()
    page.get_by_role("searchbox", name="Show only").fill("CodeBuild gpu")
    shown = items.filter(visible=True)
    assert 0 < shown.count() < everything / 10
    for text in shown.all_text_contents():
        assert "codebuild" in text.lower()
        assert "gpu" in text.lower()
    expect(page.locator(".filter output")).to_have_text(f"{shown.count()} of {everything}")
    page.get_by_role("searchbox", name="Show only").fill("")
    assert items.filter(visible=True).count() == everything


def test_a_heading_goes_with_all_that_stands_below_it(page: Page) -> None:
    page.goto("facts/")
    sources, headings = page.locator("h2#sources"), page.locator(".md-content h2").filter(visible=True)
    everything = headings.count()
    page.get_by_role("searchbox", name="Show only").fill("F-31")
    assert headings.count() < everything
    expect(sources).to_be_hidden()
    groups = page.locator(".group")
    assert groups.filter(visible=True).count() == 1 < groups.count()
    page.get_by_role("searchbox", name="Show only").fill("")
    expect(sources).to_be_visible()


def test_a_link_to_something_that_is_filtered_out_brings_it_back(page: Page) -> None:
    page.goto("facts/")
    page.get_by_role("searchbox", name="Show only").fill("nothing at all is called like this")
    assert page.locator(".fact").filter(visible=True).count() == 0
    page.evaluate("location.hash = '#%zz'")  # leads nowhere, and is no reason to fail
    page.evaluate("location.hash = '#F-31'")
    expect(page.locator("#F-31")).to_be_in_viewport()


def test_without_a_script_there_is_no_field(page: Page) -> None:
    page.route("**/filter.js", lambda route: route.abort())
    page.goto("facts/")
    expect(page.locator(".filter")).to_be_hidden()
    assert page.locator(".fact").filter(visible=True).count() > 100
