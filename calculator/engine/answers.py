"""What a reader said, cleaned: old ids are renamed, unknown ones dropped and reported, the rest is kept."""

from collections.abc import Iterable, Mapping
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
    for said_of, said in sorted(raw.items(), key=lambda item: _is_new(guide, str(item[0]))):  # old names first
        if said is None or said == "":
            continue
        question, choice = renamed(guide, str(said_of), str(said))
        if choice in _answered(guide).get(question, ()):
            continue
        if why := _unknown(guide, question, choice):
            dropped.append(Dropped(question, choice, why))
            continue
        if kept.get(question, choice) != choice:  # under an old and a new name, and not the same
            twice = say(guide, "dropped-twice", question=question, choice=kept[question])
            dropped.append(Dropped(question, kept[question], twice))
        kept[question] = choice
    return {question: kept[question] for question in guide.questions if question in kept}, tuple(dropped)


def _is_new(guide: Guide, question: str) -> bool:
    """Whether a question is called so today, as far as the guide knows."""
    return _newest(guide, "question", question) == question


def clean_held(guide: Guide, raw: Iterable[str]) -> tuple[tuple[str, ...], tuple[Dropped, ...]]:
    """The questions whose answers are fixed, in the order of the questions, and what was dropped."""
    said = {_newest(guide, "question", str(question)) for question in raw}
    held = tuple(question for question in guide.questions if question in said)
    return held, tuple(_not_held(guide, question) for question in sorted(said - {*held, ""}))


def _not_held(guide: Guide, question: str) -> Dropped:
    hint = _hint(guide, question, list(guide.questions))
    return Dropped("_held", question, say(guide, "dropped-held", question=short(question), hint=hint))


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
    if answered := _answered(guide).get(question):
        values = {"by": guide.overlay.by if guide.overlay else "", "choices": ", ".join(answered)}
        return say(guide, "dropped-answered", question=question, choice=short(choice), **values)
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


def _answered(guide: Guide) -> dict[str, tuple[str, ...]]:
    """The questions that nobody is asked, because an organisation answers them for everybody."""
    held = guide.overlay.held if guide.overlay else ()
    return {one.question: one.choices for one in held if one.question not in guide.questions}


def short(text: str) -> str:
    """Input is shown back, but never at length, and with what nobody can see in it as its code."""
    return visible(text if len(text) <= 40 else text[:39] + "…")


def visible(text: str) -> str:
    """A text whose invisible signs are written out, such as U+200B for a space of no width."""
    return text if text.isprintable() else "".join(c if c.isprintable() else f"[U+{ord(c):04X}]" for c in text)


def _hint(guide: Guide, word: str, known: list[str]) -> str:
    nearest = min(known, key=lambda other: (distance(word[:60].lower(), other.lower()), known.index(other)))
    near = distance(word[:60].lower(), nearest.lower()) <= max(1, len(nearest) // 3)
    return f" {say(guide, 'dropped-nearest', nearest=nearest)}" if near else ""


def distance(a: str, b: str) -> int:
    """How many slips make one word of another: a letter more, less, other, or changed places with its neighbour.

    (difflib would cost the browser three modules.)
    """
    rows = [list(range(len(b) + 1))]
    for i, left in enumerate(a, 1):
        row, above = [i], rows[-1]
        for j, right in enumerate(b, 1):
            swapped = i > 1 and j > 1 and (left, a[i - 2]) == (b[j - 2], right)
            other = min(row[-1] + 1, above[j] + 1, above[j - 1] + (left != right))
            row.append(min(other, rows[-2][j - 2] + 1) if swapped else other)
        rows.append(row)
    return rows[-1][-1]
