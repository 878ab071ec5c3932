"""``make bench``: measure, keep the raw results, print them, and write the page that shows them.

``python -m tests.bench speed scores`` measures only these parts; ``page`` writes the page from the results kept.
``lasting`` (one process) and ``lasting-tab`` take an hour or two, so they are measured only where they are named;
``lasting=1000`` makes a thousandth of it do.
"""

import datetime as dt
import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from calculator.authoring import load
from tests import browsers
from tests.bench import answering, browsing, lasting, page, scores, speed
from tests.bench.subjects import RULES, guide

PROJECT = Path(__file__).parents[2]


class NotMeasuredError(Exception):
    """A part could not be measured here; the message says why."""


def in_pyodide() -> dict[str, Any]:
    """The same script inside the Pyodide that the site ships."""
    from calculator.publishing.python.interpreter import interpreter
    from calculator.publishing.python.packages import MissingTool

    try:
        python = interpreter(PROJECT)
    except MissingTool as missing:
        raise NotMeasuredError(str(missing)) from None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "guide.json").write_text(json.dumps(load(RULES).json))
        mounts = {"/project": PROJECT, "/asked": Path(folder)}
        script = PROJECT / "tests/bench/answering.py"
        printed = python.run(script, ["/asked/guide.json"], mounts=mounts, path=["/project"])
    measured: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return measured


def in_a_browser() -> dict[str, Any]:
    """What a reader waits for, on the built site."""
    try:
        return browsing.measure()
    except browsing.NoBrowser as missing:
        raise NotMeasuredError(str(missing)) from None


PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "speed": speed.measure,
    "scores": scores.measure,
    "answering": lambda: answering.measure(guide()),
    "answering-pyodide": in_pyodide,
    "browsing": in_a_browser,
}


def for_long(share: int) -> dict[str, Any]:
    """What becomes of the engine after very many decisions in one process; ``share`` divides how many."""
    rules = load(RULES).json
    assert rules is not None
    return lasting.in_a_fresh_process(guide(), rules, lasting.PROCESS // share)


def for_long_in_a_tab(share: int) -> dict[str, Any]:
    """The same in one tab of a browser."""
    chromium = browsers.find("chromium")
    if chromium is None:
        raise NotMeasuredError("no Chromium is installed")
    return lasting.in_a_fresh_tab(chromium, guide(), lasting.TAB // share)


LONG = {"lasting": for_long, "lasting-tab": for_long_in_a_tab}


def machine() -> dict[str, Any]:
    """What a reader needs to know of the machine, and nothing that names it."""
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "rules": guide().digest,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def main(asked: list[str]) -> None:
    """Measure the parts asked for, all of them if none is named."""
    for part in asked or PARTS:
        name, _, share = part.partition("=")
        if part in PARTS:
            _keep(part, PARTS[part])
        elif name in LONG and re.fullmatch(r"[1-9]\d{0,3}|", share):
            _keep(name, partial(LONG[name], int(share or "1")))
        elif part != "page":
            sys.exit(f"there is no part {part!r}; parts are: {', '.join([*PARTS, *LONG, 'lasting=1000', 'page'])}")
    text = page.written()
    page.PAGE.write_text(text)
    print(text)
    for target, reached in page.targets().items():
        print(f"{'reached' if reached else 'MISSED '}  {target}")


def _keep(part: str, measure: Callable[[], dict[str, Any]]) -> None:
    try:
        kept = {"machine": machine(), "measured": measure()}
    except NotMeasuredError as reason:
        print(f"{part}: not measured, so the last results stay. {reason}")
        return
    (page.RESULTS / f"{part}.json").write_text(page.as_json(kept))


if __name__ == "__main__":
    main(sys.argv[1:])
