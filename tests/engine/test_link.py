"""A link keeps what is good in it and says what it dropped."""

import random

import pytest

from calculator.engine.link import is_date, read_fragment, write_fragment


def test_answers_survive_the_way_into_a_link_and_back(guide, partial_answers):
    for answers in partial_answers[:100]:
        link = read_fragment(guide, "#" + write_fragment(answers, on="2021-12-13", held="home,scale", rules="abc"))
        assert link.answers == answers
        assert (link.on, link.held, link.digest, link.dropped) == ("2021-12-13", ("home", "scale"), "abc", ())


def test_a_fragment_lists_answers_by_id_in_order():
    assert write_fragment({"workload": "sagemaker", "home": "aws"}) == "home=aws&workload=sagemaker"


def test_nonsense_keeps_the_good_part_and_says_what_was_dropped(guide):
    link = read_fragment(guide, "#home=aws&home&=x&&workload=%FF%00&%zz=1&scale=ordinary&_on=2026-02-30")

    assert link.answers["scale"] == "ordinary"
    assert link.on is None
    assert {d.question for d in link.dropped} >= {"workload", "%zz"}


@pytest.mark.parametrize("seed", range(5))
def test_no_fragment_makes_the_reader_fail(guide, seed):
    rng = random.Random(seed)
    for _ in range(200):
        points = [rng.choice((rng.randrange(32, 127), rng.randrange(0x2FFF), 0x1F600, 38, 61, 37)) for _ in range(60)]
        link = read_fragment(guide, "".join(map(chr, points)))

        assert set(link.answers) <= set(guide.questions)


def test_a_part_that_is_no_answer_and_one_said_twice_are_named(guide):
    link = read_fragment(guide, "#home&%E0%A4%A&=&home=aws&home=portable&home=portable&scale=&")

    assert link.answers == {"home": "portable"}
    assert [(dropped.question, dropped.choice) for dropped in link.dropped] == [
        ("home", ""), ("\ufffd%A", ""), ("", ""), ("home", "aws"),
    ]


def test_a_very_long_fragment_is_cut_and_does_not_hang(guide):
    link = read_fragment(guide, "home=aws&" + "x=y&" * 1_000_000)

    assert link.answers == {"home": "aws"}
    assert link.dropped[0].because == "The link is longer than 8,000 characters; what comes after them was dropped."


def test_settings_that_mean_nothing_are_named_like_answers(guide):
    link = read_fragment(guide, "home=aws&_held=home,scael&_on=tomorrow&_rules=")

    assert (link.on, link.held, link.digest) == (None, ("home",), None)
    assert [dropped.because for dropped in link.dropped] == [
        "“tomorrow” is no date, so the facts of today are used.",
        "“scael” is no question of this guide, so it cannot be fixed. Did you mean “scale”?",
    ]


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "٢٠٢٦-٠١-٠١", "today", ""])
def test_a_date_that_is_none_is_refused(text):
    assert not is_date(text)


@pytest.mark.parametrize("text", ["2026-11-23", "2024-02-29", "2000-02-29"])
def test_a_real_date_is_taken(text):
    assert is_date(text)
