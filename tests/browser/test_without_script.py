"""Without scripts, or without WebAssembly, a reader still gets from the first question to the same verdict."""

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page, Route, expect

from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.publishing import publishing_date
from tests.browser.places import TOO_WIDE

SETS = 300


@dataclass(frozen=True)
class Chain:
    """The page of linked questions as its HTML says it; nothing is known but labels and links."""

    start: str
    steps: dict[str, Tag]
    guide: Guide

    def ways(self, step: str) -> list[tuple[str, str]]:
        """The words and the target of each link to another step."""
        links = self.steps[step].select(".walk-choices a")
        return [(" ".join(link.select_one(".walk-answer").get_text().split()), str(link["href"])[1:]) for link in links]  # type: ignore[union-attr]

    def question(self, step: str) -> str | None:
        """The question that a step asks, by its words."""
        words = self.steps[step].h2.get_text(strip=True)  # type: ignore[union-attr]
        return next((question.id for question in self.guide.questions.values() if question.ask == words), None)

    def outcome(self, step: str) -> str:
        """The outcome that an end recommends, by its title."""
        title = self.steps[step].h2.get_text(strip=True)  # type: ignore[union-attr]
        return next(outcome.id for outcome in self.guide.outcomes.values() if outcome.title == title)

    def choices(self, step: str, words: str) -> set[str]:
        """The choices that a link stands for: those whose label it says, the longest first."""
        found, question = set(), self.question(step)
        assert question
        for choice in sorted(self.guide.questions[question].choices, key=lambda choice: -len(choice.label)):
            label = " ".join(choice.label.replace("`", "").split())
            if label.lower() in words.lower():
                found.add(choice.id)
                words = words.lower().replace(label.lower(), "")
        return found


@pytest.fixture(scope="module")
def engine_guide(built_site: Path) -> Guide:
    """The guide of the built site, as the engine reads it."""
    return guide_from_json((built_site / "rules.json").read_text())


@pytest.fixture(scope="module")
def chain(built_site: Path, engine_guide: Guide) -> Chain:
    """The page `walk/`."""
    page = BeautifulSoup((built_site / "walk/index.html").read_text(), "html.parser")
    steps = {str(section["id"]): section for section in page.select(".walk-step")}
    start = page.select_one(".walk-tools a")
    assert start
    return Chain(str(start["href"])[1:], steps, engine_guide)


def on(guide: Guide) -> str:
    """The date for which the site was built."""
    return publishing_date(guide.edition)


def test_three_hundred_readers_arrive_where_the_engine_decides(chain: Chain, engine_guide: Guide) -> None:
    chance = random.Random(6)
    for _ in range(SETS):
        given = {question.id: chance.choice(question.choices).id for question in engine_guide.questions.values()}
        here = chain.start
        while question := chain.question(here):
            here = next(to for words, to in chain.ways(here) if given[question] in chain.choices(here, words))
        assert chain.outcome(here) == decide(engine_guide, given, on(engine_guide)).outcome, given


def test_every_way_through_the_chain_ends_where_the_engine_decides(chain: Chain, engine_guide: Guide) -> None:
    ends, seen, todo = set(), set(), [(chain.start, {})]
    while todo:
        here, said = todo.pop()
        question = chain.question(here)
        if question is None:
            assert decide(engine_guide, said, on(engine_guide)).outcome == chain.outcome(here), said
            ends.add(here)
        elif here not in seen:
            ways = [(chain.choices(here, words), to) for words, to in chain.ways(here)]
            offered = [choice for choices, _ in ways for choice in choices]
            assert sorted(offered) == sorted(choice.id for choice in engine_guide.questions[question].choices)
            todo += [(to, {**said, question: choice}) for choices, to in ways for choice in choices]
            seen.add(here)
    assert seen | ends == set(chain.steps)


@pytest.fixture
def unscripted(browser: Browser, site_url: str) -> Any:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(base_url=site_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_chain_is_followed_by_clicking_without_scripts(
    unscripted: Page, guide: dict[str, Any], chain: Chain
) -> None:
    unscripted.goto("walk/")
    assert unscripted.locator(".walk-step").filter(visible=True).count() == 1
    case, here = guide["cases"][0], chain.start
    while question := chain.question(here):
        step = unscripted.locator(f"#{here}")
        assert step.is_visible()
        said = case["answers"][question]
        words, here = next((words, to) for words, to in chain.ways(here) if said in chain.choices(here, words))
        step.locator(f'a[href="#{here}"]', has_text=words).click()
    assert unscripted.url.endswith(f"#{here}")
    assert chain.outcome(here) == case["expect"]
    assert unscripted.locator(f'[id="{here}"]').is_visible()


def test_no_page_is_wider_than_a_small_screen(unscripted: Page, built_site: Path) -> None:
    unscripted.set_viewport_size({"width": 320, "height": 256})
    wide = {}
    for path in sorted(built_site.glob("**/index.html")):
        place = f"{path.parent.relative_to(built_site)}/"
        unscripted.goto(quote(place))
        wide[place] = unscripted.evaluate(TOO_WIDE)
    assert {place: found for place, found in wide.items() if found} == {}


def test_the_selector_is_whole_and_honest_without_scripts(unscripted: Page, guide: dict[str, Any]) -> None:
    unscripted.goto("selector/")
    for question in guide["questions"]:
        assert unscripted.locator(f"fieldset[data-question={question['id']}] legend").is_visible()
        assert unscripted.locator(f"input[name={question['id']}]").count() == len(question["choices"]) + 1
    told = unscripted.locator(".selector-noscript")
    assert told.bounding_box()["y"] < unscripted.locator("fieldset").first.bounding_box()["y"], "it is told too late"
    assert told.is_visible()
    assert [link.get_attribute("href") for link in told.locator("a").all()] == ["../walk/", "../rules/"]
    assert unscripted.locator(".possible a").count() == len(guide["outcomes"])


@pytest.mark.parametrize("where", ["page", "worker"])
def test_without_webassembly_the_chain_is_offered_at_once_in_words(page: Page, where: str) -> None:
    if where == "page":
        page.add_init_script("delete window.WebAssembly")
    else:
        page.context.route("**/worker.js", _without_webassembly)
    page.goto("selector/")
    offer = page.locator('.selector-trouble a[href$="walk/"]')
    expect(offer).to_be_visible(timeout=10_000)
    expect(page.get_by_role("status")).to_have_text(re.compile(r"WebAssembly"))
    offer.click()
    page.wait_for_url("**/walk/")


def _without_webassembly(route: Route) -> None:
    found = route.fetch()
    route.fulfill(response=found, body=f"delete self.WebAssembly;\n{found.text()}")
