"""The outcomes in the reader's order: what would also do and at which price, and what cannot do it and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..decision import Flip, Ranked
from .reason import because, clauses, is_early
from .section import Item, Section
from .teller import Teller

NAMED = 2  # open answers that are named beside a change
ROWS = 3  # pieces of work that are read in one look


@dataclass(frozen=True, slots=True)
class BetterIf:
    """The nearest answers that would make an outcome the better choice, and the sentence that says so."""

    text: str
    flip: Flip


def also(tell: Teller) -> Section:
    """What would also do, least extra work first, each with its price and the nearest reason to prefer it."""
    works = [one for one in tell.decision.shortlist if one.fit == "works"]
    items = tuple(_item(tell, one) for one in works)
    return Section("also", tell.say("section-also"), _lead(tell, works), items)


def cannot(tell: Teller) -> Section:
    """What does not meet a requirement, and which."""
    items = tuple(_item(tell, one) for one in tell.decision.shortlist if one.fit == "cannot")
    return Section("cannot", tell.say("section-cannot"), "", items)


def _lead(tell: Teller, works: list[Ranked]) -> str:
    """Why the table prefers something else than the least work, where it does."""
    least = tell.decision.least_effort
    if is_early(tell):
        return tell.say("also-so-far")
    if least.agrees or not tell.decision.outcome:
        return ""
    titles = [tell.title(one.outcome) for one in works if one.outcome in least.outcomes]
    if not titles:
        return ""
    return tell.say("also-less", least=tell.either(titles), outcome=tell.title(tell.decision.outcome))


def _item(tell: Teller, one: Ranked) -> Item:
    better = better_if(tell, one)
    sub = (Item(better.text, tell.link(better.flip.answers), look="better"),) if better else ()
    cites = tuple(dict.fromkeys(source for work in one.extra for source in work.sources))
    look = "close" if one.close else one.fit
    return Item(place_because(tell, one), f"outcome:{one.outcome}", cites, tell.title(one.outcome), look, None, sub)


def place_because(tell: Teller, one: Ranked) -> str:
    """Why an outcome stands where it stands: the reason of the verdict, its extra work, or what it cannot do."""
    if one.fit == "recommended":
        return because(tell)
    work = _work(tell, one)
    if one.fit == "cannot":
        return work
    decided = tell.decision.outcome
    if not work:
        return tell.say("also-nothing", outcome=tell.title(decided)) if decided else tell.say("also-nothing-yet")
    return tell.say("also-close" if one.close else "also-work" if decided else "also-work-yet", work=work)


def _work(tell: Teller, one: Ranked) -> str:
    """The extra work, heaviest first; beyond a few rows the rest is counted."""
    rows = sorted(one.extra, key=lambda work: -(work.weight or 0))
    told = " ".join(row.text for row in rows[:ROWS])
    return f"{told} {tell.say('also-more', n=len(rows) - ROWS)}" if len(rows) > ROWS else told


def better_if(tell: Teller, one: Ranked) -> BetterIf | None:
    """The nearest change of answers after which an outcome is the better choice; None where none leads there."""
    if one.flip is None:
        return None
    changed = {change.question: change.after for change in one.flip.changes if change.before is not None}
    opened = {change.question: change.after for change in one.flip.changes if change.before is None}
    key = "better-if" if changed else "better-if-open"
    told = tell.say(key, answers=clauses(tell, changed or opened))
    return BetterIf(told + _also_open(tell, changed, opened), one.flip)


def _also_open(tell: Teller, changed: Iterable[str], opened: dict[str, str]) -> str:
    """What is still open and would have to fit as well; more than two of them are counted."""
    if not changed or not opened:
        return ""
    if len(opened) > NAMED:
        return " " + tell.say("better-if-rest", n=len(opened))
    return " " + tell.say("better-if-also", answers=clauses(tell, opened))
