"""Whatever fails on the way to the reader's Python: words, a way on, and a page that stays whole."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import decide
from tests.browser.places import READY, answers
from tests.browser.server import Faults, served

FILES = (
    "worker.js",
    "pyodide.js",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    ".zip",
    "rules.json",
)
NO_MEMORY = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
SOON = 4_000  # milliseconds without a sign of life, after which the page gives up in these tests


def fails(page: Page, kind: str, fragment: str = "") -> None:
    """The page says what is wrong, what to do, and which other ways there are; the form is still there."""
    page.add_init_script(NO_MEMORY)  # which would do without the archive
    page.goto(f"selector/#{fragment}")
    trouble = page.locator(f"decision-selector[data-state=failed][data-trouble={kind}]")
    trouble.wait_for(timeout=30_000)
    expect(page.get_by_role("status")).to_contain_text(re.compile("could not start|stopped waiting|has no"))
    for way in ("walk/", "rules/"):
        link = page.locator(f'.selector-trouble a[href$="/{way}"]')
        assert page.request.get(link.evaluate("a => a.href")).ok
    assert page.locator("form fieldset:visible").count()
    assert page.locator(".selector-loading").is_hidden()


def recovers(page: Page) -> None:
    """Trying again works once the fault is gone."""
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("decision-selector[data-state=open]")
    expect(page.locator(".selector-trouble")).to_be_hidden()
    expect(page.get_by_role("status")).to_contain_text("possible")


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named_and_a_second_try_works(page: Page, faults: Faults, file: str) -> None:
    faults[file] = "missing"
    fails(page, "missing")
    expect(page.get_by_role("status")).to_contain_text(file)
    faults.end()
    recovers(page)


def test_on_a_phone_the_bar_leads_from_the_failure_to_what_can_be_done(page: Page, faults: Faults) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    faults["worker.js"] = "missing"
    fails(page, "missing")
    expect(page.locator(".selector-retry")).not_to_be_in_viewport()
    page.get_by_role("button", name="What to do").click()
    expect(page.locator(".selector-retry")).to_be_in_viewport()
    faults.end()
    recovers(page)
    expect(page.get_by_role("button", name="Reasons")).to_be_visible()


@pytest.mark.parametrize("file", FILES)
def test_an_empty_file_is_named_and_a_second_try_works(page: Page, faults: Faults, file: str) -> None:
    faults[file] = "empty"
    fails(page, "damaged")
    faults.end()
    recovers(page)


@pytest.mark.parametrize("file", FILES)
def test_a_truncated_file_is_named(page: Page, faults: Faults, file: str) -> None:
    faults[file] = "truncated"
    fails(page, "damaged")
    expect(page.get_by_role("status")).to_contain_text(file)


def test_a_second_try_passes_by_what_the_browser_kept_of_a_truncated_file(page: Page, faults: Faults) -> None:
    faults.update({"pyodide.asm.wasm": "truncated", "pyodide.asm.js": "truncated"})
    fails(page, "damaged")
    faults.end()
    recovers(page)


@pytest.mark.parametrize("file", FILES)
def test_a_login_page_in_place_of_a_file_asks_to_reload_and_keeps_the_answers(
    page: Page, faults: Faults, guide: dict[str, Any], file: str
) -> None:
    faults[file] = "login"
    fails(page, "login", answers(guide, 2))
    faults.end()
    page.get_by_role("button", name="Reload").click()
    page.wait_for_selector("decision-selector[data-engine]")
    for pair in answers(guide, 2).split("&"):
        assert pair in page.url


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_moved_to_where_one_logs_in_is_a_session_that_ended(
    browser: Browser, site_url: str, faults: Faults, file: str
) -> None:
    """GitHub's own private pages send whoever has to log in to another host, where a page's policy follows nobody."""
    context = browser.new_context(base_url=site_url)
    faults[file] = "moved"
    fails(context.new_page(), "login")
    context.close()


@pytest.mark.parametrize("file", ["worker.js", "pyodide.js", "pyodide.asm.js"])
def test_a_script_of_the_wrong_type_is_noticed(page: Page, faults: Faults, file: str) -> None:
    faults[file] = "type"
    fails(page, "damaged")


@pytest.mark.parametrize("file", ["pyodide.asm.wasm", ".bin", "rules.json"])
def test_data_of_the_wrong_type_does_no_harm(page: Page, faults: Faults, file: str) -> None:
    faults[file] = "type"
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=open]")


@pytest.mark.parametrize("file", FILES)
def test_a_request_without_an_answer_ends_in_words(page: Page, faults: Faults, file: str) -> None:
    hurry(page)
    faults[file] = "silent"
    fails(page, "slow")


@pytest.mark.parametrize("policy", ["script-src 'self'", "connect-src 'none'"])
def test_a_policy_that_forbids_is_named(page: Page, faults: Faults, policy: str) -> None:
    faults["worker.js"] = f"policy: {policy}"
    fails(page, "blocked")


def test_a_policy_against_workers_is_named(context: BrowserContext, faults: Faults) -> None:
    faults["selector/"] = "policy: worker-src 'none'"
    fails(context.new_page(), "blocked")  # the page of other tests may break no policy


def test_a_policy_without_eval_lets_the_selector_work(page: Page, faults: Faults) -> None:
    faults["worker.js"] = "policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=open]")


@pytest.mark.parametrize("absent", ["WebAssembly", "Worker"])
def test_a_browser_that_lacks_something_is_told_which(page: Page, absent: str) -> None:
    page.add_init_script(f"delete window.{absent}")
    fails(page, "unsupported")
    expect(page.get_by_role("status")).to_contain_text(absent)


def test_the_page_is_whole_without_the_script(page: Page, faults: Faults) -> None:
    faults["selector.js"] = "missing"
    page.goto("selector/")
    assert page.locator("form fieldset:visible").count()
    assert page.locator(".selector-status").inner_text()
    assert page.locator('a[href*="walk/"]').count() >= 1


@pytest.mark.parametrize("file", [".wasm", ".zip", "rules.json", "pyodide.js", "pyodide.asm.js"])
def test_a_file_with_one_wrong_bit_is_refused_before_it_says_anything(
    page: Page, faults: Faults, guide: dict[str, Any], file: str
) -> None:
    faults[file] = "flipped"
    fails(page, "damaged", answers(guide, 1))
    expect(page.get_by_role("status")).to_contain_text(file)
    faults.end()
    recovers(page)


def test_a_wrong_bit_in_the_memory_of_python_leads_back_to_the_archive(
    page: Page, faults: Faults, guide: dict[str, Any]
) -> None:
    faults[".bin"] = "flipped"
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector[data-engine=archive][data-state=decided]")
    expect(page.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])


def test_storage_that_is_full_does_no_harm(page: Page, guide: dict[str, Any]) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=open]")
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector[data-state=decided]")


@pytest.mark.parametrize("year", [1990, 2090])
def test_a_clock_that_is_wrong_gives_the_verdict_of_its_day_in_words(
    page: Page, guide: dict[str, Any], year: int
) -> None:
    case = guide["cases"][0]
    page.clock.set_fixed_time(datetime(year, 6, 1, tzinfo=UTC))
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector:is([data-state=decided], [data-state=open])")
    wanted = decide(guide_from_json(guide), case["answers"], f"{year}-06-01").outcome
    assert page.get_by_role("status").get_attribute("data-outcome") == wanted


def test_a_network_that_goes_while_the_page_loads_is_told_of_and_one_that_comes_back_is_used(
    page: Page, faults: Faults, guide: dict[str, Any]
) -> None:
    for file in (".wasm", ".zip", "rules.json"):
        faults[file] = "gone"
    fails(page, "missing", answers(guide, 1))
    assert page.url.endswith(f"#{answers(guide, 1)}")
    faults.end()
    recovers(page)


def test_ten_tabs_give_the_same_verdict(context: BrowserContext, guide: dict[str, Any]) -> None:
    tabs = [context.new_page() for _ in range(10)]
    for tab in tabs:
        tab.goto(f"selector/#{answers(guide)}", wait_until="commit")
    for tab in tabs:
        tab.wait_for_selector("decision-selector[data-engine][data-state=decided]", timeout=90_000)
        expect(tab.get_by_role("status")).to_have_attribute("data-outcome", guide["cases"][0]["expect"])


def test_storage_that_is_refused_does_no_harm(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'caches', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.goto("selector/")
    page.wait_for_selector("decision-selector[data-state=open]")


def hurry(page: Page) -> None:
    """Makes the element wait no longer than this test does."""
    page.add_init_script(f"""
      new MutationObserver((_, watch) => {{
        const found = document.querySelector("decision-selector");
        if (found) found.dataset.patience = {SOON}, watch.disconnect();
      }}).observe(document, {{ subtree: true, childList: true }});
    """)


def test_a_worker_that_is_gone_while_it_answers_is_missed_and_a_new_one_answers(
    page: Page, guide: dict[str, Any]
) -> None:
    hurry(page)
    page.add_init_script("""window.Worker = class extends Worker {
      constructor(url, how) {
        super(url, how);
        if (String(url).endsWith("selector/worker.js")) window.last = this;
      }
    }""")
    page.goto(f"selector/#{answers(guide, 1)}")
    page.wait_for_selector(READY)
    before = page.url
    page.evaluate("window.last.terminate()")
    page.locator("fieldset[data-current] input[type=radio]:not([value=''])").first.check()
    page.wait_for_selector("decision-selector[data-state=failed][data-trouble=slow]")
    said = page.url
    assert said != before
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("decision-selector[data-state=open], decision-selector[data-state=decided]")
    assert page.url == said


def test_a_page_of_another_edition_than_its_rules_says_so_and_keeps_the_answers(
    browser: Browser, built_site: Path, guide: dict[str, Any], tmp_path: Path
) -> None:
    """As long as an update is under way, a browser may have the old page and the new rules, or the reverse."""
    site = Path(shutil.copytree(built_site, tmp_path / "site"))
    rules = site / "rules.json"
    question = guide["questions"][0]["id"]
    old = rules.read_text()
    rules.write_text(old.replace(f'"{question}"', '"renamed"').replace(guide["digest"], "0" * 64))
    page = browser.new_page()
    with served(site, "/guide/", Faults(), caching="no-cache") as address:
        page.goto(f"{address}selector/#{answers(guide)}")
        note = page.locator(".note-updated")
        expect(note).to_be_visible()
        said = page.url

        rules.write_text(old)
        note.get_by_role("button").click()
        expect(page.locator("decision-selector[data-state=decided]")).to_be_visible()
        expect(note).to_have_count(0)
        assert page.url == said
    page.close()
