"""Measures: a number with a unit, such as ``4000 transitions/month`` or ``1.5 GB-hours``.

Any word is a unit; plurals mean the same.  A hyphen multiplies, a slash divides.  Times are counted in minutes and
sizes in bytes; a month is no number of minutes, since prices say which they mean.  No library: what exists for units
(pint, for instance) is larger than this engine and would have to be loaded before the first answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

Unit = tuple[tuple[str, int], ...]  # names with their powers, sorted; () is a plain number

MONTHLY: Unit = (("month", -1),)  # bills are for a month
NUMBER = r"[0-9]+(?:\.[0-9]+)?"
NAMES = r"[A-Za-z]+(?:-[A-Za-z]+)*(?:/[A-Za-z]+(?:-[A-Za-z]+)*)*"
_MEASURE = re.compile(rf"({NUMBER})(?: +({NAMES}))?")
_PRICED = re.compile(rf"([A-Z]{{3}}) per (?:({NUMBER}) +)?({NAMES})")
SYMBOLS = ("KiB", "MiB", "GiB", "GB")
_KNOWN: Mapping[str, tuple[int, str]] = {
    "hour": (60, "minute"), "day": (1440, "minute"), "week": (10080, "minute"),
    "KiB": (1024, "byte"), "MiB": (1024**2, "byte"), "GiB": (1024**3, "byte"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a unit.  ``shown`` is how many of the base units one of the written unit is."""

    number: Fraction
    unit: Unit
    shown: Fraction = Fraction(1)


@cache
def measure(text: str) -> Measure | None:
    """The measure that a text writes, in base units; None where it writes none."""
    found = _MEASURE.fullmatch(text.strip())
    if not found:
        return None
    factor, unit = parse_unit(found[2] or "")
    return Measure(Fraction(found[1]) * factor, unit, factor)


def symbol(text: str) -> str:
    """The unit of a measure where it is a symbol, which every language writes the same; else nothing."""
    unit = text.partition(" ")[2].partition("/")[0]
    return unit if unit in SYMBOLS else ""


@cache
def priced_unit(text: str) -> tuple[str, Measure] | None:
    """The currency and what is bought at once of ``USD per 1000 transitions``; None where it is no such text."""
    found = _PRICED.fullmatch(text.strip())
    if not found:
        return None
    factor, unit = parse_unit(found[3])
    return found[1], Measure(Fraction(found[2] or 1) * factor, unit, factor)


@cache
def parse_unit(text: str) -> tuple[Fraction, Unit]:
    """How many base units a unit is, and which."""
    factor, powers = Fraction(1), dict[str, int]()
    for place, part in enumerate(text.split("/")):
        for name in part.split("-") if part else ():
            times, base = _KNOWN.get(_one(name), (1, _one(name)))
            factor = factor / times if place else factor * times
            powers[base] = powers.get(base, 0) + (-1 if place else 1)
    return factor, _unit(powers)


def _one(name: str) -> str:
    """The singular."""
    for end, singular in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("s", "")):
        if name.endswith(end) and len(name) > len(end) + 1 and not name.endswith("ss"):
            return name.removesuffix(end) + singular
        if end == "sses" and name.endswith(end):
            return name.removesuffix("es")
    return name


def times(one: Unit, other: Unit, power: int = 1) -> Unit:
    """The product of two units, or with ``power=-1`` the quotient."""
    powers = dict(one)
    for name, exponent in other:
        powers[name] = powers.get(name, 0) + power * exponent
    return _unit(powers)


def _unit(powers: Mapping[str, int]) -> Unit:
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def spelled(unit: Unit) -> str:
    """A unit as it is written in a rule file."""
    above = "-".join(name for name, power in unit for _ in range(power))
    below = [name for name, power in unit for _ in range(-power)]
    return "/".join([above or "1", *below]) if unit else "no unit"
