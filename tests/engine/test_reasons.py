"""Each reason in a Decision is a theorem: brute force finds the same."""

from itertools import combinations, product

import pytest

from calculator.engine.logic.decide import decide
from calculator.engine.logic.reasons import at_moment
from calculator.engine.logic.situation import facts_on, situation
from tests.analysis import small
from tests.engine.conftest import ARTICLE, TODAY, seeded
from tests.engine.naive import naive_outcome
from tests.evaluate import evaluator


def possible(guide, answers, on=TODAY, **facts):
    return set(situation(guide, answers, {**facts_on(guide, on), **facts}).possible())


@pytest.mark.parametrize("on", [ARTICLE, TODAY])
def test_the_deciding_answers_force_the_verdict_and_none_can_be_left_out(guide, full_answers, on):
    for answers in full_answers[:150]:
        decision = decide(guide, answers, on)
        deciding = dict(decision.deciding.answers)

        assert deciding.items() <= answers.items()
        assert possible(guide, deciding, on) == {decision.outcome}
        for left_out in deciding:
            fewer = {question: choice for question, choice in deciding.items() if question != left_out}
            assert len(possible(guide, fewer, on)) > 1


def test_no_smaller_set_of_answers_suffices_and_ties_go_to_earlier_questions(guide, full_answers):
    for answers in full_answers[:40]:
        decision = decide(guide, answers, TODAY)
        chosen = tuple(decision.deciding.answers)
        for size in range(len(chosen) + 1):
            for subset in combinations(guide.questions, size):
                if subset == chosen:
                    break
                assert possible(guide, {q: answers[q] for q in subset}) != {decision.outcome}
            else:
                continue
            break


def test_the_deciding_facts_are_those_without_which_the_deciding_answers_do_not_suffice(guide, full_answers):
    facts = facts_on(guide, TODAY)
    names = [fact for fact in facts if any(fact in rule.given for rule in guide.rules)]
    for answers in full_answers[:15]:
        decision = decide(guide, answers, TODAY)
        kept = decision.deciding.facts
        free = [fact for fact in names if fact not in kept]
        for flipped in range(min(3, len(free)) + 1):
            for chosen in combinations(free, flipped):
                other = {fact: not facts[fact] for fact in chosen}
                assert possible(guide, decision.deciding.answers, **other) == {decision.outcome}
        for fact in kept:
            others = [other for other in names if other == fact or other not in kept]
            assert any(
                possible(guide, decision.deciding.answers, **dict(zip(others, state, strict=True)))
                != {decision.outcome}
                for state in product((True, False), repeat=len(others))
            )


def test_the_nearest_flip_leads_there_and_no_smaller_change_does(guide):
    evaluate = evaluator(guide, TODAY)
    questions = {q.id: [c.id for c in q.choices] for q in guide.questions.values()}
    for answers in seeded(guide, 12, 1.0, 5):
        decision = decide(guide, answers, TODAY)
        assert {other.outcome for other in decision.not_recommended} == set(guide.outcomes) - {decision.outcome}
        nearest = brute_force_flips(evaluate, questions, answers, 3)
        for other in decision.not_recommended:
            assert naive_outcome(guide, other.flip.answers, TODAY) == other.outcome
            changed = {c.question: c.after for c in other.flip.changes}
            assert {**answers, **changed} == other.flip.answers
            if other.outcome in nearest:
                assert changed == nearest[other.outcome]
            else:
                assert len(changed) > 3


def brute_force_flips(evaluate, questions, answers, furthest):
    """Per outcome the first change of fewest answers, by question and then choice order."""
    found = {evaluate(answers): {}}
    for size in range(1, furthest + 1):
        best = {}
        for chosen in combinations(questions, size):
            for choices in product(*(questions[question] for question in chosen)):
                changed = dict(zip(chosen, choices, strict=True))
                if any(answers[question] == choice for question, choice in changed.items()):
                    continue
                outcome = evaluate({**answers, **changed})
                if outcome not in found:
                    key = [
                        (list(questions).index(question), questions[question].index(choice))
                        for question, choice in changed.items()
                    ]
                    if outcome not in best or key < best[outcome][0]:
                        best[outcome] = (key, changed)
        found |= {outcome: changed for outcome, (_, changed) in best.items()}
    return found


def test_why_not_names_a_rule_that_misses_least_and_what_it_misses(guide, partial_answers):
    """Among the rules whose facts hold, if there are any; one that misses nothing stands behind the first that may."""
    facts = facts_on(guide, TODAY)
    for answers in partial_answers[:120]:
        decision = decide(guide, answers, TODAY)
        open_rules = [
            rule
            for rule in guide.rules
            if all(facts[fact] == wanted for fact, wanted in rule.given.items())
            and all(answers.get(question, choices[0]) in choices for question, choices in rule.when.items())
        ]
        for other in decision.not_recommended:
            mine = {
                rule.id: (
                    [fact for fact, wanted in rule.given.items() if facts[fact] != wanted],
                    [q for q, choices in rule.when.items() if answers.get(q, choices[0]) not in choices],
                )
                for rule in guide.rules
                if rule.then == other.outcome
            }
            holding = {id: missed for id, (wrong, missed) in mine.items() if not wrong}
            among = holding or {id: missed for id, (_, missed) in mine.items()}
            assert other.rule in among
            assert len(among[other.rule]) == min(map(len, among.values()))
            assert [one.question for one in other.failed] == among[other.rule]
            assert list(other.facts) == mine[other.rule][0]
            missing = other.failed or other.facts
            assert other.earlier == (None if missing else open_rules[0].id)


def test_a_question_that_cannot_be_held_because_it_does_not_exist_is_named(guide, full_answers):
    decision = decide(guide, full_answers[0], TODAY, ["home", "hoem", ""])

    assert decision.held == ("home",)
    assert [(dropped.question, dropped.choice) for dropped in decision.dropped] == [("_held", "hoem")]


def test_held_answers_are_never_changed_by_a_flip(guide, full_answers):
    for answers in full_answers[:40]:
        decision = decide(guide, answers, TODAY, held=["home", "scale"])
        free = possible(guide, {"home": answers["home"], "scale": answers["scale"]})
        for other in decision.not_recommended:
            assert (other.flip is not None) == (other.outcome in free)
            if other.flip:
                assert not {"home", "scale"} & {change.question for change in other.flip.changes}


def test_stability_counts_every_single_change_and_names_those_that_flip(guide, full_answers):
    for answers in full_answers[:60]:
        decision = decide(guide, answers, TODAY)
        expected = []
        for question in guide.questions.values():
            for choice in question.choices:
                if choice.id != answers[question.id]:
                    outcome = naive_outcome(guide, {**answers, question.id: choice.id}, TODAY)
                    if outcome != decision.outcome:
                        expected.append((question.id, choice.id, outcome))

        assert [(flip.question, flip.after, flip.outcome) for flip in decision.stability.flips] == expected
        assert decision.stability.changes == sum(len(q.choices) - 1 for q in guide.questions.values())


def test_a_decided_partial_answer_is_explained_like_a_full_one(guide, partial_answers):
    decided = [d for answers in partial_answers if (d := decide(guide, answers, TODAY)).outcome]
    assert len(decided) > 40
    for decision in decided:
        assert possible(guide, decision.deciding.answers) == {decision.outcome}
        assert decision.still_needed == ()
        assert decision.next is None
        for flip in decision.stability.flips:
            after = possible(guide, {**decision.answers, flip.question: flip.after})
            assert after == {flip.outcome} if flip.outcome else len(after) > 1
        for other in decision.not_recommended:
            assert other.flip is None or possible(guide, other.flip.answers) == {other.outcome}


def test_each_fact_says_what_the_verdict_would_be_if_it_were_otherwise(guide, full_answers):
    for answers in full_answers[:80]:
        decision = decide(guide, answers, TODAY)
        rule = next(rule for rule in guide.rules if rule.id == decision.rule)
        listed = {rests.fact: rests for rests in decision.rests_on}
        assert set(rule.given) <= set(listed)
        for fact, holds in facts_on(guide, TODAY).items():
            other = possible(guide, answers, **{fact: not holds})
            if other != {decision.outcome}:
                assert listed[fact].changes_verdict
                assert {listed[fact].if_false} == other


def test_the_next_question_leaves_the_fewest_outcomes_on_average_and_ties_go_to_the_first(guide, partial_answers):
    for answers in partial_answers[::4]:
        decision = decide(guide, answers, TODAY)
        if decision.status == "decided":
            assert decision.next is None
            continue
        score = {
            q: sum(len(possible(guide, {**answers, q: c.id})) for c in guide.questions[q].choices)
            / len(guide.questions[q].choices)
            for q in decision.still_needed
        }
        best = min(score.values())
        assert decision.next == next(q for q in guide.questions if q in score and score[q] <= best + 1e-9)
        for choice, left in decision.next_because.leaves.items():
            assert set(left) == possible(guide, {**answers, decision.next: choice})


def test_another_date_names_the_fewest_facts_that_make_the_difference(guide, full_answers):
    now = facts_on(guide, TODAY)
    then = facts_on(guide, ARTICLE)
    different = 0
    for answers in full_answers:
        decision = decide(guide, answers, TODAY)
        (moment,) = decision.moments
        assert moment.on == ARTICLE
        assert moment.outcome == naive_outcome(guide, answers, ARTICLE)
        if moment.outcome == decision.outcome:
            assert moment.facts == ()
            continue
        different += 1
        assert possible(guide, answers, **{fact: then[fact] for fact in moment.facts}) == {moment.outcome}
        changed = [fact for fact in now if now[fact] != then[fact]]
        for chosen in combinations(changed, len(moment.facts) - 1):
            assert possible(guide, answers, **{fact: then[fact] for fact in chosen}) != {moment.outcome}
    assert different > 3


def test_no_answers_leave_every_outcome_possible_and_nothing_claimed(guide):
    decision = decide(guide, {}, TODAY)

    assert (decision.status, decision.outcome, decision.rule) == ("open", None, None)
    assert {p.outcome for p in decision.possible} == set(guide.outcomes)
    assert decision.deciding.answers == {}
    assert decision.stability.changes == 0


def test_unknown_ids_are_dropped_and_named_and_the_rest_is_kept(guide):
    said = {"home": "awss", "colour": "red", "workload": "sagemaker", "wait": None, "scale": ""}
    decision = decide(guide, said, TODAY)

    assert decision.answers == {"workload": "sagemaker"}
    assert [(d.question, d.choice) for d in decision.dropped] == [("home", "awss"), ("colour", "red")]
    assert "Did you mean “aws”?" in decision.dropped[0].because


def test_the_facts_that_make_a_moment_different_are_as_few_as_can_be():
    facts = {"F0": (None, "2021-01-01"), "F1": (None, "2021-01-01"), "F2": (None, "2021-01-01")}
    alone = [({}, {"F0": True, "F1": True}, "one"), ({"size": ["large"]}, {"F2": True}, "two"), ({}, {}, "three")]
    made = small.guide({"size": ["small", "large"]}, alone, facts)
    here = situation(made, {"size": "small"}, facts_on(made, "2020-06-01"))
    then = at_moment(here, "2021-06-01")
    assert (then.outcome, then.facts) == ("three", ("F0",))


def test_an_outcome_that_no_rule_recommends_is_possible_on_no_day():
    made = small.guide(
        {"size": ["small", "large"]}, [({}, {"F0": True}, "one"), ({}, {}, "two")], {"F0": (None, "2021-01-01")}
    )
    for answers in ({}, {"size": "small"}):
        here = situation(made, answers, facts_on(made, "2020-06-01"))
        assert at_moment(here, "2021-06-01").possible == ("two",)
