"""Before Python is there: a link shows its verdict, only what matters is asked, and nothing is announced twice."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import READY, answers, until
from tests.browser.server import Faults

ANNOUNCED = """addEventListener("DOMContentLoaded", () => {
  const status = document.querySelector("[role=status]");
  window.said = [];
  new MutationObserver(() => window.said.push(status.innerText)).observe(status, { childList: true });
})"""

INSERTED = """new MutationObserver((_, watch) => {
  if (!document.querySelector(".verdict-title")) return;
  window.inserted = performance.now();
  watch.disconnect();
}).observe(document, { subtree: true, childList: true })"""

CLICKED = """() => {
  const status = document.querySelector("[role=status]");
  Object.assign(window, { told: [], times: 0 });
  const tell = () => window.told.push([status.dataset.outcome, status.dataset.from]);
  new MutationObserver(tell).observe(status, { attributeFilter: ["data-from"] });
  new MutationObserver(() => (window.times += 1)).observe(status, { childList: true });
}"""


def test_a_link_shows_its_verdict_while_python_loads(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    titles = {outcome["id"]: outcome["title"] for outcome in guide["outcomes"]}
    faults["pyodide.asm.wasm"] = "silent"
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector[data-state=loading]")
    expect(page.get_by_role("status")).to_contain_text(titles[guide["cases"][0]["expect"]])
    expect(page.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])
    expect(page.get_by_role("status")).to_have_attribute("data-from", "diagram")
    expect(page.locator(".section")).to_have_count(0)  # no reasons stand yet
    expect(page.locator("fieldset[data-current]")).to_have_count(0)


@pytest.mark.parametrize("form", ["selector/", "selector/de/", "selector/embed/"])
def test_a_link_shows_its_verdict_though_no_module_has_come(
    page: Page, faults: Faults, guide: dict[str, Any], form: str
) -> None:
    faults["selector.js"] = "silent"
    page.goto(f"{form}#{answers(guide)}", wait_until="commit")
    expect(page.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])
    title = page.locator(".verdict-title a")
    assert page.evaluate("async (href) => (await fetch(href)).ok", title.evaluate("link => link.href"))
    faults.end()
    page.wait_for_selector(READY)
    expect(page.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])


def test_the_verdict_of_a_link_is_in_the_first_thing_that_is_painted(page: Page, guide: dict[str, Any]) -> None:
    page.add_init_script(INSERTED)
    page.goto(f"selector/#{answers(guide)}")
    until(page, "window.inserted && performance.getEntriesByName('first-contentful-paint').length")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert page.evaluate("window.inserted") < painted


@pytest.mark.parametrize("form", ["selector/", "selector/de/", "selector/embed/"])
def test_python_begins_to_load_before_any_module_has_come_and_begins_once(
    page: Page, faults: Faults, guide: dict[str, Any], form: str
) -> None:
    faults["engine.js"] = "silent"
    with page.expect_worker():
        page.goto(f"{form}#{answers(guide)}", wait_until="commit")
    faults.end()
    page.wait_for_selector(READY)
    assert len([worker for worker in page.workers if worker.url.endswith("selector/worker.js")]) == 1


@pytest.mark.parametrize("place", ["", "selector/", "selector/de/", "rules/"])
def test_who_reads_in_the_dark_sees_no_light_page_first(page: Page, faults: Faults, place: str) -> None:
    faults["theme.js"] = faults["pyodide.asm.wasm"] = "silent"
    page.emulate_media(color_scheme="dark")
    page.goto(place, wait_until="commit")
    expect(page.locator("body[data-md-color-scheme=slate]")).to_be_attached()
    page.evaluate("""localStorage.setItem(new URL(document.querySelector("a.md-logo").href).pathname + ".__palette",
      JSON.stringify({ index: 0, color: { media: "(prefers-color-scheme: light)", scheme: "default" } }))""")
    page.goto(place, wait_until="commit")
    expect(page.locator("body[data-md-color-scheme=default]")).to_be_attached()
    expect(page.locator(".page-tools")).to_be_attached()
    expect(page.locator("body[data-md-color-scheme=default]")).to_be_attached()
    faults.end()


@pytest.mark.parametrize(("theme", "scheme"), [("dark", "slate"), ("light", "default"), ("auto", "slate")])
def test_a_frame_has_the_colours_that_were_asked_for_before_any_file_of_ours_has_come(
    page: Page, faults: Faults, theme: str, scheme: str
) -> None:
    faults["embed.js"] = faults["selector.js"] = "silent"
    page.emulate_media(color_scheme="dark")
    page.goto(f"selector/embed/?theme={theme}", wait_until="commit")
    expect(page.locator(f"body[data-md-color-scheme={scheme}]")).to_be_attached()
    faults.end()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("late", ["selector.js", "rules.json"])
def test_a_verdict_that_the_page_told_stays_where_it_stands(
    page: Page, faults: Faults, guide: dict[str, Any], width: int, late: str
) -> None:
    """From the first paint on, and while Python is fetched, until the reasons and the line about money have come."""
    page.set_viewport_size({"width": width, "height": 844})
    faults[late] = "silent"
    page.goto(f"selector/#{answers(guide)}", wait_until="commit")
    seen = {"selector.js": "[data-told]:not(:defined)", "rules.json": "[data-told][data-state=loading]"}[late]
    chips = page.locator(".selector-chips button")
    kept = [".verdict-title"] if late == "selector.js" else [".verdict-title", ".selector-details"]
    page.wait_for_selector(f"decision-selector{seen} .verdict-title")
    before, listed = [page.locator(name).bounding_box() for name in kept], chips.all_text_contents()
    faults.end()
    page.wait_for_selector(READY)
    assert listed == chips.all_text_contents()
    for name, place in zip(kept, before, strict=True):
        after = page.locator(name).bounding_box()
        assert place
        assert after
        assert all(abs(place[side] - after[side]) < 4 for side in ("x", "y")), name


@pytest.mark.parametrize("given", [0, 1, 3])
def test_the_question_that_comes_next_is_there_before_any_module(
    page: Page, faults: Faults, guide: dict[str, Any], given: int
) -> None:
    faults["selector.js"] = "silent"
    said = dict(list(guide["cases"][0]["answers"].items())[:given])
    page.goto("selector/#" + "&".join(f"{question}={choice}" for question, choice in said.items()), wait_until="commit")
    asked, chips = page.locator("fieldset[data-question]").filter(visible=True), page.locator(".selector-chips button")
    expect(asked).to_have_count(1)

    def seen() -> tuple[Any, ...]:
        place = asked.locator("legend").bounding_box()
        usual = page.locator(".steps-usual").filter(visible=True).all_text_contents()
        return asked.get_attribute("data-question"), place, chips.all_text_contents(), usual

    before = seen()
    faults.end()
    page.wait_for_selector(READY)
    assert before == seen()


def test_what_this_tab_answered_is_told_without_a_module_too(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    page.goto("glossary/")
    faults["selector.js"] = "silent"
    page.goto("selector/", wait_until="commit")
    expect(page.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])
    faults.end()


@pytest.mark.parametrize(
    "link", ["", "#no=such", "#%", "#{asked}", "#{said}&_on=2021-12-13", "#{said}&{asked}=no_such"]
)
def test_where_the_verdict_is_not_certain_the_page_says_none_by_itself(
    page: Page, faults: Faults, guide: dict[str, Any], link: str
) -> None:
    faults["selector.js"] = "silent"
    address = link.format(said=answers(guide), asked=guide["questions"][0]["id"])
    page.goto(f"selector/{address}", wait_until="commit")
    page.wait_for_selector(".page-tools")
    expect(page.locator(".verdict-title")).to_have_count(0)
    faults.end()


def test_a_verdict_is_taken_back_with_the_answers_that_it_rests_on(
    page: Page, faults: Faults, guide: dict[str, Any]
) -> None:
    faults["pyodide.asm.wasm"] = "silent"
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=loading]")
    status = page.get_by_role("status")
    before = status.inner_text()
    page.evaluate("link => (location.hash = link)", answers(guide))
    expect(status).to_have_attribute("data-outcome", guide["cases"][0]["expect"])
    page.evaluate("link => (location.hash = link)", answers(guide, 1))
    expect(status).not_to_have_attribute("data-outcome", re.compile("."))
    assert status.inner_text() == before


def test_the_engine_takes_over_what_the_diagram_said(page: Page, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector[data-state=decided]")
    expect(page.get_by_role("status")).to_have_attribute("data-from", "python")
    expect(page.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])


def test_questions_are_asked_and_passed_over_while_python_loads(
    page: Page, faults: Faults, guide: dict[str, Any]
) -> None:
    case = guide["cases"][0]
    titles = {outcome["id"]: outcome["title"] for outcome in guide["outcomes"]}
    faults["pyodide.asm.wasm"] = "silent"
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=loading]")
    for _ in guide["questions"]:
        current = page.locator("fieldset[data-current]")
        if not current.count():
            break
        question = current.get_attribute("data-question") or ""
        page.locator(f'input[name="{question}"][value="{case["answers"][question]}"]').check()
    expect(page.get_by_role("status")).to_contain_text(titles[case["expect"]])


def test_the_engine_confirms_the_verdict_without_a_second_announcement(page: Page, guide: dict[str, Any]) -> None:
    page.add_init_script(ANNOUNCED)
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector[data-told]")
    before = len(page.evaluate("window.said ?? []"))
    page.wait_for_selector("decision-selector[data-state=decided]")
    assert len(page.evaluate("window.said")) == before


def test_a_click_shows_the_new_verdict_before_the_engine_answers_and_says_it_once(
    page: Page, guide: dict[str, Any]
) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    page.evaluate(CLICKED)
    page.locator(".section-changes a[data-answers]").first.click()
    until(page, "window.told.at(-1)?.[1] === 'python'")
    (one, by), (other, then) = page.evaluate("window.told")
    assert (by, then, one) == ("diagram", "python", other)
    assert one != guide["cases"][0]["expect"]
    assert page.evaluate("window.times") == 1


def test_what_proves_a_verdict_follows_it_behind_its_fold(page: Page, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    fold = page.locator(".section-check")
    fold.locator("> summary").click()
    before = fold.inner_text()
    page.locator(".section-changes a[data-answers]").first.click()
    expect(fold).to_have_attribute("open", "")
    expect(fold).not_to_have_text(before)
    expect(fold.locator(".section")).not_to_have_count(0)


def test_on_another_day_the_page_waits_for_the_engine(page: Page, faults: Faults, guide: dict[str, Any]) -> None:
    faults["pyodide.asm.wasm"] = "silent"
    page.goto(f"selector/#{answers(guide)}&_on=2021-12-13")
    page.wait_for_selector("decision-selector[data-state=loading]")
    expect(page.locator(".verdict-title")).to_have_count(0)


def test_the_page_asks_for_its_modules_at_once_and_for_no_other(page: Page, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector[data-state=decided]")
    ahead = page.eval_on_selector_all("link[rel=modulepreload]", "all => all.map(({ href }) => href)")
    loaded = page.evaluate("""performance.getEntriesByType("resource").map(({ name }) => name)
      .filter((name) => /selector\\/\\w+\\.js$/.test(name) && !/(worker|memory|selector)\\.js$/.test(name))""")
    assert sorted(ahead) == sorted(set(loaded))
    assert ahead
