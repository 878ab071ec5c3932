"""The built site as GitHub Pages would serve it below a path, with faults on demand, and pages that may not fail."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import Faults, served

VIOLATION = """addEventListener("securitypolicyviolation", ({violatedDirective: what, blockedURI: by, sample}) =>
    setTimeout(() => { throw new Error(`the policy forbids ${what} ${by} ${sample}`) }))"""
PREFIX = "/team/guide/"
PATIENCE = 60_000  # milliseconds; Python starts in two to five seconds on an idle machine, and tests share theirs
_faults = Faults()
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Where the built site is served, with a trailing slash.  Its pages believe in this address, as published ones do:
    the theme's instant navigation asks for that.
    """
    first = re.search(r"<loc>([^<]+)</loc>", (built_site / "sitemap.xml").read_text())
    assert first, "the site has no map"
    with served(built_site, PREFIX, _faults, built_for=first[1]) as address:
        yield address


@pytest.fixture(scope="session")
def guide(built_site: Path) -> dict[str, Any]:
    """The rule file that the built site answers from."""
    loaded: dict[str, Any] = json.loads((built_site / "rules.json").read_text())
    return loaded


@pytest.fixture
def faults(site_url: str) -> Iterator[Faults]:
    """What the server does wrong during one test, by the end of a file's name."""
    yield _faults
    _faults.end()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page; an uncaught error of a script in it, or what its policy forbids, is a failed test."""
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.add_init_script(VIOLATION)
    page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
    yield page
    assert not errors, f"scripts of the page failed: {errors}"
