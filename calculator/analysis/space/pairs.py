"""Two tables that share their variables, laid over each other: is there a point at which their verdicts differ?

A pair is one table with the rules of both in order, and a mask of the rules that take part on each side.  With it the
same exact search answers: may this rule be left out, may this condition be dropped, does this question matter, do two
editions say the same.
"""

from dataclasses import dataclass, replace

from calculator.engine.logic.search import Search, bits, possible_rules
from calculator.engine.logic.table import Box, Table

Point = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The rules of both sides in one table, and which of them (as bits) belong to the left and to the right."""

    table: Table
    left: int
    right: int

    def difference(self, box: Box, budget: int = 200_000) -> Point | None:
        """A point of the box at which the two sides decide differently, or None: proved.  OutOfBudgetError else."""
        for rule in bits(self.left ^ self.right):
            point = self.parted_at(box, rule, budget)
            if point is not None:
                return point
        return None

    def parted_at(self, box: Box, rule: int, budget: int = 200_000) -> Point | None:
        """A point at which this rule is the first of both sides that accepts, and the other side decides elsewhere."""
        search = Search(self.table, budget)
        inside = search.inside(box, rule)
        if inside is None:
            return None
        other = self.right if self.left >> rule & 1 else self.left
        before = (1 << rule) - 1 & (self.left | self.right)
        return self.elsewhere(search, inside, before, other & ~before, self.table.outcomes[rule])

    def elsewhere(self, search: Search, box: Box, before: int, rules: int, outcome: str) -> Point | None:
        """A point that no rule of ``before`` accepts and that ``rules`` do not send to the outcome."""
        same = 0
        for rule in bits(possible_rules(self.table, box, rules)):
            if self.table.outcomes[rule] == outcome:
                same |= 1 << rule
                continue
            inside = search.inside(box, rule)
            point = inside and search.point(inside, before | same)
            if point:
                return point
        return search.point(box, before | rules)


def without_rule(table: Table, rule: int) -> Pair:
    """A table beside itself without one rule."""
    return Pair(table, table.every_rule, table.every_rule & ~(1 << rule))


def without_condition(table: Table, rule: int, variable: int) -> tuple[Pair, int]:
    """A table beside itself with one condition of a rule dropped, and the options at which that makes a difference."""
    bit = 1 << rule
    refused = sum(1 << option for option, mask in enumerate(table.masks[variable]) if not mask & bit)
    wider = _with(table, variable, tuple(mask | bit for mask in table.masks[variable]), table.free[variable] | bit)
    return Pair(wider, table.every_rule & ~bit, table.every_rule), refused


def two_options(table: Table, variable: int, one: int, other: int) -> Pair:
    """A table with a variable at one option, beside itself with that variable at another."""
    options = table.masks[variable]
    free = _with(table, variable, (table.every_rule,) * len(options), table.every_rule)
    return Pair(free, options[one], options[other])


def _with(table: Table, variable: int, masks: tuple[int, ...], free: int) -> Table:
    """The table with the masks of one variable replaced."""
    return replace(
        table,
        masks=(*table.masks[:variable], masks, *table.masks[variable + 1 :]),
        free=(*table.free[:variable], free, *table.free[variable + 1 :]),
        _accepts={},
    )
