"""Lighthouse, as on a telephone: full marks for accessibility, good practice and being found."""

import json
import os
import subprocess

import pytest

from tests import browsers
from tests.browser.places import KINDS
from tests.tools import node_tool

CATEGORIES = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("kind", ["home", "selector", "outcome", "guide"])
def test_a_page_gets_full_marks(site_url: str, kind: str) -> None:
    chromium = browsers.find("chromium")
    assert chromium
    cli = node_tool("lighthouse/cli/index.js", "what Lighthouse asks")
    command = ["node", str(cli), site_url + KINDS[kind], "--output=json", "--quiet", "--disable-full-page-screenshot"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    here = {**os.environ, "CHROME_PATH": str(chromium)}
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=200, env=here)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    wanting = {name: audit["title"] for name, audit in report["audits"].items() if audit["score"] not in (None, 1)}
    assert {name: report["categories"][name]["score"] for name in CATEGORIES} == dict.fromkeys(CATEGORIES, 1), wanting
