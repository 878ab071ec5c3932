"""The generated cases are what the rule file makes, and the engine decides each of them as it says."""

from pathlib import Path

import yaml
from hypothesis import given, settings

from calculator.analysis.export.generated import generated, wrong
from calculator.analysis.export.generated_text import as_yaml
from calculator.engine.logic.situation import facts_on, situation
from tests.analysis.small import deciding, every_answer, facts_at, guide, parts_of_a_guide, verdict

MADE = Path(__file__).parents[1] / "generated/cases.yaml"


def test_the_file_of_generated_cases_is_what_the_rule_file_makes(real_guide):
    made = generated(real_guide)
    assert [case.rule for case in made.rules] == [rule.id for rule in real_guide.rules]
    assert MADE.read_text() == as_yaml(made), "run `.venv/bin/calculator renew` and commit what it writes"


def test_the_engine_decides_each_generated_case_as_the_file_says(real_guide):
    read = yaml.safe_load(MADE.read_text())
    for case in read["rules"] + read["conditions"]:
        facts = facts_on(real_guide, case["date"])
        assert situation(real_guide, case["answers"], facts).outcome() == case["outcome"]
        instead = case.get("instead", {})
        turned = {fact: state == "holds" for fact, state in instead.items() if fact in real_guide.facts}
        answers = {**case["answers"], **{q: c for q, c in instead.items() if q in real_guide.questions}}
        then = case.get("then", case["outcome"])
        assert situation(real_guide, answers, {**facts, **turned}).outcome() == then
        assert not instead or then != case["outcome"]


@settings(max_examples=60)
@given(parts_of_a_guide())
def test_every_rule_and_condition_has_its_case_unless_there_is_none(parts):
    questions, facts, rules = parts
    made = guide(questions, rules, facts)
    cases = generated(made)
    assert not list(wrong(made, cases))
    by_rule = {case.rule: case for case in cases.rules}
    for at, rule in enumerate(made.rules):
        case = by_rule.get(rule.id)
        if case is None:
            continue
        today = facts_at(made, case.date)
        mine = [answers for answers in every_answer(made) if deciding(made.rules, answers, today) == at]
        assert case.answers in mine
        for question in rule.when:
            pairs = any(
                verdict(made.rules, {**answers, question: other.id}, today) != rule.then
                for answers in mine
                for other in made.questions[question].choices
                if other.id not in rule.when[question]
            )
            assert pairs == ((rule.id, question) not in cases.idle)


def test_ids_that_yaml_would_take_for_something_else_are_quoted():
    made = guide({"on": ["yes", "no"], "1": ["2", "x"]}, [({"on": ["yes"], "1": ["2"]}, {}, "one"), ({}, {}, "two")])
    read = yaml.safe_load(as_yaml(generated(made)))
    assert read["rules"][0]["answers"] == {"on": "yes", "1": "2"}
