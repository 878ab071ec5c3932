"""A case fails if and only if its answers do not lead to the one outcome that it expects today."""

from collections.abc import Iterator

from calculator.engine.answers import clean
from calculator.engine.logic.decide import outcome_of
from calculator.engine.logic.search import OutOfBudgetError

from .finding import Finding, not_proved
from .ground import Ground


def failing_cases(ground: Ground) -> Iterator[Finding]:
    """One finding for each case whose expectation is not met."""
    for case in ground.guide.cases.values():
        answers, _ = clean(ground.guide, case.answers)
        try:
            outcome = outcome_of(ground.guide, answers, ground.today)
        except OutOfBudgetError as why:
            yield not_proved("failing-case", f"case {case.id} gets its outcome", why, case.line)
            continue
        if outcome != case.expect:
            message = f"case {case.id} expects {case.expect} but the table says {outcome or 'no single outcome'}"
            yield Finding("failing-case", "error", message, (), case.answers, ground.today, case.line)
