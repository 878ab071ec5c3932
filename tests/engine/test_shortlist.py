"""The shortlist names every outcome once, and each place is earned by work that the reader's own answers ask for."""

from calculator.engine.logic.decide import decide
from calculator.engine.logic.shortlist import CLOSE
from calculator.engine.telling.contract import decision_json
from calculator.engine.telling.teller import Teller
from tests.engine.conftest import TODAY
from tests.engine.naive import naive_outcome


def naive_work(guide, answers):
    """Per outcome its rows of work by the answers given: id -> weight, None where it cannot be done."""
    found = {id: {} for id in guide.outcomes}
    for row in guide.effort:
        sure = all(answers.get(question) in choices for question, choices in row.when.items())
        if sure and all(guide.facts[fact].holds(TODAY) == holds for fact, holds in row.given.items()):
            for outcome in row.outcomes:
                found[outcome][row.id] = row.weight
    return found


def test_every_outcome_stands_in_it_once_in_order_and_only_what_cannot_do_it_has_no_place(guide, partial_answers):
    for answers in partial_answers:
        listed = decide(guide, answers, TODAY).shortlist
        assert sorted(one.outcome for one in listed) == sorted(guide.outcomes)
        placed = [one for one in listed if one.fit != "cannot"]
        assert [one.place for one in listed] == [*range(1, len(placed) + 1), *[None] * (len(listed) - len(placed))]
        assert all((one.extra_work is None) == (one.fit == "cannot") == (one.place is None) for one in listed)


def test_the_recommended_outcome_comes_first_and_only_a_decided_one_is_recommended(guide, partial_answers):
    for answers in partial_answers:
        decision = decide(guide, answers, TODAY)
        recommended = [one.outcome for one in decision.shortlist if one.fit == "recommended"]
        assert recommended == [*filter(None, [decision.outcome])]
        if decision.outcome:
            assert decision.shortlist[0].outcome == decision.outcome
            assert decision.shortlist[0].extra_work == 0


def test_what_cannot_do_it_and_the_extra_work_of_the_rest_are_those_of_the_rows_that_surely_apply(
    guide, partial_answers
):
    for answers in partial_answers:
        decision, work = decide(guide, answers, TODAY), naive_work(guide, answers)
        shared = work[decision.outcome] if decision.outcome else {}
        for one in decision.shortlist:
            rows = work[one.outcome]
            assert (None in rows.values()) == (one.fit == "cannot")
            if one.fit == "works":
                assert one.extra_work == sum(weight for id, weight in rows.items() if id not in shared)
                assert {row.id for row in one.extra} == rows.keys() - shared.keys()


def naive_unsettled(guide, answers):
    """The outcomes about which a row of work may hold and does not surely hold."""
    found = set()
    for row in guide.effort:
        facts = all(guide.facts[fact].holds(TODAY) == holds for fact, holds in row.given.items())
        may = all(answers.get(question, choices[0]) in choices for question, choices in row.when.items())
        if facts and may and not row.when.keys() <= answers.keys():
            found |= set(row.outcomes)
    return found


def test_close_is_what_asks_little_more_where_no_open_answer_can_ask_more_of_it_or_of_the_verdict(
    guide, full_answers, partial_answers
):
    seen = set()
    for answers in [*full_answers, *partial_answers]:
        decision, unsettled = decide(guide, answers, TODAY), naive_unsettled(guide, answers)
        settled = decision.outcome is not None and decision.outcome not in unsettled
        for one in decision.shortlist:
            little = one.fit == "works" and one.extra_work <= CLOSE
            assert one.close == (settled and little and one.outcome not in unsettled)
            seen.add(one.close)
    assert seen == {True, False}


def test_what_would_also_do_stands_by_extra_work_and_what_is_still_possible_before_what_is_not(guide, partial_answers):
    for answers in partial_answers:
        decision = decide(guide, answers, TODAY)
        left = {possible.outcome for possible in decision.possible}
        works = [(one.outcome not in left, one.extra_work) for one in decision.shortlist if one.fit == "works"]
        assert works == sorted(works)


def test_the_answers_that_would_make_it_the_better_choice_do(guide, full_answers):
    for answers in full_answers[:60]:
        for one in decision_json(Teller(guide, decide(guide, answers, TODAY)))["shortlist"]:
            assert one["because"]
            if one["better_if"]:
                assert naive_outcome(guide, one["better_if"]["answers"], TODAY) == one["outcome"]
