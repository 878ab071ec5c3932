"""The plain outcome of complete answers, as fast as Python goes: for batches, proofs and whole answer spaces.

A diagram becomes nested pairs ``(question, {choice: pair or outcome})`` that one short loop walks; a table that is
too large for a diagram is evaluated by its masks.  Both give what ``decide`` gives, without reasons.
"""

from collections.abc import Callable
from typing import Any

from .diagram import GAP, Diagram
from .model import Answers, Guide
from .situation import facts_on
from .table import Table, compile_table
from .tree import diagram_with

Evaluate = Callable[[Answers], str]


def evaluator(guide: Guide, on: str) -> Evaluate:
    """A function from complete answers (known ids) to the outcome on a date; ``gap`` where no rule matches.

    KeyError where an answer that is needed is missing or unknown.
    """
    table = compile_table(guide)
    facts = {fact: holds for fact, holds in facts_on(guide, on).items() if fact in table.index}
    diagram = diagram_with(guide, {fact: facts[fact] for fact in table.facts()})
    return by_masks(table, facts) if diagram is None else by_walk(diagram)


def by_walk(diagram: Diagram) -> Evaluate:
    """Walk the diagram: as many steps as questions that matter on the way."""
    table, made = diagram.table, list[Any](diagram.labels)
    for node in range(len(diagram.labels), len(diagram.children)):
        variable = diagram.order[diagram.level[node]]
        ways = zip(table.options[variable], diagram.children[node], strict=True)
        made.append((table.variables[variable], {choice: made[child] for choice, child in ways}))
    root: Any = made[diagram.root]

    def evaluate(answers: Answers) -> str:
        node = root
        while node.__class__ is tuple:
            question, ways = node
            node = ways[answers[question]]
        outcome: str = node
        return outcome

    return evaluate


def by_masks(table: Table, facts: dict[str, bool]) -> Evaluate:
    """AND one mask per question: as many steps as questions, each as wide as there are rules."""
    every = table.every_rule
    for fact, holds in facts.items():
        every &= table.masks[table.index[fact]][holds]
    asked = [
        (table.variables[v], dict(zip(table.options[v], masks, strict=True)))
        for v, masks in enumerate(table.masks[: table.n_questions])
        if table.free[v] != table.every_rule
    ]
    outcomes = (*table.outcomes, GAP)  # index -1, where no bit is left

    def evaluate(answers: Answers) -> str:
        alive = every
        for question, masks in asked:
            alive &= masks[answers[question]]
        return outcomes[(alive & -alive).bit_length() - 1]

    return evaluate
