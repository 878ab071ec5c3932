"""All checks in one literal list, and the one function that runs them."""

from collections.abc import Callable, Iterable, Mapping

from calculator.engine.model import Guide

from .checks.crowded_slide import crowded_slide
from .checks.expired_facts import expired_facts
from .checks.failing_cases import failing_cases
from .checks.free_outcomes import free_outcomes
from .checks.gaps import gaps
from .checks.idle_choices import idle_choices
from .checks.idle_combinations import idle_combinations
from .checks.idle_conditions import idle_conditions
from .checks.idle_facts import idle_facts
from .checks.idle_questions import idle_questions
from .checks.idle_rules import idle_rules
from .checks.impossible_verdicts import impossible_verdicts
from .checks.overlaps import overlaps
from .checks.spare_rules import spare_rules
from .checks.unreachable import unreachable
from .finding import Finding
from .space.ground import Ground

CHECKS: Mapping[str, Callable[[Ground], Iterable[Finding]]] = {
    "gap": gaps,
    "idle-rule": idle_rules,
    "unreachable-outcome": unreachable,
    "impossible-verdict": impossible_verdicts,
    "idle-question": idle_questions,
    "failing-case": failing_cases,
    "idle-fact": idle_facts,
    "idle-combination": idle_combinations,
    "free-outcome": free_outcomes,
    "expired-fact": expired_facts,
    "idle-choice": idle_choices,
    "idle-condition": idle_conditions,
    "spare-rule": spare_rules,
    "overlap": overlaps,
    "crowded-slide": crowded_slide,
}


def check(guide: Guide, on: str) -> tuple[Finding, ...]:
    """Every finding of every check, the graver ones first; ``on`` is the date for which "today" is claimed."""
    ground = Ground(guide, on)
    return tuple(finding for one in CHECKS.values() for finding in one(ground))
