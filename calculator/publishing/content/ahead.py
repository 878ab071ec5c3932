"""What a page can say before Python is there: the decision diagram of today's facts, small enough to stand in the page.

The diagram is exact (it is the one from which the tree is drawn), and it is told with the days between which it holds,
so a page that is read later, when a fact has changed, keeps silent until the engine answers.
"""

from typing import Any

from calculator.engine.logic.conditions import days_of_change
from calculator.engine.logic.diagram import GAP
from calculator.engine.logic.situation import facts_on, situation
from calculator.engine.model import Guide
from calculator.engine.words import say

MOST_NODES = 5_000  # about 50 KB in a page; a guide with more gets its verdict from the engine alone


def ahead(guide: Guide, on: str) -> dict[str, Any] | None:
    """The diagram as plain JSON values; None where the table has none that is small.

    ``nodes`` are the inner nodes, children first, each the place of its question in ``questions`` and then one child
    for each choice; the outcomes are the first children's numbers, so a child below ``len(outcomes)`` is a leaf.
    """
    diagram = situation(guide, {}, facts_on(guide, on)).rest
    if diagram is None or len(diagram.children) > MOST_NODES:
        return None
    first, until = _days(guide, on)
    leaves = len(diagram.labels)
    asked = [diagram.table.variables[variable] for variable in diagram.order]
    inner = range(leaves, len(diagram.children))
    return {
        "from": first,
        "until": until,
        "say": {"eyebrow": say(guide, "verdict-eyebrow"), "early": say(guide, "verdict-early")},
        "outcomes": [
            [label, guide.outcomes[label].title] if label != GAP else None for label in diagram.labels
        ],
        "questions": asked,
        "choices": {
            question: [choice.id for choice in guide.questions[question].choices]
            for question in asked
            if question in guide.questions
        },
        "nodes": [[diagram.level[node], *diagram.children[node]] for node in inner],
        "root": diagram.root,
    }


def _days(guide: Guide, on: str) -> tuple[str, str]:
    """The first day on which the facts stand as on this one, and the first on which they no longer do; may be empty."""
    now = facts_on(guide, on)
    changes = days_of_change(guide, now)
    later = (day for day in changes if day > on and facts_on(guide, day) != now)
    earlier = [day for day in changes if day <= on]
    same = ""
    for day in reversed(earlier):
        if facts_on(guide, day) != now:
            break
        same = day
    return same, next(later, "")
