"""The decision on one slide: the tree of the guide's frame from left to right, its ways out in words above it."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import graphviz
from markupsafe import Markup

from calculator.engine.logic.slide import Box, Slide, Way, inside, slide
from calculator.engine.model import Guide

from ..cards import new_graph, template
from ..links import Links
from ..picture import Picture
from ..wording import either, labels, lines, plain, word

ASK, SAID, WAYS_OUT = 18, 17, 150  # characters in a line


def frame_picture(guide: Guide, on: str, links: Links, label: str = "") -> Picture | None:
    """The tree of the frame; None where the guide has no frame, or none that fits a slide.

    ``label`` says of which day it is, where that is not the reader's; its name then ends with the day.
    """
    shown = slide(guide, on)
    if shown is None:
        return None
    name, title = "frame", word(guide, "diagram.frame")
    if label:
        name, title = f"frame-{on}", word(guide, "diagram.frame_then", label=label, on=on)
    values = {"sets": f"{shown.sets:,}", "near": f"{shown.near:,}"}
    usual = word(guide, "diagram.usual", usual=_usual(guide, shown))
    about = word(guide, "diagram.frame_about", **values, share=f"{shown.near_right / shown.near:.0%}")
    return Picture(
        name, title, about, _graph(guide, shown, links),
        table=_table(guide, shown), usual=usual, steps=_steps(guide, shown, links),
    )  # fmt: skip


def _usual(guide: Guide, shown: Slide) -> str:
    """The answers of the frame to what the tree does not ask, in words."""
    asked = {box.question for box in shown.boxes}
    return "; ".join(
        either(guide, (guide.questions[question].choice(choice).said or choice for choice in choices))
        for question, choices in inside(guide).items()
        if question not in asked and len(choices) < len(guide.questions[question].choices)
    )


def _ways_out(guide: Guide, shown: Slide) -> Iterator[tuple[str, str]]:
    """The choices outside the frame that lead to one outcome whatever else is usual, with its title."""
    sure = [way for way in shown.ways_out if len(way.outcomes) == 1]
    order = list(guide.outcomes)
    for (outcome,), ways in groupby(sorted(sure, key=lambda w: order.index(w.outcomes[0])), lambda w: w.outcomes):
        said = [f"“{label}”" for way in ways for label in labels(guide, way.question, (way.choice,))]
        yield either(guide, said), guide.outcomes[outcome].title


def _first(guide: Guide, shown: Slide) -> str:
    """What to look at before the tree."""
    ways = "; ".join(f"{said} → {title}" for said, title in _ways_out(guide, shown))
    return word(guide, "diagram.ways_out", ways=ways) if ways else ""


def _graph(guide: Guide, shown: Slide, links: Links) -> graphviz.Digraph:
    graph = new_graph("frame")
    label = "".join(f"{graphviz.escape(line)}\\l" for line in lines(_first(guide, shown), WAYS_OUT))
    graph.attr("graph", rankdir="LR", ranksep="0.3", nodesep="0.2", labelloc="t", labeljust="l", label=label)
    given = _given(guide, shown)
    for number, box in enumerate(shown.boxes):
        ask = "\n".join(lines(guide.questions[box.question].ask, ASK))
        look = {"shape": "box", "style": "rounded", "class": "part asked"}
        graph.node(f"q{number}", graphviz.escape(ask), id=f"q{number}", **look)
        for choices, to in box.ways:
            said = "\n".join(lines(_said(guide, box, choices), SAID))
            head = f"q{to}" if isinstance(to, int) else f"out-{to}"
            look = {
                "label": f" {graphviz.escape(said)} ",
                "labelURL": links.to_selector(_and(given[number], box, choices)),
                "labeltooltip": graphviz.escape(_name(guide, shown, box, choices, to)),
            }
            graph.edge(f"q{number}", head, id=f"arrow:q{number}--{to}", **look)
    for outcome in dict.fromkeys(to for box in shown.boxes for _, to in box.ways if isinstance(to, str)):
        title = "\n".join(lines(guide.outcomes[outcome].title, ASK))
        look = {"shape": "box", "style": "filled,bold", "fillcolor": "#dcefe2", "class": "part ending"}
        graph.node(f"out-{outcome}", graphviz.escape(title), id=f"out-{outcome}", URL=links.to_outcome(outcome), **look)
    return graph


def _name(guide: Guide, shown: Slide, box: Box, choices: tuple[str, ...], to: Way) -> str:
    """What a way is called for whoever does not see it; it begins as what is drawn."""
    drawn, every = _said(guide, box, choices), _all(guide, box, choices)
    said = drawn if drawn == every else f"{drawn} ({every})"
    return f"{said}: {plain(guide.questions[box.question].ask)} → {_leads(guide, shown, to)}"


def _given(guide: Guide, shown: Slide) -> list[dict[str, str]]:
    """Per box, the answers that are known there: those of the frame, and those that every way to the box gives."""
    asked = {box.question for box in shown.boxes}
    usual = {q: choices[0] for q, choices in inside(guide).items() if q not in asked and len(choices) == 1}
    given: list[dict[str, str] | None] = [usual, *[None] * (len(shown.boxes) - 1)]
    for number, box in list(enumerate(shown.boxes)) * len(shown.boxes):  # until what is known has come to every box
        for choices, to in box.ways:
            known = given[number]
            if isinstance(to, int) and known is not None:
                said, before = _and(known, box, choices), given[to]
                given[to] = said if before is None else dict(said.items() & before.items())
    return [answers or {} for answers in given]


def _and(given: Mapping[str, str], box: Box, choices: tuple[str, ...]) -> dict[str, str]:
    return {**given, box.question: choices[0]} if len(choices) == 1 else dict(given)


def _said(guide: Guide, box: Box, choices: tuple[str, ...]) -> str:
    """The choices of a way; where they are all but one or two, "any other"."""
    rest = sum(len(others) for others, _ in box.ways) - len(choices)
    if len(choices) > max(rest, 1):
        return word(guide, "diagram.any_other")
    return _all(guide, box, choices)


def _all(guide: Guide, box: Box, choices: tuple[str, ...]) -> str:
    return either(guide, labels(guide, box.question, choices))


def _table(guide: Guide, shown: Slide) -> tuple[tuple[str, ...], ...]:
    """The text twin: the ways out, then one line for each way out of a box, the first question first."""
    heads = tuple(word(guide, f"diagram.{key}") for key in ("question_head", "answer_head", "leads_head"))
    first = [(word(guide, "diagram.first"), said, title) for said, title in _ways_out(guide, shown)]
    rows = [
        (_numbered(guide, shown, number), _all(guide, box, choices), _leads(guide, shown, to))
        for number, box in enumerate(shown.boxes)
        for choices, to in box.ways
    ]
    return (heads, *first, *rows)


def _numbered(guide: Guide, shown: Slide, number: int) -> str:
    return f"{number + 1}. {plain(guide.questions[shown.boxes[number].question].ask)}"


def _leads(guide: Guide, shown: Slide, to: Way) -> str:
    return guide.outcomes[to].title if isinstance(to, str) else _numbered(guide, shown, to)


def _steps(guide: Guide, shown: Slide, links: Links) -> str:
    """The tree for a thumb: questions whose answers open the next one."""

    def step(number: int) -> dict[str, object]:
        box = shown.boxes[number]
        return {"ask": plain(guide.questions[box.question].ask), "ways": [way(box, *each) for each in box.ways]}

    def way(box: Box, choices: tuple[str, ...], to: Way) -> dict[str, object]:
        said = {"said": _all(guide, box, choices)}
        if isinstance(to, str):
            return {**said, "title": guide.outcomes[to].title, "href": links.to_outcome(to)}
        return {**said, "step": step(to)}

    return Markup(template("steps.html.j2", first=step(0), out=_first(guide, shown)))  # noqa: S704  the template escaped it
