"""What tests share: how much a test may vary, which of them start first, and a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from calculator.authoring import load
from calculator.engine.model import Guide
from tests import browsers

PROJECT = Path(__file__).parents[1]
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
    """Browser tests start first, since they take longest: the short ones then fill the gaps."""
    for item in items:
        if item.path.is_relative_to(PROJECT / "tests/browser"):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def shipped(project: Path) -> Guide:
    """The guide that this project publishes."""
    guide = load(project / "docs/rules.yaml").guide
    assert guide is not None
    return guide


@pytest.fixture(scope="session")
def built_site(project: Path) -> Path:
    """The site as `make site` built it; SITE_DIR names another one."""
    site = Path(os.environ.get("SITE_DIR") or project / "site")
    assert (site / "selector/index.html").is_file(), (
        f"there is no site in {site}: run `make site` first, or `make test`"
    )
    return site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; there can be only one."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium without a window."""
    program = browsers.find("chromium")
    assert program, "there is no Chromium: run `python tests/browsers.py`, or `make test`"
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *as_root])
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser, site_url: str) -> Iterator[BrowserContext]:
    """A reader who has never been here; at the end, no request of theirs may have left the host of `site_url`."""
    elsewhere: list[str] = []
    context = browser.new_context(base_url=site_url)
    context.on("request", lambda request: elsewhere.append(request.url) if _leaves(request.url, site_url) else None)
    yield context
    context.close()
    assert not elsewhere, f"requests left the host: {elsewhere}"


def _leaves(url: str, site_url: str) -> bool:
    asked, ours = urlsplit(url), urlsplit(site_url)
    return asked.scheme in {"http", "https", "ws", "wss"} and asked.netloc != ours.netloc
