"""An old edition under the ids of a new one, so that what was only renamed is not taken for a change."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from calculator.engine.model import Case, Caution, Effort, Guide, Outcome, Question, When

from .difference import Edited

Shown = TypeVar("Shown", Caution, Effort)


def in_ids_of(new: Guide, old: Guide) -> Guide:
    """The old guide with each question, choice and outcome called as the new one calls it."""
    if not new.migrations:
        return old
    return replace(
        old,
        questions={question_id(new, id): _question(new, question) for id, question in old.questions.items()},
        outcomes={outcome_id(new, id): _outcome(new, outcome) for id, outcome in old.outcomes.items()},
        rules=tuple(replace(row, when=_when(new, row.when), then=outcome_id(new, row.then)) for row in old.rules),
        cautions=tuple(_shown(new, row) for row in old.cautions),
        effort=tuple(_shown(new, row) for row in old.effort),
        cases={id: _case(new, case) for id, case in old.cases.items()},
    )


def renames(old: Guide, new: Guide) -> Iterator[Edited]:
    """The ids of the old guide that are called otherwise in the new one."""
    for id, question in old.questions.items():
        if (now := question_id(new, id)) != id:
            yield Edited("question", now, f"renamed from {id}")
        for choice in question.choices:
            if (called := choice_id(new, id, choice.id)) != choice.id:
                yield Edited("choice", f"{now}={called}", f"renamed from {choice.id}")
    for id in old.outcomes:
        if (now := outcome_id(new, id)) != id:
            yield Edited("outcome", now, f"renamed from {id}")


def question_id(new: Guide, id: str) -> str:
    """What the new guide calls a question; a chain of renames is followed."""
    for step in new.migrations:
        if step.kind == "question" and step.old == id:
            id = step.new
    return id


def choice_id(new: Guide, question: str, id: str) -> str:
    """What the new guide calls a choice, looked up in the question as it was called at each step."""
    for step in new.migrations:
        if step.kind == "question" and step.old == question:
            question = step.new
        elif step.kind == "choice" and step.question == question and step.old == id:
            id = step.new
    return id


def outcome_id(new: Guide, id: str) -> str:
    """What the new guide calls an outcome."""
    for step in new.migrations:
        if step.kind == "outcome" and step.old == id:
            id = step.new
    return id


def _when(new: Guide, when: When) -> dict[str, tuple[str, ...]]:
    return {question_id(new, q): tuple(choice_id(new, q, choice) for choice in choices) for q, choices in when.items()}


def _shown(new: Guide, row: Shown) -> Shown:
    return replace(row, when=_when(new, row.when), outcomes=tuple(outcome_id(new, id) for id in row.outcomes))


def _case(new: Guide, case: Case) -> Case:
    answers = {question_id(new, q): choice_id(new, q, choice) for q, choice in case.answers.items()}
    return replace(case, answers=answers, expect=outcome_id(new, case.expect))


def _question(new: Guide, question: Question) -> Question:
    choices = tuple(replace(choice, id=choice_id(new, question.id, choice.id)) for choice in question.choices)
    return replace(question, id=question_id(new, question.id), choices=choices)


def _outcome(new: Guide, outcome: Outcome) -> Outcome:
    moves = tuple(replace(move, to=outcome_id(new, move.to)) for move in outcome.outgrown)
    return replace(outcome, id=outcome_id(new, outcome.id), outgrown=moves)
