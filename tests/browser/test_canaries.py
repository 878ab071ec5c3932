"""Markup in any text of a rule file, an overlay or a language comes out as text on every page and in every picture."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import Markdown
from playwright.sync_api import Browser, Page, expect

from calculator.authoring import Language, apply_language, load, load_bytes
from calculator.authoring.field_types import ListOf, Record, Table, Text, Type
from calculator.authoring.fields import NOUNS
from calculator.engine.link import write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.telling.adr import adr
from calculator.engine.telling.card import card
from calculator.engine.words import ENGLISH
from tests.browser.places import READY
from tests.browser.server import Faults, served
from tests.sites import built, stage, with_the_plugin

CANARY = """<img src=x onerror="window.sang=1" data-canary>'"&<!--{{7*7}}[x](javascript:sang) """

ALIVE = "[data-canary], [onerror], [href^='javascript:']"
ALIVE_IN_PAGE = f"""[...document.querySelectorAll("{ALIVE}")].map((one) => one.outerHTML)"""


def parsed(html: str, place: object) -> BeautifulSoup:
    """A page, of which no canary is more than text."""
    page = BeautifulSoup(html, "html.parser")
    assert page.select(ALIVE) == [], place
    return page


def rendered(text: str) -> str:
    """Markdown below its front matter, as HTML."""
    return Markdown(extensions=["tables"]).convert(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL))


def hostile_text(value: str) -> str:
    """A text with markup at its end; one that has places to fill in keeps to them."""
    return f"{value} {CANARY.replace('{{7*7}}', '') if '{' in value else CANARY}".strip()


def with_canaries(type: Type, value: Any, put: Callable[[str], str] = hostile_text) -> Any:
    """The same part of a rule file with every text for readers as ``put`` has it."""
    match type:
        case Text():
            return put(value)
        case Record(noun):
            fields = {field.name: field.type for field in NOUNS[noun].fields}
            return {key: with_canaries(fields[key], inside, put) for key, inside in value.items() if key in fields}
        case ListOf() if isinstance(value, list):
            return [with_canaries(type.item, item, put) for item in value]
        case ListOf():
            return with_canaries(type.item, value, put)
        case Table():
            return {key: with_canaries(type.value, inside, put) for key, inside in value.items()}
    return value


def inner(type: Any) -> Any:
    """What a list or a mapping holds in the end."""
    while isinstance(type, ListOf | Table):
        type = type.item if isinstance(type, ListOf) else type.value
    return type


def texts_of(noun: str) -> set[tuple[str, str]]:
    """Every key below a noun that holds words for readers, with the noun that it belongs to."""
    kinds = [(field.name, inner(field.type)) for field in NOUNS[noun].fields]
    below = (texts_of(kind.noun) for _, kind in kinds if isinstance(kind, Record))
    return {(noun, name) for name, kind in kinds if isinstance(kind, Text)}.union(*below)


def texts_in(noun: str, thing: dict[str, Any]) -> set[tuple[str, str]]:
    """Those of them that a part of a rule file has."""
    found = set()
    for field in NOUNS[noun].fields:
        kind, value = inner(field.type), thing.get(field.name)
        if isinstance(kind, Text) and value:
            found.add((noun, field.name))
        if isinstance(kind, Record) and value:
            single = isinstance(field.type, Record)
            many = [value] if single else value.values() if isinstance(field.type, Table) else value
            found |= set().union(*(texts_in(kind.noun, one) for one in many))
    return found


def overlaid(rules: dict[str, Any]) -> dict[str, Any]:
    """An organisation's overlay with each of its operations."""
    *_, liked, disliked, neighbour, banned = (one["id"] for one in rules["outcomes"])  # the last ones can do most
    question, choice = rules["questions"][0], rules["questions"][0]["choices"][0]
    return {
        "by": "Ours",
        "contact": "Us",
        "site": {"title": "Our guide", "feedback": "https://example.com/?page={page}"},
        "ban": [{"outcome": banned, "because": "We do", "instead": neighbour}],
        "prefer": [{"outcome": liked, "over": [disliked], "because": "We like it"}],
        "change": {
            "questions": {question["id"]: {"ask": "Asked?", "why": "So", "choices": {choice["id"]: {"label": "Yes"}}}},
            "outcomes": {liked: {"title": "Second", "first_day": ["Begin"]}},
        },
        "add": {"sources": [{"id": "ours", "title": "Our wiki", "url": "https://example.com/"}]},
    }


def spoken(rules: dict[str, Any]) -> dict[str, Any]:
    """A language in which every word of the form and every text of the guide has a canary."""
    texts: dict[str, Any] = {}
    said = hostile_text("Gesagt")
    steps = {one["id"]: one for one in rules["outcomes"]}
    for path in apply_language(rules, Language("xx", dict(ENGLISH), {})).missing:
        _, section, *way, last = path.split(".")
        inside = texts.setdefault(section, {})
        for step in way:
            inside = inside.setdefault(step, {})
        if last.startswith("first_"):
            inside[last] = [f"{at}. {said}" for at, _ in enumerate(steps[way[0]][last])]
        else:
            inside[last] = said
    words = {key: hostile_text(sentence) for key, sentence in ENGLISH.items()}
    return {"language": "xx", "words": words, "texts": texts}


@pytest.fixture(scope="module")
def told(project: Path) -> dict[str, Any]:
    """This guide's rules as its file has them, without code to begin from, which stays where it is."""
    rules = load(project / "docs/rules.yaml").json
    assert rules
    for outcome in rules["outcomes"]:
        outcome.pop("starter", None)
    return with_canaries(Record("file"), rules, str)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def hostile(project: Path, told: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide with a canary in every text, as the plugin makes a site of it."""
    text = yaml.safe_dump(with_canaries(Record("file"), told), sort_keys=False, allow_unicode=True, width=10_000)
    place = with_the_plugin(tmp_path_factory.mktemp("hostile") / "site", text)
    settings = (place / "mkdocs.yml").read_text()
    (place / "mkdocs.yml").write_text(settings.replace("decision-guide]", "decision-guide: {overlay: overlay.yaml}]"))
    over = with_canaries(Record("overlay"), overlaid(told))
    (place / "overlay.yaml").write_text(yaml.safe_dump(over, allow_unicode=True, width=10_000))
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
        assert page.evaluate(ALIVE_IN_PAGE) == []
        context.close()


def test_every_text_that_a_rule_file_can_have_is_tried(told: dict[str, Any]) -> None:
    assert texts_in("file", told) == texts_of("file")


def test_what_people_take_away_has_words_where_a_rule_file_has_words(told: dict[str, Any]) -> None:
    guide = load_bytes(yaml.safe_dump(with_canaries(Record("file"), told)).encode(), "rules.yaml").guide
    assert guide
    for case, count in product(list(guide.cases.values())[:8], (0, 3, 99)):
        decision = decide(guide, dict(list(case.answers.items())[:count]), guide.edition)
        record, picture = adr(guide, decision, guide.edition, "https://example.com/#x"), card(guide, decision)
        assert "data-canary" in parsed(rendered(record), case.id).get_text()
        parsed(picture, case.id)


def test_no_file_of_the_site_has_a_canary_that_is_more_than_text(hostile: Path) -> None:
    seen = 0
    for path in [*hostile.rglob("*.html"), *hostile.rglob("*.svg")]:
        seen += "data-canary" in parsed(path.read_text(encoding="utf-8"), path).get_text()
    for path in [*hostile.rglob("*.md"), hostile / "llms.txt"]:
        parsed(rendered(path.read_text(encoding="utf-8")), path)
    assert seen > 20
    assert "<img" not in (hostile / "search/search_index.json").read_text(encoding="utf-8")  # whose texts are HTML


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
    assert reader.evaluate(ALIVE_IN_PAGE) == []
    reader.goto("teams/")
    reader.locator("button[name=example]").click()
    reader.wait_for_selector("decision-teams[data-state=counted]")
    expect(reader.locator(".teams-result")).to_contain_text("data-canary")


def test_what_a_draft_and_the_search_say_is_text(reader: Page) -> None:
    reader.set_viewport_size({"width": 800, "height": 900})
    reader.goto("draft/")
    reader.wait_for_selector("decision-draft[data-state=proved]")
    assert reader.evaluate(ALIVE_IN_PAGE) == []
    reader.goto("selector/")
    field = reader.locator("input[name=query]")
    field.fill("canary")
    field.press("End")  # the theme hears keys, not a value that is set
    expect(reader.locator(".md-search-result__list li, .md-search-result__item").first).to_be_attached()
    assert re.search("canary", reader.locator(".md-search-result").inner_text())
