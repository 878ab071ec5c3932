"""The browser's two calls: text in, text out, and no exception ever crosses."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from calculator.engine import bridge
from calculator.engine.decision import as_json
from calculator.engine.link import write_fragment
from calculator.engine.telling.contract import decide_json
from calculator.engine.telling.side_by_side import compare
from tests.engine.conftest import ARTICLE, TODAY


@pytest.fixture
def opened(monkeypatch, guide):
    monkeypatch.setattr(bridge, "_open", [guide])


def ask(**request):
    return json.loads(bridge.answer(json.dumps(request)))


def test_a_fragment_is_answered_with_decision_words_and_links(opened, guide):
    response = ask(fragment="#workload=containers&home=aws&nonsense=1", today="2026-11-23")

    expected = decide_json(guide, {"workload": "containers", "home": "aws"}, "2026-11-23")
    assert response["decision"] == json.loads(json.dumps(expected)) | {"dropped": response["decision"]["dropped"]}
    assert response["fragment"] == "home=aws&workload=containers"
    assert response["share"].endswith("_rules=" + guide.digest[:12])
    assert "nonsense" in response["dropped"][0]
    assert {section["id"] for section in response["sections"]} >= {"verdict", "next", "possible"}


@pytest.mark.parametrize("on", ["", "_on=2021-12-16"])
@pytest.mark.parametrize("given", [0, 1, 3, 12])
def test_what_a_page_shows_at_once_and_what_it_folds_away_are_the_whole_answer(opened, full_answers, given, on):
    said = dict(list(full_answers[given].items())[:given])
    asked = "&".join([*(f"{question}={choice}" for question, choice in said.items()), on])
    whole = ask(fragment=asked, today=TODAY)
    bridge._decided.clear()  # what was worked out for the whole answer
    glance, proof = (ask(fragment=asked, today=TODAY, only=part) for part in ("glance", "proof"))

    assert glance["sections"] + proof["sections"] == whole["sections"]
    assert {section["group"] for section in proof["sections"]} == {"check"}
    decision = whole["decision"]
    failed = [{name: other[name] for name in ("outcome", "failed")} for other in decision["not_recommended"]]
    part = {name: decision[name] for name in ("guide", "on", "status", "outcome", "answers")}
    assert glance["decision"] == part | {"not_recommended": failed}
    rest = {"sections", "decision"}
    assert {k: v for k, v in glance.items() if k not in rest} == {k: v for k, v in whole.items() if k not in rest}


def test_a_link_of_these_very_rules_was_not_made_with_others(opened, guide):
    for rules, other in (("", False), (f"&_rules={guide.digest[:12]}", False), ("&_rules=0123456789ab", True)):
        assert ask(fragment=f"home=aws{rules}", today=TODAY)["made_with_other_rules"] is other


def test_a_comparison_is_of_the_day_that_the_page_tells(opened, guide, full_answers):
    told = {ARTICLE: [], TODAY: []}
    for pair in pairwise(write_fragment(answers) for answers in full_answers[:12]):
        for day, compared in told.items():
            compared.append(ask(compare=list(pair), today=day))
            assert compared[-1] == json.loads(json.dumps(as_json(compare(guide, *pair, day))))
    assert told[ARTICLE] != told[TODAY]


@pytest.mark.parametrize("extra", ["adr", "card"])
def test_a_record_and_a_card_come_only_when_they_are_asked_for(opened, extra):
    assert extra not in ask(fragment="home=aws", today=TODAY)
    assert extra in ask(fragment="home=aws", today=TODAY, **{extra: True})


def test_a_link_of_another_rule_file_is_recognised(opened):
    assert ask(fragment="home=aws&_rules=000000000000")["made_with_other_rules"] is True


@pytest.mark.parametrize(
    "request_text",
    ["", "{", "[]", "null", "3", '"x"', '{"answers": 5}', '{"answers": ["a"]}', '{"on": "tomorrow"}', '{"held": 4}'],
)
def test_a_bad_request_gets_one_sentence(opened, request_text):
    response = json.loads(bridge.answer(request_text))

    assert list(response) == ["error"]
    assert "Traceback" not in response["error"]


def test_before_a_guide_is_open_the_bridge_says_so(monkeypatch):
    monkeypatch.setattr(bridge, "_open", [])

    assert "No guide is open" in ask(answers={})["error"]


def decided(guide):
    return next(case.answers for case in guide.cases.values() if decide_json(guide, case.answers, TODAY)["outcome"])


def test_a_bill_is_a_request_of_its_own_and_its_link_keeps_the_volumes(opened, guide):
    answers = "&".join(f"{question}={choice}" for question, choice in sorted(decided(guide).items()))
    bill = ask(fragment=answers, today="2026-11-23", bill={"runs": "1,000", "steps": "many"})

    assert bill["fragment"] == f"{answers}&_bill-runs=1000"
    assert [volume["id"] for volume in bill["bill"]["volumes"] if volume["wrong"]] == ["steps"]
    again = ask(fragment=bill["fragment"], today="2026-11-23", bill={})
    assert again["bill"]["entries"] == bill["bill"]["entries"]
    verdict = ask(fragment=bill["fragment"], today="2026-11-23")
    assert verdict["fragment"] == bill["fragment"]
    assert verdict["dropped"] == []
    links = re.findall(r'"#([^"]+=[^"]+)"', json.dumps(verdict))
    assert links
    assert [link for link in links if "_bill-runs=1000" not in link] == []


def test_a_record_holds_the_bill_where_it_is_asked_for(opened):
    link = "https://example.com/guide/selector/#home=aws"
    record = ask(fragment="home=aws", today="2026-11-23", bill={}, adr=True, link=link)["adr"]
    assert link in record

    assert ask(fragment="home=aws", today="2026-11-23", bill={})["bill"]["lead"] in record
    assert "The bill" not in ask(fragment="home=aws", today="2026-11-23", adr=True)["adr"]


def test_a_guide_without_prices_has_no_bill(monkeypatch, guide):
    monkeypatch.setattr(bridge, "_open", [replace(guide, prices={})])

    assert ask(fragment="home=aws", bill={"runs": "5"})["bill"] is None


@pytest.mark.parametrize("bill", [3, "x", ["runs"], {"runs": [1]}, {"runs": None}, {"runs": {}}, {"nothing": 1}])
def test_a_wrong_bill_request_is_answered_with_a_sentence(opened, bill):
    response = ask(fragment="home=aws", bill=bill)

    assert response.get("error") or response["bill"]["dropped"]
