"""How long a reader waits in a real browser: from opening the page to the first answer, and from a click to its result.

The peers start the same engine as their documentation shows it (see ``peers``).  All are served alike, and take turns.
"""

import random
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from calculator.engine.link import write_fragment
from tests import browsers
from tests.bench import peers
from tests.bench.subjects import full_answers, plain
from tests.browser.places import READY, all_questions, until
from tests.browser.server import Faults, served

PROJECT = Path(__file__).parents[2]
ROUNDS, CLICKS, PATIENCE = 9, 150, 120_000
QUIET = 1_000  # until a new tab has started: a reader has one, and it takes the processor that is to be measured
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
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
# Each click on an answer, and the moments after the frames that show its verdict, where it is new, and its reasons.
EACH = """() => {
  window.waits = { verdict: [], reasons: [] };
  let from = 0;
  const keep = (name) => window.waits[name].push(performance.now() - from);
  const seen = (name) => requestAnimationFrame(() => setTimeout(() => keep(name)));
  addEventListener("change", (event) => (from = event.timeStamp), true);
  addEventListener("decision", () => seen("reasons"));
  const status = document.querySelector(".selector-status");
  const told = () => status.dataset.from === "diagram" && seen("verdict");
  new MutationObserver(told).observe(status, { childList: true });
}"""


class NoBrowser(Exception):
    """There is nothing here to measure with; the message says what is missing."""


def measure() -> dict[str, Any]:
    """Milliseconds of each visit and of each click."""
    site, chromium = PROJECT / "site", browsers.find("chromium")
    if not chromium or not (site / "selector/index.html").is_file():
        raise NoBrowser("it needs Chromium and the built site; `make test` brings both")
    if not peers.MODULES.is_dir():
        raise NoBrowser("it needs the packages of tests/bench/package.json; `make bench` brings them")
    with (
        peers.pages() as folder,
        served(site, "/guide/", Faults()) as ours,
        served(folder, "/", Faults()) as theirs,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        visits = {line: _visits(browser, line, ours, theirs) for line in LINES}
        return {"browser": f"Chromium {browser.version}", "visits": visits, "click": _clicks(browser, ours)}


def _visits(browser: Browser, line: str, ours: str, theirs: str) -> dict[str, dict[str, list[float]]]:
    """From navigation to what is painted: verdict and reasons, and our page's first paint where nothing is answered.

    Each in a first visit, and in a later one of the same reader.
    """
    said = write_fragment(full_answers("guide")[0])
    addresses = {name: f"{theirs}{page}#{said}" for name, page in peers.PEERS.items()}
    addresses |= {"first paint": f"{ours}selector/", "reasons": f"{ours}selector/#{said}"}
    names = ("verdict", *addresses)
    times: dict[str, dict[str, list[float]]] = {visit: {name: [] for name in names} for visit in VISITS}
    for _ in range(ROUNDS):
        for who, address in addresses.items():
            context = browser.new_context()
            context.add_init_script(FIRST)
            for visit in VISITS:
                first, told, painted = _visit(context, line, address)
                times[visit][who].append(first if who == "first paint" else painted)
                times[visit]["verdict"] += [max(first, told)] if told and who == "reasons" else []
            context.close()
    return times


def _visit(context: BrowserContext, line: str, address: str) -> tuple[float, float | None, float]:
    """Milliseconds until something stands, until the verdict does if it comes before its reasons, and until they do."""
    page = context.new_page()
    page.wait_for_timeout(QUIET)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    for command, values in LINES[line].items():
        session.send(command, values)
    page.goto(address)
    until(page, "window.painted")
    first, told, painted = page.evaluate(f"[{FIRST_PAINT}, window.told, window.painted]")
    page.close()
    return round(first, 1), told and round(told, 1), round(painted, 1)


def _clicks(browser: Browser, ours: str) -> dict[str, list[float]]:
    """From the click on a seeded answer to the frames that show its verdict and its reasons, with Python warm."""
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
        until(page, "number => window.waits.reasons.length > number", number)
        page.wait_for_selector(READY)  # nobody clicks again before the proof is there
    waits: dict[str, list[float]] = page.evaluate("window.waits")
    return {name: [round(wait, 1) for wait in found] for name, found in waits.items()}
