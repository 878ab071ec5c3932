"""Search, diagram, walk and masks say what a loop over every point says, on small random tables."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.logic.diagram import GAP, TooLargeError, build, orders
from calculator.engine.logic.search import OutOfBudgetError, Search, bits, possible_outcomes, possible_rules
from calculator.engine.logic.table import Box, Table, make_table
from calculator.engine.logic.theorems import nearest
from tests.evaluate import by_masks, by_walk, fastest

OUTCOMES = ("one", "two", "three")


class Small(NamedTuple):
    """A table that can be looked at point by point; ``rules[r][v]`` is what rule *r* accepts of variable *v*."""

    table: Table
    rules: list[dict[str, tuple[str, ...]]]
    box: Box

    def points(self) -> Iterator[tuple[int, ...]]:
        """Every point of the box."""
        return product(*(bits(options) for options in self.box))

    def accepts(self, rule: int, point: tuple[int, ...]) -> bool:
        """By the definition: each question that the rule asks has an option that it accepts."""
        named = self.named(point)
        return all(named[variable] in options for variable, options in self.rules[rule].items())

    def first(self, point: tuple[int, ...]) -> int | None:
        """The first rule that accepts a point; None in a gap."""
        return next((rule for rule in range(len(self.rules)) if self.accepts(rule, point)), None)

    def label(self, point: tuple[int, ...]) -> str:
        """The outcome of a point, or the gap."""
        rule = self.first(point)
        return GAP if rule is None else self.table.outcomes[rule]

    def named(self, point: tuple[int, ...]) -> dict[str, str]:
        """A point as answers."""
        table = self.table
        return {v: options[at] for v, options, at in zip(table.variables, table.options, point, strict=True)}


@st.composite
def small_tables(draw: st.DrawFn) -> Small:
    """Gaps, idle rules, equal rules and questions that nobody asks are welcome."""
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=4))
    domains = {f"q{at}": tuple(f"o{option}" for option in range(size)) for at, size in enumerate(sizes)}
    conditions = st.fixed_dictionaries({}, optional={q: _some(options) for q, options in domains.items()})
    rules = draw(st.lists(conditions, min_size=1, max_size=9))
    outcomes = draw(st.lists(st.sampled_from(OUTCOMES), min_size=len(rules), max_size=len(rules)))
    box = tuple(draw(st.integers(1, (1 << size) - 1)) for size in sizes)
    return Small(make_table(domains, len(domains), rules, outcomes), rules, box)


def _some(options: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(options), min_size=1, unique=True).map(tuple)


@given(small_tables(), st.integers(0))
def test_a_point_that_avoids_rules_is_found_if_and_only_if_there_is_one(small: Small, drawn: int) -> None:
    avoid = drawn & small.table.every_rule
    free = [point for point in small.points() if not any(small.accepts(rule, point) for rule in bits(avoid))]

    found = Search(small.table).point(small.box, avoid)

    assert found in free if free else found is None


@given(small_tables())
def test_a_rule_has_a_witness_if_and_only_if_it_decides_a_point(small: Small) -> None:
    deciding = [small.first(point) for point in small.points()]
    for rule in range(len(small.rules)):
        witness = Search(small.table).decided_by(small.box, rule)

        assert (witness is not None) == (rule in deciding)
        assert witness is None or (small.first(witness) == rule and witness in list(small.points()))


@given(small_tables(), st.integers(0))
def test_the_rules_of_a_cover_accept_the_whole_box_between_them(small: Small, drawn: int) -> None:
    avoid = drawn & small.table.every_rule
    try:
        covering = Search(small.table).cover(small.box, avoid)
    except ValueError:
        assert any(not any(small.accepts(rule, point) for rule in bits(avoid)) for point in small.points())
    else:
        assert covering & ~avoid == 0
        assert all(any(small.accepts(rule, point) for rule in bits(covering)) for point in small.points())


@given(small_tables())
def test_the_possible_outcomes_are_those_of_all_points_each_with_a_witness(small: Small) -> None:
    expected = {small.label(point) for point in small.points()} - {GAP}

    found = possible_outcomes(small.table, small.box)

    assert set(found) == expected
    assert all(small.label(witness) == outcome for outcome, witness in found.items())
    assert all(witness in list(small.points()) for witness in found.values())


@given(small_tables())
def test_no_rule_that_decides_a_point_is_ruled_out_beforehand(small: Small) -> None:
    deciding = {rule for point in small.points() if (rule := small.first(point)) is not None}

    assert deciding <= set(bits(possible_rules(small.table, small.box)))


@given(small_tables())
def test_a_diagram_in_any_order_counts_every_point_once(small: Small) -> None:
    whole = small.table.whole
    expected = Counter(small.label(point) for point in Small(small.table, small.rules, whole).points())
    for order in orders(small.table):
        assert build(small.table, order).leaf_counts(expected.total()) == expected


@given(small_tables(), st.data())
def test_a_diagram_with_answers_filled_in_counts_the_points_that_are_left(small: Small, data: st.DataObject) -> None:
    whole = small.table.whole
    answered = [
        data.draw(st.sampled_from([0, *bits(options)])) if data.draw(st.booleans()) else None for options in whole
    ]
    box = tuple(options if at is None else 1 << at for options, at in zip(whole, answered, strict=True))
    expected = Counter(small.label(point) for point in Small(small.table, small.rules, box).points())

    rest = build(small.table, tuple(range(len(box)))).restrict(box)

    assert rest.leaf_counts(expected.total()) == expected


@given(small_tables())
def test_a_question_is_in_the_diagram_if_and_only_if_some_point_changes_with_it(small: Small) -> None:
    whole = Small(small.table, small.rules, small.table.whole)
    matter = {
        v
        for point in whole.points()
        for v, options in enumerate(small.table.options)
        for at in range(len(options))
        if whole.label(point) != whole.label((*point[:v], at, *point[v + 1 :]))
    }

    assert build(small.table, tuple(range(len(whole.box)))).variables() == matter


@given(small_tables(), st.data())
def test_a_way_to_an_outcome_changes_as_little_of_what_was_given_as_any_and_asks_for_nothing_needless(
    small: Small, data: st.DataObject
) -> None:
    table = small.table
    whole = Small(table, small.rules, table.whole)
    options = {v: bits(box) for v, box in enumerate(whole.box)}
    said = data.draw(st.fixed_dictionaries({}, optional={v: st.sampled_from(left) for v, left in options.items()}))
    held = data.draw(st.lists(st.sampled_from(sorted(said)), unique=True)) if said else []
    points = list(whole.points())
    labels = [whole.label(point) for point in points]
    where = {(v, o): {at for at, point in enumerate(points) if point[v] == o} for v in options for o in options[v]}

    def forced(changes: Mapping[int, int]) -> set[str]:
        """The outcomes that are left by what was given, with the changes."""
        left = set.intersection(set(range(len(points))), *(where[pin] for pin in {**said, **changes}.items()))
        return {labels[at] for at in left}

    free = [[None, *(o for o in options[v] if o != said.get(v) and v not in held)] for v in options]
    least: dict[str, int] = {}
    for chosen in product(*free):
        changes = {v: o for v, o in enumerate(chosen) if o is not None}
        if len(left := forced(changes)) == 1:
            (label,) = left
            changed = len(changes.keys() & said)
            least[label] = min(least.get(label, changed), changed)

    found = nearest(build(table, tuple(range(len(whole.box)))), said, held)

    assert {label: len(changes.keys() & said) for label, changes in found.items()} == least
    for label, changes in found.items():
        assert forced(changes) == {label}
        for new in changes.keys() - said:
            assert forced({v: o for v, o in changes.items() if v != new}) != {label}


@given(small_tables())
def test_walk_and_masks_give_the_outcome_of_every_point(small: Small) -> None:
    walk, masks = by_walk(small.table, {}), by_masks(small.table, {})
    for point in Small(small.table, small.rules, small.table.whole).points():
        assert walk(small.named(point)) == masks(small.named(point)) == small.label(point)


@given(small_tables())
def test_a_table_that_is_too_large_to_walk_is_evaluated_all_the_same(small: Small) -> None:
    try:
        by_walk(small.table, {}, most=1)
    except TooLargeError:
        assert len(small.rules) > 1
    evaluate = fastest(small.table, {})
    for point in small.points():
        assert evaluate(small.named(point)) == small.label(point)


@given(small_tables())
def test_a_search_that_runs_out_of_nodes_says_so_and_claims_nothing(small: Small) -> None:
    search = Search(small.table, budget=0)

    with pytest.raises(OutOfBudgetError):
        search.point(small.box, small.table.every_rule)
