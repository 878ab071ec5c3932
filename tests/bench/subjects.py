"""What is measured: the seeded tables and the shipped guide, each as plain values and as the engine's table."""

import sys
from functools import cache
from pathlib import Path

from calculator.authoring import load
from calculator.engine.logic.situation import facts_on
from calculator.engine.logic.table import Table, make_table
from calculator.engine.model import Guide
from tests.bench import tables
from tests.bench.tables import Plain

RULES = Path(__file__).parents[2] / "docs/rules.yaml"
SUBJECTS = (*tables.NAMES, "guide")


@cache
def guide() -> Guide:
    """The guide that ships."""
    loaded = load(RULES)
    assert loaded.guide is not None, "\n".join(map(str, loaded.problems))
    return loaded.guide


@cache
def plain(name: str) -> Plain:
    """A seeded table, or the rules of the guide whose facts hold on the day of its edition."""
    if name != "guide":
        return tables.plain(name)
    facts = facts_on(guide(), guide().edition)
    rules = [rule for rule in guide().rules if all(facts[fact] == holds for fact, holds in rule.given.items())]
    domains = {question.id: tuple(choice.id for choice in question.choices) for question in guide().questions.values()}
    return Plain("guide", domains, [dict(rule.when) for rule in rules], tuple(rule.then for rule in rules))


@cache
def table(name: str) -> Table:
    """The same as the engine's masks."""
    subject = plain(name)
    return make_table(subject.domains, len(subject.domains), subject.rules, subject.outcomes)


@cache
def full_answers(name: str) -> list[dict[str, str]]:
    """4,000 complete answers; equal texts are one object, as they are when a program reads them with care."""
    return [{sys.intern(question): sys.intern(choice) for question, choice in answers.items()}
            for answers in tables.full_answers(plain(name))]  # fmt: skip


@cache
def partial_answers(name: str) -> list[dict[str, str]]:
    """600 answer sets with open questions."""
    return tables.partial_answers(plain(name))
