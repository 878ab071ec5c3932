"""A long day: very many decisions in one process and in one tab of a browser.

The last ones must be as a fresh process makes them, and after a while memory may grow no more.
As a script it runs the part without a browser; arguments: the guide's JSON file and how many decisions.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from calculator.engine.codec import guide_from_json
from calculator.engine.link import read_fragment, write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.contract import decide_json
from tests.bench.tables import Plain, full_answers, partial_answers
from tests.browser.places import READY
from tests.browser.server import Faults, served

PROJECT = Path(__file__).parents[2]
PROCESS, TAB = 1_000_000, 20_000  # decisions
WARM = 0.1  # the share of them after which memory may grow no more
SAMPLE = 1_000  # that are decided after all those, and by another process again
CHUNK = 3_000
TAKEN = """(fragments) => fragments.reduce(async (before, fragment) => {
  const said = await before;
  const told = new Promise((tell) => addEventListener("decision", ({ target, detail }) =>
    tell([target.querySelector("[role=status]").dataset.outcome ?? null, detail.error ?? null]), { once: true }));
  location.replace(`#${fragment}`);
  return [...said, await told];
}, Promise.resolve([]))"""


def asked(guide: Guide) -> Iterator[dict[str, str]]:
    """Endless seeded answer sets: a third full, a third with open questions, a third with unknown names in them."""
    choices = {question.id: tuple(choice.id for choice in question.choices) for question in guide.questions.values()}
    subject, seed = Plain("guide", choices, [{}], ("any",)), 0
    while True:
        chunk = full_answers(subject, CHUNK // 3, seed) + partial_answers(subject, CHUNK // 3, seed)
        chunk += [_spoiled(answers, Random(seed)) for answers in partial_answers(subject, CHUNK // 3, seed + 7)]
        yield from Random(seed).sample(chunk, len(chunk))
        seed += 10


def _spoiled(answers: dict[str, str], random: Random) -> dict[str, str]:
    spoiled = {question: random.choice((choice, choice[::-1], "", f"{choice}\N{NO-BREAK SPACE}"))
               for question, choice in answers.items()}  # fmt: skip
    return spoiled | {f"unknown-{random.randrange(10**9)}": "yes"}


def in_one_process(guide: Guide, size: int) -> dict[str, Any]:
    """Decides one after another: megabytes at most, once warm and at the end, and the last decisions."""
    start, warm, coming = perf_counter(), 0.0, asked(guide)
    for at, answers in enumerate(islice(coming, size)):
        decide(guide, answers, guide.edition)
        if at == int(size * WARM):
            warm = _peak()
    told = {"decisions": size, "seconds": round(perf_counter() - start), "warm MB": warm, "end MB": _peak()}
    last = [(answers, decide_json(guide, answers, guide.edition)) for answers in islice(coming, SAMPLE)]
    return told | {"last": last}


def _peak() -> float:
    """Megabytes that this process held at most until now."""
    return round(getrusage(RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2), 1)


def in_a_fresh_process(guide: Guide, rules: dict[str, Any], size: int) -> dict[str, Any]:
    """The same in a process that has done nothing else, and whether this one decides the last alike."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guide.json"
        path.write_text(json.dumps(rules))
        command = [sys.executable, "-m", "tests.bench.lasting", str(path), str(size)]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    again = [[answers, json.loads(json.dumps(decide_json(guide, answers, guide.edition)))]
             for answers, _ in reversed(measured["last"])]  # fmt: skip
    last = measured.pop("last")
    return measured | {"compared": len(last), "alike": sum(a == b for a, b in zip(reversed(again), last, strict=True))}


def followed(guide: Guide) -> Iterator[str]:
    """The links to all those answers, but for one that is what a page shows already: it would be no news."""
    shown = ""
    for link in map(write_fragment, asked(guide)):
        if link != shown:
            yield link
        shown = write_fragment(read_fragment(guide, link).answers)


def in_one_tab(browser: Browser, site: str, guide: Guide, size: int) -> dict[str, Any]:
    """Follows one link after another on the selector's page; each verdict must be the one of this process."""
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    page.goto(f"{site}selector/")
    page.wait_for_selector(READY)
    start, alike, warm = perf_counter(), 0, {}
    links, at = followed(guide), 0
    while at < size:
        chunk = list(islice(links, min(size // 20, size - at)))
        for link, (outcome, error) in zip(chunk, page.evaluate(TAKEN, chunk), strict=True):
            answers = read_fragment(guide, link).answers
            alike += error is None and outcome == decide(guide, answers, guide.edition).outcome
        at += len(chunk)
        warm = warm or (_held(session) if at >= size * WARM else {})
    seconds = perf_counter() - start
    return {"decisions": size, "seconds": round(seconds), "alike": alike, "warm": warm, "end": _held(session)}


def _held(session: Any) -> dict[str, float]:
    """What the page holds once everything that can go has gone."""
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return {"MB": round(metrics["JSHeapUsedSize"] / 1e6, 1), "nodes": metrics["Nodes"],
            "listeners": metrics["JSEventListeners"]}  # fmt: skip


def in_a_fresh_tab(chromium: str, guide: Guide, size: int) -> dict[str, Any]:
    """The same in one tab of the built site."""
    with served(PROJECT / "site", "/guide/", Faults()) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        return in_one_tab(browser, site, guide, size)


if __name__ == "__main__":
    print(json.dumps(in_one_process(guide_from_json(Path(sys.argv[1]).read_text()), int(sys.argv[2]))))
