"""Two outcomes side by side: what is said to tell them apart is counted, and "never" means never."""

import random
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from calculator.authoring import load
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.shown import Cell
from calculator.publishing.content.versus import differences, ends, pairs, side_by_side
from tests.publishing.conftest import Published

ON = "2026-11-23"
SMALL = Path(__file__).parent / "databases.yaml"


@pytest.fixture(scope="module")
def small() -> Guide:
    loaded = load(SMALL)
    assert loaded.guide is not None
    return loaded.guide


def test_the_counts_are_those_of_a_count_by_hand(small: Guide) -> None:
    questions = list(small.questions)
    by_hand: dict[tuple[str, str], dict[str, int]] = {}
    for point in product(*([choice.id for choice in small.questions[id].choices] for id in questions)):
        answers = dict(zip(questions, point, strict=True))
        outcome = decide(small, answers, ON).outcome
        for key in answers.items():
            counts = by_hand.setdefault(key, {})
            if outcome:
                counts[outcome] = counts.get(outcome, 0) + 1
    assert {key: dict(counts) for key, counts in ends(small, ON).items()} == by_hand


def test_an_answer_that_is_said_to_settle_it_never_leads_to_the_other(shipped: Guide) -> None:
    counts = ends(shipped, ON)
    rng = random.Random(11)
    every = {id: [choice.id for choice in question.choices] for id, question in shipped.questions.items()}
    told = 0
    for one, other in pairs(shipped):
        for difference in differences(shipped, counts, one, other):
            for leans, never in ((difference.one, other), (difference.other, one)):
                for lean in (lean for lean in leans if lean.only):
                    told += 1
                    for _ in range(20):
                        answers = {id: rng.choice(choices) for id, choices in every.items()}
                        answers[difference.question.id] = lean.choice
                        assert decide(shipped, answers, ON).outcome != never
    assert told > 10


def test_no_choice_speaks_for_both(shipped: Guide) -> None:
    counts = ends(shipped, ON)
    for one, other in pairs(shipped):
        found = differences(shipped, counts, one, other)
        assert found, (one, other)
        for difference in found:
            for_one, for_other = ({lean.choice for lean in leans} for leans in (difference.one, difference.other))
            assert not for_one & for_other


def test_each_pair_has_a_page_and_the_list_names_it(any_guide: Published) -> None:
    guide = any_guide.guide
    for one, other in pairs(guide):
        text = any_guide.text(f"pages/versus/{one}-vs-{other}.md")
        titles = f"{guide.outcomes[one].title} vs {guide.outcomes[other].title}"
        assert f"# {titles}\n" in text
        assert titles in any_guide.text("pages/versus/index.md")


def test_a_guide_that_names_no_rivals_has_no_such_pages(any_guide: Published) -> None:
    there = (any_guide.docs / "generated/pages/versus").exists()
    assert there == bool(list(pairs(any_guide.guide)))


def test_the_rest_is_every_choice_that_does_not_speak_for_the_other(shipped: Guide) -> None:
    counts = ends(shipped, ON)
    found = [difference for pair in pairs(shipped) for difference in differences(shipped, counts, *pair)]
    for difference in found:
        for speaks, against in ((difference.one, difference.other), (difference.other, difference.one)):
            if difference.rest(speaks):
                said = {lean.choice for lean in (*speaks, *against)}
                assert said == {choice.id for choice in difference.question.choices}
    assert any(difference.rest(difference.one) or difference.rest(difference.other) for difference in found)


def test_a_row_that_says_nothing_of_either_tool_is_left_out_of_the_table(shipped: Guide) -> None:
    for one, other in pairs(shipped):
        tools = [shipped.tools[part] for id in (one, other) for part in shipped.outcomes[id].parts]
        told, silent = side_by_side(shipped, tools)
        apart = [row for rows in silent.values() for row in rows]
        assert all(any(tool.compare[row.id].sources for tool in tools) for row in told)
        assert not any(tool.compare[row.id].sources for tool in tools for row in apart)
        assert {row.id for row in (*told, *apart)} <= {row.id for row in shipped.comparison}


def test_no_text_of_a_comparison_is_lost_where_nothing_is_cited(small: Guide) -> None:
    row = small.comparison[0]

    def told_of(*texts: str) -> tuple[list[str], list[str]]:
        both = zip(small.tools.values(), texts, strict=True)
        tools = [replace(tool, compare={row.id: Cell(text)}) for tool, text in both]
        told, silent = side_by_side(small, tools)
        return [row.id for row in told], list(silent)

    assert told_of("one", "many") == ([row.id], [])
    assert told_of("not known", "not known") == ([], ["not known"])
    assert side_by_side(small, [*small.tools.values()][:1] * 2) == ([], {})
