"""Every page is valid HTML, and whatever it links to within the site is there."""

import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calculator.engine.codec import guide_from_json
from calculator.engine.link import read_fragment
from tests.tools import node_tool

ANSWERS = re.compile(r'href="[^"]*(?:selector|compare-answers)/#([^"]*=[^"]*)"')
LYCHEE = Path(sys.executable).parent / "lychee"
# The theme keeps two hidden switches outside of every block that could be replaced, and keeps Firefox from remembering
# them; the attribute does that, though the standard does not list it for checkboxes.
THEMES_SWITCHES = ('id="__drawer" autocomplete="off"', 'id="__search" autocomplete="off"')


def invalid(place: Path) -> list[str]:
    """What the Nu Html Checker says about a page, or about all pages of a folder."""
    vnu = node_tool("vnu-jar/build/dist/vnu.jar", "HTML")
    command = ["java", "-Xmx1g", "-jar", str(vnu), "--format", "json", "--skip-non-html", "--errors-only", str(place)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{message.get('url', '')}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
        for message in messages
        if not any(switch in message.get("extract", "") for switch in THEMES_SWITCHES)
    ]


needs_java = pytest.mark.skipif(
    not shutil.which("java"), reason="HTML is NOT CHECKED: there is no java; install default-jre-headless"
)


@needs_java
def test_every_page_is_valid_html(built_site: Path) -> None:
    assert invalid(built_site) == []


@needs_java
def test_invalid_html_would_be_found(tmp_path: Path) -> None:
    bad = "<!doctype html><html lang=en><title>x</title><p><div id=a></div></p><i id=a></i>"
    (tmp_path / "bad.html").write_text(bad)
    assert len(invalid(tmp_path)) >= 2


def lychee(site: Path) -> dict[str, Any]:
    """The report on every link within the site; an answer set behind the number sign is no anchor."""
    command = [str(LYCHEE), "--offline", "--no-progress", "--include-fragments", "--format", "json"]
    command += ["--root-dir", str(site), "--index-files", "index.html", "--exclude", "#[a-z_.]+=", "--exclude", "#__"]
    command += ["--exclude-path", "404.html", str(site / "**/*.html")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_every_link_within_the_site_arrives(built_site: Path) -> None:
    report = lychee(built_site)
    assert report["successful"] > 5000
    assert report["error_map"] == {}


def test_a_link_to_nowhere_would_be_found(tmp_path: Path) -> None:
    links = "<a href='#top'>a</a> <a href='#gone'>b</a> <a href='gone/'>c</a>"
    (tmp_path / "index.html").write_text(f"<h1 id=top>x</h1> {links}")
    assert len(next(iter(lychee(tmp_path)["error_map"].values()))) == 2


def sides(link: str) -> list[str]:
    """The answer sets of a link; two that are compared are marked ``a.`` and ``b.``."""
    pairs = link.split("&")
    if not pairs[0].startswith(("a.", "b.")):
        return [link]
    return ["&".join(pair[2:] for pair in pairs if pair.startswith(side)) for side in ("a.", "b.")]


def test_every_answer_set_that_a_page_links_to_is_understood_as_a_whole(built_site: Path) -> None:
    guide = guide_from_json((built_site / "rules.json").read_text())
    pages = built_site.rglob("index.html")
    found = {html.unescape(link) for path in pages for link in ANSWERS.findall(path.read_text())}
    links = {side for link in found for side in sides(link)}
    assert len(links) > 50
    assert {link: read_fragment(guide, link).dropped for link in links if read_fragment(guide, link).dropped} == {}
