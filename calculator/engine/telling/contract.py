"""A Decision as plain JSON values: the public contract, which may grow.  Its sentences are those of the report."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..decision import Decision, Ranked, as_json
from ..logic.decide import decide
from ..model import Guide
from .reason import because
from .shortlist import better_if, place_because
from .teller import Teller


def decide_json(guide: Guide, answers: Mapping[str, Any], on: str, held: Iterable[str] = ()) -> dict[str, Any]:
    """The Decision for answers on a date (see ``decide``) as plain JSON values."""
    return decision_json(Teller(guide, decide(guide, answers, on, held)))


def decision_json(tell: Teller) -> dict[str, Any]:
    """A Decision as plain JSON values, with its reasons in words."""
    value: dict[str, Any] = as_json(tell.decision)
    why = {one.outcome: place_because(tell, one) for one in tell.decision.shortlist}
    value["because"] = because(tell)
    value["shortlist"] = [_ranked(tell, one, why[one.outcome]) for one in tell.decision.shortlist]
    for other in value["not_recommended"]:
        other["because"] = why[other["outcome"]]
    return value


def glance_json(decision: Decision) -> dict[str, Any]:
    """The part of the same values that a page shows at once: what was decided, and what each other outcome lacks."""
    value = {name: as_json(getattr(decision, name)) for name in ("guide", "on", "status", "outcome", "answers")}
    failed = [{"outcome": one.outcome, "failed": as_json(one.failed)} for one in decision.not_recommended]
    return value | {"not_recommended": failed}


def _ranked(tell: Teller, one: Ranked, why: str) -> dict[str, Any]:
    value: dict[str, Any] = as_json(one)
    better = better_if(tell, one)
    flip = value.pop("flip")
    return {**value, "because": why, "better_if": {"text": better.text, **flip} if better else None}
