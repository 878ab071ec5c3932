"""Every check has one definition, one heading on the page of the checks, and the smallest table that triggers it."""

import importlib
import re
from pathlib import Path

import pytest

from calculator.analysis.check import CHECKS, check
from calculator.analysis.finding import Finding
from calculator.analysis.findings_text import NOTES, as_lines, summary
from calculator.analysis.space.ground import Ground

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs/maintaining/proof-checks.md"
TODAY = "2026-11-23"


@pytest.mark.parametrize("name", CHECKS)
def test_the_smallest_table_triggers_its_check(name, table):
    found = {finding.check for finding in check(table(name), TODAY)}
    assert name in found


@pytest.mark.parametrize("name", CHECKS)
def test_the_page_tells_the_definition_and_shows_the_table(name):
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert section, f"docs/maintaining/proof-checks.md has no heading {name}"
    definition = importlib.import_module(CHECKS[name].__module__).__doc__
    assert " ".join(definition.split()) in " ".join(section[1].split())
    assert f"tests/analysis/tables/{name}.yaml" in section[1]
    text = (PROJECT / f"tests/analysis/tables/{name}.yaml").read_text()
    for rule in re.findall(r"^  - (\{id: [A-Z].*\})$", text, re.MULTILINE):
        wanted = rule.replace(", because: It is so., sources: [B-1]", "").replace(", sources: [B-1]", "")
        assert wanted in section[1]


def test_every_definition_says_if_and_only_if():
    for name, one in CHECKS.items():
        assert "if and only if" in " ".join(importlib.import_module(one.__module__).__doc__.split()), name


def test_the_page_has_no_heading_without_a_check():
    assert re.findall(r"^## ([a-z-]+)$", PAGE.read_text(), re.MULTILINE) == list(CHECKS)


def test_a_table_without_a_flaw_has_no_finding(table):
    guide = table("overlap")
    assert {finding.check for finding in check(guide, TODAY)} == {"overlap"}


def test_an_idle_rule_names_the_rules_that_take_its_answer_sets(table):
    (finding,) = (one for one in check(table("idle-rule"), TODAY) if one.check == "idle-rule")
    assert finding.rules == ("C", "A", "B")
    assert finding.line > 0


def test_a_gap_names_the_fewest_answers_that_show_it(table):
    (finding,) = (one for one in check(table("gap"), TODAY) if one.check == "gap")
    assert finding.witness == {"distance": "far", "load": "heavy"}


def test_an_overlap_says_how_many_answer_sets_it_concerns(table):
    (finding,) = (one for one in check(table("overlap"), TODAY) if one.check == "overlap")
    assert finding.sets == 1
    assert finding.message.startswith("1 answer set (25%) matches both A (bike) and B (car)")


def test_an_expired_fact_says_which_share_of_the_answer_sets_rests_on_it(table):
    (finding,) = (one for one in check(table("expired-fact"), TODAY) if one.check == "expired-fact")
    assert finding.sets == 1
    assert "50%" in finding.message
    assert not [one for one in check(table("expired-fact"), "2025-12-31") if one.check == "expired-fact"]


def test_the_real_guide_has_nothing_to_repair(real_guide):
    found = check(real_guide, TODAY)
    assert [str(one) for one in found if one.severity != "note"] == []
    assert all(one.proved for one in found)


def test_all_that_has_to_be_repaired_is_listed_and_notes_are_shortened():
    grave = [("a", "error"), ("a", "warning"), ("b", "warning")]
    found = [Finding(check, severity, f"{check} {severity} {at}") for check, severity in grave for at in range(5)]
    notes = [Finding("c", "note", f"note {at}") for at in range(5)]
    lines = list(as_lines([*notes, *found]))
    assert [line for line in lines if any(one.message in line for one in found)] == [str(one) for one in found]
    assert lines[:NOTES] == [str(one) for one in notes[:NOTES]]
    assert len(lines) == len(found) + NOTES + 1
    assert f"{len(notes) - NOTES} more" in lines[-1]


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_what_has_to_be_repaired_is_counted_and_nothing_is_called_proved(table, severity):
    told = summary(table("overlap"), TODAY, [Finding("a", severity, "m")])
    assert "proved" not in told
    assert f"1 {severity}" in told


def test_a_finding_of_a_date_names_it():
    assert TODAY in str(Finding("a", "error", "m", on=TODAY))
    assert "on" not in str(Finding("a", "error", "m")).split()


def test_rules_overlap_whether_or_not_their_answer_sets_can_be_counted(table, monkeypatch):
    def pairs():
        return [finding.rules for finding in check(table("overlap"), TODAY) if finding.check == "overlap"]

    counted = pairs()
    monkeypatch.setattr(Ground, "count_rules", lambda *_: None)
    assert pairs() == counted != []
