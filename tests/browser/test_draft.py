"""A change that is tried in the browser: problems at their lines, the verdict, whom it changes, the proof, the file."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator.analysis import check
from calculator.analysis.difference.diff import diff
from calculator.analysis.difference.difference_text import headline
from calculator.authoring import load

PROJECT = Path(__file__).parents[2]
RULES = PROJECT / "docs/rules.yaml"
PROVED = "decision-draft[data-state=proved]"
BY = "by: Example Ltd\n"


@pytest.fixture
def draft(page: Page) -> Page:
    """The page at a width where its text is a plain field; a leave that would lose a text is agreed to."""
    page.set_viewport_size({"width": 800, "height": 900})
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("draft/")
    page.wait_for_selector(".draft-form:not([hidden])")
    return page


def field(page: Page, name: str) -> Any:
    return page.locator(f"textarea[name={name}]")


def typed(page: Page, name: str, text: str) -> None:
    """Types a text; the page reads it after a pause."""
    page.locator("decision-draft").evaluate("(draft) => delete draft.dataset.state")
    field(page, name).evaluate(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})) }", text
    )


def overlay(page: Page, text: str) -> None:
    page.locator("input[name=which][value=overlay]").check()
    typed(page, "overlay", text)


def test_a_changed_rule_is_decided_compared_and_proved_as_the_commands_do_it(
    draft: Page, guide: dict[str, Any], tmp_path: Path
) -> None:
    text = field(draft, "rules").input_value()
    assert text == RULES.read_text()
    last = guide["rules"][-1]["then"]
    other = next(outcome["id"] for outcome in guide["outcomes"] if outcome["id"] != last)
    head, _, tail = text.rpartition(f"    then: {last}\n")
    file = tmp_path / "rules.yaml"
    file.write_text(f"{head}    then: {other}\n{tail}")
    typed(draft, "rules", file.read_text())
    draft.wait_for_selector(PROVED)
    now, old = load(file).guide, load(RULES).guide
    assert now
    assert old
    day = draft.evaluate("new Intl.DateTimeFormat('sv').format(new Date())")
    expect(draft.locator(".draft-difference p").first).to_have_text(headline(diff(old, now, day)))
    grave = [finding for finding in check(now, day) if finding.severity != "note"]
    assert draft.locator(".draft-proof li").count() == min(len(grave), 20)


def test_a_problem_is_told_at_its_line_and_leads_there(draft: Page) -> None:
    lines = field(draft, "rules").input_value().split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("  - id: ") and number > 400)
    typed(draft, "rules", "\n".join([*lines[:at], "  - {id: [", *lines[at:]]))
    place = draft.locator(".draft-place").first
    expect(place).to_contain_text(f"line {at + 1}")
    place.click()
    chosen = field(draft, "rules").evaluate("(field) => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == "  - {id: ["
    expect(draft.locator(".draft-proof")).to_be_empty()


def test_an_overlay_is_laid_over_the_rules_and_saved_as_a_file(draft: Page, guide: dict[str, Any]) -> None:
    banned = guide["outcomes"][-1]
    text = f"{BY}ban:\n  - outcome: {banned['id']}\n    because: We do not run it.\n"
    overlay(draft, text)
    draft.wait_for_selector(PROVED)
    expect(draft.locator(".draft-difference")).to_contain_text(f"{banned['title']} ->")
    with draft.expect_download() as waiting:
        draft.locator(".action-draft-save").click()
    assert waiting.value.suggested_filename == "overlay.yaml"
    assert Path(waiting.value.path()).read_text() == text


def test_the_verdict_of_a_draft_stands_beside_the_published_one(draft: Page, guide: dict[str, Any]) -> None:
    case = next(case for case in guide["cases"] if case.get("expect"))
    title = next(outcome["title"] for outcome in guide["outcomes"] if outcome["id"] == case["expect"])
    draft.locator("select[name=answers]").select_option(label=case["title"])
    expect(draft.locator(".draft-verdict")).to_contain_text(title)
    overlay(draft, f"{BY}ban:\n  - outcome: {case['expect']}\n    because: We do not run it.\n")
    expect(draft.locator(".draft-before b")).to_contain_text(title)
    expect(draft.locator(".draft-verdict b").first).not_to_have_text(draft.locator(".draft-before b").inner_text())


def test_what_was_typed_outlives_a_look_at_another_page(draft: Page) -> None:
    overlay(draft, BY)
    expect(draft.get_by_role("main").get_by_role("status")).to_contain_text("whole")
    draft.evaluate("document.querySelector('.md-logo').click()")
    draft.wait_for_url(re.compile(r"/$"))
    draft.go_back()
    expect(field(draft, "overlay")).to_have_value(BY)


def test_where_there_is_room_and_a_mouse_an_editor_marks_and_finds(page: Page, guide: dict[str, Any]) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("draft/")
    editor = page.locator(".draft-text-rules .cm-editor")
    expect(editor).to_be_visible()
    rule = guide["rules"][-1]["id"]
    page.locator("input[name=find]").fill(rule)
    page.locator(".draft-find button").click()
    expect(editor.locator(".cm-activeLine")).to_contain_text(f"id: {rule}")
    page.keyboard.type("]")
    expect(editor.locator(".cm-lint-marker-error").first).to_be_visible()
    page.keyboard.press("ControlOrMeta+z")
    expect(editor.locator(".cm-lint-marker-error")).to_have_count(0)
