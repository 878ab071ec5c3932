"""What people do with an answered selector: take back, fix, date, compare, share, embed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.places import READY, all_questions, answers, ask, check_it, choose, options, status, until
from tests.browser.server import Faults, served

WIKI = """<!doctype html><html lang="en"><title>Wiki</title>
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; frame-src {origin}; script-src 'nonce-wiki'; style-src 'unsafe-inline'">
<h1>Our wiki</h1>
<iframe id="decision-guide" title="Which orchestrator?" src="{origin}{path}"
  style="width: 100%; height: 300px; border: 0"
  sandbox="allow-scripts allow-same-origin allow-popups allow-downloads allow-modals"></iframe>
<script nonce="wiki">
  window.told = [];
  addEventListener("message", ({{ data, source }}) => {{
    const frame = document.getElementById("decision-guide");
    if (source !== frame.contentWindow) return;
    window.told.push(data);
    if (data.type === "decision-guide:height") frame.style.height = `${{data.height}}px`;
  }});
</script>"""


@pytest.fixture
def three(guide: dict[str, Any]) -> list[tuple[str, str]]:
    """Three questions with an answer each."""
    return [(question["id"], question["choices"][0]["id"]) for question in guide["questions"][:3]]


def test_back_and_the_browsers_own_back_and_forward_are_one_history(
    page: Page, three: list[tuple[str, str]]
) -> None:
    ask(page)
    for question, choice in three:
        choose(page, question, choice)
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(f'input[name="{three[2][0]}"]:checked')).to_have_value("")
    expect(page.locator(f'input[name="{three[1][0]}"]:checked')).to_have_value(three[1][1])
    page.go_back()
    expect(page.locator(f'input[name="{three[1][0]}"]:checked')).to_have_value("")
    page.go_forward()
    page.go_forward()
    expect(page.locator(f'input[name="{three[2][0]}"]:checked')).to_have_value(three[2][1])
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(f'input[name="{three[2][0]}"]:checked')).to_have_value("")
    expect(page.locator(f'input[name="{three[1][0]}"]:checked')).to_have_value(three[1][1])


def test_passing_through_choices_with_the_arrow_keys_is_one_step_back(page: Page, three: list[tuple[str, str]]) -> None:
    ask(page)
    question = three[0][0]
    page.locator(f'input[name="{question}"][value=""]').focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(page.locator(f'input[name="{question}"]:checked')).not_to_have_value("")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(f'input[name="{question}"]:checked')).to_have_value("")


def test_start_over_empties_form_and_address(page: Page, guide: dict[str, Any]) -> None:
    ask(page, answers(guide))
    page.get_by_role("button", name="Start over").click()
    assert "#" not in page.url
    expect(status(page)).not_to_have_attribute("data-outcome", re.compile("."))
    expect(page.locator("fieldset input:checked:not([value=''])")).to_have_count(0)


def test_an_answer_that_cannot_change_stays_in_the_link_and_no_advice_touches_it(
    page: Page, guide: dict[str, Any]
) -> None:
    ask(page, answers(guide))
    question = guide["questions"][0]["id"]
    for one in guide["questions"]:
        page.locator(f'input[data-hold="{one["id"]}"]').check()
    check_it(page)
    expect(page.locator(".section-not_recommended")).to_contain_text("while you hold")
    assert all(one["id"] in page.url.split("_held=")[1] for one in guide["questions"])
    page.reload()
    page.wait_for_selector(READY)
    all_questions(page)
    expect(page.locator(f'input[data-hold="{question}"]')).to_be_checked()
    choose(page, question, "")
    assert question not in page.url


def test_another_date_is_chosen_in_the_form_named_above_the_reasons_and_kept_in_the_link(
    page: Page, guide: dict[str, Any]
) -> None:
    moment = guide["guide"]["moments"][0]
    ask(page, answers(guide))
    options(page)
    page.get_by_label("Judge with the facts of").select_option(moment["on"])
    notes = page.locator(".selector-notes")
    expect(notes).to_contain_text(moment["label"])
    expect(notes).to_contain_text("Today")
    assert page.url.endswith(f"_on={moment['on']}")
    notes.get_by_role("link", name=re.compile("Today")).click()
    expect(notes).to_be_hidden()
    assert "_on" not in page.url


def test_what_made_the_difference_since_then_is_named(page: Page, guide: dict[str, Any]) -> None:
    then = guide["guide"]["moments"][0]["on"]
    for case in guide["cases"]:
        ask(page, "&".join(f"{q}={c}" for q, c in sorted(case["answers"].items())) + f"&_on={then}")
        expect(page.locator(".selector-notes")).to_contain_text("Today")
        if page.locator(".selector-notes").get_by_text("What makes the difference").count():
            assert page.locator('.selector-notes a[href*="/facts/#"]').count() >= 1
            return
    raise AssertionError("no team's verdict has changed since")


def test_questions_that_no_longer_matter_say_why(page: Page, guide: dict[str, Any]) -> None:
    said = guide["cases"][0]["answers"]
    for left_out in reversed(said):
        ask(page, "&".join(f"{q}={c}" for q, c in sorted(said.items()) if q != left_out))
        settled = page.locator("fieldset[data-needs=settled]")
        if settled.count():
            expect(settled.first.locator(".question-note")).to_be_visible()
            expect(settled.first.locator("input").first).to_be_enabled()
            return
    raise AssertionError("each question always matters")


def test_the_outcomes_shrink_and_each_that_is_ruled_out_gives_its_reason(page: Page, guide: dict[str, Any]) -> None:
    ask(page)
    rows = page.locator(".outcomes > li")
    expect(rows).to_have_count(len(guide["outcomes"]))
    before = page.locator(".outcomes > .out").count()
    ask(page, answers(guide, 6))
    expect(rows).to_have_count(len(guide["outcomes"]))
    out = page.locator(".outcomes > .out")
    assert out.count() > before
    labels = {choice["label"] for question in guide["questions"] for choice in question["choices"]}
    assert set(out.locator(".how").all_inner_texts()) <= labels
    assert out.locator(".how").count() > 0


def test_the_next_question_is_one_click_away(page: Page, guide: dict[str, Any]) -> None:
    ask(page, answers(guide, 1))
    page.locator(".selector-next").click()
    focused = page.evaluate("document.activeElement.name")
    expect(page.locator(f'fieldset[data-question="{focused}"]')).to_have_class(re.compile("next"))


def test_the_keys_work_inside_the_form_only_and_can_be_switched_off(page: Page, three: list[tuple[str, str]]) -> None:
    ask(page)
    choose(page, *three[0])
    page.wait_for_selector(f"fieldset[data-question={three[0][0]}][data-needs=answered]")
    page.keyboard.press("n")
    upcoming = page.locator("fieldset.next").get_attribute("data-question")
    assert page.evaluate("document.activeElement.name") == upcoming
    page.keyboard.press("u")
    expect(page.locator(f'input[name="{three[0][0]}"]:checked')).to_have_value("")
    choose(page, *three[0])
    options(page)
    page.get_by_label(re.compile("Use these keys")).uncheck()
    page.keyboard.press("u")
    expect(page.locator(f'input[name="{three[0][0]}"]:checked')).to_have_value(three[0][1])


def test_a_team_fills_in_the_form(page: Page, guide: dict[str, Any]) -> None:
    ask(page)
    case = guide["cases"][1]
    options(page)
    page.get_by_text("Start from a team like yours").click()
    page.get_by_role("link", name=case["title"], exact=True).click()
    expect(status(page)).to_have_attribute("data-outcome", case["expect"])


def test_folds_stay_open_while_answers_change(page: Page, guide: dict[str, Any]) -> None:
    ask(page, answers(guide))
    check_it(page)
    question = guide["questions"][-1]
    choose(page, question["id"], question["choices"][-1]["id"])
    page.wait_for_timeout(300)
    expect(page.locator("details.section-check")).to_have_attribute("open", "")


def test_a_half_filled_link_and_the_record_and_the_card_can_be_copied(
    page: Page, context: BrowserContext, guide: dict[str, Any]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied = "navigator.clipboard.readText()"
    ask(page, answers(guide, 2))
    page.get_by_role("button", name="Copy a link").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert answers(guide, 2) in page.evaluate(copied)
    ask(page, answers(guide))
    page.get_by_role("button", name="Copy the record").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate(copied).startswith("---\nstatus: proposed")
    page.get_by_role("button", name="Copy a card").click()
    until(page, f"async () => (await {copied}).startsWith('<div')")
    assert "<script" not in page.evaluate(copied)


def test_two_answer_sets_are_compared_in_one_link(page: Page, guide: dict[str, Any]) -> None:
    one, other = guide["cases"][0], guide["cases"][1]
    ask(page, answers(guide))
    page.get_by_role("button", name="Compare with other answers").click()
    options(page)
    page.get_by_text("Start from a team like yours").click()
    page.get_by_role("link", name=other["title"], exact=True).click()
    expect(status(page)).to_have_attribute("data-outcome", other["expect"])
    page.get_by_role("link", name="Show A and B side by side").click()
    page.wait_for_selector("decision-compare[data-state=compared]")
    shown = page.eval_on_selector_all(".compare-side", "all => all.map((side) => side.dataset.outcome)")
    assert shown == [one["expect"], other["expect"]]
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_selector("decision-compare[data-state=compared]")
    changed = [q for q in one["answers"] if one["answers"][q] != other["answers"].get(q)]
    expect(page.locator(".table-answers tbody tr")).to_have_count(len(changed))
    page.get_by_role("link", name="Change these answers: B").click()
    expect(status(page)).to_have_attribute("data-outcome", other["expect"])
    expect(page.get_by_role("link", name="Show A and B side by side")).to_be_visible()


def test_the_comparison_without_answers_leads_to_the_questions(page: Page) -> None:
    page.goto("compare-answers/")
    page.locator("decision-compare").get_by_role("link", name="To the questions").click()
    page.wait_for_url("**/selector/")


@pytest.fixture
def wiki(tmp_path: Path, site_url: str, guide: dict[str, Any]) -> Iterator[str]:
    """A page of another origin with a strict policy that embeds the selector."""
    origin = re.match(r"https?://[^/]+", site_url)
    assert origin
    path = f"{site_url.removeprefix(origin[0])}selector/embed/?theme=dark&amp;wording=plain#{answers(guide)}"
    (tmp_path / "index.html").write_text(WIKI.format(origin=origin[0], path=path))
    with served(tmp_path, "/wiki/", Faults()) as address:
        yield address


def told(page: Page, kind: str) -> dict[str, Any]:
    """The first message of a kind that the embedding page has heard; its policy forbids to wait inside it."""
    for _ in range(300):
        heard = page.evaluate("() => window.told")
        if found := [message for message in heard if message["type"] == kind]:
            return dict(found[0])
        page.wait_for_timeout(200)
    raise AssertionError(f"nothing of the kind was heard: {heard}")


def test_no_message_from_the_page_around_it_moves_the_form(browser: Browser, wiki: str, guide: dict[str, Any]) -> None:
    context = browser.new_context()  # of its own: this page may ask two hosts
    page = context.new_page()
    page.goto(wiki)
    told(page, "decision-guide:decision")
    frame = page.frames[1]
    frame.wait_for_selector(READY)
    before = frame.evaluate("() => [location.href, document.querySelector('decision-selector').innerText]")
    markup = "<img src=x onerror='window.sang = 1'>"
    for message in (
        *(markup, {"id": 1, "request": markup}, {"type": "answer", "id": 1, "response": markup}, None),
        *({"type": "decision-guide:decision", "outcome": markup, "fragment": "x=y"}, {"type": "decision-guide:height"}),
        *({"type": "failed", "kind": "crashed", "detail": markup}, {"type": "progress", "phase": "fetch"}),
    ):
        page.evaluate("(message) => frames[0].postMessage(message, '*')", message)
    page.wait_for_timeout(500)
    assert frame.evaluate("() => [location.href, document.querySelector('decision-selector').innerText]") == before
    assert frame.evaluate("() => window.sang") is None
    context.close()


def test_a_strict_wiki_page_shows_the_selector_at_its_height_and_hears_the_decision(
    browser: Browser, wiki: str, guide: dict[str, Any], site_url: str
) -> None:
    context = browser.new_context()  # of its own: this page may ask two hosts
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(wiki)
    decision = told(page, "decision-guide:decision")
    assert decision["outcome"] == guide["cases"][0]["expect"]
    assert decision["fragment"] == answers(guide)
    frame = page.frame_locator("#decision-guide")
    expect(frame.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(frame.locator("#wording-plain")).to_be_checked()
    expect(frame.get_by_role("banner")).to_have_count(0)
    page.wait_for_timeout(500)
    content, room = page.frames[1].evaluate("() => [document.documentElement.scrollHeight, innerHeight]")
    assert room > 300
    assert abs(content - room) < 40
    assert all(url.startswith((wiki, site_url, "blob:")) for url in asked)
    context.close()
