"""Two answer sets side by side: what differs comes first, and nothing is said twice."""

import json

import pytest

from calculator.engine import bridge
from calculator.engine.link import write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.telling.side_by_side import compare
from tests.engine.conftest import ARTICLE, TODAY


@pytest.fixture
def two(guide, full_answers):
    """Two answer sets that differ in one answer and in the outcome."""
    for answers in full_answers:
        decision = decide(guide, answers, TODAY)
        for flip in decision.stability.flips:
            if flip.outcome:
                return answers, {**answers, flip.question: flip.after}, flip
    raise AssertionError("no verdict can be flipped")


def tables(comparison):
    return {table.id: table for table in comparison.tables}


def test_only_answers_that_differ_stand_in_the_first_table(guide, two):
    one, other, flip = two
    compared = compare(guide, write_fragment(one), write_fragment(other), TODAY)

    assert [row.name for row in tables(compared)["answers"].rows] == [guide.questions[flip.question].ask]
    assert len(tables(compared)["same"].rows) == len(guide.questions) - 1
    assert compared.tables[-1].folded


def test_each_side_gets_the_verdict_that_it_gets_alone(guide, two):
    one, other, flip = two
    compared = compare(guide, write_fragment(one), write_fragment(other), TODAY)

    assert [side.outcome for side in compared.sides] == [decide(guide, one, TODAY).outcome, flip.outcome]
    assert "different" in compared.lead


def test_a_row_of_the_comparison_never_says_the_same_of_both(guide, two):
    one, other, _ = two
    compared = compare(guide, write_fragment(one), write_fragment(other), TODAY)

    for id, table in tables(compared).items():
        assert id == "same" or all(row.cells[0] != row.cells[1] for row in table.rows)


def test_the_same_answers_at_two_dates_differ_in_the_date(guide, two):
    one, *_ = two
    compared = compare(guide, write_fragment(one), write_fragment(one, on=ARTICLE), TODAY)

    assert tables(compared)["answers"].rows[0].cells == (TODAY, ARTICLE)
    assert compared.sides[1].fragment.endswith(f"_on={ARTICLE}")


def test_unknown_answers_are_dropped_and_named(guide):
    compared = compare(guide, "nonsense=1", "", TODAY)

    assert "nonsense" in compared.dropped[0]
    assert "open" in compared.lead


@pytest.mark.parametrize("pair", ["", [], ["home=aws"], 5])
def test_the_bridge_answers_a_bad_pair_with_one_sentence(monkeypatch, guide, pair):
    monkeypatch.setattr(bridge, "_open", [guide])

    assert list(json.loads(bridge.answer(json.dumps({"compare": pair})))) == ["error"]


def test_no_table_is_empty(guide, two):
    one, other, _ = two
    for left, right in ((one, one), (one, other), ({}, one), ({}, {})):
        compared = compare(guide, write_fragment(left), write_fragment(right), TODAY)
        assert all(table.rows for table in compared.tables)
