"""What changed in a rule file beside the verdicts: words that readers see, and rows that are shown with a verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from calculator.engine.model import Guide

from .difference import Edited

DECIDES = frozenset({"when", "given", "then", "line", "since", "until", "weight", "outcomes", "expect", "answers"})
PLACES = frozenset({"line"})


def wording(old: Guide, new: Guide) -> tuple[Edited, ...]:
    """Things of both editions of which words changed, with the keys that differ."""
    return tuple(
        Edited(kind, id, ", ".join(keys))
        for kind, before, after in _kinds(old, new)
        for id, thing in after.items()
        if id in before and (keys := [key for key in _differing(before[id], thing) if key not in DECIDES])
    )


def beside(old: Guide, new: Guide) -> tuple[Edited, ...]:
    """Things that came or went, and cautions, work and facts whose conditions, weights or dates changed."""
    found: list[Edited] = []
    for kind, before, after in _kinds(old, new):
        found += [Edited(kind, id, "added") for id in after if id not in before]
        found += [Edited(kind, id, "removed") for id in before if id not in after]
        for id, thing in after.items() if kind != "rule" else ():
            keys = [key for key in _differing(before[id], thing) if key in DECIDES - PLACES] if id in before else []
            found += [Edited(kind, id, ", ".join(keys))] if keys else []
    return tuple(found)


def _kinds(old: Guide, new: Guide) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    yield "question", old.questions, new.questions
    yield "outcome", old.outcomes, new.outcomes
    yield "tool", old.tools, new.tools
    yield "fact", old.facts, new.facts
    yield "source", old.sources, new.sources
    yield "case", old.cases, new.cases
    for kind in ("rules", "cautions", "effort", "checklist"):
        before, after = ({row.id: row for row in getattr(guide, kind)} for guide in (old, new))
        yield kind.removesuffix("s") if kind != "checklist" else "check", before, after


def _differing(one: Any, other: Any) -> Iterator[str]:
    """The fields in which two things of one kind differ."""
    assert is_dataclass(one)
    for field in fields(one):
        if getattr(one, field.name) != getattr(other, field.name):
            yield field.name
