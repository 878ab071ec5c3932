"""What a guide says about money: volumes that the reader can change, dated prices, what each outcome uses, quotas.

Figures stay text as they were written ("0.025"), so that nothing is rounded before it is counted; formulas and
measures are texts too, which ``bill`` reads and ``authoring`` has checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """A value of a volume that has a name instead of a number."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Prefill:
    """The value that a volume has for some answers."""

    when: Mapping[str, tuple[str, ...]]
    value: str


@dataclass(frozen=True, slots=True)
class Volume:
    """How much is done; ``least``, ``most`` and ``usual`` are counted in ``unit``.

    ``counted`` is how a number of it is said in a sentence, with ``{n}`` in its place.
    """

    id: str
    ask: str
    counted: str
    unit: str
    least: str
    most: str
    usual: str
    plain: str | None = None
    levels: tuple[Level, ...] = ()
    prefill: tuple[Prefill, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """Typical volumes under a name, for readers whose browser runs no scripts."""

    id: str
    label: str
    volumes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tier:
    """Another figure for what is above a measure of a month."""

    above: str
    figure: str


@dataclass(frozen=True, slots=True)
class Price:
    """A published price.  ``fact`` dates it and says who vouches; where that does not hold, the price is not known."""

    id: str
    title: str
    figure: str
    unit: str
    region: str
    fact: str
    free: str | None = None
    tiers: tuple[Tier, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What outcomes use of one thing.  Without ``price`` it is not known; ``beside`` is told and not added."""

    id: str
    outcomes: tuple[str, ...]
    what: str
    quantity: str | None = None
    price: str | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Quota:
    """A limit that volumes may reach; ``over`` says what to do then."""

    id: str
    outcomes: tuple[str, ...]
    what: str
    quantity: str
    limit: str
    over: str
    fact: str
