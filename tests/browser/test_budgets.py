"""What a visit may cost, by counting and never by timing: bytes, requests, and how deep one file asks for the next.

Whoever raises a figure says in the history what it buys.
"""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request

from tests.browser.places import READY
from tests.browser.test_ahead import answers

PAGE = 25_000  # bytes of HTML, compressed, for which a form may make people wait before they see anything
VISIT = 8_500_000  # bytes of a first visit as they travel, Python and its memory included
REQUESTS = 55
LEVELS = 4  # of modules that ask for modules, the page's own among them
MODULES = 130  # of Python, where the first answer comes from
LATER = ("search/", "javascripts/", "sitemap.xml")  # the theme's own, which keep no answer waiting
HEAVY = {"asyncio", "email", "http", "logging", "multiprocessing", "socket", "ssl", "subprocess", "tempfile", "zipfile"}
IMPORTS = re.compile(r'^(?:import|export)\b[^;]*?from "(\.[^"]+)"|^import "(\.[^"]+)"', re.MULTILINE)
STARTED = "import sys; before = set(sys.modules); import calculator.engine.bridge, json; "
STARTED += "print(json.dumps(sorted(set(sys.modules) - before)))"


@pytest.mark.parametrize("form", ["selector/", "selector/de/", "selector/embed/"])
def test_a_form_is_small(built_site: Path, form: str) -> None:
    assert len(gzip.compress((built_site / form / "index.html").read_bytes(), 6, mtime=0)) <= PAGE


def test_a_first_visit_asks_for_little_and_begins_with_what_the_answer_needs(page: Page, guide: dict[str, Any]) -> None:
    asked: list[Request] = []

    def heard(request: Request) -> None:  # a method of a list cannot be listened with
        asked.append(request)

    page.on("requestfinished", heard)
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    page.wait_for_load_state("networkidle")
    sizes = [(request.url, request.sizes()["responseBodySize"]) for request in asked]
    travelled = [name for name, size in sizes if size > 0]  # the others came from the browser's own cache
    assert len(sizes) <= REQUESTS
    assert len(travelled) == len(set(travelled))
    assert sum(size for _, size in sizes) <= VISIT
    begun = sorted(asked, key=lambda request: request.timing["startTime"])
    theirs = [any(late in request.url for late in LATER) for request in begun]
    python = [at for at, request in enumerate(begun) if "/runtime/" in request.url]
    assert max(python) < theirs.index(True)


def test_modules_ask_for_few_levels_of_modules(built_site: Path) -> None:
    def depth(path: Path) -> int:
        found = [one or other for one, other in IMPORTS.findall(path.read_text(encoding="utf-8"))]
        return 1 + max((depth((path.parent / name).resolve()) for name in found), default=0)

    assert 1 < depth(built_site / "assets/selector/selector.js") <= LEVELS


def test_the_engine_starts_without_what_no_answer_needs(project: Path) -> None:
    command = [sys.executable, "-S", "-c", STARTED]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    modules = set(json.loads(done.stdout))
    assert "calculator.engine.logic.decide" in modules
    assert not modules & HEAVY
    assert len(modules) <= MODULES
