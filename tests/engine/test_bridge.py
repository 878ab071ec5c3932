"""The browser's two calls: text in, text out, and no exception ever crosses."""

import json

import pytest

from calculator.engine import bridge
from calculator.engine.telling.contract import decide_json


@pytest.fixture
def opened(monkeypatch, guide):
    monkeypatch.setattr(bridge, "_open", [guide])


def ask(**request):
    return json.loads(bridge.answer(json.dumps(request)))


def test_a_fragment_is_answered_with_decision_words_path_and_links(opened, guide):
    response = ask(fragment="#workload=containers&home=aws&nonsense=1", today="2026-11-23")

    expected = decide_json(guide, {"workload": "containers", "home": "aws"}, "2026-11-23")
    assert response["decision"] == json.loads(json.dumps(expected)) | {"dropped": response["decision"]["dropped"]}
    assert response["fragment"] == "home=aws&workload=containers"
    assert response["share"].endswith("_rules=" + guide.digest[:12])
    assert response["path"][0] == "n0"
    assert "nonsense" in response["dropped"][0]
    assert {section["id"] for section in response["sections"]} >= {"verdict", "next", "possible"}


def test_a_guide_that_is_too_large_to_draw_is_answered_all_the_same(opened, monkeypatch):
    def too_large(*_):
        raise ValueError("this rule file is too large for a decision tree")

    monkeypatch.setattr(bridge, "decision_tree", too_large)
    response = ask(fragment="#workload=containers&home=aws", today="2026-11-23")

    assert response["decision"]["status"] == "open"
    assert (response["path"], response["way"]["items"]) == ([], [])


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
