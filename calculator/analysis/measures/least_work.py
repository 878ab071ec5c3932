"""The work that each outcome asks for, for all answer sets at once: sums as binary columns, compared bit by bit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from calculator.engine.model import Guide

from ..space.columns import Columns

Sum = tuple[int, ...]  # per binary digit, lowest first, the answer sets whose sum has it


@dataclass(frozen=True, slots=True)
class Work:
    """Per outcome its sum of weights, and the answer sets for which it cannot do what is asked."""

    sums: Mapping[str, Sum]
    cannot: Mapping[str, int]
    all: int

    def better(self, one: str, other: str) -> int:
        """The answer sets for which an outcome asks for less work than another, or can do what the other cannot."""
        able = self.all & ~self.cannot[one]
        return able & (self.cannot[other] | less(self.sums[one], self.sums[other], self.all))

    def least(self) -> dict[str, int]:
        """Per outcome the answer sets for which no other is better: whoever has a 1 where another has a 0 is out."""
        left = {outcome: self.all & ~cannot for outcome, cannot in self.cannot.items()}
        for at in reversed(range(max(map(len, self.sums.values()), default=0))):
            ones = {outcome: total[at] if at < len(total) else 0 for outcome, total in self.sums.items()}
            lower = 0
            for outcome, mine in left.items():
                lower |= mine & ~ones[outcome]
            left = {outcome: mine & ~(ones[outcome] & lower) for outcome, mine in left.items()}
        return left


def work(guide: Guide, seen: Columns, outcomes: Collection[str]) -> Work:
    """The work of some outcomes for the answer sets seen."""
    sums: dict[str, Sum] = dict.fromkeys(outcomes, ())
    cannot = dict.fromkeys(outcomes, 0)
    for row in guide.effort:
        mine = seen.match(row)
        for outcome in sums.keys() & row.outcomes:
            if row.weight is None:
                cannot[outcome] |= mine
            else:
                sums[outcome] = add(sums[outcome], mine, row.weight)
    return Work(sums, cannot, seen.all)


def add(total: Sum, rows: int, weight: int) -> Sum:
    """The sums with a weight added where ``rows`` has a bit."""
    digits, carry, at = list(total), 0, 0
    while weight >> at or carry:
        if at == len(digits):
            digits.append(0)
        one = digits[at]
        if weight >> at & 1:
            digits[at], carry = one ^ rows ^ carry, one & rows | carry & (one | rows)
        else:
            digits[at], carry = one ^ carry, one & carry
        at += 1
    return tuple(digits)


def less(one: Sum, other: Sum, all: int) -> int:
    """The answer sets for which the first sum is smaller than the second."""
    found, same = 0, all
    for at in reversed(range(max(len(one), len(other)))):
        left, right = (total[at] if at < len(total) else 0 for total in (one, other))
        found |= same & ~left & right
        same &= ~(left ^ right)
    return found
