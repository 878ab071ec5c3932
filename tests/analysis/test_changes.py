"""What the page of changes is told: dates beside dates, editions beside editions."""

from calculator.analysis.difference.changes import between_dates, between_editions
from tests.analysis.small import guide

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
