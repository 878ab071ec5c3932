"""Answers in the words of the guide."""

from collections.abc import Mapping

from calculator.engine.model import Guide


def in_words(guide: Guide, answers: Mapping[str, str]) -> str:
    """The answers as one sentence; ids stand where the guide no longer knows a question or a choice."""
    if not answers:
        return "whatever the answers are"
    return "; ".join(_answer(guide, question, choice) for question, choice in answers.items())


def _answer(guide: Guide, question: str, choice: str) -> str:
    known = guide.questions.get(question)
    if known is None:
        return f"{question}: {choice}"
    labels = {one.id: one.label for one in known.choices}
    return f"{known.ask} {labels.get(choice, choice)}"
