"""What a reader said, cleaned: old ids are renamed, unknown ones dropped and reported, the rest is kept."""

from collections.abc import Mapping
from typing import Any

from .decision import Dropped
from .model import Guide
from .words import say


def clean(guide: Guide, raw: Mapping[str, Any]) -> tuple[dict[str, str], tuple[Dropped, ...]]:
    """The answers with known ids, in the order of the questions, and what was dropped.

    An empty value or None is "don't know yet": neither kept nor dropped.
    """
    kept: dict[str, str] = {}
    dropped = []
    for said_of, said in raw.items():
        if said is None or said == "":
            continue
        question, choice = renamed(guide, str(said_of), str(said))
        if why := _unknown(guide, question, choice):
            dropped.append(Dropped(question, choice, why))
        else:
            kept[question] = choice
    return {question: kept[question] for question in guide.questions if question in kept}, tuple(dropped)


def renamed(guide: Guide, question: str, choice: str) -> tuple[str, str]:
    """An answer under the ids of this guide; a choice is looked up in the question as it is called now."""
    question = _newest(guide, "question", question)
    return question, _newest(guide, "choice", choice, question)


def renamed_outcome(guide: Guide, outcome: str) -> str:
    """An outcome under the id that it has in this guide."""
    return _newest(guide, "outcome", outcome)


def _newest(guide: Guide, kind: str, old: str, question: str | None = None) -> str:
    steps = (step for step in guide.migrations if step.kind == kind and question in (None, step.question))
    return next((step.new for step in steps if step.old == old), old)


def _unknown(guide: Guide, question: str, choice: str) -> str | None:
    if question not in guide.questions:
        hint = _hint(guide, question, list(guide.questions))
        return say(guide, "dropped-question", question=short(question), choice=short(choice), hint=hint)
    choices = [known.id for known in guide.questions[question].choices]
    if choice in choices:
        return None
    hint = _hint(guide, choice, choices)
    return say(
        guide, "dropped-choice", question=question, choice=short(choice), hint=hint, choices=", ".join(choices)
    )


def short(text: str) -> str:
    """Input is shown back, but never at length."""
    return text if len(text) <= 40 else text[:39] + "…"


def _hint(guide: Guide, word: str, known: list[str]) -> str:
    nearest = min(known, key=lambda other: (distance(word[:60].lower(), other.lower()), known.index(other)))
    near = distance(word[:60].lower(), nearest.lower()) <= max(1, len(nearest) // 3)
    return f" {say(guide, 'dropped-nearest', nearest=nearest)}" if near else ""


def distance(a: str, b: str) -> int:
    """The edit distance of two short words (difflib would cost the browser three modules)."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[-1]
