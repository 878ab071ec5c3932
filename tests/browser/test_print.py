"""On paper: one decision sheet, and pages without the site's frame."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import KINDS, READY, answers, moved_once, visit

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="PAPER IS NOT CHECKED: there is no pdftotext; install poppler-utils"
)


def printed(page: Page, path: Path, paper: str) -> tuple[int, str]:
    """The number of sheets, and what stands on them."""
    page.evaluate("document.fonts.ready")
    page.pdf(path=path, format=paper, prefer_css_page_size=False)
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return text.count("\f"), re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_decision_is_one_sheet_with_everything_that_a_colleague_asks(
    page: Page, guide: dict[str, Any], tmp_path: Path, paper: str
) -> None:
    page.goto(f"selector/#{answers(guide)}")
    page.wait_for_selector("decision-selector[data-state=decided]")
    sheets, text = printed(page, tmp_path / "decision.pdf", paper)
    case = guide["cases"][0]
    questions = {question["id"]: question for question in guide["questions"]}
    titles = {outcome["id"]: outcome["title"] for outcome in guide["outcomes"]}
    assert sheets == 1
    assert titles[case["expect"]] in text
    assert guide["digest"][:12] in text
    assert answers(guide)[:40] in text.replace(" ", "")
    for question, choice in case["answers"].items():
        labels = {one["id"]: one["label"] for one in questions[question]["choices"]}
        assert " ".join(labels[choice].replace("`", "").split())[:30] in text, question
    reasons = [rule["because"] for rule in guide["rules"] if rule["then"] == case["expect"]]
    assert any(" ".join(reason.replace("`", "").split()) in text for reason in reasons)


@pytest.mark.parametrize("form", ["selector/", "selector/de/"])
def test_the_decision_of_every_team_fits_one_sheet_of_either_paper(
    page: Page, guide: dict[str, Any], tmp_path: Path, form: str
) -> None:
    long = []
    page.goto(form)
    page.wait_for_selector(READY)
    moved_once(page)
    for case in guide["cases"]:
        link = "&".join(f"{question}={choice}" for question, choice in sorted(case["answers"].items()))
        page.evaluate("link => (location.hash = link)", link)
        expect(page.locator(".sheet-from")).to_contain_text(link, use_inner_text=False)
        sheets = {paper: printed(page, tmp_path / "decision.pdf", paper)[0] for paper in ("A4", "Letter")}
        long += [(case["id"], paper) for paper, number in sheets.items() if number != 1]
    assert long == []


@pytest.mark.parametrize("kind", ["home", "table", "outcome", "guide"])
def test_a_printed_page_has_its_text_and_not_the_sites_frame(page: Page, tmp_path: Path, kind: str) -> None:
    visit(page, KINDS[kind])
    title = page.locator("h1").first.evaluate("h1 => h1.firstChild.textContent.trim() || h1.innerText")
    _, text = printed(page, tmp_path / "page.pdf", "A4")
    assert title.split("\n")[0][:20] in text
    for frame in ("Back to top", "Skip to content", "Type to start searching"):
        assert frame not in text


def test_a_half_answered_form_prints_what_is_still_possible(page: Page, guide: dict[str, Any], tmp_path: Path) -> None:
    page.goto(f"selector/#{answers(guide, 2)}")
    page.wait_for_selector(READY)
    _, text = printed(page, tmp_path / "open.pdf", "A4")
    assert "possible" in text


def test_no_page_of_an_outcome_needs_more_than_four_sheets(page: Page, guide: dict[str, Any], tmp_path: Path) -> None:
    long = {}
    for outcome in guide["outcomes"]:
        response = page.goto(f"outcomes/{quote(outcome['id'])}/")
        assert response is not None
        assert response.ok, outcome["id"]
        sheets, _ = printed(page, tmp_path / "outcome.pdf", "A4")
        long |= {outcome["id"]: sheets} if sheets > 4 else {}
    assert long == {}


def test_a_row_that_the_reader_has_opened_is_printed_with_its_reason(
    page: Page, guide: dict[str, Any], tmp_path: Path
) -> None:
    rule = guide["rules"][0]
    reason = " ".join(rule["because"].split())
    page.goto("rules/")
    assert reason not in printed(page, tmp_path / "rules.pdf", "A4")[1]
    page.locator(f"[id='{rule['id']}'] summary").click()
    assert reason in printed(page, tmp_path / "rules.pdf", "A4")[1]
