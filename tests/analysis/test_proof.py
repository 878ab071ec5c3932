"""The figures of the proof page are what counting one answer set after another gives."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from calculator.analysis.measures.agreement import agreement
from calculator.analysis.measures.proof import proof
from calculator.analysis.space.counting import share
from calculator.analysis.space.estimate import Estimate
from calculator.analysis.space.ground import Ground
from tests.analysis.small import (
    TODAY,
    deciding,
    every_answer,
    facts_at,
    guide,
    parts_of_a_guide,
    tally,
    verdict,
)

SOME = settings(max_examples=40)


@SOME
@given(parts_of_a_guide())
def test_every_figure_agrees_with_brute_force(parts):
    questions, facts, rules = parts
    made = guide(questions, rules, facts)
    today, found = facts_at(made, TODAY), proof(made, TODAY)
    every = list(every_answer(made))
    verdicts = [verdict(made.rules, answers, today) for answers in every]
    deciders = [deciding(made.rules, answers, today) for answers in every]
    assert found.sets == len(every)
    counted = tally(v for v in verdicts if v)
    assert {id: sets for id, sets in found.outcomes.items() if sets} == counted
    assert found.rarest == tuple(one for _, one in sorted((sets, one) for one, sets in counted.items()))
    assert [found.rules[rule.id] for rule in made.rules] == [deciders.count(at) for at in range(len(made.rules))]
    for one in found.questions:
        others = [
            (verdict(made.rules, answers, today), verdict(made.rules, {**answers, one.id: choice.id}, today))
            for answers in every
            for choice in made.questions[one.id].choices
            if choice.id != answers[one.id]
        ]
        assert Fraction(one.changes, one.possible) == Fraction(sum(a != b for a, b in others), len(others))
    for one in found.facts:
        turned = {**today, one.id: not today[one.id]}
        assert one.changes == sum(verdict(made.rules, a, turned) != v for a, v in zip(every, verdicts, strict=True))


@SOME
@given(parts_of_a_guide())
def test_the_usual_answers_are_counted_apart(parts):
    questions, facts, rules = parts
    made = guide(questions, rules, facts)
    id, question = next(iter(made.questions.items()))
    usual = replace(question, choices=(replace(question.choices[0], usual=True), *question.choices[1:]))
    marked = replace(made, questions={**made.questions, id: usual})
    today = facts_at(made, TODAY)
    told = [verdict(made.rules, a, today) for a in every_answer(made) if a[id] == question.choices[0].id]
    counted = proof(marked, TODAY).usual
    assert {id: sets for id, sets in counted.items() if sets and id != "gap"} == tally(filter(None, told))
    assert proof(made, TODAY).usual == {}


@SOME
@given(parts_of_a_guide())
def test_a_witness_needs_each_of_its_answers_and_no_other(parts):
    questions, facts, rules = parts
    made = guide(questions, rules, facts)
    for at, rule in enumerate(made.rules):
        shown = proof(made, TODAY).witnesses.get(rule.id)
        if shown is None:
            continue
        world = facts_at(made, shown.on)

        def always(answers, at=at, world=world):
            return all(
                deciding(made.rules, full, world) == at
                for full in every_answer(made)
                if answers.items() <= full.items()
            )

        assert always(shown.answers)
        assert not any(always({k: v for k, v in shown.answers.items() if k != left}) for left in shown.answers)


def test_agreement_with_the_least_work_is_counted_over_the_whole_space():
    work = [
        {"id": "E1", "outcomes": ["one"], "work": "w", "weight": 3, "sources": []},
        {"id": "E2", "outcomes": ["two"], "when": {"size": "large"}, "work": "w", "weight": "cannot", "sources": []},
        {"id": "E3", "outcomes": ["three"], "work": "w", "weight": 3, "sources": []},
    ]
    made = guide({"size": ["small", "large"], "any": ["a", "b", "c"]}, [({}, {}, "one")], effort=work)
    found = agreement(made, TODAY)
    assert (found.agree, found.of, found.exact) == (3, 6, True)


def test_a_sample_is_never_shown_as_exact():
    estimate = Estimate(90, 1000)
    low, high = estimate.interval
    assert low < 0.09 < high
    assert tuple(round(bound, 4) for bound in Estimate(1, 10).interval) == (0.0179, 0.4042)  # worked out by hand
    assert "not computed" in str(estimate)
    assert "95% interval" in str(estimate)


def test_a_sample_is_told_in_percent_of_the_sample():
    assert "in a seeded sample of 1,000 it is 9.00%" in str(Estimate(90, 1000))


def test_a_table_too_large_to_count_is_estimated_near_what_it_holds(monkeypatch):
    made = guide({"size": list("abcd"), "place": list("xy")}, [({"size": ["a"]}, {}, "one"), ({}, {}, "two")])
    exact = proof(made, TODAY)
    monkeypatch.setattr("calculator.analysis.measures.proof.Ground", lambda *given: Ground(*given, budgets=(0,)))
    found = proof(made, TODAY).estimates
    assert sum(one.hits for one in found.values()) == found["one"].sample
    assert all(abs(one.hits / one.sample - exact.outcomes[id] / exact.sets) < 0.05 for id, one in found.items())


def test_the_real_guide_is_proved_without_a_gap_and_its_figures_sum_up(real_guide):
    found = proof(real_guide, "2026-11-23")
    assert sum(found.outcomes.values()) == sum(found.rules.values()) == found.sets
    assert found.gaps == 0
    assert all(date.complete for date in found.dates)
    assert found.agreement.of == found.sets


@pytest.mark.parametrize("whole", [8000, 1 << 899, 1 << 900, 1 << 2000])
def test_a_share_is_told_alike_however_large_the_whole(whole):
    parts = (0, whole // 8000, whole // 8, whole // 2, whole - whole // 8000, whole)
    told = [share(part, whole) for part in parts]
    assert told == ["0%", "less than 0.1%", "12.5%", "50%", "more than 99.9%", "100%"]
