"""From page to page without loading anew: the selector comes back as it was, and Python is started once."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.places import READY, all_questions, answers, moved_once, until


@pytest.fixture
def instant(page: Page, site_url: str) -> Iterator[Page]:
    """A page that knows the site's address, as it does where the site is published: the theme asks the sitemap."""

    def here(route: Route) -> None:
        found = route.fetch()
        text = re.sub(r"(<loc>)https?://[^/]+/(?:team/guide/)?", rf"\g<1>{site_url}", found.text())
        route.fulfill(response=found, body=text)

    page.context.route("**/sitemap.xml", here)
    yield page
    page.context.unroute_all(behavior="wait")


def elsewhere(page: Page) -> None:
    """Follows a link of the site's own navigation."""
    page.evaluate("window.sameDocument = true")
    page.locator(".md-tabs a, .md-footer a, .md-header a").filter(has_text=re.compile("Guide|Evidence")).first.click()
    until(page, "!document.querySelector('decision-selector')")
    assert page.evaluate("window.sameDocument") is True, "the browser loaded a new document: this tests nothing"


def test_the_selector_comes_back_as_it_was_and_python_is_started_once(instant: Page, guide: dict[str, Any]) -> None:
    workers: list[str] = []
    asked: list[str] = []
    instant.on("worker", lambda worker: workers.append(worker.url) if "/selector/" in worker.url else None)
    instant.on("request", lambda request: asked.append(request.url) if "/runtime/" in request.url else None)
    instant.goto(f"selector/#{answers(guide)}")
    instant.wait_for_selector(READY)
    outcome = guide["cases"][0]["expect"]
    expect(instant.get_by_role("status")).to_have_attribute("data-outcome", outcome)
    before, started = instant.locator(".selector-details").inner_text(), len(asked)

    elsewhere(instant)
    instant.go_back()

    instant.wait_for_selector(READY)
    expect(instant.get_by_role("status")).to_have_attribute("data-outcome", outcome)
    assert instant.url.endswith(f"#{answers(guide)}")
    assert instant.locator(".selector-details").inner_text() == before
    for question, choice in guide["cases"][0]["answers"].items():
        expect(instant.locator(f'input[name="{question}"]:checked')).to_have_value(choice)
    assert len(workers) == 1
    assert len(asked) == started


def test_after_coming_back_an_answer_is_worked_out_once(instant: Page, guide: dict[str, Any]) -> None:
    instant.goto(f"selector/#{answers(guide, 2)}")
    instant.wait_for_selector(READY)
    for _ in range(2):
        elsewhere(instant)
        instant.go_back()
        instant.wait_for_selector(READY)
    instant.wait_for_timeout(300)
    instant.evaluate("window.decisions = 0; document.addEventListener('decision', () => (window.decisions += 1))")
    all_questions(instant)
    question, choice = list(guide["cases"][0]["answers"].items())[-1]
    instant.locator(f'input[name="{question}"][value="{choice}"]').check()
    expect(instant.locator(f"fieldset[data-question={question}]")).to_have_attribute("data-needs", "answered")
    instant.wait_for_timeout(300)
    assert instant.evaluate("window.decisions") == 1
    assert instant.locator(".selector-actions").count() == 1
    assert instant.locator(".selector-loading").count() == 1


def test_a_link_to_the_form_brings_back_the_answers_and_what_came_before(instant: Page, guide: dict[str, Any]) -> None:
    instant.goto("selector/")
    instant.wait_for_selector(READY)
    all_questions(instant)
    asked = list(guide["cases"][0]["answers"].items())[:2]
    for question, choice in asked:
        instant.locator(f'input[name="{question}"][value="{choice}"]').check()
    before = instant.url
    elsewhere(instant)
    instant.locator(".md-tabs a").filter(has_text="Decide").first.click()
    instant.wait_for_selector(READY)
    assert instant.evaluate("window.sameDocument") is True
    for question, choice in asked:
        expect(instant.locator(f'input[name="{question}"]:checked')).to_have_value(choice)
    assert instant.url == before
    instant.get_by_role("button", name="Back", exact=True).click()  # the browser's own would leave the form
    expect(instant.locator(f'input[name="{asked[1][0]}"]:checked')).to_have_value(asked[1][1])
    expect(instant.locator(f"fieldset[data-question={asked[1][0]}]")).to_be_visible()


def test_going_back_to_the_empty_form_finds_it_empty(instant: Page, guide: dict[str, Any]) -> None:
    instant.goto("selector/")
    instant.wait_for_selector(READY)
    instant.locator(".selector-details .outcomes .in a").first.click()
    until(instant, "!document.querySelector('decision-selector')")
    instant.get_by_role("link", name="Try answers that lead here").click()
    instant.wait_for_selector("decision-selector[data-state=decided]")
    instant.go_back()
    until(instant, "!document.querySelector('decision-selector')")
    instant.go_back()
    instant.wait_for_selector(READY)
    expect(instant.get_by_role("status")).not_to_have_attribute("data-outcome", re.compile("."))
    assert "#" not in instant.url


def test_the_first_place_that_is_visited_on_the_page_costs_no_answer(instant: Page, guide: dict[str, Any]) -> None:
    instant.goto(f"selector/#{answers(guide)}")
    instant.wait_for_selector(READY)
    moved_once(instant)
    expect(instant.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])


def test_a_pointer_that_rests_on_the_way_to_the_form_starts_python(instant: Page) -> None:
    workers: list[str] = []
    instant.on("worker", lambda worker: workers.append(worker.url) if "/selector/" in worker.url else None)
    instant.goto("privacy/")
    way = instant.get_by_role("link", name="Decide", exact=True).first
    with instant.expect_worker(lambda worker: "/selector/" in worker.url):
        way.hover()
    way.click()
    instant.wait_for_selector(READY)

    assert len(workers) == 1


@pytest.mark.parametrize("spared", ["{ saveData: true }", "{ type: 'cellular' }"])
def test_where_bytes_are_counted_a_pointer_fetches_nothing(page: Page, spared: str) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {spared} }})")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/assets/selector/" in request.url else None)
    page.goto("privacy/")
    page.get_by_role("link", name="Decide", exact=True).first.hover()
    page.wait_for_timeout(600)

    assert [address for address in asked if "engine" in address or "worker" in address] == []
