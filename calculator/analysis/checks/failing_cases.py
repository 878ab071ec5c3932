"""A case fails if and only if its answers do not lead to the one outcome that it expects today, or what the team really
runs stands lower than second in the shortlist.
"""

from collections.abc import Iterator

from calculator.engine.answers import clean
from calculator.engine.logic.decide import decide, outcome_of
from calculator.engine.logic.search import OutOfBudgetError
from calculator.engine.model import Case

from ..finding import Finding, not_proved
from ..space.ground import Ground

LOWEST = (1, 2)  # nobody who runs something else is wrong; what they run is at least the runner-up


def failing_cases(ground: Ground) -> Iterator[Finding]:
    """One finding for each case whose expectation is not met."""
    for case in ground.guide.cases.values():
        answers, _ = clean(ground.guide, case.answers)
        try:
            outcome = outcome_of(ground.guide, answers, ground.today)
        except OutOfBudgetError as why:
            yield not_proved("failing-case", f"case {case.id} gets its outcome", why, case.line)
            continue
        grave = ground.grave("case", case.id)
        if outcome != case.expect:
            message = f"case {case.id} expects {case.expect} but the table says {outcome or 'no single outcome'}"
            yield Finding("failing-case", grave, message, (), case.answers, ground.today, case.line)
        elif case.runs and (place := _place(ground, case)) not in LOWEST:
            message = f"case {case.id} runs {case.runs}, which stands at place {place or 'none'}; second at least"
            yield Finding("failing-case", grave, message, (), case.answers, ground.today, case.line)


def _place(ground: Ground, case: Case) -> int | None:
    """Where in the shortlist stands what a team really runs."""
    listed = decide(ground.guide, case.answers, ground.today).shortlist
    return next(one.place for one in listed if one.outcome == case.runs)
