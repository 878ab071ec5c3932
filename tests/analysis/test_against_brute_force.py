"""Every check and every diff says exactly what a loop over all answer sets says, on small random guides."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.analysis.check import CHECKS
from calculator.analysis.difference.diff import diff
from calculator.analysis.space.counting import counts, parting
from calculator.analysis.space.ground import Ground
from tests.analysis.small import (
    TODAY,
    deciding,
    every_answer,
    fact_states,
    facts_at,
    guide,
    parts_of_a_guide,
    rules_for,
    tally,
    verdict,
)

MANY = settings(max_examples=50)


def found(guide, name):
    return list(CHECKS[name](Ground(guide, TODAY)))


def points(guide):
    return [(answers, facts) for facts in fact_states(guide) for answers in every_answer(guide)]


@MANY
@given(parts_of_a_guide())
def test_gaps_are_exactly_the_dates_with_an_uncovered_answer_set(parts):
    made = guide(*order(parts))
    ground = Ground(made, TODAY)
    uncovered = {
        date
        for date in ground.dates
        if any(deciding(made.rules, answers, facts_at(made, date)) is None for answers in every_answer(made))
    }
    gaps = found(made, "gap")
    assert {gap.on for gap in gaps} == uncovered
    for gap in gaps:
        matching = [a for a in every_answer(made) if gap.witness.items() <= a.items()]
        assert all(deciding(made.rules, answers, facts_at(made, gap.on)) is None for answers in matching)


@MANY
@given(parts_of_a_guide())
def test_idle_and_spare_rules_and_conditions_are_exactly_those_without_effect(parts):
    made = guide(*order(parts))
    every = points(made)
    deciders = {deciding(made.rules, *point) for point in every}
    idle = {rule.id for at, rule in enumerate(made.rules) if at not in deciders}
    assert {one.rules[0] for one in found(made, "idle-rule")} == idle

    def changes(rules):
        return any(verdict(made.rules, *point) != verdict(rules, *point) for point in every)

    spare = {r.id for at, r in enumerate(made.rules) if at in deciders and not changes(without(made.rules, at))}
    assert {one.rules[0] for one in found(made, "spare-rule")} == spare
    droppable = {
        (rule.id, name)
        for at, rule in enumerate(made.rules)
        if at in deciders
        for name in (*rule.when, *rule.given)
        if not changes(wider(made.rules, at, name))
    }
    told = {(one.rules[0], one.message.split("condition on ")[1].split()[0]) for one in found(made, "idle-condition")}
    assert told == droppable


@MANY
@given(parts_of_a_guide())
def test_what_covers_an_idle_rule_is_enough_and_not_too_much(parts):
    made = guide(*order(parts))
    for one in found(made, "idle-rule"):
        rule, *by = [next(r for r in made.rules if r.id == id) for id in one.rules]
        inside = [point for point in points(made) if deciding((rule,), *point) == 0]
        assert all(deciding(by, *point) is not None for point in inside)
        for at in range(len(by)):
            assert any(deciding(without(by, at), *point) is None for point in inside)


@MANY
@given(parts_of_a_guide())
def test_questions_choices_and_facts_are_idle_exactly_when_no_verdict_changes(parts):
    made = guide(*order(parts))
    today = facts_at(made, TODAY)

    def told_apart(question, one, other):
        return any(
            verdict(made.rules, {**a, question: one}, today) != verdict(made.rules, {**a, question: other}, today)
            for a in every_answer(made)
        )

    idle = set()
    for question in made.questions.values():
        ids = [choice.id for choice in question.choices]
        if not any(told_apart(question.id, one, other) for one in ids for other in ids):
            idle.add(question.id)
    assert {one.message.split("question ")[1].split()[0] for one in found(made, "idle-question")} == idle
    named = {fact for rule in made.rules for fact in rule.given}
    matter = {
        fact
        for fact in named
        for answers, facts in points(made)
        if verdict(made.rules, answers, facts) != verdict(made.rules, answers, {**facts, fact: not facts[fact]})
    }
    assert {one.facts[0] for one in found(made, "idle-fact")} == named - matter


@MANY
@given(parts_of_a_guide())
def test_overlaps_have_exactly_the_size_that_counting_gives(parts):
    made = guide(*order(parts))
    today = facts_at(made, TODAY)
    for one in found(made, "overlap"):
        first, second = (next(r for r in made.rules if r.id == id) for id in one.rules)
        both = [
            answers
            for answers in every_answer(made)
            if deciding(made.rules, answers, today) == made.rules.index(first)
            and deciding((second,), answers, today) == 0
        ]
        assert one.sets == len(both) > 0
        assert first.then != second.then
    told = {one.rules for one in found(made, "overlap")}
    sets = {rule.id: [a for a in every_answer(made) if deciding((rule,), a, today) == 0] for rule in made.rules}
    for at, first in enumerate(made.rules):
        for second in made.rules[at + 1 :]:
            special = all(answers in sets[second.id] for answers in sets[first.id])
            mine = [a for a in sets[second.id] if deciding(made.rules, a, today) == at]
            if first.then != second.then and mine and not special:
                assert (first.id, second.id) in told


@MANY
@given(parts_of_a_guide())
def test_counts_sum_to_the_space_and_agree_with_brute_force(parts):
    made = guide(*order(parts))
    ground, today = Ground(made, TODAY), facts_at(made, TODAY)
    rules = [rule.id for rule in made.rules]
    names = [deciding(made.rules, answers, today) for answers in every_answer(made)]
    counted = counts(ground.by_rule, ground.box(TODAY))
    assert counted == tally("gap" if at is None else rules[at] for at in names)
    assert sum(counted.values()) == ground.size()


@MANY
@given(parts_of_a_guide())
def test_turning_an_answer_parts_exactly_the_answer_sets_that_brute_force_finds(parts):
    made = guide(*order(parts))
    ground, today = Ground(made, TODAY), facts_at(made, TODAY)
    box = ground.box(TODAY)
    for question in made.questions.values():
        variable = ground.table.index[question.id]
        one, other = question.choices[0].id, question.choices[1].id
        left, right = ((*box[:variable], 1 << at, *box[variable + 1 :]) for at in (0, 1))
        pairs = [
            [verdict(made.rules, {**answers, question.id: c}, today) for c in (one, other)]
            for answers in every_answer(made)
            if answers[question.id] == one
        ]
        expected = sum(here != there for here, there in pairs)
        assert parting(ground.by_outcome, left, right) == expected


@MANY
@given(parts_of_a_guide(), st.data())
def test_a_diff_counts_every_changed_answer_set_once(parts, data):
    questions, facts, rules = parts
    other = data.draw(st.lists(rules_for(questions, facts), min_size=1, max_size=7))
    mixed = [*rules[:2], *other[:3], *rules[2:]]
    old, new = guide(questions, rules, facts), guide(questions, mixed, facts)
    result = diff(old, new, TODAY)
    today = facts_at(old, TODAY)
    expected = tally(
        (before, after)
        for answers in every_answer(old)
        if (before := verdict(old.rules, answers, today)) != (after := verdict(new.rules, answers, today))
    )
    assert {(group.old, group.new): group.sets for group in result.groups} == expected
    assert result.changed == sum(expected.values())
    assert result.same == (not expected)
    for group in result.groups:
        assert sum(one.sets for one in group.rules) == group.sets
        deciders = tally(
            tuple(None if at is None else side.rules[at].id for side, at in zip((old, new), both, strict=True))
            for answers in every_answer(old)
            for both in [[deciding(side.rules, answers, today) for side in (old, new)]]
            if (verdict(old.rules, answers, today), verdict(new.rules, answers, today)) == (group.old, group.new)
        )
        assert {(one.old, one.new): one.sets for one in group.rules} == deciders
        for answers in every_answer(old):
            if group.witness.items() <= answers.items():
                before, after = verdict(old.rules, answers, today), verdict(new.rules, answers, today)
                assert (before, after) == (group.old, group.new)


def order(parts):
    questions, facts, rules = parts
    return questions, rules, facts


def without(rules, at):
    return (*rules[:at], *rules[at + 1 :])


def wider(rules, at, name):
    rule = rules[at]
    when = {key: value for key, value in rule.when.items() if key != name}
    given = {key: value for key, value in rule.given.items() if key != name}
    return (*rules[:at], dataclasses.replace(rule, when=when, given=given), *rules[at + 1 :])
