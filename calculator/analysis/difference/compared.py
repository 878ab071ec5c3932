"""Two editions of a guide over one space of answers, where what one side lacks is set apart.

A question that only one side asks is free on the other.  A choice that only one side offers is left out of the
comparison and named: nobody could give that answer to both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import prod

from calculator.engine.logic.situation import facts_on
from calculator.engine.logic.table import make_table
from calculator.engine.model import Guide, Rule

from ..space.pairs import Pair

Row = tuple[tuple[tuple[str, tuple[str, ...]], ...], str]  # conditions, outcome


@dataclass(frozen=True, slots=True)
class Compared:
    """Both tables on one date as a pair; ``rules`` has for each of its rows the rule of the old and of the new side."""

    pair: Pair
    rules: tuple[tuple[str | None, str | None], ...]
    shared: int  # questions that both ask
    apart: tuple[str, ...]  # sentences about what is not compared

    def deciding(self, point: tuple[int, ...]) -> tuple[int, int]:
        """The row of the old and the row of the new side that decide a point; -1 in a gap."""
        alive = self.pair.table.every_rule
        for masks, option in zip(self.pair.table.masks, point, strict=True):
            alive &= masks[option]
        left, right = alive & self.pair.left, alive & self.pair.right
        return (left & -left).bit_length() - 1, (right & -right).bit_length() - 1

    def change(self, left: int, right: int) -> tuple[str | None, str | None]:
        """The outcomes that two rows stand for, as the new file calls them; None for a gap."""
        outcomes = (*self.pair.table.outcomes, None)
        return outcomes[left], outcomes[right]

    def responsible(self, left: int, right: int) -> tuple[str | None, str | None]:
        """The rule of the old file and the rule of the new file behind two rows."""
        return (None if left < 0 else self.rules[left][0], None if right < 0 else self.rules[right][1])

    def size(self) -> int:
        """How many answer sets are compared."""
        return prod(len(options) for options in self.pair.table.options)


@dataclass(frozen=True, slots=True)
class _Side:
    """One guide, and its rules that count."""

    guide: Guide
    domains: Mapping[str, tuple[str, ...]]
    rows: Sequence[tuple[Mapping[str, tuple[str, ...]], str, Rule]]


def compared(old: Guide, new: Guide, on_old: str, on: str) -> Compared:
    """The two guides over each other, each under the facts as it knows them on its date; ids mean the same in both."""
    before, after = _side(old, on_old), _side(new, on)
    domains = _domains(before, after)
    merged = _merge(_named(before, domains), _named(after, domains))
    rows, rules = [row for row, _ in merged], [names for _, names in merged]
    table = make_table(domains, len(domains), [dict(row[0]) for row in rows], [row[1] for row in rows])
    sides = [sum(1 << at for at, names in enumerate(rules) if names[side] is not None) for side in (0, 1)]
    shared = sum(question in after.domains for question in before.domains)
    return Compared(Pair(table, sides[0], sides[1]), tuple(rules), shared, _apart(before, after))


def _side(guide: Guide, on: str) -> _Side:
    """The rules that count on a date."""
    facts = facts_on(guide, on)
    domains = {id: tuple(choice.id for choice in question.choices) for id, question in guide.questions.items()}
    rows = [
        (rule.when, rule.then, rule)
        for rule in guide.rules
        if all(facts[fact] == holds for fact, holds in rule.given.items())
    ]
    return _Side(guide, domains, rows)


def _domains(before: _Side, after: _Side) -> dict[str, tuple[str, ...]]:
    """The questions of both, the new ones first; of a shared question the choices that both offer."""
    found = {}
    for question in (*after.domains, *(q for q in before.domains if q not in after.domains)):
        choices = after.domains.get(question, before.domains.get(question, ()))
        found[question] = tuple(choice for choice in choices if choice in before.domains.get(question, choices))
    return found


def _row(row: tuple[Mapping[str, tuple[str, ...]], str, Rule], domains: Mapping[str, tuple[str, ...]]) -> Row | None:
    """The conditions over the shared choices, those that always hold left out; None where the row can never match."""
    conditions = []
    for question, options in domains.items():
        if question in row[0]:
            accepted = tuple(option for option in options if option in row[0][question])
            if not accepted:
                return None
            if accepted != options:
                conditions.append((question, accepted))
    return tuple(conditions), row[1]


def _named(side: _Side, domains: Mapping[str, tuple[str, ...]]) -> list[tuple[Row, str]]:
    """The rows of a side that can match, each with the id of its rule."""
    rows = ((_row(row, domains), row[2].id) for row in side.rows)
    return [(row, id) for row, id in rows if row is not None]


def _merge(
    left: Sequence[tuple[Row, str]], right: Sequence[tuple[Row, str]]
) -> list[tuple[Row, tuple[str | None, str | None]]]:
    """Both lists in one, in order; rows that say the same on both sides are one."""
    merged: list[tuple[Row, tuple[str | None, str | None]]] = []
    matcher = SequenceMatcher(None, [row for row, _ in left], [row for row, _ in right], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            merged += [(row, (old, new)) for (row, old), (_, new) in zip(left[a:b], right[c:d], strict=True)]
        else:
            merged += [(row, (id, None)) for row, id in left[a:b]] + [(row, (None, id)) for row, id in right[c:d]]
    return merged


def _apart(before: _Side, after: _Side) -> tuple[str, ...]:
    told = []
    for side, other, word in ((before, after, "old"), (after, before, "new")):
        told += [f"question {id} is asked by the {word} file only" for id in side.domains if id not in other.domains]
        for id, choices in side.domains.items():
            only = [choice for choice in choices if choice not in other.domains.get(id, choices)]
            told += [f"choice {choice} of question {id} is offered by the {word} file only" for choice in only]
    return tuple(told)
