"""How long a reader waits in a real browser: from opening the page to the first answer, and from a click to its result.

The peer is the same engine in Pyodide as its documentation starts it.  Both are served alike, and take turns.
"""

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from calculator.engine.link import write_fragment
from calculator.publishing.python.archives import zip_bytes
from tests import browsers
from tests.bench.subjects import full_answers, plain
from tests.browser.places import READY, all_questions, until
from tests.browser.server import Faults, served

PROJECT = Path(__file__).parents[2]
ROUNDS, CLICKS, PATIENCE = 9, 150, 120_000
VISITS = ("first visit", "later visit")
# A line of 10 Mbit/s with 40 ms each way, and a page that computes a quarter as fast.
LINES: dict[str, dict[str, Any]] = {
    "plain": {},
    "slow": {
        "Network.emulateNetworkConditions": {
            "offline": False, "latency": 40, "downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000,
        },
        "Emulation.setCPUThrottlingRate": {"rate": 4},
    },
}  # fmt: skip
# When the verdict and its reasons can be seen: after the frame that follows each.
FIRST = """
const seen = (name) => requestAnimationFrame(() => setTimeout(() => (window[name] ??= performance.now())));
addEventListener("decision", () => seen("painted"));
new MutationObserver((_, watch) => {
  if (document.querySelector(".verdict-title")) seen("told"), watch.disconnect();
}).observe(document, { subtree: true, childList: true });"""
# Each click on an answer, and the moment after the frame that shows its result.
EACH = """() => {
  window.waits = [];
  let from = 0;
  addEventListener("change", (event) => (from = event.timeStamp), true);
  addEventListener("decision", () =>
    requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - from))));
}"""


class NoBrowser(Exception):
    """There is nothing here to measure with; the message says what is missing."""


def measure() -> dict[str, Any]:
    """Milliseconds of each visit and of each click."""
    site, chromium = PROJECT / "site", browsers.find("chromium")
    if not chromium or not (site / "selector/index.html").is_file():
        raise NoBrowser("it needs Chromium and the built site; `make test` brings both")
    with (
        _documented() as folder,
        served(site, "/guide/", Faults()) as ours,
        served(folder, "/", Faults()) as theirs,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        visits = {line: _visits(browser, line, ours, theirs) for line in LINES}
        return {"browser": f"Chromium {browser.version}", "visits": visits, "click": _clicks(browser, ours)}


@contextmanager
def _documented() -> Iterator[Path]:
    """A folder with the peer: stock Pyodide, the engine as source, the rules."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pyodide").symlink_to(PROJECT / "node_modules/pyodide")
        files = [PROJECT / "calculator/__init__.py", *sorted((PROJECT / "calculator/engine").rglob("*.py"))]
        zipped = zip_bytes({path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in files})
        (folder / "engine.zip").write_bytes(zipped)
        (folder / "rules.json").write_bytes((PROJECT / "site/rules.json").read_bytes())
        (folder / "index.html").write_bytes(Path(__file__).with_name("documented.html").read_bytes())
        yield folder


def _visits(browser: Browser, line: str, ours: str, theirs: str) -> dict[str, dict[str, list[float]]]:
    """From navigation to the painted verdict and to its reasons: a first visit, and a later one of the same reader."""
    said = write_fragment(full_answers("guide")[0])
    names = ("verdict", "reasons", "documented")
    times: dict[str, dict[str, list[float]]] = {visit: {name: [] for name in names} for visit in VISITS}
    for _ in range(ROUNDS):
        for who, address in (("documented", f"{theirs}#{said}"), ("reasons", f"{ours}selector/#{said}")):
            context = browser.new_context()
            context.add_init_script(FIRST)
            for visit in VISITS:
                told, painted = _visit(context, line, address)
                times[visit][who].append(painted)
                times[visit]["verdict"] += [told] if told else []
            context.close()
    return times


def _visit(context: BrowserContext, line: str, address: str) -> tuple[float | None, float]:
    """One visit in milliseconds: until the verdict stands, where it stands before the reasons, and until they do."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    for command, values in LINES[line].items():
        session.send(command, values)
    page.goto(address)
    until(page, "window.painted")
    told, painted = page.evaluate("[window.told, window.painted]")
    page.close()
    return told and round(told, 1), round(painted, 1)


def _clicks(browser: Browser, ours: str) -> list[float]:
    """From the click on a seeded answer to the frame that shows its result, with Python warm."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{ours}selector/")
    page.wait_for_selector(READY, timeout=PATIENCE)
    all_questions(page)
    page.evaluate(EACH)
    rng, choices = random.Random(1), plain("guide").domains
    for number in range(CLICKS):
        question = rng.choice(list(choices))
        left = page.locator(f'input[name="{question}"]:not(:checked)')
        left.nth(rng.randrange(left.count())).check()
        until(page, "number => window.waits.length > number", number)
    waits: list[float] = page.evaluate("window.waits")
    return [round(wait, 1) for wait in waits]
