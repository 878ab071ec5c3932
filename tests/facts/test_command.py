"""``calculator facts``: lists, looks up, and ends with 0, 1 or 2."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calculator.cli import cli
from tests.facts.conftest import GUIDE, ON, MakeWheel, model, shapes

LIMITS = "A wheel proves that an API or a class exists, not that it is generally available."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["facts", "--rules", str(GUIDE), "--on", ON, *map(str, arguments)])


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_facts_are_listed_in_every_form(form: str) -> None:
    result = run("--format", form)

    assert result.exit_code == 0
    assert "A vault can be locked" in result.output


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_every_form_says_what_a_wheel_cannot_prove(both: Path, form: str) -> None:
    result = run("--wheels", both, "--format", form)

    assert result.exit_code == 0
    assert LIMITS in result.output


def test_a_changed_fact_ends_with_one_and_makes_an_issue(both: Path, make: MakeWheel) -> None:
    make("tiny_models-2.0", model(operations={}))

    result = run("--wheels", both, "--format", "markdown")

    assert result.exit_code == 1
    assert "## A-01: A vault can be locked (changed)" in result.output
    assert (
        "- Operation LockVault in vault: lacks LockVault. Looked up in tiny-models 2.0 of 2026-11-17." in result.output
    )
    assert "- If it is the other way round, 1 of 6 answer sets (16.7 %) get another verdict:" in result.output
    assert "- 1 answer set: Vault → SQLite." in result.output
    assert "- Teams whose verdict flips: A team with a secret." in result.output
    assert "## A-02" not in result.output


def test_the_issue_begins_with_what_changes_for_readers(both: Path, make: MakeWheel) -> None:
    make("tiny_models-2.0", shapes(Kind={"enum": ["small", "large", "huge"]}) | model(operations={}))

    blocks = run("--wheels", both, "--format", "markdown").output.split("\n\n")

    assert blocks[0] == "## For readers"
    assert "A-01, A vault can be locked" in blocks[1]
    assert "- Teams whose verdict flips: A team with a secret." in blocks[1]


def test_what_is_new_stands_in_the_issue_and_ends_with_one(both: Path, make: MakeWheel) -> None:
    make("tiny_models-2.0", shapes(Kind={"enum": ["small", "large", "huge"]}))

    result = run("--wheels", both, "--format", "markdown")

    assert result.exit_code == 1
    assert result.output.startswith("## For readers\n\n- Nothing that the guide says has changed.\n\n## News\n\n- A-03")
    assert "has also huge" in result.output


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_list_says_what_people_have_to_look_for(form: str) -> None:
    assert "only people; look for: the chapter on keys" in run("--format", form).output


def test_the_issue_lists_what_people_should_have_read_again(both: Path) -> None:
    result = run("--wheels", both, "--format", "markdown")

    assert (
        "## Due for reading again\n\n- A-07, Nobody can look this up. Look for: the chapter on keys." in result.output
    )


def test_what_cannot_be_proved_ends_with_one_too(wheels: Path) -> None:
    result = run("--wheels", wheels)

    assert result.exit_code == 1
    assert "A-01\tnot provable\ttiny-models\tthere is no wheel of that name to look into" in result.output


def test_programs_read_the_same_as_people(both: Path, make: MakeWheel) -> None:
    make("tiny_models-2.0", model(operations={}))

    report = json.loads(run("--wheels", both, "--format", "json").output)

    changed = next(fact for fact in report["facts"] if fact["fact"] == "A-01")
    assert (changed["status"], changed["version"], changed["touched"]["answer_sets"]) == ("changed", "2.0", 1)
    assert (report["readers"]["changed"], report["readers"]["answer_sets"]) == (["A-01"], 1)
    assert [fact["look_for"] for fact in report["only_people"]] == ["the chapter on keys"]


def test_a_folder_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    result = run("--wheels", tmp_path / "nowhere")

    assert result.exit_code == 2
    assert "There is no folder" in result.output
