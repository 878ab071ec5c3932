"""All checks in one literal list, and the one function that runs them."""

from collections.abc import Callable, Iterable

from calculator.engine.model import Guide

from .failing_cases import failing_cases
from .finding import Finding
from .gaps import gaps
from .ground import Ground
from .idle_questions import idle_questions
from .idle_rules import idle_rules
from .unreachable import unreachable

CHECKS: tuple[Callable[[Ground], Iterable[Finding]], ...] = (gaps, idle_rules, unreachable, idle_questions, failing_cases)


def check(guide: Guide, on: str) -> tuple[Finding, ...]:
    """Every finding of every check; ``on`` is the date for which "today" is claimed."""
    ground = Ground(guide, on)
    return tuple(finding for one in CHECKS for finding in one(ground))
