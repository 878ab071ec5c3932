"""What the reader says about volumes, read: a number in its range, or the one before and a sentence why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..model import Answers, Guide
from ..priced import Volume
from ..words import join, say

_PLAIN = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
_LONGEST_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was said of a volume and could not be read, with the sentence that says why, and what counts instead."""

    volume: str
    because: str
    instead: Fraction | None = None


def prefilled(guide: Guide, answers: Answers) -> dict[str, str]:
    """The number that each volume starts from, by what was answered; plain, as in a rule file."""
    return {volume.id: _start(volume, answers) for volume in guide.volumes.values()}


def _start(volume: Volume, answers: Answers) -> str:
    fits = (row.value for row in volume.prefill if all(answers.get(q) in c for q, c in row.when.items()))
    return next(fits, volume.usual)


def read_volumes(
    guide: Guide, said: Mapping[str, object], starts: Mapping[str, str], *, typed: bool = False
) -> tuple[dict[str, Fraction], list[Dropped]]:
    """Each volume in its unit, and what was dropped.

    ``typed`` texts may group thousands and mark decimals as the guide's language does; others are plain.
    """
    found, dropped = {id: Fraction(start) for id, start in starts.items()}, []
    for id, text in said.items():
        volume = guide.volumes.get(id)
        if volume is None:
            dropped.append(Dropped(id, say(guide, "bill-no-volume", id=_short(id), volumes=", ".join(guide.volumes))))
            continue
        number = _number(guide, str(text).strip(), typed and isinstance(text, str))
        if number is None or not _fits(volume, number):
            dropped.append(Dropped(id, _why(guide, volume, str(text).strip()), found[id]))
            continue
        found[id] = number
    return found, dropped


def _number(guide: Guide, text: str, typed: bool) -> Fraction | None:
    if typed:
        point, group = say(guide, "number-point"), say(guide, "number-thousands")
        form = rf"([0-9]{{1,15}}|[0-9]{{1,3}}({re.escape(group)}[0-9]{{3}}){{1,4}})({re.escape(point)}[0-9]{{1,15}})?"
        if not re.fullmatch(form, text, re.ASCII):
            return None
        text = text.replace(group, "").replace(point, ".")
    return Fraction(text) if _PLAIN.fullmatch(text) else None


def _fits(volume: Volume, number: Fraction) -> bool:
    if volume.levels:
        return any(Fraction(level.value) == number for level in volume.levels)
    return Fraction(volume.least) <= number <= Fraction(volume.most)


def _why(guide: Guide, volume: Volume, text: str) -> str:
    said = say(guide, "quoted", text=_short(text)) if text else say(guide, "bill-empty")
    if volume.levels:
        levels = [number_text(guide, Fraction(level.value)) for level in volume.levels]
        return say(guide, "bill-no-level", said=said, levels=join(guide, levels))
    least, most = (number_text(guide, Fraction(bound)) for bound in (volume.least, volume.most))
    return say(guide, "bill-no-number", said=said, least=least, most=most)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"


def plain_text(number: Fraction) -> str:
    """A number of a volume as a link and a rule file write it."""
    digits = 0
    while digits < 15 and (number * 10**digits).denominator != 1:
        digits += 1
    whole, rest = divmod(round(number * 10**digits), 10**digits)
    return f"{whole}.{rest:0{digits}d}" if digits else str(whole)


def number_text(guide: Guide, number: Fraction, digits: int | None = None) -> str:
    """A number as the guide's language writes it; ``digits`` after the point, or as many as are needed, two at most."""
    rounded = _half_up(number, 2 if digits is None else digits)
    text = f"{rounded[0]:,}".replace(",", say(guide, "number-thousands"))
    rest = rounded[1] if digits is not None else rounded[1].rstrip("0")
    return f"{text}{say(guide, 'number-point')}{rest}" if rest else text


def _half_up(number: Fraction, digits: int) -> tuple[int, str]:
    whole, rest = divmod((number * 10**digits * 2 + 1) // 2, 10**digits)
    return whole, f"{rest:0{digits}d}" if digits else ""
