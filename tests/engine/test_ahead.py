"""What the page says before Python is there is what the engine will say, or nothing."""

from pathlib import Path

import pytest

from calculator.authoring import load
from calculator.engine.logic.decide import decide
from calculator.publishing.content.ahead import ahead
from tests.engine.conftest import RULES, TODAY, seeded
from tests.engine.javascript import asked

PROJECT = Path(__file__).parents[2]
OTHER = PROJECT / "tests/publishing/databases.yaml"


def in_javascript(told, looks):
    """What the page says to each pair of answers and day: null, or the outcome and the questions that still matter."""
    look = """value.looks.map(([said, day]) => {
      const found = new Ahead(JSON.stringify(value.told)).look(new Map(said), day);
      return found && { outcome: found.outcome?.[0] ?? null, needed: [...found.needed].sort() };
    })"""
    return asked("ahead.js", "Ahead", look, {"told": told, "looks": looks})


def some_answers(guide, number, seed):
    """Seeded answer sets of five sizes, from none to all."""
    return [answers for share in (0, 0.3, 0.6, 0.9, 1.0) for answers in seeded(guide, number // 5, share, seed)]


@pytest.fixture(scope="module", params=[RULES, OTHER], ids=["ours", "another guide"])
def any_guide(request):
    return load(request.param).guide


def test_the_page_says_what_the_engine_will_say(any_guide):
    told = ahead(any_guide, TODAY)
    answer_sets = some_answers(any_guide, 1_500, 5)
    found = in_javascript(told, [[list(answers.items()), TODAY] for answers in answer_sets])
    for answers, said in zip(answer_sets, found, strict=True):
        decision = decide(any_guide, answers, TODAY)
        assert said == {"outcome": decision.outcome, "needed": sorted(decision.still_needed)}, answers


def test_on_each_day_of_its_span_it_is_right_and_on_others_it_is_silent(guide):
    told = ahead(guide, TODAY)
    days = {day for fact in guide.facts.values() for day in (fact.since, fact.until, TODAY) if day}
    looks = [(answers, day) for answers in some_answers(guide, 15, 6) for day in sorted(days)]
    found = in_javascript(told, [[list(answers.items()), day] for answers, day in looks])
    silent = 0
    for (answers, day), said in zip(looks, found, strict=True):
        inside = told["from"] <= day and (not told["until"] or day < told["until"])
        assert (said is not None) == inside
        silent += not inside
        if said:
            assert said["outcome"] == decide(guide, answers, day).outcome
    assert 0 < silent < len(looks)


@pytest.mark.parametrize(
    "said", [[["home", "mars"]], [["nonsense", "aws"]], [["home", "aws"], ["_on", "2021-12-13"]]], ids=str
)
def test_for_a_link_that_is_not_wholly_clear_it_is_silent(guide, said):
    assert in_javascript(ahead(guide, TODAY), [[said, TODAY]]) == [None]


def test_settings_of_a_link_do_not_silence_it(guide):
    (found,) = in_javascript(ahead(guide, TODAY), [[[["_held", "home"], ["_rules", "0123456789ab"]], TODAY]])
    assert found == {"outcome": None, "needed": sorted(decide(guide, {}, TODAY).still_needed)}
