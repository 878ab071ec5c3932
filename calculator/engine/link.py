"""Answers as the fragment of a link: ``size=large&team=small``, by id, sorted; read back without ever failing.

Beside the answers a fragment may carry ``_rules`` (the digest of the rule file it was made with), ``_on`` (a date),
``_held`` (questions whose answers are fixed) and ``_bill-`` with the id of a volume (what the bill is counted for).
Names with an underscore are never question ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote

from .answers import clean, clean_held, short
from .decision import Dropped
from .mending import Part, parts
from .model import Guide
from .words import say

DIGEST_LENGTH = 12
LONGEST = 8_000  # a link that mail programs and proxies still carry; what is longer is not ours


def edition(guide: Guide) -> str:
    """What links and pages call the edition of a guide by."""
    return guide.digest[:DIGEST_LENGTH]


SETTINGS = ("_rules", "_on", "_held")
BILL = "_bill-"


@dataclass(frozen=True, slots=True)
class Link:
    """What a fragment says; ``dropped`` names what the guide does not know.

    ``mended`` is a sentence where the link had been changed on its way.
    """

    answers: Mapping[str, str]
    dropped: tuple[Dropped, ...]
    digest: str | None = None
    on: str | None = None
    held: tuple[str, ...] = ()
    mended: str = ""
    volumes: Mapping[str, str] = field(default_factory=dict)  # as they are written; the bill reads them


def read_fragment(guide: Guide, text: str) -> Link:
    """The answers and settings of a fragment, with or without its ``#``.

    What was changed on the way is mended where it can mean one thing only; anything unknown is dropped and named.
    """
    read = parts(text[:LONGEST], _known(guide))
    pairs, lost = _pairs(guide, read)
    if len(text) > LONGEST:
        lost.append(Dropped("", "", say(guide, "dropped-rest", longest=f"{LONGEST:,}")))
    settings = {name: pairs.pop(name) for name in SETTINGS if name in pairs}
    volumes = {id: pairs.pop(BILL + id) for id in guide.volumes if BILL + id in pairs}
    answers, dropped = clean(guide, pairs)
    held, unknown = clean_held(guide, settings.get("_held", "").split(","))
    on = settings.get("_on") or None
    if on and not is_date(on):
        lost.append(Dropped("_on", on, say(guide, "dropped-date", date=short(on))))
        on = None
    was_mended = say(guide, "mended-link") if read and read != _as_written(text[:LONGEST]) else ""
    gone = (*lost, *dropped, *unknown)
    return Link(answers, gone, _digest(settings.get("_rules", "")), on, held, was_mended, volumes)


def _known(guide: Guide) -> dict[str, tuple[str, ...]]:
    """Every name that a link of this guide may carry, old ones included, with its values."""
    known = {question.id: tuple(choice.id for choice in question.choices) for question in guide.questions.values()}
    for step in guide.migrations:
        if step.kind == "question":
            known[step.old] = known.get(step.new, ())
        elif step.kind == "choice" and step.question:
            known[step.question] = (*known.get(step.question, ()), step.old)
    return known | dict.fromkeys([*SETTINGS, *(BILL + id for id in guide.volumes)], ())


def _as_written(text: str) -> list[Part]:
    """The parts of a fragment as it is written by this guide, with nothing mended."""
    pieces = [part.partition("=") for part in text.removeprefix("#").split("&") if part]
    return [(unquote(name), unquote(value) if equals else None) for name, equals, value in pieces]


def _digest(text: str) -> str | None:
    """A digest without what was written behind it; None where there is none."""
    digits = [sign in "0123456789abcdef" for sign in text.lower()]
    return text.lower()[: digits.index(False) if False in digits else len(text)] or None


def _pairs(guide: Guide, read: list[Part]) -> tuple[dict[str, str], list[Dropped]]:
    """Names with their values, the last of each, and what is no pair or said a second time."""
    pairs: dict[str, str] = {}
    lost = []
    for name, value in read:
        if not name or value is None:
            lost.append(Dropped(name, value or "", say(guide, "dropped-part", part=short(name or value or "="))))
            continue
        if pairs.get(name, value) != value:
            twice = say(guide, "dropped-twice", question=short(name), choice=short(pairs[name]))
            lost.append(Dropped(name, pairs[name], twice))
        pairs[name] = value
    return pairs, lost


def write_fragment(
    answers: Mapping[str, str], volumes: Mapping[str, str] | None = None, **settings: str | None
) -> str:
    """A fragment without ``#``: answers sorted by question id, then the settings and volumes that are not empty."""
    more = {f"_{name}": value for name, value in settings.items()}
    more |= {BILL + id: value for id, value in (volumes or {}).items()}
    pairs = sorted(answers.items()) + sorted((name, value) for name, value in more.items() if value)
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)


@lru_cache(maxsize=1024)  # a Decision has dozens of links, all made of the same few ids
def _quoted(text: str) -> str:
    return quote(text, safe="+,")


def is_date(text: str) -> bool:
    """Whether a text is a real ISO date (the engine needs no calendar module for this)."""
    year, month, day = text[:4], text[5:7], text[8:]
    if len(text) != 10 or text[4] + text[7] != "--" or not (year + month + day).isascii():
        return False
    if not (year.isdigit() and month.isdigit() and day.isdigit() and year >= "0001" and "01" <= month <= "12"):
        return False
    leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    days = (31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= int(day) <= days[int(month) - 1]
