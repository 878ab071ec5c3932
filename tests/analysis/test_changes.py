"""What the page of changes is told: dates beside dates, editions beside editions."""

import re
from dataclasses import replace
from itertools import permutations

import pytest

from calculator.analysis.difference.changes import between_dates, between_editions
from calculator.analysis.difference.overlaid import overlaid
from calculator.analysis.difference.recheck import recheck
from calculator.engine.shown import Overlay
from calculator.engine.telling.adr import DecisionRecord
from tests.analysis.small import OUTCOMES, TODAY, guide

ASK = {"size": ["small", "large"]}


def edition(date, outcome, digest):
    made = guide(ASK, [({"size": ["small"]}, {}, outcome), ({}, {}, "three")])
    object.__setattr__(made, "edition", date)
    object.__setattr__(made, "digest", digest)
    return made


def test_each_edition_is_compared_with_the_next_whatever_their_order():
    first, second, now = (
        edition("2020-01-01", "one", "a"),
        edition("2021-01-01", "one", "b"),
        edition("2022-01-01", "two", "c"),
    )
    steps = between_editions([second, first], now)
    assert [(step.label, step.difference.changed) for step in steps] == [
        ("2020-01-01 to 2021-01-01", 0),
        ("2021-01-01 to 2022-01-01", 1),
    ]


def test_an_edition_that_was_kept_already_is_not_compared_with_itself():
    kept, now = edition("2022-01-01", "one", "same"), edition("2022-01-01", "one", "same")
    assert between_editions([kept], now) == ()
    assert between_editions([], now) == ()


def test_the_real_guide_says_which_facts_turned_since_the_moments_it_names(real_guide):
    (step,) = between_dates(real_guide, "2026-11-23")
    assert step.difference.on_old == "2021-12-13"
    assert step.difference.changed > 0
    assert step.facts
    assert all(real_guide.facts[fact].since > "2021-12-13" for fact in step.facts if real_guide.facts[fact].since)


def test_a_record_whose_verdict_turned_with_a_fact_names_that_fact_and_no_other():
    facts = {"F0": (None, "2021-01-01"), "F1": (None, None), "F2": (None, "2021-01-01")}
    made = guide({"size": ["small", "large"]}, [({}, {"F0": True, "F1": True}, "one"), ({}, {}, "two")], facts)
    record = DecisionRecord("0001.md", {"size": "small"}, "one", made.digest, "2020-06-01")
    (error,) = (found for found in recheck(made, record, TODAY) if found.severity == "error")
    assert error.message.endswith("What changed since: F0 F0.")


@pytest.mark.parametrize("count", [1, 5, 6])
def test_an_overlay_is_told_in_the_changes_that_concern_most_people_and_says_how_many_others_there_are(count):
    ways = list(permutations(OUTCOMES, 2))[:count]
    ask = {"team": [f"c{at}" for at in range(count)]}
    before, after = ([({"team": [f"c{at}"]}, {}, way[side]) for at, way in enumerate(ways)] for side in (0, 1))
    theirs = replace(guide(ask, after), overlay=Overlay("Example Ltd"))
    first, *lines = overlaid(guide(ask, before), guide(ask, before), theirs, TODAY)
    shown = [line for line in lines if "for example" in line]
    (rest,) = [line for line in lines if "more such changes" in line] or [""]
    assert "Example Ltd" in first
    assert len(shown) + int((re.search("[0-9]+", rest) or ["0"])[0]) == count
    assert bool(rest) == (len(shown) < count)


def test_only_a_fact_that_could_turn_the_verdict_and_is_past_its_review_asks_for_a_look():
    facts = {"F0": (None, None, "2021-05-31"), "F1": (None, None, "2021-06-02"), "F2": (None, None, None)}
    rules = [({}, {"F0": True, "F1": True, "F2": True}, "one"), ({}, {"F0": True}, "two"), ({}, {}, "three")]
    made = guide({"size": ["small", "large"]}, rules, facts)
    record = DecisionRecord("0001.md", {"size": "small"}, "one", made.digest, TODAY)
    (warning,) = recheck(made, record, TODAY)
    assert (warning.severity, "fact F0" in warning.message) == ("warning", True)
    harmless = guide({"size": ["small", "large"]}, [rules[1], ({}, {}, "two")], facts)
    assert not list(recheck(harmless, replace(record, outcome="two", rules=harmless.digest), TODAY))
