"""Who asks for it keeps the guide in the browser: it answers without a network, is never old, and can be removed."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator.engine.link import write_fragment
from tests.browser.places import until
from tests.browser.server import Faults, served

KEPT = "Remove the copy"
# Whether there is one copy, whole, with a text in a file.
FOLLOWED = """async ([name, text]) => {
  const names = await caches.keys();
  const root = new URL(".", navigator.serviceWorker.controller.scriptURL);
  const held = (file) => caches.match(new URL(file, root), { cacheName: names[0] });
  return names.length === 1 && (await held("SHA256SUMS")) && (await (await held(name)).text()).includes(text);
}"""


@pytest.fixture
def copied_site(built_site: Path, tmp_path: Path) -> Path:
    """A site that a test may change."""
    return Path(shutil.copytree(built_site, tmp_path / "site"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def keep(page: Page, address: str) -> None:
    page.goto(f"{address}privacy/")
    page.get_by_role("button", name="Keep a copy").click()
    expect(page.get_by_role("button", name=KEPT)).to_be_visible(timeout=60_000)


def change(site: Path, name: str, old: str, new: str) -> None:
    """A new edition of the site, listed as such."""
    text = (site / name).read_text()
    assert old in text
    (site / name).write_text(text.replace(old, new))
    lines = (site / "SHA256SUMS").read_text().splitlines()
    sums = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    sums[name] = hashlib.sha256((site / name).read_bytes()).hexdigest()
    (site / "SHA256SUMS").write_text("".join(f"{sum}  {name}\n" for name, sum in sums.items()))


def test_nothing_is_kept_unless_asked_for(page: Page, built_site: Path) -> None:
    with served(built_site, "/guide/", Faults()) as address:
        page.goto(f"{address}privacy/")
        expect(page.get_by_role("button", name="Keep a copy")).to_be_visible()

        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_the_copy_decides_without_a_network(page: Page, built_site: Path, guide: dict[str, Any]) -> None:
    case, faults = guide["cases"][0], Faults()
    with served(built_site, "/guide/", faults) as address:
        keep(page, address)
        faults[""] = "gone"
        page.goto(f"{address}selector/#{write_fragment(case['answers'])}")

        expect(page.locator(".selector-status")).to_have_attribute("data-outcome", case["expect"])
        page.goto(f"{address}rules")
        assert page.url == f"{address}rules/"
        expect(page.locator("h1")).to_be_visible()


def test_what_was_kept_can_be_removed_without_a_trace(page: Page, built_site: Path) -> None:
    with served(built_site, "/guide/", Faults()) as address:
        keep(page, address)
        page.get_by_role("button", name=KEPT).click()
        expect(page.get_by_role("button", name="Keep a copy")).to_be_visible()

        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_page_comes_from_the_network_and_the_copy_follows_it(page: Page, copied_site: Path) -> None:
    faults = Faults()
    with served(copied_site, "/guide/", faults, caching="no-cache") as address:
        keep(page, address)
        change(copied_site, "privacy/index.html", "<h1", "<p>A new edition</p><h1")
        page = page.context.new_page()
        page.goto(f"{address}privacy/")
        expect(page.get_by_text("A new edition")).to_be_visible()
        until(page, FOLLOWED, ["privacy/index.html", "A new edition"])
        faults[""] = "gone"
        page.reload()
        expect(page.get_by_text("A new edition")).to_be_visible()


def test_a_copy_that_could_not_be_brought_up_to_date_follows_with_the_next_page(page: Page, copied_site: Path) -> None:
    faults = Faults()
    with served(copied_site, "/guide/", faults, caching="no-cache") as address:
        keep(page, address)
        change(copied_site, "rules/index.html", "<h1", "<p>A new edition</p><h1")
        faults["rules/index.html"] = "missing"
        page.evaluate("sessionStorage.clear()")
        page.reload()
        until(page, "caches.keys().then((names) => names.length > 1)")
        assert not page.evaluate(FOLLOWED, ["rules/index.html", "A new edition"])

        faults.end()
        page.reload()
        until(page, FOLLOWED, ["rules/index.html", "A new edition"])


def test_a_copy_that_another_tab_has_just_removed_is_not_made_anew(page: Page, built_site: Path) -> None:
    page.add_init_script("""
      const keys = CacheStorage.prototype.keys;
      CacheStorage.prototype.keys = async function () {
        const all = await keys.call(this);
        return [...all.map((name) => `${name} removed`), ...all];
      };
      globalThis.really = () => keys.call(caches);
    """)
    with served(built_site, "/guide/", Faults()) as address:
        keep(page, address)
        page.reload()
        until(
            page, "sessionStorage.getItem('decision-guide:refreshed')"
        )  # what brings a copy up to date, once in a tab, also cleans up
        page.reload()
        expect(page.get_by_role("button", name=KEPT)).to_be_visible()

        assert len(page.evaluate("really()")) == 1


@pytest.mark.parametrize("fault", ["missing", "login", "truncated", "empty"])
def test_a_copy_that_is_not_whole_is_not_used_and_goes_on_where_it_stopped(
    page: Page, built_site: Path, fault: str
) -> None:
    faults = Faults()
    with served(built_site, "/guide/", faults) as address:
        faults["tree/index.html"] = fault
        page.goto(f"{address}privacy/")
        page.get_by_role("button", name="Keep a copy").click()
        expect(page.get_by_role("status").first).to_contain_text("tree/index.html")
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        faults.end()
        keep(page, address)
        faults[""] = "gone"
        page.goto(f"{address}tree/")
        expect(page.locator("h1")).to_be_visible()
