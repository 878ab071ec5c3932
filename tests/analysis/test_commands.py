"""The commands that prove and compare, as keepers and build servers call them."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from calculator.cli import cli

RULES = """\
guide: {title: t, edition: 2026-01-01, licence: l, scope: s}
sources: [{id: B-1, title: b, url: https://example.org/}]
tools: [{id: bike, title: B, url: https://example.org/, suits: s, cost: c, sources: [B-1]}]
outcomes:
  - {id: bike, title: A bicycle, parts: [bike], summary: s, pattern: {nodes: [{id: a, label: b, owner: c}], edges: []},
     first_day: [d], first_week: [w], sources: [B-1]}
  - {id: walk, title: On foot, parts: [bike], summary: s, pattern: {nodes: [{id: a, label: b, owner: c}], edges: []},
     first_day: [d], first_week: [w], sources: [B-1]}
questions:
  - id: way
    ask: How far?
    why: w
    sources: [B-1]
    choices: [{id: near, label: Near, help: h}, {id: far, label: Far, help: h}, {id: farther, label: Farther, help: h}]
rules:
  - {id: A, when: {way: far}, then: bike, because: b, sources: [B-1]}
  - {id: B, when: {way: farther}, then: bike, because: b, sources: [B-1]}
  - {id: C, then: walk, because: b, sources: [B-1]}
"""
EDITED = RULES.replace("{id: B, when: {way: farther}, then: bike", "{id: B, when: {way: farther}, then: walk")


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Two editions of a rule file, in the folder in which the command runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(RULES)
    (tmp_path / "new.yaml").write_text(EDITED)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, ["diff", *arguments])


def test_a_changed_verdict_ends_with_one_and_the_same_verdicts_with_zero(files):
    assert run("old.yaml", "new.yaml").exit_code == 1
    assert run("old.yaml", "old.yaml").exit_code == 0


def test_the_json_has_the_groups_with_their_rules(files):
    found = json.loads(run("old.yaml", "new.yaml", "--format", "json").output)
    assert (found["same"], found["changed"], found["compared"]) == (False, 1, 3)
    assert found["groups"][0]["rules"] == [{"old": "B", "new": "B", "sets": 1}]


def test_a_file_that_cannot_be_read_is_named_with_line_and_column(files):
    (files / "broken.yaml").write_text("guide: [\n")
    for pair in (("broken.yaml", "new.yaml"), ("old.yaml", "broken.yaml")):
        result = run(*pair)
        assert result.exit_code == 2
        assert result.stderr.startswith("broken.yaml:")


def test_declared_changes_pass_and_others_do_not(files):
    declared = files / "expected.yaml"
    declared.write_text("- {from: bike, to: walk, at_most: 1, why: It rains.}\n")
    assert run("old.yaml", "new.yaml", "--expected", "expected.yaml").exit_code == 0
    assert run("old.yaml", "old.yaml", "--expected", "expected.yaml").exit_code == 1
    declared.write_text("# nothing\n[]\n")
    result = run("old.yaml", "new.yaml", "--expected", "expected.yaml")
    assert result.exit_code == 1
    assert "not declared: bike -> walk by rule B" in result.stderr
    declared.write_text("")
    assert run("old.yaml", "old.yaml", "--expected", "expected.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("from: bike\n", "expected.yaml:1:1: this is a mapping"),
        ("- {from: bike, to: walk}\n", 'expected.yaml:1:3: "why" is missing'),
        ("- {from: a, to: b, why: c, at_most: few}\n", 'expected.yaml:1:37: "at_most" has to be a whole number'),
        ("- {from: a, to: b, why: c, because: d}\n", 'expected.yaml:1:28: unknown key "because"'),
    ],
)
def test_a_mistake_in_the_declarations_is_told_with_its_place(files, text, place):
    (files / "expected.yaml").write_text(text)
    result = run("old.yaml", "new.yaml", "--expected", "expected.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith(place)


def test_git_revisions_stand_for_the_rule_file_in_them(files):
    def git(*arguments):
        names = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *names, *arguments], check=True, capture_output=True)

    git("init", "-q")
    for text in (RULES, EDITED):
        (files / "rules.yaml").write_text(text)
        git("add", "rules.yaml")
        git("commit", "-q", "-m", "edition")
    assert run("HEAD~1", "HEAD", "--rules", "rules.yaml").exit_code == 1
    assert run("HEAD", "new.yaml", "--rules", "rules.yaml").exit_code == 0
    assert run("HEAD~1:rules.yaml", "old.yaml").exit_code == 0
    result = run("nowhere", "HEAD", "--rules", "rules.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("nowhere: there is no such file, and git says: ")


def test_saved_links_that_get_another_verdict_are_listed(files):
    (files / "links.txt").write_text("https://example.org/selector/#way=farther\n#way=near\n")
    output = run("old.yaml", "new.yaml", "--links", "links.txt").output
    assert "https://example.org/selector/#way=farther: bike -> walk" in output
    assert "#way=near:" not in output


def test_cases_are_written_once_and_then_compared(files):
    arguments = ["cases", "--rules", "old.yaml", "--file", "made/cases.yaml"]
    assert CliRunner().invoke(cli, [*arguments, "--check"]).exit_code == 1
    assert CliRunner().invoke(cli, [*arguments, "--write"]).exit_code == 0
    assert CliRunner().invoke(cli, [*arguments, "--check"]).exit_code == 0
    assert (files / "made/cases.yaml").is_file()


def test_the_check_says_what_it_proved(files):
    result = CliRunner().invoke(cli, ["check", "old.yaml"])
    assert result.exit_code == 0
    assert "proved: each of 3 answer sets gets a verdict at every date, by 3 rules" in result.output
