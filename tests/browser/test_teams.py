"""A table of teams in the browser: counted as the command counts it, given back as the command gives it back."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

PROJECT = Path(__file__).parents[2]
COUNTED = "decision-teams[data-state=counted]"


@pytest.fixture
def teams(page: Page) -> Page:
    page.goto("teams/")
    page.wait_for_selector(".teams-form:not([hidden])")
    return page


def counted(page: Page) -> dict[str, int]:
    page.wait_for_selector(COUNTED)
    rows = page.locator(".teams-counts tr").all()
    return {row.get_attribute("data-outcome") or "": int(row.locator("b").inner_text()) for row in rows}


def paste(page: Page, text: str) -> None:
    page.locator("textarea[name=table]").evaluate("(field, text) => (field.value = text)", text)
    page.locator(".teams-count").click()


def command(name: str, file: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    """What the command line says of a file."""
    words = [sys.executable, "-m", "calculator", name, str(file), *more]
    return subprocess.run(words, cwd=PROJECT, capture_output=True, check=False)


def test_the_teams_of_the_guide_are_counted_as_the_command_counts_them(teams: Page, tmp_path: Path) -> None:
    teams.locator("button[name=example]").click()
    shown = counted(teams)
    file = tmp_path / "teams.csv"
    file.write_text(teams.locator("textarea[name=table]").input_value())
    told = json.loads(command("portfolio", file, "--format", "json").stdout)
    assert shown == told["verdicts"]
    assert teams.locator(".teams-plan").count() == len(told["plans"])
    for plan, section in zip(told["plans"], teams.locator(".teams-plan").all(), strict=True):
        assert section.locator("li").count() == len(plan["payers"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_file_comes_back_in_its_own_dialect_with_a_verdict_for_each_line(
    teams: Page, guide: dict[str, Any], tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "umlaut ä.csv"
    questions = guide["questions"][:3]
    cells = ";".join(question["choices"][0]["label"].split(";")[0].split(",")[0] for question in questions)
    names = ";".join(question["id"] for question in questions)
    text = f'Mannschaft;{names}\r\nrot;{cells}\r\n=1+1;{cells}\r\nzu viel;{cells};"a\r\nb"\r\n'
    file.write_bytes(text.encode(encoding) if encoding != "utf-16-be" else f"\ufeff{text}".encode(encoding))
    teams.locator("input[type=file]").set_input_files(str(file))
    counted(teams)
    expect(teams.locator(".teams-notes li")).to_have_count(1)
    with teams.expect_download() as waiting:
        teams.locator(".action-teams-download").click()
    assert Path(waiting.value.path()).read_bytes() == command("batch", file).stdout


@pytest.mark.parametrize(
    ("text", "word"),
    [("", "no team"), ("team,colour\nred,blue\n", "no column is a question"), ("PK\x03\x04", "Excel"), ("{", "no team")]
)
def test_a_table_that_is_none_is_refused_in_words(teams: Page, text: str, word: str) -> None:
    paste(teams, text)
    expect(teams.get_by_role("main").get_by_role("status")).to_contain_text(word)
    expect(teams.locator(".teams-counts")).to_have_count(0)


def test_a_newer_table_takes_the_place_of_one_that_is_still_read(teams: Page, guide: dict[str, Any]) -> None:
    question = guide["questions"][0]
    line = f"{question['id']}\n" + "\n".join(question["choices"][0]["id"] for _ in range(4000))
    paste(teams, line)
    paste(teams, "\n".join(line.splitlines()[:3]))
    teams.wait_for_selector(COUNTED)
    expect(teams.get_by_role("main").get_by_role("status")).to_have_text("Teams: 2")


def test_many_lines_are_counted_while_the_reader_sees_how_far_it_is(teams: Page, guide: dict[str, Any]) -> None:
    names = [question["id"] for question in guide["questions"]]
    rows = [",".join(q["choices"][at % len(q["choices"])]["id"] for q in guide["questions"]) for at in range(600)]
    seen = teams.evaluate_handle(
        """() => { const seen = []; new MutationObserver(() => seen.push(document.querySelector(".teams-status")
        .textContent)).observe(document.querySelector(".teams-status"), {childList: true}); return seen }"""
    )
    paste(teams, "\n".join([",".join(names), *rows]))
    assert sum(counted(teams).values()) == 600
    assert any("of 600" in sentence for sentence in seen.json_value())
