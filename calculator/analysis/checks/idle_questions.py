"""A question is idle if and only if today no answer set changes its verdict when only the answer to it changes."""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError

from ..finding import Finding, not_proved
from ..space.ground import Ground
from ..space.told_apart import alike


def idle_questions(ground: Ground) -> Iterator[Finding]:
    """One finding for each question that never matters today."""
    for question in ground.guide.questions.values():
        try:
            groups = alike(ground, question.id)
        except OutOfBudgetError as why:
            yield not_proved("idle-question", f"question {question.id} matters", why)
            continue
        if len(groups) == 1:
            message = f"the answer to question {question.id} never changes a verdict today; drop it or use it in a rule"
            yield Finding("idle-question", ground.grave("question", question.id), message, on=ground.today)
