"""A link of an old edition is answered by that edition, beside today's verdict, and the rule that differs is named."""

import copy
import json

import pytest

from calculator.authoring import load
from calculator.engine import bridge
from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import decide
from calculator.engine.telling.old_link import answers_then, then
from tests.engine.conftest import RULES, TODAY
from tests.engine.naive import naive_outcome

OLD_DAY = "2025-05-05"


@pytest.fixture(scope="module")
def rules():
    return load(RULES).json


@pytest.fixture
def old(rules):
    """The JSON of an edition that a test makes older by changing it."""
    made = copy.deepcopy(rules)
    made["guide"]["edition"] = OLD_DAY
    made["digest"] = "0" * 64
    return made


@pytest.fixture(scope="module")
def case(guide):
    """A team whose verdict one rule decides."""
    return next(case for case in guide.cases.values() if decide(guide, case.answers, TODAY).rule)


def rule_of(guide, case):
    return decide(guide, case.answers, TODAY).rule


def other_outcome(guide, case):
    return next(outcome for outcome in guide.outcomes if outcome != case.expect)


def asked(guide, rules, old, **request):
    """The response of the bridge to a request that brings an old edition along; one date for both, if not given."""
    request = {"old_rules": json.dumps(old), "on": TODAY, **request}
    return json.loads(json.dumps(bridge.respond(guide, request)))


def fragment(answers):
    return "&".join(f"{question}={choice}" for question, choice in answers.items()) + "&_rules=" + "0" * 12


def test_an_edition_that_decides_the_same_is_said_to_do_so(guide, rules, old, case):
    response = asked(guide, rules, old, fragment=fragment(case.answers))

    assert response["then"]["outcome"] == response["decision"]["outcome"] == case.expect
    assert response["then"]["changed"] is False
    assert response["then"]["differences"] == []
    assert OLD_DAY in response["then"]["sentence"]
    assert "the same" in response["then"]["sentence"]


def test_a_rule_that_leads_elsewhere_now_is_named(guide, rules, old, case):
    rule, other = rule_of(guide, case), other_outcome(guide, case)
    next(row for row in old["rules"] if row["id"] == rule).update(then=other, because="It was so.")
    found = asked(guide, rules, old, fragment=fragment(case.answers))["then"]

    assert (found["outcome"], found["rule"], found["because"]) == (other, rule, "It was so.")
    assert [(difference["kind"], difference["rule"]) for difference in found["differences"]] == [("changed", rule)]
    assert guide.outcomes[other].title in found["sentence"]
    assert guide.outcomes[case.expect].title in found["sentence"]
    assert found["differences"][0]["sentence"] == f"What made the difference: rule {rule} was changed."
    assert found["reasons"][0] == f"Then rule {rule} decided: It was so."


def test_a_rule_that_is_new_is_named(guide, rules, old):
    changed = 0
    for case in guide.cases.values():
        rule = rule_of(guide, case)
        without = old | {"rules": [row for row in old["rules"] if row["id"] != rule]}
        found = asked(guide, rules, without, fragment=fragment(case.answers))["then"]
        differences = [(difference["kind"], difference["rule"]) for difference in found["differences"]]

        assert found["outcome"] == naive_outcome(guide_from_json(without), case.answers, TODAY)
        assert differences == ([("new", rule)] if found["changed"] else [])
        changed += found["changed"]
    assert changed


def test_a_rule_that_is_gone_is_named(guide, rules, old, case):
    gone = {"id": "GONE", "when": {}, "then": other_outcome(guide, case), "because": "Because.", "sources": []}
    old["rules"].insert(0, gone)
    found = asked(guide, rules, old, fragment=fragment(case.answers))["then"]

    assert [(difference["kind"], difference["rule"]) for difference in found["differences"]] == [("removed", "GONE")]
    assert found["rule"] == "GONE"


def test_rules_in_another_order_are_named(guide, rules, old, case):
    rule = rule_of(guide, case)
    wide = next(row for row in old["rules"] if row["id"] == rule)
    catch_all = {"id": "ALL", "when": {}, "then": other_outcome(guide, case), "because": "Because.", "sources": []}
    new = copy.deepcopy(rules)
    new["rules"] = [wide, catch_all]
    old["rules"] = [catch_all, wide]
    found = asked(guide_from_json(new), new, old, fragment=fragment(case.answers))["then"]

    assert [difference["kind"] for difference in found["differences"]] == ["moved"]
    assert rule in found["differences"][0]["sentence"]
    assert "ALL" in found["differences"][0]["sentence"]


def test_a_fact_that_began_since_is_named(guide, rules, old):
    rule = next(row for row in guide.rules if row.given and any(row.given.values()))
    fact = next(fact for fact, wanted in rule.given.items() if wanted)
    for number, row in enumerate(row for row in old["facts"] if row["id"] == fact):
        assert number == 0
        row.update(since="2025-06-06")
    first = next(number for number, row in enumerate(old["rules"]) if row["id"] == rule.id)
    fallback = {"id": "ELSE", "when": {}, "then": other_than(guide, rule.then), "because": "Else.", "sources": []}
    new = copy.deepcopy(rules)
    for made in (new, old):
        made["rules"] = [made["rules"][first], fallback]
    answers = {question: choices[0] for question, choices in rule.when.items()}
    found = asked(guide_from_json(new), new, old, fragment=fragment(answers), on=None, today=TODAY)["then"]

    assert (found["rule"], found["on"]) == ("ELSE", OLD_DAY)
    assert [difference["kind"] for difference in found["differences"]] == ["fact"]
    assert guide.facts[fact].title in found["differences"][0]["sentence"]


def other_than(guide, outcome):
    return next(other for other in guide.outcomes if other != outcome)


def renamed_rules(rules, old):
    """Rules whose first question, one of its choices and one outcome had other ids in the old edition."""
    new, question = copy.deepcopy(rules), rules["questions"][0]
    choice, outcome = question["choices"][0]["id"], rules["outcomes"][0]["id"]
    new["migrations"] = [
        {"kind": "choice", "question": question["id"], "from": "former-choice", "to": choice},  # before its question
        {"kind": "question", "from": "former-question", "to": question["id"]},
        {"kind": "outcome", "from": "former-outcome", "to": outcome},
    ]
    text = json.dumps(old)
    names = {question["id"]: "former-question", choice: "former-choice", outcome: "former-outcome"}
    for now, former in names.items():
        text = text.replace(f'"{now}"', f'"{former}"')
    return new, json.loads(text), names


def test_renamed_ids_of_an_old_link_are_read_by_both_editions(rules, old, full_answers):
    new, old, names = renamed_rules(rules, old)
    guide, question = guide_from_json(new), rules["questions"][0]["id"]
    choice = rules["questions"][0]["choices"][0]["id"]
    for answers in [answers for answers in full_answers if answers[question] == choice][:10]:
        former = {names.get(q, q): names.get(c, c) if q == question else c for q, c in answers.items()}
        response = asked(guide, new, old, fragment=fragment(former))

        assert response["dropped"] == []
        assert response["answers"] == answers
        assert response["then"]["changed"] is False
        assert response["then"]["outcome"] == naive_outcome(guide, answers, TODAY)
        assert [then for then in response["then"]["possible"] if then.startswith("former")] == []


def test_answers_of_today_are_put_to_an_old_edition_under_its_own_ids(rules, old):
    new, old, names = renamed_rules(rules, old)
    question, choice = rules["questions"][0]["id"], rules["questions"][0]["choices"][0]["id"]
    found = answers_then(guide_from_json(new), {question: choice}, guide_from_json(old), {})

    assert found == {names[question]: names[choice]}


def test_every_partial_answer_set_gets_the_outcomes_that_the_old_edition_left_open(guide, old, partial_answers):
    old["rules"] = old["rules"][7:]
    before = guide_from_json(old)
    for answers in partial_answers[::20]:
        found = then(guide, decide(guide, answers, TODAY), before, answers, OLD_DAY)
        alone = decide(before, answers, OLD_DAY)

        assert list(found.possible) == [possible.outcome for possible in alone.possible]
        assert found.outcome == alone.outcome
        assert len(found.differences) <= 3


def test_an_old_edition_that_is_no_edition_gets_one_sentence(monkeypatch, guide):
    monkeypatch.setattr(bridge, "_open", [guide])
    for text in ("", "{", "[]", "{}", "3"):
        response = json.loads(bridge.answer(json.dumps({"fragment": "", "old_rules": text or "null"})))
        assert list(response) == ["error"]


def test_up_to_three_outcomes_that_an_old_edition_left_open_are_named(guide, rules, old):
    for outcomes in (rules["outcomes"][:2], rules["outcomes"][:3]):
        open_ones = [one["id"] for one in outcomes]
        first = rules["questions"][0]
        cut = [{**old["rules"][0], "id": f"X{at}", "when": {first["id"]: [choice["id"]]}, "given": {}, "then": then}
               for at, (choice, then) in enumerate(zip(first["choices"], open_ones, strict=False))]  # fmt: skip
        last = {**cut[-1], "id": "X", "when": {}}
        told = asked(guide, rules, {**old, "rules": [*cut, last]}, fragment=fragment({}))["then"]
        assert set(told["possible"]) == set(open_ones)
        assert all(one["title"] in told["sentence"] for one in outcomes)


def test_an_old_edition_that_left_much_open_says_how_much(guide, rules, old):
    told = asked(guide, rules, old, fragment=fragment({}))["then"]

    assert len(told["possible"]) > 3
    for rule in old["rules"]:
        rule["then"] = rules["rules"][0]["then"]
    changed = asked(guide, rules, old, fragment=fragment({}))["then"]
    assert changed["changed"]
    assert str(len(told["possible"])) in changed["sentence"]
