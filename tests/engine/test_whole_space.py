"""The engine and an independent evaluator agree on every answer set there is."""

from itertools import product

import pytest

from calculator.authoring import load
from calculator.engine.logic.decide import decide
from calculator.engine.logic.diagram import diagram_of
from calculator.engine.logic.situation import facts_on
from calculator.engine.logic.table import compile_table
from tests.engine.conftest import ARTICLE, RULES, TODAY
from tests.engine.naive import WholeSpace, naive_outcome
from tests.evaluate import by_masks, evaluator


@pytest.fixture(scope="module")
def space(guide):
    return WholeSpace(guide)


@pytest.mark.parametrize("on", [ARTICLE, TODAY])
def test_every_answer_set_gets_the_outcome_of_the_naive_evaluator(guide, space, on):
    questions = list(space.questions)
    evaluate = evaluator(guide, on)
    mine = {}
    for number, choices in enumerate(product(*space.questions.values())):
        outcome = evaluate(dict(zip(questions, choices, strict=True)))
        mine.setdefault(outcome, bytearray(space.size // 8 + 1))[number >> 3] |= 1 << (number & 7)

    expected = {outcome: bits for outcome, bits in space.outcomes(on).items() if bits}

    assert {outcome: int.from_bytes(bits, "little") for outcome, bits in mine.items()} == expected


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
