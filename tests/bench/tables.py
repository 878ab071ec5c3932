"""Seeded decision tables to measure with: plain values, the same on every machine and in every Python.

T1 is as large as a guide, T2 as a handbook, T3 as a price list: 12, 30 and 60 questions with 12, 200 and 2,000 rules.
T3t has the size of T3, but its rules are the leaves of a tree.  Only ``Random.random`` is used, because Python promises
to keep the numbers that it draws; ``DIGESTS`` says what came out when the published figures were measured.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from random import Random
from typing import TypeVar

from calculator.engine.logic.table import Table, make_table

NAMES = ("T1", "T2", "T3", "T3t")
DIGESTS = {
    "T1": "9c0c439fb2ddd52b0b6f8ea630b3f930bd0f6204d85965e1c9a08c227e849b2c",
    "T2": "b081294d4b02fe720f8c161ce2b2a10b0afb9dd8d596f6af2fafc444bd180ce4",
    "T3": "d020d332d34f50572a48f82a60565c6ffc025e1aae6571cf9baf88ec0bc2c911",
    "T3t": "53f9a640d360435b8f65781ed4edb963ae1d62f964ca45b54bf595f31e01c12a",
}
Options = tuple[str, ...]
Conditions = dict[str, Options]
T = TypeVar("T")


@dataclass(frozen=True)
class Plain:
    """A decision table as plain values: the first rule whose conditions all hold decides; the last has none."""

    name: str
    domains: Mapping[str, Options]
    rules: Sequence[Conditions]
    outcomes: Options

    def digest(self) -> str:
        """What tells this table from any other."""
        return hashlib.sha256(json.dumps(asdict(self), separators=(",", ":")).encode()).hexdigest()

    def first(self, answers: Mapping[str, str]) -> str:
        """The outcome for complete answers, by the definition and nothing else."""
        for rule, outcome in zip(self.rules, self.outcomes, strict=True):
            if all(answers[question] in options for question, options in rule.items()):
                return outcome
        raise AssertionError("the last rule accepts everything")


@lru_cache
def plain(name: str) -> Plain:
    """The seeded table of that name."""
    make = {
        "T1": lambda: _gates("T1", Random(11), questions=12, rules=12, conditions=(2, 3), outcomes=9),
        "T2": lambda: _gates("T2", Random(22), questions=30, rules=200, conditions=(3, 5), outcomes=12),
        "T3": lambda: _gates("T3", Random(33), questions=60, rules=2_000, conditions=(6, 9), outcomes=20),
        "T3t": lambda: _tree("T3t", Random(34), questions=60, rules=2_000, outcomes=20),
    }
    return make[name]()


@lru_cache
def compiled(name: str) -> Table:
    """The same table as the engine's masks."""
    table = plain(name)
    return make_table(table.domains, len(table.domains), table.rules, table.outcomes)


def full_answers(table: Plain, size: int = 4_000, seed: int = 1) -> list[dict[str, str]]:
    """Complete answers: half of them drawn evenly, half bent until one rule drawn at random accepts them."""
    random, answers = Random(seed), []
    for at in range(size):
        drawn = {question: _one(random, options) for question, options in table.domains.items()}
        if at % 2:
            drawn |= {question: _one(random, options) for question, options in _one(random, table.rules).items()}
        answers.append(drawn)
    return answers


def partial_answers(table: Plain, size: int = 600, seed: int = 2) -> list[dict[str, str]]:
    """Answers from which a random part was left out, from none to all but one."""
    random, answers = Random(seed), []
    for full in full_answers(table, size, seed + 1):
        kept = _several(random, tuple(full), int(random.random() * len(full)))
        answers.append({question: full[question] for question in full if question in kept})
    return answers


def _gates(name: str, random: Random, questions: int, rules: int, conditions: tuple[int, int], outcomes: int) -> Plain:
    """Rules that ask a few questions each, early questions far more often than late ones (Zipf)."""
    domains = _domains(random, questions)
    weights = [1 / (1 + at) for at in range(questions)]
    low, high = conditions
    table: list[Conditions] = []
    for _ in range(rules - 1):
        asked = _several(random, tuple(domains), low + int(random.random() * (high - low + 1)), weights)
        table.append({question: _some(random, domains[question]) for question in domains if question in asked})
    return Plain(name, domains, [*table, {}], _outcomes(random, rules, outcomes))


def _tree(name: str, random: Random, questions: int, rules: int, outcomes: int) -> Plain:
    """The leaves of a tree that grew at random ends, in random order; the last rule takes what is left: nothing."""
    domains = _domains(random, questions)
    leaves: list[Conditions] = [{}]
    while len(leaves) < rules - 1:
        leaf = leaves.pop(int(random.random() * len(leaves)))
        question = _one(random, [question for question in domains if question not in leaf])
        first, *rest = domains[question]
        most = rules - 2 - len(leaves)  # the last split may have to keep some options together
        ways = [(option,) for option in rest[: most - 1]] + ([tuple(rest[most - 1 :])] if rest[most - 1 :] else [])
        leaves += [{**leaf, question: options} for options in ((first,), *ways)]
    shuffled = sorted(leaves, key=lambda _: random.random())
    return Plain(name, domains, [*shuffled, {}], _outcomes(random, rules, outcomes))


def _domains(random: Random, questions: int) -> dict[str, Options]:
    sizes = [3 + int(random.random() * 2) for _ in range(questions)]
    return {f"q{at}": tuple(f"o{option}" for option in range(size)) for at, size in enumerate(sizes)}


def _outcomes(random: Random, rules: int, outcomes: int) -> Options:
    return tuple(f"outcome{int(random.random() * outcomes)}" for _ in range(rules))


def _some(random: Random, options: Options) -> Options:
    """At least one option, never all, in their order."""
    chosen = _several(random, options, 1 + int(random.random() * (len(options) - 1)))
    return tuple(option for option in options if option in chosen)


def _several(random: Random, items: Sequence[T], size: int, weights: Sequence[float] | None = None) -> list[T]:
    return list(_drawn(random, list(items), size, list(weights or [1.0] * len(items))))


def _drawn(random: Random, items: list[T], size: int, weights: list[float]) -> Iterator[T]:
    """Some of the items, each at most once, by weight."""
    for _ in range(size):
        left = random.random() * sum(weights)
        at = 0
        while left >= weights[at] and at < len(weights) - 1:
            left -= weights[at]
            at += 1
        yield items.pop(at)
        weights.pop(at)


def _one(random: Random, items: Sequence[T]) -> T:
    return items[int(random.random() * len(items))]
