"""The selector on the built site, in a real browser."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.places import READY, all_questions, ask, check_it, choose, fragment, status, until
from tests.browser.server import Faults


@pytest.fixture(scope="session")
def case(guide: dict[str, Any]) -> dict[str, Any]:
    """A named team with its answers and the expected outcome."""
    found: dict[str, Any] = guide["cases"][0]
    return found


def test_the_answers_of_a_case_lead_to_its_outcome(page: Page, case: dict[str, Any]) -> None:
    ask(page)
    expect(status(page)).not_to_have_attribute("data-outcome", re.compile("."))
    for question, choice in case["answers"].items():
        choose(page, question, choice)
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])


def test_the_address_holds_the_answers_sorted_by_question(page: Page, case: dict[str, Any]) -> None:
    ask(page)
    for question, choice in reversed(case["answers"].items()):
        choose(page, question, choice)
    assert page.url.split("#")[1] == fragment(case["answers"])


def test_an_answer_can_be_taken_back(page: Page, case: dict[str, Any]) -> None:
    ask(page, fragment(case["answers"]))
    for question in case["answers"]:
        choose(page, question, "")
    expect(status(page)).not_to_have_attribute("data-outcome", re.compile("."))
    assert "#" not in page.url


def test_a_link_fills_in_the_form(page: Page, case: dict[str, Any]) -> None:
    ask(page, fragment(case["answers"]))
    for question, choice in case["answers"].items():
        expect(page.locator(f'input[name="{question}"]:checked')).to_have_value(choice)
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])


def test_nonsense_in_a_link_is_named_and_the_good_part_kept(page: Page, guide: dict[str, Any]) -> None:
    question = guide["questions"][0]
    good = f"{question['id']}={question['choices'][0]['id']}"
    ask(page, f"nowhere=1&{good}&{guide['questions'][1]['id']}=never&%zz&=&&x")
    assert page.url.split("#")[1] == good
    expect(page.locator(f'input[name="{question["id"]}"]:checked')).to_have_value(question["choices"][0]["id"])
    expect(page.locator(".selector-notes")).to_contain_text("nowhere")
    expect(page.locator(".selector-notes")).to_contain_text("never")


def test_following_an_answer_link_and_going_back_brings_each_verdict_again(page: Page, case: dict[str, Any]) -> None:
    ask(page, fragment(case["answers"]))
    before = page.url
    check_it(page)
    page.locator(".section-not_recommended a[data-answers]").first.click()
    expect(status(page)).not_to_have_attribute("data-outcome", case["expect"])
    assert page.url != before
    page.go_back()
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])
    assert page.url == before


def test_a_place_on_the_page_is_no_answer(page: Page, case: dict[str, Any]) -> None:
    ask(page, fragment(case["answers"]))
    page.evaluate("location.hash = document.querySelector('fieldset[data-question]').id")
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])
    expect(page.locator(".selector-notes")).to_be_hidden()


def test_links_of_the_verdict_lead_to_pages_of_this_site(page: Page, case: dict[str, Any], site_url: str) -> None:
    ask(page, fragment(case["answers"]))
    links = page.eval_on_selector_all(".selector-details a:not([data-answers])", "all => all.map((a) => a.href)")
    assert links
    assert all(link.startswith(site_url) for link in links)
    for link in sorted({link.split("#")[0] for link in links}):
        assert page.request.get(link).ok, link


def test_the_verdict_is_announced_politely_and_the_reasons_are_not(page: Page, case: dict[str, Any]) -> None:
    ask(page, fragment(case["answers"]))
    assert status(page).count() == 1
    assert len(status(page).inner_text()) < 200
    assert page.locator("[aria-live], [role=status], [role=alert]").locator(".section").count() == 0
    assert status(page).get_attribute("aria-live") in (None, "polite")


def test_loading_says_what_is_loaded_and_how_far_it_is(page: Page) -> None:
    page.add_init_script("""
      window.said = [];
      new MutationObserver(() => window.said.push(document.querySelector(".loading-what")?.textContent))
        .observe(document, { subtree: true, childList: true });
    """)
    ask(page)
    said = [sentence for sentence in page.evaluate("window.said") if sentence]
    assert any(re.search(r"\d\.\d of \d+\.\d MB", sentence) for sentence in said)
    assert "Starting Python in the background" in said


def test_the_page_can_be_answered_before_python_is_there(page: Page, faults: Any, case: dict[str, Any]) -> None:
    faults["pyodide.asm.wasm"] = "silent"
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-mode]")
    all_questions(page)
    for question, choice in case["answers"].items():
        choose(page, question, choice)
    assert page.url.split("#")[1] == fragment(case["answers"])
    faults.end()
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])


def test_python_never_runs_where_it_would_hold_the_page_up(page: Page, case: dict[str, Any]) -> None:
    page.add_init_script("""
      window.ran = [];
      for (const name of ["compile", "compileStreaming", "instantiate", "instantiateStreaming", "Instance", "Module"])
        WebAssembly[name] = new Proxy(WebAssembly[name], {
          apply: (...given) => (window.ran.push(name), Reflect.apply(...given)),
          construct: (...given) => (window.ran.push(name), Reflect.construct(...given)),
        });
    """)
    ask(page)
    for question, choice in case["answers"].items():
        choose(page, question, choice)
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])

    assert page.evaluate("window.ran") == []
    assert page.workers


def test_a_decision_can_be_saved_as_a_record(page: Page, case: dict[str, Any], tmp_path: Path) -> None:
    ask(page, fragment(case["answers"]))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a decision record").click()
    waiting.value.save_as(tmp_path / "record.md")
    text = (tmp_path / "record.md").read_text()
    assert page.url.split("#")[1] in text
    assert text.startswith("---\n")


def test_a_link_to_the_answers_can_be_copied(page: Page, context: BrowserContext, case: dict[str, Any]) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, fragment(case["answers"]))
    page.get_by_role("button", name="Copy a link").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(page.url)
    assert "_rules=" in copied


def test_the_keyboard_alone_reaches_a_verdict(page: Page, guide: dict[str, Any]) -> None:
    ask(page)
    page.locator("input[type=radio]:checked").first.focus()
    for _ in guide["questions"]:
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.type") not in ("radio", "button"):
            page.keyboard.press("Tab")
    expect(status(page)).to_have_attribute("data-outcome", re.compile("."))


def test_python_starts_only_where_it_is_needed(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("")
    page.wait_for_timeout(1500)
    assert not [url for url in asked if "/runtime/" in url]


def engine(page: Page) -> str | None:
    return page.locator("decision-selector").get_attribute("data-engine")


def test_python_answers_the_same_from_memory_as_from_the_archive(page: Page, case: dict[str, Any]) -> None:
    ask(page, fragment(case["answers"]))
    assert engine(page) == "memory"
    first = page.locator(".selector-details").inner_text()
    page.add_init_script("delete window.DecompressionStream")
    page.reload()
    page.wait_for_selector(READY)
    assert engine(page) == "archive"
    assert page.locator(".selector-details").inner_text() == first


@pytest.mark.parametrize("damage", ["missing", "truncated", "login"])
def test_a_broken_memory_falls_back_to_the_archive(
    page: Page, faults: Faults, case: dict[str, Any], damage: str
) -> None:
    faults[".bin"] = damage
    ask(page, fragment(case["answers"]))
    assert engine(page) == "archive"
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])


def test_who_saves_data_is_not_sent_the_memory(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    ask(page)
    assert engine(page) == "archive"
    assert not [url for url in asked if url.endswith(".bin")]


def test_a_changed_rule_file_is_opened_even_from_memory(
    page: Page, guide: dict[str, Any], case: dict[str, Any]
) -> None:
    title = "A title that only the new rules have"
    changed = {**guide, "outcomes": [{**outcome, "title": title} for outcome in guide["outcomes"]]}
    page.context.route(
        "**/rules.json", lambda route: route.fulfill(body=json.dumps(changed), content_type="application/json")
    )
    ask(page, fragment(case["answers"]))
    assert engine(page) == "memory"
    expect(status(page)).to_contain_text(title)


def test_python_stays_warm_while_the_reader_goes_from_page_to_page(
    page: Page, site_url: str, case: dict[str, Any]
) -> None:
    address = f"{site_url}selector/#{fragment(case['answers'])}"
    page.goto(address)
    page.wait_for_selector(READY)
    page.evaluate("window.here = true")
    workers = [worker for worker in page.workers if worker.url.endswith("/selector/worker.js")]
    page.locator(".section-verdict a[href*='/outcomes/']").first.click()
    page.wait_for_url("**/outcomes/**")
    page.go_back()
    page.wait_for_url(address)
    expect(status(page)).to_have_attribute("data-outcome", case["expect"], timeout=5_000)
    assert page.evaluate("window.here"), "the theme loaded the page anew: this test is about not doing that"
    assert [worker for worker in page.workers if worker.url.endswith("/selector/worker.js")] == workers
    assert len(workers) == 1
    all_questions(page)
    choose(page, next(iter(case["answers"])), "")
    until(page, "!document.querySelector('.selector-notes').textContent")
    assert page.locator(".selector-actions").count() == 1


def test_a_link_of_another_edition_says_so(page: Page, guide: dict[str, Any], case: dict[str, Any]) -> None:
    ask(page, f"{fragment(case['answers'])}&_rules=000000000000")
    expect(page.locator(".note-edition")).to_be_visible()
    ask(page)
    page.evaluate("location.hash = ''")
    ask(page, f"{fragment(case['answers'])}&_rules={guide['digest'][:12]}")
    expect(page.locator(".selector-notes")).to_be_hidden()


def test_an_edition_that_the_site_keeps_answers_for_itself(
    page: Page, guide: dict[str, Any], case: dict[str, Any]
) -> None:
    old = {**guide, "digest": "123456789abc", "guide": {**guide["guide"], "edition": "2001-02-03"}}
    page.context.route(
        "**/editions/index.json", lambda route: route.fulfill(body='{"123456789abc": "2001-02-03.json"}')
    )
    page.context.route("**/editions/2001-02-03.json", lambda route: route.fulfill(body=json.dumps(old)))
    ask(page, f"{fragment(case['answers'])}&_rules=123456789abc")
    expect(page.locator(".note-edition")).to_contain_text("2001-02-03")
