"""Pages fit a small screen, large letters, a wish for less motion and the reader's own colours."""

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.places import READY, all_questions, answers


def test_at_400_percent_the_form_is_not_covered_by_the_result(page: Page, guide: dict[str, Any]) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"selector/#{answers(guide, 2)}")
    page.wait_for_selector(READY)
    over = page.get_by_role("status").evaluate_handle("e => e.closest('.selector-bar') ?? e")
    assert over.evaluate("e => getComputedStyle(e).position === 'static' || e.offsetHeight < innerHeight / 3")


def test_a_phone_shows_the_result_and_most_of_the_form_at_once(page: Page, guide: dict[str, Any]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"selector/#{answers(guide, 2)}")
    page.wait_for_selector(READY)
    page.locator("fieldset").nth(2).scroll_into_view_if_needed()
    status = page.get_by_role("status").bounding_box()
    assert status
    assert status["y"] + status["height"] <= 845
    assert status["height"] < 844 / 3


def test_who_wants_less_motion_gets_none(page: Page, guide: dict[str, Any]) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      return parseFloat(transitionDuration) > 0 || (animationName !== "none" && parseFloat(animationDuration) > 0);
    }).map((element) => element.className).slice(0, 5)""")
    assert moving == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


CHOSEN, OTHER = ".choice:has(input:not([value='']):checked)", ".choice:not(:has(:checked))"
EDGE = "e => (({ outline, border }) => `${outline} ${border}`)(getComputedStyle(e))"


def test_forced_colours_keep_choices_and_pictures_apart_from_the_rest(page: Page, guide: dict[str, Any]) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    all_questions(page)
    assert page.locator(CHOSEN).first.evaluate(EDGE) != page.locator(OTHER).first.evaluate(EDGE)
    page.goto("tree/")
    ink = page.locator(".diagram-picture text").first.evaluate("e => getComputedStyle(e).fill")
    assert ink != page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_forced_colours_keep_the_focus_visible(page: Page, guide: dict[str, Any]) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    all_questions(page)
    page.locator(".choice input:checked").first.focus()
    page.keyboard.press("ArrowUp")
    choice = page.evaluate_handle("document.activeElement.closest('.choice')")
    assert choice.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    assert choice.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2


def test_a_reader_whose_system_is_dark_gets_the_dark_colours(browser: Browser, site_url: str) -> None:
    context = browser.new_context(base_url=site_url, color_scheme="dark")
    page = context.new_page()
    page.goto("")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    context.close()
