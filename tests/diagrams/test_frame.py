"""The slide's ways are links: they open the selector with the answers that are known there, and nothing else."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from calculator.diagrams import figures
from calculator.diagrams.links import anchor
from calculator.engine.link import read_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.logic.slide import inside
from calculator.engine.model import Guide

ON = "2026-11-23"


@pytest.fixture(scope="module")
def slide(shipped: Guide) -> str:
    return figures(shipped, ON)["frame"]


def _ways(slide: str) -> Iterator[tuple[str, str]]:
    """The fragment and the name of each way."""
    for fragment, name in re.findall(r'href="[^"#]*selector/#([^"]*)"[^>]* aria-label="([^"]*)"', slide):
        yield unescape(fragment), unescape(name)


def test_every_way_opens_the_selector_with_answers_inside_the_frame(shipped: Guide, slide: str) -> None:
    frame = inside(shipped)
    ways = list(_ways(slide))
    assert len(ways) > 5
    for fragment, _ in ways:
        link = read_fragment(shipped, fragment)
        assert not link.dropped
        assert all(choice in frame[question] for question, choice in link.answers.items())


def test_where_the_answers_of_a_way_decide_they_decide_what_it_leads_to(shipped: Guide, slide: str) -> None:
    decided = 0
    for fragment, name in _ways(slide):
        outcome = decide(shipped, read_fragment(shipped, fragment).answers, ON).outcome
        if outcome:
            decided += 1
            assert name.endswith(f"→ {shipped.outcomes[outcome].title}")
    assert decided


def test_the_slide_has_a_twin_for_a_thumb_with_every_outcome(shipped: Guide, slide: str) -> None:
    steps = slide.split('class="diagram-steps"')[1]
    drawn = set(re.findall(r'id="frame--out-([^"]+)"', slide))
    shown = [outcome for outcome in shipped.outcomes if anchor(outcome) in drawn]
    assert len(shown) == len(drawn) > 1
    for outcome in shown:
        assert f">{shipped.outcomes[outcome].title}</a>" in steps
