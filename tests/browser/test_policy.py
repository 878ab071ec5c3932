"""A page does what its policy allows and nothing else, and what the page about privacy says is so."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.places import KINDS, READY, answers, until

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
# What somebody's text in a page might try, and the part of the policy that forbids it.
ATTEMPTS = {
    "a script in the page": ("inject('<script>window.broken = true</scr' + 'ipt>')", "script-src-elem"),
    "a handler in the page": ("inject('<img src=\"\" onerror=\"window.broken = true\">')", "script-src-attr"),
    "text as a script": ("setTimeout(() => { try { eval('window.broken = true') } catch {} })", "script-src"),
    "a script from elsewhere": ("inject('<script src=\"https://example.org/a.js\"></scr' + 'ipt>')", "script-src-elem"),
    "asking elsewhere": ("fetch('https://example.org/').catch(() => {})", "connect-src"),
    "a picture from elsewhere": ("inject('<img src=\"https://example.org/a.png\">')", "img-src"),
    "a frame from elsewhere": ("inject('<iframe src=\"https://example.org/\"></iframe>')", "frame-src"),
    "a form to elsewhere": ("send('https://example.org/')", "form-action"),
    "another base": ("inject('<base href=\"https://example.org/\">')", "base-uri"),
    "an object": ("inject('<object data=\"https://example.org/\"></object>')", "object-src"),
}
HELPERS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => window.violations.push(event.effectiveDirective));
window.inject = (html) => document.body.append(document.createRange().createContextualFragment(html));
window.send = (action) => { const form = Object.assign(document.createElement("form"), { action });
  document.body.append(form); form.submit(); };
"""


@pytest.fixture
def watched(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page that may try what it must not; nothing of it arrives elsewhere."""
    arrived: list[str] = []
    context = browser.new_context(base_url=site_url)
    context.on("requestfinished", lambda request: arrived.append(request.url))
    page = context.new_page()
    page.add_init_script(HELPERS)
    yield page
    context.close()
    assert [url for url in arrived if "example.org" in url] == []


def directives(policy: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in policy.split(";")}


def test_every_page_has_the_same_policy_before_anything_that_it_binds(built_site: Path) -> None:
    policies = set()
    for path in built_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        found = META.search(text)
        assert found, path
        assert not re.search(r"<(script|link|style|body)\b", text[: found.start()]), path
        assert '<meta name="referrer" content="no-referrer">' in text, path
        policies.add(unescape(found[1]))
    (policy,) = policies
    allowed = directives(policy)
    assert allowed["default-src"] == ["'none'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'", "'strict-dynamic'"} & {*allowed["script-src"]}
    every = [source for sources in allowed.values() for source in sources]
    assert not [source for source in every if "." in source or source in ("*", "http:", "https:")]


def test_each_hash_of_the_policy_is_that_of_a_script_that_stands_in_a_page(built_site: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in built_site.rglob("*.html")]
    inside = re.compile(r"<script[^>]*>([^<]+(?:<(?!/script)[^<]*)*)</script>")
    scripts = {text for page in pages for text in inside.findall(page)}
    hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in scripts}
    policy = META.search(pages[0])
    assert policy
    said = {source for source in directives(unescape(policy[1]))["script-src"] if "sha256" in source}
    assert said <= hashes


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_wants_what_its_policy_forbids(watched: Page, kind: str) -> None:
    watched.goto(KINDS[kind])
    watched.wait_for_load_state("networkidle")
    assert watched.evaluate("violations") == []


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("kind", ["selector", "selector in somebody else's page", "not found"])
def test_what_the_policy_forbids_does_not_happen(watched: Page, kind: str, attempt: str) -> None:
    script, directive = ATTEMPTS[attempt]
    watched.goto(KINDS[kind])
    watched.wait_for_load_state("networkidle")
    watched.evaluate(script)
    until(watched, "violations.length")
    assert watched.evaluate("violations")[0] == directive
    assert not watched.evaluate("window.broken")


def test_the_site_sets_no_cookies_and_keeps_only_what_the_page_about_privacy_says(
    page: Page, context: BrowserContext, guide: dict[str, object]
) -> None:
    for kind in ("home", "selector", "bill", "two answer sets", "facts", "privacy"):
        page.goto(KINDS[kind])
        page.wait_for_load_state("networkidle")
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    page.locator(".action-compare").click()
    page.evaluate("document.querySelector('#keys-on, .selector-keys input')?.click()")
    page.locator("label[for^=__palette]:visible").first.click()
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    known = re.compile(r"(.*\.__palette|decision-guide:(keys|[a-z-]+))$")  # colours; single keys; what stands beside
    assert kept
    assert [key for key in kept if not known.match(key)] == []
    assert context.cookies() == []
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert page.evaluate("'caches' in window ? caches.keys().then((all) => all.length) : 0") == 0
