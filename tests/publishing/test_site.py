"""The site as it is built: strict, whole, and asking no other host for anything."""

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urldefrag, urlsplit

import pytest

pytestmark = pytest.mark.xdist_group("site")
LOADED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href"), ("object", "data")}
CITED = re.compile(r"\[(?:SR|[SFPQ])-\d+[a-z]?\]\([^)]*\)")
STYLES = ("stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect", "dns-prefetch")


class Page(HTMLParser):
    """What a page links to, what it loads, and where it can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        if tag == "a":
            self.links += [values[name] for name in ("href", "xlink:href") if name in values]
        self.loads += [values[name] for name in values if (tag, name) in LOADED]
        if tag == "link" and any(word in STYLES for word in values.get("rel", "").split()):
            self.loads.append(values["href"])


def build(project: Path, config: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """MkDocs as `make site` runs it, into a folder of the test's own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", str(config), "--site-dir", str(site)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, check=False, cwd=project, capture_output=True, text=True, env=quiet)


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strictly built site."""
    folder = tmp_path_factory.mktemp("site")
    done = build(project, project / "mkdocs.yml", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    """Every page of the site."""
    return {path: Page(path.read_text()) for path in sorted(site.rglob("*.html"))}


def test_no_page_loads_anything_from_another_host(site: Path, pages: dict[Path, Page]) -> None:
    loads = {(str(path.relative_to(site)), url) for path, page in pages.items() for url in page.loads}
    foreign = {(path, url) for path, url in loads if urlsplit(url).netloc}

    assert not foreign


def test_no_style_sheet_loads_anything_from_another_host(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import\s+)[\"']?(https?:)?//", sheet.read_text()), sheet


def test_every_link_inside_the_site_ends_at_a_page_and_an_anchor(site: Path, pages: dict[Path, Page]) -> None:
    broken = [
        f"{path.relative_to(site)} -> {link}"
        for path, page in pages.items()
        if path.name != "404.html"  # its addresses are absolute, for the host to come
        for link in set(page.links)
        if not _arrives(site, path, link, pages)
    ]

    assert not broken


def _arrives(site: Path, path: Path, link: str, pages: dict[Path, Page]) -> bool:
    address, anchor = urldefrag(link)
    if urlsplit(address).scheme or urlsplit(address).netloc:
        return True
    target = path if not address else (path.parent / unquote(address)).resolve()
    target = target / "index.html" if target.is_dir() else target
    if "=" in anchor or not anchor or target not in pages:  # an answer set is no anchor
        return target.is_file()
    return unquote(anchor) in pages[target].ids or anchor == "__top"


def test_no_page_uses_an_id_twice(site: Path, pages: dict[Path, Page]) -> None:
    twice = {
        (str(path.relative_to(site)), id) for path, page in pages.items() for id in page.ids if page.ids.count(id) > 1
    }

    assert not twice


def test_every_page_has_a_markdown_twin_that_llms_txt_lists(site: Path, pages: dict[Path, Page]) -> None:
    listed = set(re.findall(r"\]\(([^)]+\.md)\)", (site / "llms.txt").read_text()))
    for path in pages:
        if path.name == "index.html":
            twin = path.with_suffix(".md")
            assert twin.read_text().startswith("#") or "# " in twin.read_text()
            assert str(twin.relative_to(site)) in listed


def test_a_twin_holds_words_and_no_drawing(site: Path) -> None:
    for twin in site.rglob("index.md"):
        assert not re.search("<svg|<path", twin.read_text()), twin


def test_no_page_as_it_is_read_repeats_eight_words_of_the_article(site: Path, project: Path) -> None:
    """What is generated joins texts of the rule file, so it is read again as a whole."""
    article = set((project / "tests/data/article-shingles.txt").read_text().split("\n"))
    for twin in site.rglob("*.md"):
        words = re.findall(r"[a-z0-9']+", re.sub(r"\]\([^)]*\)", "]", twin.read_text()).lower().replace("\u2019", "'"))
        runs = (" ".join(words[start : start + 8]) for start in range(len(words) - 7))
        assert [run for run in runs if sha256(run.encode()).hexdigest()[:16] in article] == [], twin


def test_no_paragraph_of_any_page_is_longer_than_ninety_words(site: Path) -> None:
    for twin in site.rglob("*.md"):
        prose = re.sub(r"^```.*?^```$", "", twin.read_text(), flags=re.MULTILINE | re.DOTALL)
        text = re.sub(r"^(?:#|\|).*$", "", CITED.sub("", prose), flags=re.MULTILINE)
        blocks = re.split(r"\n\s*\n|\n(?=\s*(?:-|\d+\.) )", re.sub(r"\]\([^)]*\)", "]", text))
        assert [block for block in blocks if len(block.split()) > 90] == [], twin


def test_the_rules_lie_at_their_stable_addresses(site: Path, project: Path) -> None:
    assert (site / "rules.yaml").read_bytes() == (project / "docs/rules.yaml").read_bytes()
    assert json.loads((site / "rules.json").read_text())["digest"]
    assert "$schema" in json.loads((site / "rules.schema.json").read_text())


def test_every_page_is_in_the_sitemap(site: Path, pages: dict[Path, Page]) -> None:
    addresses = (site / "sitemap.xml").read_text().count("<loc>")

    assert addresses == sum(path.name == "index.html" for path in pages)


def test_what_is_generated_and_the_overrides_do_not_leak_into_the_site(site: Path) -> None:
    assert not {"generated", "overrides", "includes"} & {path.name for path in site.iterdir()}


def test_a_broken_rule_file_stops_the_build_and_says_where(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("generated"))
    hook = "calculator/publishing/hook.py"
    config = (project / "mkdocs.yml").read_text().replace(hook, f"{project}/{hook}")
    (tmp_path / "mkdocs.yml").write_text(re.sub(r"(?m)^watch:\n(  - .*\n)+", "", config))
    rules = tmp_path / "docs/rules.yaml"
    rules.write_text(re.sub(r"(?m)^(\s+then: )\S+$", r"\1stepfunctions", rules.read_text(), count=1))

    done = build(project, tmp_path / "mkdocs.yml", tmp_path / "site")

    assert done.returncode != 0
    assert re.search(r"rules\.yaml:\d+:\d+: .*stepfunctions", done.stderr + done.stdout)
    assert "Traceback" not in done.stderr


def test_a_page_in_another_language_is_announced_as_such(site: Path) -> None:
    for page, language in (("selector/index.html", "en"), ("selector/de/index.html", "de"), ("walk/index.html", "en")):
        text = (site / page).read_text()
        named = dict(re.findall(r'<link rel="alternate " hreflang="(\w+)" href="[^"]*?/(selector/[^"]*)">', text))

        assert f'<html lang="{language}"' in text
        assert named == ({} if page.startswith("walk") else {"en": "selector/", "de": "selector/de/"})


def test_every_claim_of_the_article_is_said_where_the_table_of_claims_says(site: Path, project: Path) -> None:
    places = dict(line.split(" ", 1) for line in _claims(project) if not line.startswith('"'))
    facts = json.loads((site / "rules.json").read_text())["facts"]

    assert [fact["id"] for fact in facts if fact["id"].startswith("S-") and fact["id"] not in places] == []
    assert [claim for claim, place in places.items() if f'facts/#{claim}"' not in _section(site, place)] == []


def test_advice_that_readers_look_for_by_name_stands_under_a_heading_that_says_so(site: Path, project: Path) -> None:
    named = [line.rsplit(" ", 1) for line in _claims(project) if line.startswith('"')]

    headings = {name: re.sub(r"<[^>]*>", "", _section(site, place).split("</h", 1)[0]) for name, place in named}
    assert [name for name, heading in headings.items() if name.strip('"') not in heading] == []


def _claims(project: Path) -> list[str]:
    lines = (project / "tests/data/claims.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _section(site: Path, place: str) -> str:
    """The part of a page below a heading, with the heading; the whole page where no heading is named; else nothing."""
    page, _, anchor = place.partition("#")
    text = (site / page / "index.html").read_text()
    start = re.search(rf'<h([1-6]) id="{re.escape(anchor)}"' if anchor else r"<h(1)", text)
    if start is None:
        return ""
    end = re.compile(rf"<h[1-{start[1]}] id=|</article>").search(text, start.end())
    return text[start.start() : end.start() if end else None]


def test_a_page_says_where_to_tell_what_is_wrong_only_if_the_site_has_such_a_place(
    project: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Something wrong here?" not in (site / "about/index.html").read_text()
    monkeypatch.setenv("FEEDBACK_URL", "https://issues.example/new?title={title}&body={page}")
    monkeypatch.setenv("SITE_URL", "https://team.example/guide/")
    done = build(project, project / "mkdocs.yml", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.search(r'<a href="([^"]+)"[^>]*>Something wrong here\?', (tmp_path / "site/about/index.html").read_text())
    assert told
    asked = parse_qs(urlsplit(unescape(told[1])).query)
    assert asked == {"title": ["About this guide"], "body": ["https://team.example/guide/about/"]}
