"""Markup in any text of a rule file, an overlay or a language comes out as text on every page and in every picture."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from calculator.authoring import load
from calculator.authoring.field_types import ListOf, Record, Table, Text, Type
from calculator.authoring.fields import NOUNS
from calculator.engine.link import write_fragment
from calculator.engine.words import ENGLISH
from tests.browser.places import READY
from tests.browser.server import Faults, served
from tests.browser.test_own_guide import EXAMPLE
from tests.sites import built, stage, with_the_plugin

CANARY = """<img src=x onerror="window.sang=1" data-canary>'"&<!--{{7*7}}[x](javascript:sang) """


def with_canaries(type: Type, value: Any) -> Any:
    """The same part of a rule file with markup at the end of every text for readers."""
    match type:
        case Text():
            return f"{value} {CANARY.strip()}"
        case Record(noun):
            fields = {field.name: field.type for field in NOUNS[noun].fields}
            return {key: with_canaries(fields[key], inside) for key, inside in value.items()}
        case ListOf() if isinstance(value, list):
            return [with_canaries(type.item, item) for item in value]
        case ListOf():
            return with_canaries(type.item, value)
        case Table():
            return {key: with_canaries(type.value, inside) for key, inside in value.items()}
    return value


def overlaid() -> dict[str, Any]:
    """An organisation's overlay of the second guide, with a canary in every text."""
    said = f"Ours {CANARY.strip()}"
    return {
        "by": said,
        "contact": said,
        "site": {"title": said},
        "ban": [{"outcome": "duckdb", "because": said, "instead": "postgres"}],
        "change": {
            "questions": {"writers": {"ask": said, "why": said}},
            "outcomes": {"sqlite": {"title": said, "first_day": [said]}},
        },
        "add": {"sources": [{"id": "ours", "title": said, "url": "https://example.com/"}]},
    }


def spoken(rules: dict[str, Any]) -> dict[str, Any]:
    """A language in which every word of the form and every name of the guide has a canary."""
    said = f"Gesagt {CANARY.strip()}"
    words = {key: sentence + CANARY.replace("{{7*7}}", "") for key, sentence in ENGLISH.items()}
    texts = {
        "guide": {"title": said, "scope": said},
        "questions": {
            one["id"]: {"ask": said, "choices": {choice["id"]: {"label": said} for choice in one["choices"]}}
            for one in rules["questions"]
        },
        "outcomes": {one["id"]: {"title": said, "summary": said} for one in rules["outcomes"]},
    }
    return {"language": "xx", "words": words, "texts": texts}


@pytest.fixture(scope="module")
def hostile(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second guide with a canary in every text, as the plugin makes a site of it."""
    told = yaml.safe_load((project / EXAMPLE).read_text())
    text = yaml.safe_dump(with_canaries(Record("file"), told), sort_keys=False, allow_unicode=True, width=10_000)
    place = with_the_plugin(tmp_path_factory.mktemp("hostile") / "site", text)
    settings = (place / "mkdocs.yml").read_text()
    (place / "mkdocs.yml").write_text(settings.replace("decision-guide]", "decision-guide: {overlay: overlay.yaml}]"))
    (place / "overlay.yaml").write_text(yaml.safe_dump(overlaid(), allow_unicode=True, width=10_000))
    (place / "docs/languages").mkdir()
    (place / "docs/languages/xx.yaml").write_text(yaml.safe_dump(spoken(told), allow_unicode=True, width=10_000))
    stage(project, place)
    return built(place)


@pytest.fixture
def reader(browser: Browser, hostile: Path) -> Iterator[Page]:
    """A page of that site; at its end nothing has sung."""
    with served(hostile, "/", Faults()) as address:
        context = browser.new_context(base_url=address)
        context.set_default_timeout(60_000)
        page = context.new_page()
        yield page
        assert not page.evaluate("window.sang")
        assert page.locator("[data-canary], [href^='javascript:']").count() == 0
        context.close()


def test_no_file_of_the_site_has_a_canary_that_is_more_than_text(hostile: Path) -> None:
    seen = 0
    for path in [*hostile.rglob("*.html"), *hostile.rglob("*.svg")]:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert page.select("[data-canary], [onerror]") == [], path
        assert page.select("[href^='javascript:']") == [], path
        seen += "data-canary" in page.get_text()
    assert seen > 20


def test_a_table_to_begin_with_has_no_formula_and_whole_cells(hostile: Path) -> None:
    rows = (hostile / "teams.csv").read_text(encoding="utf-8")
    assert rows.count("data-canary") == len(load(hostile.parent / "docs/rules.yaml").guide.cases)  # type: ignore[union-attr]


@pytest.mark.parametrize("form", ["selector/", "selector/xx/"])
@pytest.mark.parametrize("count", [0, 3, 99])
def test_what_the_form_says_is_text(reader: Page, hostile: Path, form: str, count: int) -> None:
    guide = load(hostile.parent / "docs/rules.yaml").guide
    assert guide
    case = next(iter(guide.cases.values()))
    reader.goto(f"{form}#{write_fragment(dict(list(case.answers.items())[:count]))}")
    reader.wait_for_selector(READY)
    reader.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    expect(reader.get_by_role("main")).to_contain_text("data-canary")


def test_what_two_situations_and_a_table_of_teams_say_is_text(reader: Page, hostile: Path) -> None:
    guide = load(hostile.parent / "docs/rules.yaml").guide
    assert guide
    one, other = (write_fragment(case.answers) for case in list(guide.cases.values())[:2])
    pair = "&".join([*(f"a.{pair}" for pair in one.split("&")), *(f"b.{pair}" for pair in other.split("&"))])
    reader.goto(f"compare-answers/#{pair}")
    reader.wait_for_selector("decision-compare[data-state=compared]")
    assert reader.locator("[data-canary]").count() == 0
    reader.goto("teams/")
    reader.locator("button[name=example]").click()
    reader.wait_for_selector("decision-teams[data-state=counted]")
    expect(reader.locator(".teams-result")).to_contain_text("data-canary")


def test_what_a_draft_and_the_search_say_is_text(reader: Page) -> None:
    reader.set_viewport_size({"width": 800, "height": 900})
    reader.goto("draft/")
    reader.wait_for_selector("decision-draft[data-state=proved]")
    assert reader.locator("[data-canary]").count() == 0
    reader.goto("selector/")
    field = reader.locator("input[name=query]")
    field.fill("canary")
    field.press("End")  # the theme hears keys, not a value that is set
    expect(reader.locator(".md-search-result__list li, .md-search-result__item").first).to_be_attached()
    assert re.search("canary", reader.locator(".md-search-result").inner_text())
