"""The engine and an independent evaluator agree on every answer set there is."""

from itertools import product
from random import Random

import pytest

from calculator.authoring import load
from calculator.engine.logic.decide import decide, outcome_of
from calculator.engine.logic.diagram import diagram_of
from calculator.engine.logic.situation import facts_on, situation
from calculator.engine.logic.table import compile_table
from tests.engine.conftest import ARTICLE, RULES, TODAY
from tests.engine.naive import WholeSpace, naive_outcome
from tests.evaluate import by_masks, evaluator


@pytest.fixture(scope="module")
def space(guide):
    return WholeSpace(guide)


def dates(guide):
    """A day before anything, the days on which a fact changes, and today."""
    changes = {day for fact in guide.facts.values() for day in (fact.since, fact.until) if day}
    return sorted({"1990-01-01", ARTICLE, TODAY, *changes})


def arriving(diagram, space):
    """Per outcome all answer sets at once that walk down a diagram of questions to it."""
    arrived = {diagram.root: (1 << space.size) - 1}
    for node in range(len(diagram.level) - 1, len(diagram.labels) - 1, -1):  # children come first, so this goes down
        variable = diagram.order[diagram.level[node]]
        question, here = diagram.table.variables[variable], arrived.pop(node, 0)
        for choice, child in zip(diagram.table.options[variable], diagram.children[node], strict=True):
            arrived[child] = arrived.get(child, 0) | (here & space.columns[question, choice])
    return {diagram.labels[leaf]: bits for leaf, bits in arrived.items() if bits}


def test_every_answer_set_gets_the_outcome_of_the_naive_evaluator_on_every_day_that_differs(guide, space):
    """What `decide` walks, walked by the whole space at once."""
    for on in dates(guide):
        found = situation(guide, {}, facts_on(guide, on)).rest
        expected = {outcome: bits for outcome, bits in space.outcomes(on).items() if bits}
        assert arriving(found, space) == expected, on


@pytest.mark.parametrize("on", [ARTICLE, TODAY])
def test_a_plain_evaluator_gets_it_too(guide, space, on):
    evaluate, rng = evaluator(guide, on), Random(on)
    outcomes = space.outcomes(on)
    for number in (rng.randrange(space.size) for _ in range(2_000)):
        answers = space.answers(number)
        assert outcomes[evaluate(answers)] >> number & 1
        assert outcome_of(guide, answers, on) == evaluate(answers)


@pytest.mark.parametrize("on", [ARTICLE, TODAY])
def test_counts_of_answer_sets_are_those_of_the_whole_space(guide, space, on):
    decision = decide(guide, {}, on)

    counted = {possible.outcome: possible.answer_sets for possible in decision.possible}

    assert counted == {outcome: bits.bit_count() for outcome, bits in space.outcomes(on).items() if bits}
    assert sum(counted.values()) == space.size


@pytest.mark.parametrize("on", [ARTICLE, TODAY])
def test_partial_answers_leave_exactly_the_outcomes_of_their_completions(guide, space, partial_answers, on):
    outcomes = space.outcomes(on)
    for answers in partial_answers:
        completions = (1 << space.size) - 1
        for pair in answers.items():
            completions &= space.columns[pair]

        decision = decide(guide, answers, on)

        expected = {o: n for o, bits in outcomes.items() if (n := (bits & completions).bit_count())}
        assert {p.outcome: p.answer_sets for p in decision.possible} == expected
        assert (decision.status == "decided") == (len(expected) == 1)


def test_a_question_is_still_needed_exactly_when_an_answer_to_it_can_change_the_outcome(guide, space, partial_answers):
    outcomes = [bits for bits in space.outcomes(TODAY).values() if bits]
    for answers in partial_answers[::8]:
        completions = (1 << space.size) - 1
        for pair in answers.items():
            completions &= space.columns[pair]
        needed = [
            question
            for question, choices in space.questions.items()
            if question not in answers and _matters(space, outcomes, completions, question, choices)
        ]

        assert list(decide(guide, answers, TODAY).still_needed) == needed


def _matters(space, outcomes, completions, question, choices):
    """Shift each choice's part of the space onto the first choice's and compare the outcomes there."""
    block = space.size
    for name, options in space.questions.items():
        block //= len(options)
        if name == question:
            break
    base = space.columns[question, choices[0]] & completions
    return any(
        (bits & base) != ((bits & completions & space.columns[question, choice]) >> (at * block))
        for bits in outcomes
        for at, choice in enumerate(choices)
    )


def test_the_masks_and_the_walk_agree_with_the_specification(guide, full_answers):
    table = compile_table(guide)
    assert diagram_of(guide) is not None
    for on in (ARTICLE, TODAY):
        walk = evaluator(guide, on)
        masks = by_masks(table, {fact: facts_on(guide, on)[fact] for fact in table.facts()})
        for answers in full_answers:
            assert walk(answers) == masks(answers) == naive_outcome(guide, answers, on)


def test_in_the_second_guide_every_verdict_with_its_reasons_is_that_of_the_naive_evaluator():
    guide = load(RULES.with_name("maintaining") / "another-guide.example.yaml").guide
    assert guide is not None
    questions = list(guide.questions.values())
    for choices in product(*([choice.id for choice in question.choices] for question in questions)):
        answers = {question.id: choice for question, choice in zip(questions, choices, strict=True)}
        assert decide(guide, answers, TODAY).outcome == naive_outcome(guide, answers, TODAY)
