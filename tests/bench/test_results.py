"""The published figures are the raw results, the raw results reach the targets, and they name no machine."""

import json
import re

import pytest

from tests.bench import page
from tests.bench.answering import at
from tests.bench.contenders import CHAIN, OURS
from tests.bench.scores import Truth
from tests.bench.speed import ratios
from tests.bench.subjects import SUBJECTS, full_answers, plain
from tests.bench.tables import Plain

SMALL = Plain(
    "small",
    {"sky": ("blue", "grey"), "wind": ("none", "some", "much")},
    [{"wind": ("much",)}, {"sky": ("grey",), "wind": ("some", "much")}, {}],
    ("home", "coat", "walk"),
)


def test_the_page_says_what_was_measured() -> None:
    assert page.PAGE.read_text() == page.written()


def test_every_target_is_reached() -> None:
    assert [target for target, reached in page.targets().items() if not reached] == []


def test_results_tell_of_the_machine_what_readers_need_and_no_more() -> None:
    for path in page.RESULTS.glob("*.json"):
        machine = json.loads(path.read_text())["machine"]
        assert set(machine) == {"date", "processor", "cores", "system", "python", "rules"}
        assert re.search(r"[/\\]", path.read_text()) is None


@pytest.mark.parametrize("name", SUBJECTS)
def test_ours_and_the_if_chain_agree_before_any_clock_runs(name: str) -> None:
    ours, chain = OURS.make(plain(name)), CHAIN.make(plain(name))

    assert all(ours(answers) == chain(answers) == plain(name).first(answers) for answers in full_answers(name)[:200])


def test_a_ratio_says_how_many_times_as_long_the_other_takes() -> None:
    rounds = {OURS.name: [1.0, 2.0, 1.0], "other": [3.0, 6.0, 3.0]}

    assert ratios(rounds, "other") == (3, 3, 3)


def test_a_percentile_is_the_time_within_which_that_share_ended() -> None:
    times = [float(number) for number in range(100, 0, -1)]

    assert [at(times, share) for share in (0.5, 0.95, 1)] == [51, 96, 100]


def test_the_truth_of_a_score_is_what_the_completions_lead_to() -> None:
    truth = Truth(SMALL)

    assert truth.possible({}) == {"home", "coat", "walk"}
    assert truth.possible({"sky": "blue"}) == {"home", "walk"}
    assert truth.possible({"wind": "much"}) == {"home"}
    assert truth.possible({"sky": "grey", "wind": "some"}) == {"coat"}
