"""What tests share: the built site, served as a project page is, and a real browser."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import browsers

PROJECT = Path(__file__).parents[1]
PREFIX = "/team/guide/"  # a project page lives below a path, so nothing may count on being at the root
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)

# A slow machine is no failure, and a build server must not find today what it did not find yesterday.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests start first, since they take longest, and share one worker, so as not to starve each other."""
    for item in items:
        if item.path.is_relative_to(PROJECT / "tests/browser"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def built_site() -> Path:
    """The site as `make site` built it."""
    site = PROJECT / "site"
    assert (site / "index.html").is_file(), "there is no site to test: run `make site` first, or `make test`"
    return site


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below PREFIX, and says nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")) if path.startswith(PREFIX) else "/.nowhere")

    def log_message(self, format: str, *args: object) -> None:
        """Requests are no news."""


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Where the built site is served, with a trailing slash."""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=str(built_site))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    program = browsers.find("chromium")
    assert program, "there is no Chromium: run `python tests/browsers.py`, or `make test`"
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *as_root])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site_url: str) -> Iterator[BrowserContext]:
    """A reader who has never been here; at the end, no request of theirs may have left the host."""
    elsewhere: list[str] = []
    context = browser.new_context(base_url=site_url)
    context.on("request", lambda request: elsewhere.append(request.url) if _leaves(request.url, site_url) else None)
    yield context
    context.close()
    assert not elsewhere, f"requests left the host: {elsewhere}"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of that reader; addresses are relative to the site."""
    return context.new_page()


def _leaves(url: str, site_url: str) -> bool:
    host = site_url.removesuffix(PREFIX)
    return url.startswith(("http:", "https:", "ws:", "wss:")) and not url.startswith(host)
