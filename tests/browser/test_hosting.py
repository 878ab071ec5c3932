"""The built site as companies host it: at a root, unpacked from a zip, with servers that zip, know or keep nothing."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator.publishing.beside.take_away import take_away
from tests.browser.places import READY, answers
from tests.browser.server import Faults, served

TEXTS, BYTES = (".json", ".yaml", ".csv", ".txt", ".md"), (".wasm", ".bin", ".zip", ".woff2", ".map")
IGNORANT = dict.fromkeys(TEXTS, "text/plain") | dict.fromkeys(BYTES, "application/octet-stream")
WAYS: dict[str, dict[str, Any]] = {
    "at a root": {"prefix": "/"},
    "deep below a path": {"prefix": "/a/b c/ö/"},
    "without gzip": {"zips": False},
    "nothing is kept": {"caching": "no-store"},
    "all is kept for a year": {"caching": "max-age=31536000, immutable"},
    "types that are not known": {"types": {".js": "text/javascript", **IGNORANT}},
}


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page that asks no other host for anything and whose scripts do not fail."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    page, hosts, wrong = context.new_page(), set[str](), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    yield page
    context.close()
    assert not wrong
    assert len(hosts - {""}) == 1


@contextmanager
def hosted(site: Path, prefix: str = "/guide/", **ways: Any) -> Iterator[str]:
    """The site at another address than the one that it was built for."""
    with served(site, prefix, Faults(), **ways) as address:
        yield address


def reaches_a_verdict(page: Page, address: str, guide: dict[str, Any]) -> None:
    """From home to the form, and a link with answers to its verdict."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{address}selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    expect(page.get_by_role("main").get_by_role("status")).to_have_attribute("data-outcome", re.compile("."))


@pytest.mark.parametrize("way", WAYS)
def test_the_selector_answers_however_the_site_is_served(
    built_site: Path, reader: Page, guide: dict[str, Any], way: str
) -> None:
    with hosted(built_site, **WAYS[way]) as address:
        reaches_a_verdict(reader, address, guide)


@pytest.mark.parametrize("way", ["at a root", "nothing is kept"])
def test_answers_outlive_a_look_at_another_page_wherever_the_site_lies(
    built_site: Path, reader: Page, guide: dict[str, Any], way: str
) -> None:
    with hosted(built_site, **WAYS[way]) as address:
        reader.goto(f"{address}selector/#{answers(guide)}")
        reader.wait_for_selector(READY)
        outcome = reader.locator("[data-outcome]").first.get_attribute("data-outcome")
        reader.get_by_role("link", name="Home", exact=True).first.click()
        reader.wait_for_url(address)
        reader.get_by_role("link", name="Decide", exact=True).first.click()
        reader.wait_for_selector(READY)
        expect(reader.get_by_role("main").get_by_role("status")).to_have_attribute("data-outcome", str(outcome))


@pytest.fixture(scope="session")
def unpacked(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of `make offline`, unpacked where people put such things."""
    place = tmp_path_factory.mktemp("file share")
    zipfile.ZipFile(io.BytesIO(take_away(built_site))).extractall(place)
    return place / "guide"


def test_the_packed_site_works_from_the_plainest_server(unpacked: Path, reader: Page, guide: dict[str, Any]) -> None:
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    with subprocess.Popen(command, cwd=unpacked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout
        port = re.search(rb"port (\d+)", server.stdout.readline())
        assert port
        try:
            reaches_a_verdict(reader, f"http://127.0.0.1:{port[1].decode()}/", guide)
        finally:
            server.terminate()


def test_the_packed_site_can_be_read_and_answers_when_it_is_opened_in_a_folder(
    unpacked: Path, browser: Browser
) -> None:
    reader = browser.new_page()
    reader.goto((unpacked / "index.html").as_uri())
    reader.goto(reader.locator('a[href*="walk/"]').first.evaluate("(link) => link.href"))
    reader.locator(".walk-tools a").first.click()
    choices = reader.locator(".walk-step:target .walk-choices a")
    while choices.count():
        choices.first.click()

    expect(reader.locator(".walk-end:target a[href*='outcomes/']").first).to_be_visible()
    reader.close()


def test_every_link_of_the_packed_site_names_a_file_in_it(unpacked: Path) -> None:
    lost = [
        (page.name, address)
        for page in unpacked.rglob("*.html")
        for address in re.findall(r"""\shref=["']?([^"'\s>#?]+)""", page.read_text())
        if not re.match(r"[a-z]+:|/|\{", address) and not (page.parent / unquote(address)).is_file()
    ]

    assert lost == []


def test_a_frame_that_may_run_scripts_but_has_no_origin_says_where_the_form_is(
    built_site: Path, browser: Browser, guide: dict[str, Any]
) -> None:
    """As wikis embed pages: ``sandbox="allow-scripts"``.  No module of any site loads there."""
    page = browser.new_page()
    with hosted(built_site) as address:
        page.goto(address)
        page.evaluate(
            """(src) => { const frame = document.createElement("iframe");
            frame.setAttribute("sandbox", "allow-scripts"); frame.src = src;
            frame.style = "inline-size: 800px; block-size: 600px"; document.body.prepend(frame) }""",
            f"{address}selector/embed/#{answers(guide)}",
        )
        way = page.frame_locator("iframe").first.get_by_role("link", name="on its own page")
        expect(way).to_have_attribute("href", f"{address}selector/#{answers(guide)}")
        expect(page.frame_locator("iframe").first.locator("form")).to_have_count(0)
    page.close()
