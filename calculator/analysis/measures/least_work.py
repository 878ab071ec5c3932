"""The work that each outcome asks for, for all answer sets at once: sums as binary columns, compared bit by bit."""

from collections.abc import Mapping
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

    def least(self, outcome: str) -> int:
        """The answer sets for which no other outcome is better."""
        found = self.all & ~self.cannot[outcome]
        for other in self.sums:
            found &= ~self.better(other, outcome)
        return found


def work(guide: Guide, seen: Columns) -> Work:
    """The work of every outcome for the answer sets seen."""
    sums: dict[str, Sum] = dict.fromkeys(guide.outcomes, ())
    cannot = dict.fromkeys(guide.outcomes, 0)
    for row in guide.effort:
        mine = seen.match(row)
        for outcome in row.outcomes:
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
        one, two = digits[at], rows if weight >> at & 1 else 0
        digits[at] = one ^ two ^ carry
        carry = one & two | one & carry | two & carry
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
