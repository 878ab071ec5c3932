"""A report says what each line is about and what belongs below it; a page gets the parts that it sets in sizes."""

from dataclasses import replace

import pytest

from calculator.engine.link import read_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.telling.alternatives import effort, not_recommended
from calculator.engine.telling.page import marks, other_date, verdict
from calculator.engine.telling.report import report
from calculator.engine.telling.section import Item, lines, sentence
from calculator.engine.telling.shortlist import also
from calculator.engine.telling.teller import Teller
from calculator.engine.telling.then_and_now import moments
from calculator.engine.words import say
from tests.analysis import small
from tests.engine.conftest import ARTICLE, TODAY
from tests.engine.naive import naive_outcome


def sections(guide, decision, today=None):
    return {section.id: section for section in report(guide, decision, today)}


def test_an_item_reads_as_a_sentence_with_its_name_first():
    assert sentence(Item("seven", name="Days")) == "Days: seven"
    assert sentence(Item("seven", name="How many?")) == "How many? seven"
    assert sentence(Item("", name="Days")) == "Days"


def test_lines_keep_what_belongs_below():
    inner = Item("below", cites=("S-1",))

    assert list(lines((Item("above", sub=(inner,)),))) == [(0, "above"), (1, "below [S-1]")]


def test_while_it_is_open_every_outcome_is_listed_with_its_share_or_its_reason(guide, partial_answers):
    for answers in partial_answers[:80]:
        decision = decide(guide, answers, TODAY)
        if decision.outcome:
            continue
        items = sections(guide, decision)["possible"].items
        assert [item.name for item in items] == [outcome.title for outcome in guide.outcomes.values()]
        shares = [item.share for item in items]
        assert sum(part for part, _ in shares) == shares[0][1]
        assert all(item.sub for item in items if item.look == "out")


def test_the_link_after_why_not_leads_to_answers_that_recommend_the_outcome(guide, full_answers):
    titles = {outcome.title: id for id, outcome in guide.outcomes.items()}
    for answers in full_answers[:40]:
        decision = decide(guide, answers, TODAY)
        for item in sections(guide, decision)["not_recommended"].items:
            link = item.sub[-1].link
            if link:
                assert decide(guide, read_fragment(guide, link).answers, TODAY).outcome == titles[item.name]


def test_what_would_change_it_names_no_answer_twice_and_the_link_gives_the_first(guide, full_answers):
    titles = sorted(guide.outcomes.values(), key=lambda outcome: -len(outcome.title))
    clauses = {(q.id, c.id): c.said for q in guide.questions.values() for c in q.choices}
    for answers in full_answers[:120]:
        for item in sections(guide, decide(guide, answers, TODAY))["changes"].items:
            after = read_fragment(guide, item.link).answers
            ((question, choice),) = after.items() - answers.items()
            named = next(outcome for outcome in titles if outcome.title in item.text)
            assert naive_outcome(guide, after, TODAY) == named.id
            clause = clauses[question, choice]
            assert item.text.count(clause) == 1
            assert not any(clause.startswith(f"{other} ") for other in clauses.values() if item.text.count(other) > 1)


def test_links_keep_the_date_and_the_fixed_answers(guide, full_answers):
    held = next(iter(guide.questions))
    decision = decide(guide, full_answers[0], ARTICLE, (held,))
    links = [item.sub[-1].link for item in sections(guide, decision, TODAY)["not_recommended"].items]

    assert all(f"_held={held}&_on={ARTICLE}" in link for link in links if link)


def test_the_first_day_begins_with_code_exactly_where_there_is_some(guide, full_answers):
    for outcome, answers in {decide(guide, a, TODAY).outcome: a for a in full_answers}.items():
        bare = replace(guide, outcomes={**guide.outcomes, outcome: replace(guide.outcomes[outcome], starter="")})
        for one, folder in ((guide, guide.outcomes[outcome].starter), (bare, "")):
            links = [item.link for item in sections(one, decide(one, answers, TODAY))["steps_day"].items]
            assert [link for link in links if link] == ([f"starter:{folder}"] if folder else [])


def test_the_bars_of_the_work_add_up_to_the_weights(guide, full_answers):
    for answers in full_answers[:40]:
        effort = sections(guide, decide(guide, answers, TODAY)).get("effort")
        for item in effort.items if effort else ():
            pieces = [int(sub.look.removeprefix("weight-")) for sub in item.sub if sub.look != "weight-cannot"]
            assert item.share is None or item.share[0] == sum(pieces)


def test_each_outcome_says_its_work_or_what_it_cannot_do(guide, full_answers):
    seen = set()
    for answers in full_answers[:60]:
        decision = decide(guide, answers, TODAY)
        asked = {guide.outcomes[one.outcome].title: one for one in decision.effort}
        most = max(one.weight or 0 for one in decision.effort)
        for item in sections(guide, decision)["effort"].items:
            one = asked[item.name]
            rows = [work for work in one.work if work.weight is None] or one.work
            key = "effort-cannot" if one.weight is None else "effort-weight" if rows else "effort-nothing"
            look = "out" if one.weight is None else "chosen" if one.outcome == decision.outcome else ""
            assert (item.text, item.look) == (say(guide, key, weight=one.weight), look)
            assert item.share == (None if one.weight is None else (one.weight, most))
            assert len(item.sub) == len(rows)
            seen.add(key)
    assert len(seen) > 1


@pytest.mark.parametrize("held", [True, False])
def test_where_no_change_leads_to_an_outcome_the_answers_that_stand_in_the_way_are_named(guide, full_answers, held):
    fixed = tuple(guide.questions) if held else ()
    decision = decide(guide, full_answers[0], TODAY, fixed)
    without = replace(decision, not_recommended=tuple(replace(one, flip=None) for one in decision.not_recommended))
    for item in sections(guide, without)["not_recommended"].items:
        assert (guide.questions[next(iter(guide.questions))].ask in item.sub[-1].text) is held


def test_what_would_also_do_says_when_it_asks_less_than_the_verdict(guide, full_answers):
    seen = set()
    for answers in full_answers:
        decision = decide(guide, answers, TODAY)
        works = {one.outcome for one in decision.shortlist if one.fit == "works"}
        less = [guide.outcomes[id].title for id in decision.least_effort.outcomes if id in works]
        lead = also(Teller(guide, decision)).lead
        told = bool(less) and decision.outcome not in decision.least_effort.outcomes
        assert (lead != "") is told
        assert all(title in lead for title in less if told)
        seen.add(told)
    assert seen == {True, False}


def test_another_date_is_told_beside_today(guide, full_answers):
    decision = decide(guide, full_answers[0], ARTICLE)
    told = other_date(Teller(guide, decision, TODAY))

    assert ARTICLE in told.lead
    assert TODAY in told.items[-1].name
    assert "_on" not in told.items[-1].link
    assert other_date(Teller(guide, decide(guide, full_answers[0], TODAY), TODAY)).lead == ""


def test_the_date_of_the_verdict_is_not_among_the_other_dates(guide, full_answers):
    decision = decide(guide, full_answers[0], ARTICLE)
    assert [moment.on for moment in decision.moments] == [ARTICLE]
    assert [item.name for item in moments(Teller(guide, decision, TODAY)).items if ARTICLE in item.name] == []
    assert len(moments(Teller(guide, decision, TODAY)).items) == len(decision.moments)


def test_each_question_has_one_state_and_settled_ones_say_why(guide, partial_answers):
    for answers in partial_answers[:80]:
        decision = decide(guide, answers, TODAY)
        states = marks(Teller(guide, decision, TODAY))
        assert [question for question, mark in states.items() if mark.state == "settled"] == list(decision.settled)
        upcoming = [question for question, mark in states.items() if mark.state == "next"]
        assert upcoming == [*filter(None, [decision.next])]
        assert all(mark.note for mark in states.values() if mark.state in ("settled", "next"))


@pytest.mark.parametrize("early", [True, False])
def test_a_verdict_says_when_no_further_answer_can_change_it(guide, full_answers, early):
    decision = decide(guide, full_answers[0], TODAY)
    answers = decision.deciding.answers if early else full_answers[0]
    told = verdict(Teller(guide, decide(guide, answers, TODAY), TODAY))

    assert told.title == guide.outcomes[decision.outcome].title
    assert bool(told.note) is (len(answers) < len(guide.questions))


def test_an_outcome_that_no_rule_recommends_says_so():
    made = small.guide({"size": ["small", "large"]}, [({}, {}, "one")])
    told = not_recommended(Teller(made, decide(made, {"size": "small"}, TODAY)))
    assert {item.text for item in told.items} == {say(made, "why-not-no-rule")}


def test_answers_that_no_rule_covers_leave_nothing_to_ask():
    made = small.guide({"size": ["small", "large"]}, [({"size": ["small"]}, {}, "one")])
    decision = decide(made, {"size": "large"}, TODAY)
    assert "next" not in sections(made, decision)


def test_who_asks_no_work_stands_before_who_asks_little():
    work = [{"id": "E1", "outcomes": ["one"], "work": "Patch it.", "weight": 1, "sources": []}]
    made = small.guide({"size": ["small", "large"]}, [({"size": ["small"]}, {}, "one"), ({}, {}, "two")], effort=work)
    told = effort(Teller(made, decide(made, {"size": "small"}, TODAY)))
    assert [item.name for item in told.items] == ["two", "three", "one"]
