"""Every fact of the guide can be checked: by a program, or by a person who is told what to look for."""

from pathlib import Path

import pytest

from calculator.authoring import load
from calculator.engine.model import Guide

RULES = Path(__file__).parents[2] / "docs" / "rules.yaml"
ON = "2026-11-27"


@pytest.fixture(scope="module")
def facts() -> Guide:
    loaded = load(RULES)
    assert loaded.guide is not None, "\n".join(map(str, loaded.problems))
    return loaded.guide


def test_what_no_program_can_look_up_says_what_a_person_has_to_find(facts: Guide) -> None:
    assert [fact.id for fact in facts.facts.values() if fact.by_people(ON) and not fact.look_for] == []


def test_what_is_called_checked_by_machine_has_a_probe(facts: Guide) -> None:
    assert [fact.id for fact in facts.facts.values() if fact.evidence == "probed" and not fact.probe] == []
