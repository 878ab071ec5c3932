"""The bill: hand-computed months of a small guide, and properties over seeded volumes of the real one."""

import json
import random
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil
from pathlib import Path

import pytest

from calculator.authoring import load
from calculator.engine.bill.counting import bills, break_evens, largest
from calculator.engine.bill.formula import DEEPEST, FormulaError, Measured, read, worked_out
from calculator.engine.bill.line import Line, constant, crossings, larger, smaller, variable
from calculator.engine.bill.units import measure, priced_unit
from calculator.engine.bill.volumes import number_text, plain_text, prefilled, read_volumes
from calculator.engine.decision import as_json
from calculator.engine.logic.decide import decide
from calculator.engine.telling.bill import bill_lines, told_bill
from calculator.engine.telling.teller import Teller

TODAY = "2026-11-23"
SMALL = Path(__file__).parents[1] / "authoring/guides/bill.yaml"
UNIT_FACTORS = {"hour": 60, "day": 1440, "KiB": 1024}


@pytest.fixture(scope="module")
def small():
    loaded = load(SMALL)
    assert loaded.problems == ()
    return loaded.guide


def month(guide, outcome, on=TODAY, **volumes):
    """The money of a month, or None where not all of it is known."""
    counted = {id: Fraction(start) for id, start in prefilled(guide, {}).items()}
    counted |= {id: Fraction(value) for id, value in volumes.items()}
    bill = bills(guide, counted, on)[outcome]
    return bill.money.at(next(iter(counted.values()))) if bill.is_complete else None


@pytest.mark.parametrize(
    ("outcome", "volumes", "expected"),
    [
        # The worked comparison of the sources: a nightly workflow of 8 steps, 30 times a month.
        ("free", {}, "0"),  # no charge of its own
        ("transitions", {"steps": 8}, "0"),  # 12 x 30 = 360 of 4,000 that are free
        ("actions", {"steps": 4, "minutes": 30}, "7.00"),  # (4 x 30 x 30 - 100) x 0.002
        ("builds", {"steps": 4, "minutes": 30}, "36.00"),  # 4 x 30 x 30 x 0.01
        ("cluster", {}, "73.00"),  # 730 x 0.10
        ("environment", {}, "357.70"),  # 730 x 0.49
        # Allowances: one transition more than is free, and two things at one price that share what is free.
        ("transitions", {"runs": 1000, "steps": "2.667334"}, "0.000025025"),  # 4,001.001 transitions
        ("two-at-one-price", {"runs": 1000, "steps": 8}, "0.4"),  # (12,000 + 8,000 - 4,000) x 0.025 / 1,000
        # Rounding up: 10.2 minutes are 11 in each action, not in the sum.
        ("actions", {"runs": 100, "steps": 2, "minutes": "10.2"}, "4.2"),  # (100 x 2 x 11 - 100) x 0.002
        # Tiers: 10 free, 90 at 2, 900 at 1, the rest at 0.5.
        ("tiers", {"runs": 5}, "0"),
        ("tiers", {"runs": 100}, "180"),
        ("tiers", {"runs": 1000}, "1080"),
        ("tiers", {"runs": 3000}, "2080"),
        # Never less than nothing, and what is used only above an amount.
        ("above", {"runs": 10}, "0"),
        ("above", {"runs": 31}, "2"),  # (31 - 30) x 2
    ],
)
def test_a_month_costs_what_a_hand_computes(small, outcome, volumes, expected):
    assert month(small, outcome, **volumes) == Fraction(expected)


def test_what_has_no_price_is_not_known_and_never_nothing(small):
    bill = bills(small, {id: Fraction(start) for id, start in prefilled(small, {}).items()}, TODAY)

    assert not bill["unpriced"].is_known
    assert bill["partly"].is_known
    assert not bill["partly"].is_complete


def test_a_price_whose_fact_does_not_hold_on_the_date_is_not_known(small):
    assert month(small, "cluster", on="2019-12-31") is None
    assert month(small, "cluster", on="2020-01-01") == 73


def test_what_every_choice_pays_is_told_and_not_added(small):
    told = told_bill(Teller(small, decide(small, {}, TODAY)), {})
    entry = next(entry for entry in told.entries if entry.outcome == "beside")

    assert [part.amount for part in entry.beside] == [36.0]
    assert entry.amount == 0


def test_a_quota_is_reached_above_its_limit_and_not_at_it(small):
    def within(data):
        told = told_bill(Teller(small, decide(small, {}, TODAY)), {"data": str(data)})
        return [q.within for entry in told.entries for q in entry.quotas if entry.outcome == "free"]

    assert within(256) == [True]
    assert within(257) == [False]


def test_a_bill_past_its_review_warns_once_for_each_price(small):
    def warnings(on):
        return told_bill(Teller(small, decide(small, {}, on)), {}).warnings

    assert warnings("2026-12-31") == ()
    assert len(warnings("2027-06-02")) == 1
    assert "2027-06-01" in warnings("2027-06-02")[0]


def test_where_the_cheapest_that_would_do_is_another_one_a_sentence_says_so_and_the_verdict_stays(small):
    decision = decide(small, {"team": "large"}, TODAY)
    told = told_bill(Teller(small, decision), {})

    assert decision.outcome == "environment"
    assert small.outcomes["free"].title in told.cheaper
    assert told_bill(Teller(small, decide(small, {"team": "small"}, TODAY)), {}).cheaper is None


def test_a_sum_of_money_is_told_in_cents_and_nothing_in_none(small):
    told = [told_bill(Teller(small, decide(small, {}, TODAY)), {"runs": runs}) for runs in ("1", "250", "400")]
    amounts = [one for bill in told for one in re.findall(r"([\d,.]+) USD", json.dumps(as_json(bill)))]
    assert len(set(amounts)) > 3
    assert [one for one in amounts if not re.fullmatch(r"0|[\d,]+\.\d\d", one)] == []


@pytest.mark.parametrize(("text", "minutes"), [("1.5 hours", 90), ("0.25 days", 360), ("2.5 minutes", 2.5)])
def test_a_measure_may_have_parts_of_its_unit(text, minutes):
    assert measure(text).number == minutes * measure("1 minute").number


# Properties of the real guide.


def test_the_cheaper_one_is_the_cheapest_of_those_that_would_do_and_are_known(guide):
    rng, seen = random.Random(3), set()
    for _ in range(60):
        answers = {q.id: rng.choice(q.choices).id for q in guide.questions.values()}
        told = told_bill(Teller(guide, decide(guide, answers, TODAY)), {})
        chosen = next(entry for entry in told.entries if entry.recommended)
        able = [entry for entry in told.entries if entry.complete and not entry.cannot and entry.amount is not None]
        least = min(able, key=lambda entry: entry.amount, default=None)
        cheaper = least is not None and chosen.amount is not None and least.amount < chosen.amount
        assert (told.cheaper is not None) == cheaper
        assert not cheaper or least.title in told.cheaper
        seen.add(cheaper)
    assert seen == {True, False}


@pytest.fixture(scope="module")
def volume_sets(guide):
    rng = random.Random(11)

    def some(volume):
        if volume.levels:
            return Fraction(rng.choice(volume.levels).value)
        least, most = Fraction(volume.least), Fraction(volume.most)
        ends = [least, most, Fraction(volume.usual), least + Fraction(rng.randint(0, 1000), 10)]
        return min(most, rng.choice([*ends, least + (most - least) * Fraction(rng.randint(1, 10**6), 10**9)]))

    return [{volume.id: some(volume) for volume in guide.volumes.values()} for _ in range(150)]


def test_each_bill_is_what_a_naive_count_gives(guide, volume_sets):
    for volumes in volume_sets:
        first = next(iter(volumes.values()))
        for outcome, bill in bills(guide, volumes, guide.edition).items():
            assert (outcome, float(bill.money.at(first))) == (outcome, pytest.approx(naive(guide, outcome, volumes)))


def naive(guide, outcome, volumes):
    """The bill in floats, by Python's own arithmetic on the text of each formula."""
    names = {v.id: float(volumes[v.id]) * unit_factor(v.unit) for v in guide.volumes.values()}
    used: dict[str, float] = {}
    for cost in guide.costs:
        if outcome in cost.outcomes and cost.price and not cost.beside:
            used[cost.price] = used.get(cost.price, 0) + max(0, naive_value(cost.quantity, names))
    return sum(naive_money(guide.prices[id], amount) for id, amount in used.items())


def naive_value(text, names):
    plain = re.sub(r"(\d[\d.]*) +([A-Za-z][\w/-]*)", lambda m: f"({m[1]} * {unit_factor(m[2])})", text)
    helpers = {"ceil": lambda what, step: ceil(round(what / step, 9)) * step, "min": min, "max": max}
    return eval(plain, {"__builtins__": {}}, {**helpers, **names})


def unit_factor(unit):
    factor = 1.0
    for place, part in enumerate(unit.split("/")):
        for name in part.split("-"):
            times = UNIT_FACTORS.get(name, UNIT_FACTORS.get(name.removesuffix("s"), 1))
            factor = factor / times if place else factor * times
    return factor


def naive_money(price, amount):
    bought = priced_unit(price.unit)[1]
    free = float(measure(price.free).number) if price.free else 0
    tiers = [(float(measure(tier.above).number), float(tier.figure)) for tier in price.tiers]
    bounds = [(0.0, float(price.figure)), *sorted(tiers)]
    ends = [above for above, _ in bounds[1:]] + [float("inf")]
    pieces = zip(bounds, ends, strict=True)
    return sum(
        max(0, min(amount, end) - max(start, free)) * figure / float(bought.number) for (start, figure), end in pieces
    )


def test_no_bill_is_negative_and_none_falls_when_a_volume_grows(guide, volume_sets):
    rng = random.Random(5)
    for volumes in volume_sets:
        grown_id = rng.choice(list(volumes))
        volume = guide.volumes[grown_id]
        more = min(Fraction(volume.most), volumes[grown_id] * 2 + 1)
        grown = {**volumes, grown_id: max(more, volumes[grown_id])}
        before, after = bills(guide, volumes, guide.edition), bills(guide, grown, guide.edition)
        for outcome, bill in before.items():
            least, most = bill.money.at(volumes["runs"]), after[outcome].money.at(grown["runs"])
            assert least >= 0
            assert (outcome, grown_id, least <= most) == (outcome, grown_id, True)


def test_a_bill_is_the_sum_of_its_parts(guide, volume_sets):
    for volumes in volume_sets[:50]:
        first = volumes["runs"]
        for bill in bills(guide, volumes, guide.edition).values():
            parts = [part.money.at(first) for part in bill.parts if part.money and not part.beside]
            assert bill.money.at(first) == sum(parts)


def test_at_a_break_even_both_bills_are_equal_and_beyond_it_the_named_one_is_cheaper(guide, volume_sets):
    seen = 0
    for volumes in volume_sets:
        found = bills(guide, volumes, guide.edition)
        for even in break_evens(guide, found):
            cheaper, dearer = found[even.cheaper].money, found[even.dearer].money
            assert cheaper.at(even.at) == dearer.at(even.at)
            assert cheaper.at(even.at + Fraction(1, 10**6)) < dearer.at(even.at + Fraction(1, 10**6))
            seen += 1
    assert seen > 20


def test_the_volumes_never_change_a_verdict(guide):
    for answers in ({}, {"home": "aws"}):
        decision = decide(guide, answers, TODAY)
        told_bill(Teller(guide, decision), {"runs": "1,000"})
        assert decide(guide, answers, TODAY) == decision


# Lines, formulas and numbers.


def some_line(rng):
    line = constant(rng.randint(0, 5))
    for _ in range(rng.randint(1, 4)):
        bend = larger(constant(0), variable(rng.randint(1, 3)) - constant(rng.randint(0, 20)))
        line = rng.choice([line + bend, larger(line, bend), smaller(line, bend), line * constant(rng.randint(0, 3))])
    return line


def test_lines_are_added_and_compared_point_by_point():
    rng = random.Random(3)
    points = [Fraction(at, 3) for at in range(130)]
    for _ in range(200):
        one, other = some_line(rng), some_line(rng)
        for x in points:
            assert (one + other).at(x) == one.at(x) + other.at(x)
            assert larger(one, other).at(x) == max(one.at(x), other.at(x))
            assert smaller(one, other).at(x) == min(one.at(x), other.at(x))


def test_two_lines_cross_exactly_where_their_order_changes():
    rng = random.Random(4)
    tiny, crossed = Fraction(1, 10**9), 0
    for _ in range(500):
        one, other = some_line(rng), some_line(rng)
        found = crossings(one, other)
        for at, one_is_below in found:
            assert one.at(at) == other.at(at)
            assert (one.at(at + tiny) < other.at(at + tiny)) == one_is_below
        below = [one.at(x) < other.at(x) for x in map(Fraction, range(200)) if one.at(x) != other.at(x)]
        assert sum(a != b for a, b in pairwise(below)) <= len(found)  # two may lie between two whole numbers
        assert all(a != b for a, b in pairwise(after for _, after in found))
        crossed += len(found)
    assert crossed > 50


def test_the_volume_itself_is_counted_once():
    assert [variable().at(x) for x in (0, 1, 5)] == [0, 1, 5]


def test_whatever_stands_in_a_formula_is_worked_out_or_refused_with_its_place():
    rng = random.Random(7)
    pieces = ["runs", "steps", "3", "1.5 hours", "0", "1e9", "min", "max", "ceil", "é", *"()+-*/, %"]
    values = {"runs": Measured(variable(), ()), "steps": Measured(constant(2), ())}
    worked = 0
    for _ in range(20_000):
        text = "".join(rng.choice(pieces) for _ in range(rng.randint(1, 9)))
        found = outcome_of(text, values)
        worked += isinstance(found, Line)
        assert isinstance(found, Line) or (0 <= found.at <= len(text) and str(found))
    assert worked > 200


def outcome_of(text, values):
    try:
        return worked_out(text, values).line
    except FormulaError as error:
        return error


@pytest.mark.parametrize(("text", "why"), [
    ("3 / runs", "it divides by a volume"),
    ("ceil(3, runs)", "it rounds up in steps of a volume"),
    ("runs * runs", "it multiplies the first volume by itself"),
    ("ceil(runs, 3)", "it rounds the first volume up"),
    ("3 / 0", "it divides by 0"),
])  # fmt: skip
def test_what_is_no_straight_line_is_refused_with_its_reason(text, why):
    assert why in str(outcome_of(text, {"runs": Measured(variable(), ())}))


def test_brackets_may_stand_side_by_side_as_often_as_wanted():
    assert outcome_of("+".join(["(1)"] * 3 * DEEPEST), {}) == constant(3 * DEEPEST)


@pytest.mark.parametrize("text", ["(" * 5000, "1+" * 5000 + "1", "runs" * 200, "", "9" * 501])
def test_a_formula_without_end_is_refused_and_hangs_nothing(text):
    with pytest.raises(FormulaError):
        read(text)


def test_a_number_is_read_as_the_language_writes_it_and_as_a_link_does(guide):
    german = replace(guide, words={"number-point": ",", "number-thousands": "."})
    starts = prefilled(guide, {})

    def runs(of, text, *, typed=True):
        found, dropped = read_volumes(of, {"runs": text}, starts, typed=typed)
        return None if dropped else found["runs"]

    assert runs(guide, "1,000") == runs(german, "1.000") == runs(guide, "1000") == 1000
    assert runs(guide, "1.5") == runs(german, "1,5") == Fraction("1.5")
    assert runs(guide, "1,5") is runs(german, "1.5") is None
    assert runs(german, "1.5", typed=False) == Fraction("1.5")


@pytest.mark.parametrize(
    "text", ["-1", "1e308", "", " ", "many", "1,5", "0", "99999999999", "١٢", "1 000", "NaN", "1\n2", "9" * 5000]
)
def test_what_is_no_number_in_the_range_keeps_the_number_before_and_says_why(guide, text):
    told = told_bill(Teller(guide, decide(guide, {}, TODAY)), {"runs": text})
    runs = next(volume for volume in told.volumes if volume.id == "runs")

    assert runs.value == guide.volumes["runs"].usual
    assert runs.wrong in told.dropped
    assert len(runs.wrong) < 200


def test_what_a_link_carries_is_what_differs_from_the_answers(guide):
    usual = guide.volumes["steps"].usual
    told = told_bill(Teller(guide, decide(guide, {}, TODAY)), {"runs": "1,234.5", "steps": usual})

    assert told.settings == {"runs": "1234.5"}
    again = told_bill(Teller(guide, decide(guide, {}, TODAY), volumes=told.settings), {})
    assert again.settings == told.settings
    assert again.entries == told.entries


def test_each_number_is_written_and_read_back():
    rng = random.Random(2)
    for _ in range(2000):
        number = Fraction(rng.randint(0, 10**9), 10 ** rng.randint(0, 9))
        assert Fraction(plain_text(number)) == number


@pytest.mark.parametrize(
    ("number", "shown"), [("0.005", "0.01"), ("1234567.5", "1,234,567.5"), ("2", "2"), ("0.004", "0")]
)
def test_a_number_is_rounded_half_up_and_grouped(guide, number, shown):
    assert number_text(guide, Fraction(number)) == shown


@pytest.mark.parametrize("data", [1, 256, 257, 10**6])
def test_a_line_of_the_bill_tells_each_quota_that_is_exceeded_and_no_other(small, data):
    tell = Teller(small, decide(small, {}, TODAY))
    bill = told_bill(tell, {"data": str(data)})
    text = "\n".join(bill_lines(tell, bill))

    quotas = [quota for entry in bill.entries for quota in entry.quotas]
    assert quotas
    assert all((quota.text.rstrip(".") in text) != quota.within for quota in quotas)


def test_what_is_dropped_says_what_counts_instead_where_something_does(guide):
    tell = Teller(guide, decide(guide, {}, TODAY), volumes={"elephants": "3"})
    unknown, unread = told_bill(tell, {"runs": "many"}).dropped

    assert "elephants" in unknown
    assert number_text(guide, Fraction(guide.volumes["runs"].usual)) in unread


@pytest.mark.parametrize("runs", [20, 200, 20_000])
def test_what_drives_a_bill_is_its_largest_part(small, runs):
    tiers = next(cost for cost in small.costs if cost.id == "tiers")
    more = replace(tiers, id="more", outcomes=("cluster",))
    guide = replace(small, costs=(*small.costs, more))
    counted = {id: Fraction(start) for id, start in prefilled(guide, {}).items()} | {"runs": Fraction(runs)}
    bill = bills(guide, counted, TODAY)["cluster"]
    paid = [part.money.at(Fraction(runs)) for part in bill.parts]

    assert len(set(paid)) > 1
    assert largest(bill, Fraction(runs)).money.at(Fraction(runs)) == max(paid)


def test_what_every_choice_pays_is_named_once_beside_the_bill(small):
    everywhere = [replace(cost, outcomes=tuple(small.outcomes)) if cost.beside else cost for cost in small.costs]
    told = told_bill(Teller(replace(small, costs=tuple(everywhere)), decide(small, {}, TODAY)), {})

    assert "Builds" in told.not_included
    assert told_bill(Teller(small, decide(small, {}, TODAY)), {}).not_included is None
