"""One question at a time: a tired reader answers with one click each, goes back, skips, and sees the result."""

import re
from itertools import takewhile
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import decide
from calculator.engine.words import say
from tests.browser.places import READY, all_questions, answers, until

ASKED = "fieldset[data-current]"
MOVED = f"before => document.querySelector('{ASKED}')?.dataset.question !== before"


@pytest.fixture
def asked(page: Page) -> Page:
    """The empty form."""
    page.goto("selector/")
    page.wait_for_selector(READY)
    return page


def question(page: Page) -> str:
    """The question that is shown."""
    return str(page.locator(ASKED).get_attribute("data-question"))


def answer(page: Page, choice: str) -> None:
    """One click on a choice, and the result of it."""
    before = question(page)
    page.locator(f"{ASKED} input[value='{choice}']").click()
    until(page, MOVED, before)


def test_one_question_is_shown_in_the_order_of_the_guide_and_the_others_stay_in_the_form(
    asked: Page, guide: dict[str, Any]
) -> None:
    expect(asked.locator("fieldset:visible")).to_have_count(1)
    assert question(asked) == guide["questions"][0]["id"]
    assert asked.locator("form fieldset").count() == len(guide["questions"])


@pytest.mark.parametrize("at", [0, 4, 9])
def test_every_click_moves_on_by_itself_until_the_verdict_stands_alone(
    asked: Page, guide: dict[str, Any], at: int
) -> None:
    case = guide["cases"][at]
    for _ in guide["questions"]:
        if asked.locator("decision-selector").get_attribute("data-state") == "decided":
            break
        answer(asked, case["answers"][question(asked)])
        asked.wait_for_timeout(200)
    expect(asked.get_by_role("status")).to_have_attribute("data-outcome", case["expect"])
    expect(asked.locator("fieldset:visible")).to_have_count(0)


@pytest.mark.parametrize("at", [2, 8, 20])
def test_the_usual_is_one_click_for_the_questions_that_come_next_and_for_no_other(
    asked: Page, guide: dict[str, Any], at: int
) -> None:
    """Offered where two questions or more come next of which one answer is usual; it never skips one without it."""
    engine, wanted, given = guide_from_json(guide), guide["cases"][at]["answers"], dict[str, str]()
    usual = {question.id: one.id for question in engine.questions.values() for one in question.choices if one.usual}
    while coming := decide(engine, given, engine.edition).still_needed:
        together = list(takewhile(usual.__contains__, coming))
        expect(asked.locator(".steps-usual:visible")).to_have_count(int(len(together) > 1))
        if len(together) > 1 and all(wanted[name] == usual[name] for name in together):
            asked.locator(".steps-usual").click()
            given |= {name: usual[name] for name in together}
        else:
            answer(asked, wanted[coming[0]])
            given[coming[0]] = wanted[coming[0]]
        for name in guide["questions"]:
            chosen = asked.locator(f"input[name='{name['id']}']:checked")
            expect(chosen).to_have_value(given.get(name["id"], ""))
    assert len(given) > 1


def test_the_home_page_gives_the_usual_answers_with_one_click(page: Page, guide: dict[str, Any]) -> None:
    engine = guide_from_json(guide)
    usual = {question.id: one.id for question in engine.questions.values() for one in question.choices if one.usual}
    together = list(takewhile(usual.__contains__, engine.questions))
    page.goto("")
    page.get_by_role("link", name=say(engine, "page-usual")).click()
    page.wait_for_selector(READY)
    for name in engine.questions:
        chosen = page.locator(f"input[name='{name}']:checked")
        expect(chosen).to_have_value(usual[name] if name in together else "")


def test_a_chip_opens_its_question_again_and_the_same_answer_goes_on(asked: Page, guide: dict[str, Any]) -> None:
    first = guide["questions"][0]
    answer(asked, first["choices"][0]["id"])
    upcoming = question(asked)
    asked.locator(".selector-chips button").first.click()
    assert question(asked) == first["id"]
    answer(asked, first["choices"][0]["id"])
    assert question(asked) == upcoming


def test_not_knowing_goes_on_and_can_be_taken_up_again(asked: Page, guide: dict[str, Any]) -> None:
    first = question(asked)
    answer(asked, "")
    assert question(asked) != first
    assert "#" not in asked.url
    asked.locator(".selector-chips button").first.click()
    assert question(asked) == first


def test_arrows_pass_through_choices_and_enter_goes_on(asked: Page) -> None:
    first = question(asked)
    asked.locator(f"{ASKED} input").first.focus()
    asked.keyboard.press("ArrowDown")
    asked.wait_for_timeout(400)
    assert question(asked) == first
    asked.keyboard.press("Enter")
    until(asked, MOVED, first)
    assert asked.evaluate("document.activeElement.name") == question(asked)


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_nothing_has_to_be_scrolled_between_two_questions(
    page: Page, guide: dict[str, Any], size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("selector/")
    page.wait_for_selector(READY)
    case = guide["cases"][0]
    for _ in range(4):
        legend = page.locator(f"{ASKED} legend").bounding_box()
        assert legend
        assert 0 <= legend["y"] < size[1] / 2
        assert page.evaluate("scrollY") < 80
        answer(page, case["answers"][question(page)])


def test_names_fall_in_their_places_with_the_answer_that_did_it(page: Page, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide, 6)}")
    page.wait_for_selector(READY)
    names = [outcome["title"] for outcome in guide["outcomes"]]
    shown = page.locator(".outcomes > li > :first-child").all_inner_texts()
    assert shown == names
    expect(page.locator(".outcomes > .out").first).to_be_visible()


def test_everything_can_be_shown_at_once_and_one_by_one_again(asked: Page, guide: dict[str, Any]) -> None:
    all_questions(asked)
    expect(asked.locator("fieldset:visible")).to_have_count(len(guide["questions"]))
    asked.get_by_role("button", name=re.compile("one question at a time")).click()
    expect(asked.locator("fieldset:visible")).to_have_count(1)
