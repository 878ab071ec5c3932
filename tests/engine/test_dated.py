"""What facts change while the answers stay is read off a diagram over the facts alone; a search says the same."""

import random

import pytest

from calculator.engine.logic import dated
from calculator.engine.logic.dated import ByFacts
from calculator.engine.logic.situation import facts_on, situation

TODAY, SAMPLES = "2026-11-23", 150


def drawn(guide, seed):
    """Some answers, few or many, with the facts as somebody may find them."""
    dice = random.Random(seed)
    some = dice.sample(list(guide.questions), dice.randint(0, len(guide.questions)))
    answers = {question: dice.choice(guide.questions[question].choices).id for question in some}
    return answers, {fact: dice.random() < 0.5 for fact in facts_on(guide, TODAY)}, dice


@pytest.mark.parametrize("exact", [True, False])
def test_the_outcomes_left_are_those_of_a_situation_with_these_facts(guide, monkeypatch, exact):
    if not exact:
        monkeypatch.setattr(dated, "diagram_of", lambda _: None)
    for seed in range(SAMPLES if exact else 15):
        answers, facts, _ = drawn(guide, seed)

        assert ByFacts(guide, answers).left(facts) == tuple(situation(guide, answers, facts).possible())


def test_a_fact_that_does_not_matter_changes_nothing_and_one_that_does_changes_something(guide):
    for seed in range(SAMPLES):
        answers, facts, dice = drawn(guide, seed)
        by = ByFacts(guide, answers)
        idle = {fact: dice.random() < 0.5 for fact in facts if fact not in by.matter}

        assert by.left({**facts, **idle}) == by.left(facts)
    for fact in by.matter:
        both = ((by.left({**change, fact: True}), by.left({**change, fact: False})) for change in ways(by.matter))
        assert any(one != other for one, other in both)


def ways(facts):
    """Each way that some facts may be."""
    return ({fact: bool(number >> at & 1) for at, fact in enumerate(facts)} for number in range(1 << len(facts)))
