"""A case fails if and only if its answers do not lead to the outcome that it expects today."""

from collections.abc import Iterator

from calculator.engine.decide import decide

from .finding import Finding
from .ground import Ground


def failing_cases(ground: Ground) -> Iterator[Finding]:
    """One finding for each case whose expectation is not met."""
    for case in ground.guide.cases.values():
        decision = decide(ground.guide, case.answers, ground.today)
        if decision.outcome != case.expect:
            got = decision.outcome or "open"
            message = f"case {case.id} expects {case.expect} but the table says {got}"
            yield Finding("failing-case", "error", message, decision.rules, case.answers, ground.today, case.line)
