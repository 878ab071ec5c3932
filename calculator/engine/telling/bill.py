"""The bill in words and figures: what orchestration costs each outcome in a month, why, and where two of them meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..bill.counting import Bill, Limit, Part, bills, break_evens, largest
from ..bill.units import priced_unit, symbol
from ..bill.volumes import Dropped, number_text, plain_text, prefilled, read_volumes
from ..model import Guide
from ..priced import Price
from .teller import Teller

CENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class ToldVolume:
    """A volume as it was counted: ``value`` as a link writes it, ``shown`` as the reader does.

    ``wrong`` says why something else was counted than what was said.
    """

    id: str
    value: str
    shown: str
    wrong: str | None


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One thing of a bill; ``amount`` is its money in full, None where it is not known."""

    what: str
    money: str
    amount: float | None
    price: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class ToldQuota:
    """What a quota says of the volumes."""

    id: str
    text: str
    within: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One outcome's month; ``amount`` is None where nothing is known, and not all of it without ``complete``."""

    outcome: str
    title: str
    money: str
    amount: float | None
    complete: bool
    recommended: bool
    cannot: bool
    driver: str
    parts: tuple[ToldPart, ...]
    free: tuple[str, ...]
    beside: tuple[ToldPart, ...]
    quotas: tuple[ToldQuota, ...]


@dataclass(frozen=True, slots=True)
class ToldEven:
    """Where two bills are equal; ``at`` is the number of the first volume, exactly as a fraction."""

    at: str
    cheaper: str
    dearer: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldBill:
    """Everything that is said of money for one set of answers and volumes.  ``settings`` is its part of a link."""

    volumes: tuple[ToldVolume, ...]
    settings: Mapping[str, str]
    dropped: tuple[str, ...]
    currency: str
    lead: str
    quiet: str | None
    cheaper: str | None
    not_included: str | None
    entries: tuple[Entry, ...]
    break_evens: tuple[ToldEven, ...]
    warnings: tuple[str, ...]


def told_bill(tell: Teller, said: Mapping[str, object]) -> ToldBill | None:
    """The bill for a Decision; None where the guide has no prices.

    ``said`` are the volumes as a reader typed them; what a link has of them, and then the answers, say the rest.
    """
    guide, decision = tell.guide, tell.decision
    if not has_bill(guide):
        return None
    starts = prefilled(guide, decision.answers)
    before, lost = read_volumes(guide, tell.volumes, starts)
    volumes, dropped = read_volumes(guide, said, {id: plain_text(number) for id, number in before.items()}, typed=True)
    first = next(iter(volumes.values()))
    found = bills(guide, volumes, decision.on)
    entries = sorted((_entry(tell, bill, first) for bill in found.values()), key=_rank)
    wrong = {one.volume: _instead(tell, one) for one in (*lost, *dropped)}
    return ToldBill(
        volumes=tuple(
            ToldVolume(id, plain_text(number), number_text(guide, number), wrong.get(id))
            for id, number in volumes.items()
        ),
        settings={id: plain_text(number) for id, number in volumes.items() if number != Fraction(starts[id])},
        dropped=tuple(wrong.values()),
        currency=_currency(guide),
        lead=tell.say("bill-lead", volumes=_counted(tell, volumes)),
        quiet=_quiet(tell, entries, volumes),
        cheaper=_cheaper(tell, entries),
        not_included=_not_included(tell, found),
        entries=tuple(entries),
        break_evens=tuple(
            ToldEven(
                str(even.at), even.cheaper, even.dearer,
                tell.say(
                    "bill-even", above=_said(guide, next(iter(volumes)), Fraction(even.at // 1)),
                    cheaper=tell.title(even.cheaper), dearer=tell.title(even.dearer),
                ),
            )
            for even in break_evens(guide, found, decision.outcome if decision.outcome in found else None)
        ),
        warnings=_warnings(tell, found),
    )


def has_bill(guide: Guide) -> bool:
    """Whether a guide says enough about money for a bill."""
    return bool(guide.volumes and guide.prices and guide.costs)


def bill_lines(tell: Teller, bill: ToldBill) -> list[str]:
    """The bill as plain lines, for a record and a terminal."""
    lines = [_line(tell, entry) for entry in bill.entries]
    more = filter(None, [bill.cheaper, bill.not_included])
    return [bill.lead, *lines, *more, *(even.text for even in bill.break_evens), *bill.warnings]


def _instead(tell: Teller, dropped: Dropped) -> str:
    if dropped.instead is None:
        return dropped.because
    return tell.say("bill-instead", because=dropped.because, kept=number_text(tell.guide, dropped.instead))


def _line(tell: Teller, entry: Entry) -> str:
    names = [tell.say("bill-recommended", outcome=entry.title) if entry.recommended else entry.title]
    over = [quota.text for quota in entry.quotas if not quota.within]
    told = [f"{names[0]}: {entry.money}"]
    told += [tell.say("bill-driver", driver=entry.driver)] * bool(entry.driver)
    return ". ".join([*told, *(text.rstrip(".") for text in over)]) + "."


def _currency(guide: Guide) -> str:
    found = priced_unit(next(iter(guide.prices.values())).unit)
    assert found is not None  # the loader has checked it
    return found[0]


def _counted(tell: Teller, volumes: Mapping[str, Fraction]) -> str:
    return tell.all_of([_said(tell.guide, id, number) for id, number in volumes.items()])


def _said(guide: Guide, id: str, number: Fraction) -> str:
    volume = guide.volumes[id]
    named = next((level.label for level in volume.levels if Fraction(level.value) == number), None)
    return volume.counted.replace("{n}", named or number_text(guide, number))


def _entry(tell: Teller, bill: Bill, first: Fraction) -> Entry:
    decision = tell.decision
    total = bill.money.at(first)
    driver = largest(bill, first)
    parts = {at: _part(tell, part, first) for at, part in enumerate(bill.parts)}
    fits = {ranked.outcome: ranked.fit for ranked in decision.shortlist}
    return Entry(
        outcome=bill.outcome,
        title=tell.title(bill.outcome),
        money=_total(tell, bill, total),
        amount=float(total) if bill.is_known else None,
        complete=bill.is_complete,
        recommended=bill.outcome == decision.outcome,
        cannot=fits.get(bill.outcome) == "cannot",
        driver=_what(tell, driver) if driver else "",
        parts=tuple(parts[at] for at, part in enumerate(bill.parts) if not part.beside and part.is_used),
        free=tuple(_free(tell, part) for part in bill.parts if part.free and not part.beside),
        beside=tuple(parts[at] for at, part in enumerate(bill.parts) if part.beside and not _is_everywhere(tell, part)),
        quotas=tuple(_quota(tell, limit) for limit in bill.limits),
    )


def _rank(entry: Entry) -> tuple[bool, float, bool]:
    """What is known before what is not, less before more, complete before "at least"."""
    return entry.amount is None, entry.amount or 0, not entry.complete


def _total(tell: Teller, bill: Bill, total: Fraction) -> str:
    if not bill.is_known:
        return tell.say("bill-unknown")
    return _money(tell, total) if bill.is_complete else tell.say("bill-at-least", money=_money(tell, total))


def _money(tell: Teller, amount: Fraction) -> str:
    if 0 < amount < CENT:
        return tell.say("bill-less", money=_money(tell, CENT))
    text = number_text(tell.guide, amount, 2 if amount else 0)
    return tell.say("bill-money", amount=text, currency=_currency(tell.guide))


def _part(tell: Teller, part: Part, first: Fraction) -> ToldPart:
    amount = part.money.at(first) if part.money else None
    price, what = part.price, _what(tell, part)
    return ToldPart(
        what=tell.say("bill-part-free", what=what, free=_free(tell, part)) if part.free else what,
        money=tell.say("bill-unknown") if amount is None else _money(tell, amount),
        amount=None if amount is None else float(amount),
        price=price.id if price else None,
        as_of=_as_of(tell.guide, price) if price else None,
    )


def _what(tell: Teller, part: Part) -> str:
    named = zip(part.costs, part.amounts, strict=True)
    return tell.all_of([_filled(tell.guide, cost.what, amount) for cost, amount in named])


def _filled(guide: Guide, text: str, amount: Fraction | None) -> str:
    return text if amount is None else text.replace("{amount}", number_text(guide, amount))


def _free(tell: Teller, part: Part) -> str:
    return tell.say("bill-free", amount=number_text(tell.guide, part.free))


def _quota(tell: Teller, limit: Limit) -> ToldQuota:
    what = _filled(tell.guide, limit.quota.what, limit.amount)
    most = " ".join(filter(None, [number_text(tell.guide, limit.most), symbol(limit.quota.limit)]))
    if limit.is_within:
        return ToldQuota(limit.quota.id, tell.say("bill-within", what=what, most=most), True)
    return ToldQuota(limit.quota.id, tell.say("bill-over", what=what, most=most, do=limit.quota.over), False)


def _as_of(guide: Guide, price: Price) -> str:
    return guide.facts[price.fact].as_of


def _quiet(tell: Teller, entries: list[Entry], volumes: Mapping[str, Fraction]) -> str | None:
    """One line about the recommended outcome; None while there is none, or where nothing of it is known."""
    entry = next((one for one in entries if one.recommended and one.amount is not None), None)
    if not entry:
        return None
    first = next(iter(volumes))
    return tell.say("bill-quiet", money=entry.money, counted=_said(tell.guide, first, volumes[first]))


def _cheaper(tell: Teller, entries: list[Entry]) -> str | None:
    """The sentence that another outcome that would do costs less; the verdict stays as it is."""
    chosen = next((one for one in entries if one.recommended and one.amount is not None), None)
    least = next((one for one in entries if one.complete and not one.cannot), None)
    if not chosen or not least or least.amount is None or chosen.amount is None or least.amount >= chosen.amount:
        return None
    return tell.say("bill-cheaper", outcome=least.title, money=least.money, chosen=chosen.title)


def _is_everywhere(tell: Teller, part: Part) -> bool:
    """Whether each outcome pays for the same."""
    return all(len(cost.outcomes) == len(tell.guide.outcomes) for cost in part.costs)


def _not_included(tell: Teller, found: Mapping[str, Bill]) -> str | None:
    """What every choice pays, said once."""
    parts = (part for bill in found.values() for part in bill.parts if part.beside and _is_everywhere(tell, part))
    whats = list(dict.fromkeys(_what(tell, part) for part in parts))
    return tell.say("bill-not-included", what=tell.all_of(whats)) if whats else None


def _warnings(tell: Teller, found: Mapping[str, Bill]) -> tuple[str, ...]:
    """One sentence for each price that was counted and whose date of review is over."""
    guide = tell.guide
    used = dict.fromkeys(part.price.id for bill in found.values() for part in bill.parts if part.price)
    facts = {id: guide.facts[guide.prices[id].fact] for id in used}
    return tuple(
        tell.say("bill-overdue", price=guide.prices[id].title, review=fact.review_by, as_of=fact.as_of)
        for id, fact in facts.items()
        if fact.review_by and fact.review_by < tell.decision.on
    )
