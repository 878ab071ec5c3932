"""What each outcome costs in a month for some volumes, over the first of them: its parts, its quotas, its bends.

Nothing is guessed: a part without a price that holds on the date is not known; the bill is then "at least" the rest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from ..model import Guide
from ..priced import Cost, Price, Quota
from .formula import Measured, worked_out
from .line import Line, constant, crossings, larger, variable
from .units import Measure, measure, parse_unit, priced_unit

Volumes = Mapping[str, Fraction]  # each in its own unit

NOTHING = constant(0)


@dataclass(frozen=True, slots=True)
class Part:
    """What is bought at one price, or one thing whose price is not known.

    ``amounts`` are in the units that the price is written in; ``free`` is what each month brings without charge.
    """

    costs: tuple[Cost, ...]
    amounts: tuple[Fraction | None, ...]
    price: Price | None
    money: Line | None
    free: Fraction
    beside: bool

    @property
    def is_used(self) -> bool:
        """Whether there is any of it, as far as one can tell."""
        return any(amount is None or amount for amount in self.amounts)


@dataclass(frozen=True, slots=True)
class Limit:
    """A quota, how much of it there is, and how much there may be, both in the unit of the limit."""

    quota: Quota
    amount: Fraction
    most: Fraction

    @property
    def is_within(self) -> bool:
        """Whether there is no more than there may be."""
        return self.amount <= self.most


@dataclass(frozen=True, slots=True)
class Bill:
    """One outcome's month.  ``money`` is the sum of what is known; without ``is_complete`` there is more."""

    outcome: str
    money: Line
    is_known: bool
    is_complete: bool
    parts: tuple[Part, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where two complete bills are equal, counted in the unit of the first volume; above it ``cheaper`` costs less."""

    at: Fraction
    cheaper: str
    dearer: str


def bills(guide: Guide, volumes: Volumes, on: str) -> dict[str, Bill]:
    """The bill of each outcome that has costs, in the order of the guide.  ``volumes`` names each volume."""
    values = _values(guide, volumes)
    first = next(iter(volumes.values()))
    return {id: _bill(guide, id, values, first, on) for id in guide.outcomes if _costs(guide, id)}


def break_evens(guide: Guide, found: Mapping[str, Bill], focus: str | None = None) -> list[BreakEven]:
    """Where the order of two complete bills changes in the range of the first volume; ``focus`` is one of them."""
    volume = next(iter(guide.volumes.values()))
    complete = [bill for bill in found.values() if bill.is_complete]
    pairs = [(one, other) for at, one in enumerate(complete) for other in complete[at + 1 :]]
    evens = []
    for one, other in pairs:
        if focus is None or focus in {one.outcome, other.outcome}:
            for at, one_is_below in crossings(one.money, other.money):
                names = (one.outcome, other.outcome) if one_is_below else (other.outcome, one.outcome)
                evens.append(BreakEven(at, *names))
    within = (even for even in evens if Fraction(volume.least) <= even.at <= Fraction(volume.most))
    return sorted(within, key=lambda even: even.at)


def _values(guide: Guide, volumes: Volumes) -> dict[str, Measured]:
    """Each volume in base units; the first one is free."""
    values: dict[str, Measured] = {}
    for volume in guide.volumes.values():
        factor, unit = parse_unit(volume.unit)
        values[volume.id] = Measured(constant(volumes[volume.id] * factor) if values else variable(factor), unit)
    return values


def _costs(guide: Guide, outcome: str) -> list[Cost]:
    return [cost for cost in guide.costs if outcome in cost.outcomes]


def _bill(guide: Guide, outcome: str, values: Mapping[str, Measured], first: Fraction, on: str) -> Bill:
    parts = tuple(_parts(guide, _costs(guide, outcome), values, first, on))
    counted = [part for part in parts if not part.beside]
    known = [part.money for part in counted if part.money]
    limits = tuple(
        _limit(quota, values, first)
        for quota in guide.quotas
        if outcome in quota.outcomes and guide.facts[quota.fact].holds(on)
    )
    return Bill(outcome, sum(known, NOTHING), bool(known), len(known) == len(counted), parts, limits)


def _parts(
    guide: Guide, costs: list[Cost], values: Mapping[str, Measured], first: Fraction, on: str
) -> Iterator[Part]:
    """What has one price is one part, so that what is free is free once."""
    groups: dict[tuple[str, bool], list[Cost]] = {}
    for cost in costs:
        groups.setdefault((cost.price or f"not known: {cost.id}", cost.beside), []).append(cost)
    for (_, beside), group in groups.items():
        quantities = [worked_out(cost.quantity, values).line if cost.quantity else None for cost in group]
        if all(line is not None and line.value == 0 for line in quantities):
            continue
        price = guide.prices.get(group[0].price or "")
        held = price if price and guide.facts[price.fact].holds(on) else None
        bought = _bought(price) if price else None
        shown = bought.shown if bought else Fraction(1)
        amounts = tuple(_positive(line).at(first) / shown if line else None for line in quantities)
        money = _money(held, sum((_positive(line) for line in quantities if line), NOTHING)) if held else None
        free = _number(price.free) / shown if price and price.free else Fraction(0)
        yield Part(tuple(group), amounts, held, money, free, beside)


def _positive(line: Line) -> Line:
    """There is never less than nothing of a thing, whatever a formula says."""
    return larger(NOTHING, line)


def _bought(price: Price) -> Measure:
    bought = priced_unit(price.unit)
    assert bought is not None  # the loader has checked it
    return bought[1]


def _money(price: Price, quantity: Line) -> Line:
    """The price of a quantity: each tier changes what every further unit costs, and what is free costs nothing."""
    free = _number(price.free) if price.free else Fraction(0)
    steps = sorted((_number(tier.above), Fraction(tier.figure)) for tier in price.tiers)
    money, before = NOTHING, Fraction(0)
    for above, figure in ((Fraction(0), Fraction(price.figure)), *steps):
        over = larger(NOTHING, quantity - constant(max(above, free)))
        money, before = money + over * constant((figure - before) / _bought(price).number), figure
    return money


def _number(text: str) -> Fraction:
    found = measure(text)
    assert found is not None  # the loader has checked it
    return found.number


def _limit(quota: Quota, values: Mapping[str, Measured], first: Fraction) -> Limit:
    limit = measure(quota.limit)
    assert limit is not None  # the loader has checked it
    amount = _positive(worked_out(quota.quantity, values).line).at(first)
    return Limit(quota, amount / limit.shown, limit.number / limit.shown)


def largest(bill: Bill, at: Fraction) -> Part | None:
    """The part that costs most; None where nothing costs anything."""
    paid = [(part.money.at(at), part) for part in bill.parts if part.money and not part.beside]
    return reduce(lambda one, other: other if other[0] > one[0] else one, paid)[1] if any(m for m, _ in paid) else None
