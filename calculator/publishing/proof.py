"""What can be said about every answer set at once: exact counts, from the engine's decision diagram."""

from dataclasses import dataclass
from math import prod

from calculator.engine.diagram import GAP, build, diagram_of
from calculator.engine.model import Guide
from calculator.engine.table import compile_table


@dataclass(frozen=True, slots=True)
class Proof:
    """Counts over all answer sets on a date.  ``worlds`` is how many ways the facts could turn out."""

    sets: int
    worlds: int
    outcomes: dict[str, int]  # outcome id -> answer sets that end there
    rules: dict[str, int]  # rule id -> answer sets that it decides
    gaps: int  # answer sets without a rule, however the facts turn out


def proof(guide: Guide, on: str) -> Proof:
    """The counts of a guide on a date; ValueError when it is too large to count."""
    table, whole = compile_table(guide), diagram_of(guide)
    if whole is None:
        raise ValueError("this rule file is too large to count")
    today = table.box({}, {fact: guide.facts[fact].holds(on) for fact in table.facts()})
    by_rule = build(table, whole.order, [rule.id for rule in guide.rules], budget=200_000)
    sets = prod(len(question.choices) for question in guide.questions.values())
    worlds: int = 2 ** len(table.facts())
    outcomes = whole.restrict(today).leaf_counts(sets)
    rules = by_rule.restrict(today).leaf_counts(sets)
    return Proof(
        sets,
        worlds,
        {id: outcomes.get(id, 0) for id in guide.outcomes},
        {rule.id: rules.get(rule.id, 0) for rule in guide.rules},
        whole.leaf_counts(sets * worlds).get(GAP, 0),
    )
