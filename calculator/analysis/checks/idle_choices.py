"""A choice is idle if and only if its question matters, and today no verdict changes when that choice is replaced by
some other choice of its question.
"""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError

from ..finding import Finding, not_proved
from ..space.ground import Ground
from ..space.told_apart import alike


def idle_choices(ground: Ground) -> Iterator[Finding]:
    """One note for each group of choices that no verdict tells apart; cautions and work may still do so."""
    for question in ground.guide.questions.values():
        try:
            groups = alike(ground, question.id)
        except OutOfBudgetError as why:
            yield not_proved("idle-choice", f"verdicts tell the choices of question {question.id} apart", why)
            continue
        for group in groups if len(groups) > 1 else ():
            if len(group) > 1:
                listed = f"{', '.join(group[:-1])} and {group[-1]}"
                message = f"question {question.id}: no verdict tells {listed} apart today"
                yield Finding("idle-choice", "note", message, on=ground.today)
