"""What the field table cannot say: checks that look at two places of the file at once.

Each check is a function from the tree to its problems; a part whose shape is wrong is passed over, it has its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculator.engine.bill.formula import FormulaError, Measured, worked_out
from calculator.engine.bill.line import constant, variable
from calculator.engine.bill.units import MONTHLY, Unit, measure, parse_unit, priced_unit, spelled, times
from calculator.engine.link import is_date

from .field_types import with_article
from .nodes import Mapping, Node, Scalar, Sequence, child, items, pairs, text
from .problems import Kind, Problem
from .references import Ids, place
from .shape import name_of


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: its tree and the ids that it defines."""

    root: Node
    ids: Ids


def times_in_order(read: Read) -> Iterator[Problem]:
    """A fact begins before it ends."""
    for name, fact in _each(read, "facts", "fact"):
        since, until = child(fact, "since"), child(fact, "until")
        if isinstance(until, Scalar) and is_date(text(since)) and is_date(until.text) and until.text <= text(since):
            what = f"{name} ends on {until.text}, not after it began"
            yield _at(Kind.WRONG_ORDER, until, what, f"expected a day after {text(since)}")


def conditions_say_something(read: Read) -> Iterator[Problem]:
    """A condition leaves out at least one choice of its question."""
    for section, noun in (("rules", "rule"), ("cautions", "caution"), ("effort", "effort")):
        for name, row in _each(read, section, noun):
            for question, choices in pairs(child(row, "when")):
                every = read.ids.get(("choice", question.text), {})
                if every and isinstance(choices, Sequence) and set(every) == {text(item) for item in choices.items}:
                    what = f'{name} lists every choice of question "{question.text}"'
                    yield _at(Kind.SAYS_NOTHING, choices, what, "leave the question out, or leave a choice out")


def rules_have_grounds(read: Read) -> Iterator[Problem]:
    """A rule cites a source or a fact, or says that it is an opinion."""
    for name, rule in _each(read, "rules", "rule"):
        if child(rule, "opinion") is None and _missing_or_empty(child(rule, "sources")):
            what = f"{name} has neither sources nor an opinion"
            yield _at(Kind.WITHOUT_GROUNDS, rule, what, "cite who says so, or mark it as an opinion")


def facts_cite_others(read: Read) -> Iterator[Problem]:
    """No fact is its own source."""
    for name, fact in _each(read, "facts", "fact"):
        for source in items(child(fact, "sources")):
            if text(source) and text(source) == text(child(fact, "id")):
                yield _at(Kind.CITES_ITSELF, source, f"{name} cites itself", "cite who says so")


def migrations_lead_on(read: Read) -> Iterator[Problem]:
    """A migration leads from an id that is gone to one that is there."""
    gone: set[tuple[str, str, str]] = set()
    for migration in items(child(read.root, "migrations")):
        kind, question = text(child(migration, "kind")), text(child(migration, "question"))
        old, new = child(migration, "from"), child(migration, "to")
        if kind not in ("question", "choice", "outcome") or not isinstance(old, Scalar) or not isinstance(new, Scalar):
            continue
        yield from _migration(read, migration, kind, old, new)
        if (kind, question, old.text) in gone:
            yield _at(Kind.REPEATED, old, f'the old {kind} "{old.text}" is migrated twice', "keep one")
        gone.add((kind, question, old.text))


def _migration(read: Read, migration: Node, kind: str, old: Scalar, new: Scalar) -> Iterator[Problem]:
    question = text(child(migration, "question"))
    if kind == "choice" and not question:
        what = f'the migration of choice "{old.text}" lacks the key "question"'
        yield _at(Kind.MISSING_KEY, migration, what, "expected the id of a question: where the choice belongs")
        return
    known = read.ids.get((kind, question if kind == "choice" else ""), {})
    if old.text in known:
        what = f'the {kind} "{old.text}" is still in use, in {place(known[old.text], old)}'
        yield _at(Kind.STALE_MIGRATION, old, what, "migrate only ids that are gone")
    if new.text not in known:
        what = f'the {kind} "{old.text}" is migrated to "{new.text}", which does not exist'
        yield _at(Kind.STALE_MIGRATION, new, what, f"expected the id of {with_article(kind)} in use")


def volumes_in_range(read: Read) -> Iterator[Problem]:
    """Whatever a volume can start from lies between its least and its most."""
    ranges: dict[str, tuple[Fraction, Fraction]] = {}
    for name, volume in _each(read, "volumes", "volume"):
        least, most = _number(child(volume, "least")), _number(child(volume, "most"))
        if least is None or most is None:
            continue
        ranges[text(child(volume, "id"))] = least, most
        starts = [child(volume, "usual")]
        starts += [child(row, "value") for key in ("levels", "prefill") for row in items(child(volume, key))]
        yield from _outside(name, starts, least, most)
    for name, sample in _each(read, "samples", "sample"):
        for volume, value in pairs(child(sample, "volumes")):
            if volume.text in ranges:
                yield from _outside(name, [value], *ranges[volume.text])


def _outside(name: str, values: list[Node | None], least: Fraction, most: Fraction) -> Iterator[Problem]:
    for value in values:
        number = _number(value)
        if value is not None and number is not None and not least <= number <= most:
            expected = f"expected a number between {least} and {most}"
            yield _at(Kind.BAD_NUMBER, value, f'{name} has the number "{text(value)}"', expected)


def _number(node: Node | None) -> Fraction | None:
    found = measure(text(node))
    return found.number if found and not found.unit else None


def prices_have_one_unit(read: Read) -> Iterator[Problem]:
    """What is free of a price, and its tiers, are counted as the price is; all prices have one currency."""
    currency = ""
    for name, price in _each(read, "prices", "price"):
        bought = priced_unit(text(child(price, "unit")))
        if not bought:
            continue
        currency = currency or bought[0]
        if bought[0] != currency:
            what = f"{name} is in {bought[0]}"
            yield _at(Kind.WRONG_UNIT, child(price, "unit") or price, what, f"expected {currency}, as above")
        monthly = times(bought[1].unit, MONTHLY)
        for node in [child(price, "free"), *(child(tier, "above") for tier in items(child(price, "tiers")))]:
            amount = measure(text(node))
            if node is not None and amount and amount.unit != monthly:
                yield _wrong_unit(node, f'"{text(node)}" of {name}', amount.unit, monthly)


def formulas_have_units(read: Read) -> Iterator[Problem]:
    """A cost is counted as its price is, a quota as its limit; formulas name volumes, and units fit together."""
    sold = items(child(read.root, "prices"))
    prices = {text(child(price, "id")): priced_unit(text(child(price, "unit"))) for price in sold}
    volumes = _volumes(read)
    for name, cost in _each(read, "costs", "cost"):
        price, quantity = child(cost, "price"), child(cost, "quantity")
        if price is not None and quantity is None:
            what = f'{name} lacks the key "quantity"'
            yield _at(Kind.MISSING_KEY, price, what, "expected a formula: how much of it is paid")
        bought = prices.get(text(price))
        yield from _formula(name, quantity, volumes, times(bought[1].unit, MONTHLY) if bought else None)
    for name, quota in _each(read, "quotas", "quota"):
        limit = measure(text(child(quota, "limit")))
        yield from _formula(name, child(quota, "quantity"), volumes, limit.unit if limit else None)


def _volumes(read: Read) -> dict[str, Measured]:
    """A value of each volume; the first one is free, so that what bends over it is found."""
    found: dict[str, Measured] = {}
    for _, volume in _each(read, "volumes", "volume"):
        line = constant(_number(child(volume, "usual")) or 1) if found else variable()
        found[text(child(volume, "id"))] = Measured(line, parse_unit(text(child(volume, "unit")))[1])
    return found


def _formula(
    name: str, node: Node | None, volumes: dict[str, Measured], expected: Unit | None
) -> Iterator[Problem]:
    if not isinstance(node, Scalar):
        return
    try:
        unit = worked_out(node.text, volumes).unit
    except FormulaError as error:
        kind = Kind.WRONG_UNIT if error.wrong_unit else Kind.BAD_FORMULA
        what = f'the formula of {name} is wrong: {error}'
        yield Problem(kind, node.file, node.line, node.column_of(error.at), what, "mend it at this place")
        return
    if expected is not None and unit != expected:
        yield _wrong_unit(node, f"the formula of {name}", unit, expected)


def _wrong_unit(node: Node, what: str, unit: Unit, expected: Unit) -> Problem:
    return _at(Kind.WRONG_UNIT, node, f"{what} is in {spelled(unit)}", f"expected {spelled(expected)}")


def _each(read: Read, section: str, noun: str) -> Iterator[tuple[str, Node]]:
    """The mappings of a section, each with its name."""
    for number, item in enumerate(items(child(read.root, section)), 1):
        if isinstance(item, Mapping):
            yield name_of(noun, number, item), item


def _missing_or_empty(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.empty) or (isinstance(node, Sequence) and not node.items)


def _at(kind: Kind, node: Node, what: str, expected: str) -> Problem:
    return Problem(kind, node.file, node.line, node.column, what, expected)


CHECKS = (
    times_in_order, conditions_say_something, rules_have_grounds, facts_cite_others, migrations_lead_on,
    volumes_in_range, prices_have_one_unit, formulas_have_units,
)
