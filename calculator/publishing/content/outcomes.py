"""What the Guide can say about one outcome: the piece of its page that is generated."""

from collections.abc import Mapping, Sequence

from calculator.engine.model import Answers, Case, Caution, Effort, Guide, Rule

SHOWN = 4  # rows that a reader takes in before a fold


def about(guide: Guide, id: str, on: str) -> dict[str, object]:
    """Everything in the guide that concerns one outcome on a date, for its template."""
    cases = [case for case in guide.cases.values() if case.expect == id]
    rules = rules_for(guide, id)
    return {
        "outcome": guide.outcomes[id],
        "rules": rules,
        "waiting": {rule.id for rule in rules if not counts(guide, rule, on)},
        "cautions": [row for row in cautions_for(guide, id) if counts(guide, row, on)],
        "effort": [row for row in effort_for(guide, id) if counts(guide, row, on)],
        "cases": cases,
        "example": example(guide, id, cases),
    }


def counts(guide: Guide, row: Rule | Caution | Effort, on: str) -> bool:
    """Whether the facts under a row are as it asks on a date: what held in 2021 alone is no news today."""
    return all(guide.facts[fact].holds(on) == holds for fact, holds in row.given.items())


def rules_for(guide: Guide, id: str) -> list[Rule]:
    """The rows of the table that recommend it, in their order."""
    return [rule for rule in guide.rules if rule.then == id]


def most_often(rules: Sequence[Rule], decided: Mapping[str, int | None]) -> list[Rule]:
    """The few rows that decide most of the answer sets (``decided``: how many each), in their order."""
    if len(rules) <= SHOWN + 1:  # a fold for one row would save nobody anything
        return list(rules)
    often = sorted(rules, key=lambda rule: -(decided[rule.id] or 0))[:SHOWN]
    return [rule for rule in rules if rule in often]


def cautions_for(guide: Guide, id: str) -> list[Caution]:
    """The cautions that name it, and those that concern any outcome."""
    return [caution for caution in guide.cautions if not caution.outcomes or id in caution.outcomes]


def effort_for(guide: Guide, id: str) -> list[Effort]:
    """The work it can ask for, heaviest first; what it cannot do at all comes last."""
    rows = [row for row in guide.effort if id in row.outcomes]
    return sorted(rows, key=lambda row: -(row.weight or 0))


def example(guide: Guide, id: str, cases: list[Case]) -> Answers:
    """An answer set to start from: a team's, or else what the first row asks for."""
    if cases:
        return cases[0].answers
    for rule in rules_for(guide, id):
        return {question: choices[0] for question, choices in rule.when.items()}
    return {}
