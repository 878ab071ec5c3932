"""The decision on one slide is exact inside its frame, small, and honest about what lies outside."""

from dataclasses import replace
from itertools import product

import pytest

from calculator.engine.logic.decide import decide
from calculator.engine.logic.slide import MOST_BOXES, inside, slide
from calculator.engine.model import Guide

ON = "2026-11-23"


def _frames(guide: Guide) -> list[Guide]:
    """The guide's own frame, and each with one named question opened as far as it still asks few answer sets."""
    wider = [replace(guide, frame={q: c for q, c in guide.frame.items() if q != left}) for left in guide.frame]
    return [guide, *wider[::4]]


def test_the_shipped_slide_fits_a_slide(guide: Guide) -> None:
    shown = slide(guide, ON)
    assert shown is not None
    assert 1 < len(shown.boxes) <= MOST_BOXES


def test_the_tree_agrees_with_the_table_for_every_answer_set_of_its_frame(guide: Guide) -> None:
    for framed in _frames(guide):
        shown = slide(framed, ON)
        frame = inside(framed)
        assert shown is not None
        points = [dict(zip(frame, point, strict=True)) for point in product(*frame.values())]
        assert shown.sets == len(points)
        for answers in points:
            assert shown.outcome(answers) == decide(guide, answers, ON).outcome, answers


def test_what_is_claimed_of_the_neighbours_is_counted(guide: Guide) -> None:
    shown = slide(guide, ON)
    assert shown is not None
    frame = inside(guide)
    sure = {(way.question, way.choice): way.outcomes[0] for way in shown.ways_out if len(way.outcomes) == 1}
    near = right = 0
    for question, choices in frame.items():
        for choice in guide.questions[question].choices:
            if choice.id in choices:
                continue
            for point in product(*{**frame, question: (choice.id,)}.values()):
                answers = dict(zip(frame, point, strict=True))
                told = sure.get((question, choice.id)) or shown.outcome(answers)
                near += 1
                right += told == decide(guide, answers, ON).outcome
    assert (shown.near, shown.near_right) == (near, right)


def test_no_box_is_drawn_in_vain(guide: Guide) -> None:
    for framed in _frames(guide):
        shown = slide(framed, ON)
        assert shown is not None
        for box in shown.boxes:
            assert len({to for _, to in box.ways}) == len(box.ways) > 1
        assert len(set(shown.boxes)) == len(shown.boxes)


@pytest.mark.parametrize("frame", [{}, {"home": ("aws",)}])
def test_without_a_frame_or_with_too_wide_a_one_there_is_no_slide(
    guide: Guide, frame: dict[str, tuple[str, ...]]
) -> None:
    assert slide(replace(guide, frame=frame), ON) is None
