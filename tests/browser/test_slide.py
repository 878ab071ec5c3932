"""On the slide a reader sees their own way, where the slide is right for them, and is told where it is not."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator.engine.codec import guide_from_json
from calculator.engine.link import write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.logic.slide import inside, slide
from calculator.engine.model import Guide
from tests.browser.places import READY, answers

SETS = 25
WAY = ".slide-way:not([hidden])"


@pytest.fixture(scope="module")
def rules(guide: dict[str, Any]) -> Guide:
    return guide_from_json(guide)


def lit(page: Page) -> set[str]:
    """The ids of what is lit, without the picture's name."""
    ids = page.evaluate("[...document.querySelectorAll('#frame .lit')].map(({id}) => id)")
    return {id.removeprefix("frame--").replace(".", "+") for id in ids}  # an id in a picture has no plus sign


def lit_with(page: Page, *wanted: str) -> set[str]:
    """The same, once these are lit: the theme may put the page there anew when its address changes."""
    for _ in range(100):
        if (found := lit(page)).issuperset(wanted):
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"{wanted} are not lit, only {found}")


def visit(page: Page, said: Mapping[str, str]) -> None:
    page.goto(f"tree/#{write_fragment(said)}")
    expect(page.locator(".picture[data-slide]")).to_have_attribute("data-way", f"#{write_fragment(said)}")
    expect(page.locator(WAY)).to_be_visible()


def test_a_usual_way_is_lit_from_its_first_question_to_the_verdict(page: Page, rules: Guide) -> None:
    shown = slide(rules, rules.edition)
    assert shown
    rng = random.Random(5)
    drawn = [{question: rng.choice(choices) for question, choices in inside(rules).items()} for _ in range(50 * SETS)]
    ends = {shown.outcome(said): said for said in drawn}  # one way to each end of the slide, and some more
    assert set(ends) == {to for box in shown.boxes for _, to in box.ways if isinstance(to, str)}
    for said in [*ends.values(), *drawn[:SETS]]:
        outcome = decide(rules, said, rules.edition).outcome
        visit(page, said)
        found = lit_with(page, "q0", f"out-{outcome}")
        assert len([one for one in found if one.startswith("out-")]) == 1
        boxes = [int(one.removeprefix("q")) for one in found if one.startswith("q")]
        assert all(shown.boxes[box].question in said for box in boxes)
        assert len([one for one in found if one.startswith("arrow")]) == len(boxes)
        assert outcome
        expect(page.locator(WAY)).to_contain_text(rules.outcomes[outcome].title)


def test_no_way_is_lit_for_answers_that_are_not_usual(page: Page, rules: Guide) -> None:
    for question, usual in inside(rules).items():
        for choice in rules.questions[question].choices:
            if choice.id not in usual:
                visit(page, {question: choice.id})
                assert lit(page) == set()
                assert page.locator(WAY).inner_text()


def test_the_way_ends_where_the_answers_do_and_follows_the_address(page: Page, rules: Guide) -> None:
    shown = slide(rules, rules.edition)
    assert shown
    first = shown.boxes[0]
    (choices, to), *_ = [way for way in first.ways if isinstance(way[1], int)]
    visit(page, {first.question: choices[0]})
    assert lit_with(page, f"q{to}") == {"q0", f"arrow--q0--{to}", f"q{to}"}
    page.evaluate("location.hash = ''")
    expect(page.locator(WAY)).to_have_count(0)
    assert lit(page) == set()


def test_a_verdict_leads_to_its_way_and_the_way_back_to_the_same_answers(page: Page, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    page.get_by_role("link", name="Your way on the slide").click()
    expect(page.locator(WAY)).to_be_visible()
    page.locator(WAY).get_by_role("link").click()
    page.wait_for_selector(READY)
    assert answers(guide) in page.url


def test_on_a_phone_the_way_stands_open(page: Page, rules: Guide) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    said = {question: choices[0] for question, choices in inside(rules).items()}
    visit(page, said)
    outcome = decide(rules, said, rules.edition).outcome
    assert outcome
    expect(page.locator("#frame .steps-end:visible")).to_have_text(rules.outcomes[outcome].title)


@pytest.mark.parametrize("fragment", ["=", "home", "home=", "%", "home=%ff", "slide", "a=b&" * 500, "home=<b>"])
def test_no_address_breaks_the_page(page: Page, fragment: str) -> None:
    page.goto(f"tree/#{fragment}")
    expect(page.locator("#frame svg")).to_be_visible()
    assert page.locator("#frame b").count() == 0
