"""The selector is used with the keyboard alone, and is heard once per answer."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.places import KINDS, READY, all_questions, answers, visit

OUTLINE = """() => {
  const shown = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const focused = document.activeElement;
  return focused === document.body ? "nothing" : shown(focused) || shown(focused.closest(".choice") ?? focused);
}"""


def focus(page: Page) -> str:
    """What has the focus, in a few words."""
    return str(
        page.evaluate("(({ outerHTML, textContent }) => outerHTML.slice(0, 80) + textContent)(document.activeElement)")
    )[:160]


def tab_to(page: Page, wanted: Locator, steps: int = 80) -> None:
    """Presses Tab until the focus is where it is wanted, and shows on every stop."""
    for _ in range(steps):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE) in (True, "nothing"), f"the focus does not show on {focus(page)}"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}; it is at {focus(page)}")


def test_a_reader_answers_opens_a_fold_and_copies_the_link_without_a_mouse(
    page: Page, context: BrowserContext, guide: dict[str, Any]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("selector/")
    page.wait_for_selector(READY)
    all_questions(page)
    first = guide["questions"][0]["id"]
    tab_to(page, page.locator(f'input[name="{first}"]:checked'))
    page.keyboard.press("ArrowDown")  # from "I don't know yet" round to the first choice
    expect(page.locator(f'input[name="{first}"]:checked')).not_to_have_value("")
    before = page.evaluate("document.activeElement.value")
    expect(page.locator(f"fieldset[data-question={first}]")).to_have_attribute("data-needs", "answered")
    assert page.evaluate("document.activeElement.value") == before, "the focus was lost when the result came"
    tab_to(page, page.locator(f"fieldset[data-question={guide['questions'][1]['id']}] summary"))
    page.keyboard.press("Enter")
    expect(page.locator(f"fieldset[data-question={guide['questions'][1]['id']}] details")).to_have_attribute("open", "")
    tab_to(page, page.get_by_role("button", name="Copy a link"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    assert first in page.evaluate("navigator.clipboard.readText()")


def test_the_link_to_the_next_question_takes_the_focus_there(page: Page, guide: dict[str, Any]) -> None:
    page.goto(f"selector/#{answers(guide, 1)}")
    page.wait_for_selector(READY)
    all_questions(page)
    link = page.locator(".selector-details a[data-question]").first
    question = link.get_attribute("data-question")
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == question
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.name") == question


def test_every_stop_of_the_keyboard_shows_where_it_is(page: Page) -> None:
    for kind in ("home", "guide", "table"):
        visit(page, KINDS[kind])
        for _ in range(40):
            page.keyboard.press("Tab")
            assert page.evaluate(OUTLINE) is not False, f"{kind}: the focus does not show on {focus(page)}"


def test_the_result_is_said_once_per_answer_and_politely(page: Page, guide: dict[str, Any]) -> None:
    page.goto("selector/")
    page.wait_for_selector(READY)
    all_questions(page)
    page.evaluate("""() => {
      window.said = [];
      const status = document.querySelector("[role=status]");
      const watched = { childList: true, characterData: true, subtree: true };
      new MutationObserver(() => window.said.push(status.innerText)).observe(status, watched);
    }""")
    case = guide["cases"][0]["answers"]
    for number, (question, choice) in enumerate(case.items(), 1):
        page.locator(f'input[name="{question}"][value="{choice}"]').check()
        expect(page.locator(f"fieldset[data-question={question}]")).to_have_attribute("data-needs", "answered")
        assert len(page.evaluate("window.said")) <= number
    said = page.evaluate("window.said")
    assert said, "no answer changed what is said"
    assert len(said) == len([one for one, before in zip(said, ["", *said], strict=False) if one != before])
    loud = page.locator("[aria-live=assertive], [role=alert], [role=log]")
    assert loud.count() == 0


@pytest.mark.parametrize("fold", ["details.rest", "details.section-check"])
def test_the_focus_survives_what_an_answer_changes(page: Page, guide: dict[str, Any], fold: str) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector(READY)
    page.locator(f"{fold} > summary").first.focus()
    page.keyboard.press("Enter")
    page.locator(f"{fold}[open] a[data-answers]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert page.evaluate("document.activeElement !== document.body"), "following a link of the verdict loses the focus"
