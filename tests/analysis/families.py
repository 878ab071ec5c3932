"""Seeded decision tables in five families, to hold the proofs against other programs.

z  some questions are asked far more often than others, as in real guides
u  every question is asked equally often
w  sections: neighbouring rules ask neighbouring questions
t  the rules are the leaves of a random tree
s  few conditions for each rule
"""

import random
from dataclasses import dataclass

from calculator.engine.logic.table import Table, make_table

OUTCOMES = tuple(f"outcome{number}" for number in range(9))
CONDITIONS = {"z": (2, 6), "u": (2, 6), "w": (2, 6), "s": (1, 3)}


@dataclass(frozen=True)
class Seeded:
    """A table as plain values: the choices of each question, and per rule its conditions and its outcome."""

    domains: dict
    rules: list
    outcomes: list

    def table(self) -> Table:
        """The same, compiled."""
        return make_table(self.domains, len(self.domains), self.rules, self.outcomes)


def seeded(family: str, questions: int, rules: int, seed: int) -> Seeded:
    """The table of a family with this many questions and rules; the last rule accepts whatever is left."""
    rng = random.Random(f"{family}-{questions}-{rules}-{seed}")
    domains = {f"q{at}": [f"c{option}" for option in range(rng.choice((3, 4)))] for at in range(questions)}
    if family == "t":
        conditions = _leaves(rng, domains, rules)
    else:
        conditions = [_rule(rng, family, domains, at / rules) for at in range(rules - 1)] + [{}]
    return Seeded(domains, conditions, [rng.choice(OUTCOMES) for _ in conditions])


def _rule(rng: random.Random, family: str, domains: dict, place: float) -> dict:
    names = list(domains)
    low, high = CONDITIONS[family]
    if family == "w":
        start = int(place * (len(names) - 8)) if len(names) > 8 else 0
        names = names[start : start + 8]
    weights = [1 / (at + 1) if family in "zs" else 1 for at in range(len(names))]
    wanted, asked = rng.randint(low, min(high, len(names))), set()
    while len(asked) < wanted:
        asked.add(rng.choices(names, weights)[0])
    return {name: _some(rng, domains[name]) for name in names if name in asked}


def _some(rng: random.Random, options: list) -> list:
    """A choice or several, never all of them; mostly one."""
    count = 1 if rng.random() < 0.7 else rng.randint(1, len(options) - 1)
    return sorted(rng.sample(options, count))


def _leaves(rng: random.Random, domains: dict, rules: int) -> list:
    """Split the shortest path again and again until there are as many leaves as rules."""
    paths = [{}]
    while len(paths) < rules:
        path = paths.pop(rng.randrange(min(len(paths), 40)))
        free = [name for name in domains if name not in path]
        name = rng.choice(free[:20])
        options = domains[name][:]
        rng.shuffle(options)
        cut = rng.randint(1, len(options) - 1)
        paths += [{**path, name: sorted(options[:cut])}, {**path, name: sorted(options[cut:])}]
    rng.shuffle(paths)
    return paths
