"""Tables that nobody can list: proved exactly, held against a SAT solver, or said not to be computed."""

import resource
import time
from functools import reduce
from math import prod
from operator import and_, or_
from random import Random
from typing import ClassVar

import pytest
from pysat.solvers import Cadical153

from calculator.analysis.check import CHECKS
from calculator.analysis.checks.overlaps import PAIRS
from calculator.analysis.difference.parting import SAME, label, parted
from calculator.analysis.space.columns import columns
from calculator.analysis.space.counting import counts
from calculator.analysis.space.free_order import free_diagram
from calculator.analysis.space.ground import Ground
from calculator.analysis.space.pairs import Pair, without_condition, without_rule
from calculator.analysis.space.witnesses import Seen, look, points
from calculator.engine.codec import guide_from_json
from calculator.engine.logic.search import OutOfBudgetError, Search
from calculator.engine.logic.situation import facts_on, situation
from tests.analysis.families import seeded
from tests.bench.tables import compiled, plain

CHOICE = ("id", "label", "help")
GIB = 2**20  # in kibibytes, as ru_maxrss counts


def as_guide(table):
    """A plain table as a guide."""
    texts = {"title": "t", "summary": "s", "pattern": {"nodes": [], "edges": []}}
    empty = {"first_day": [], "first_week": [], "sources": []}
    return guide_from_json(
        {
            "guide": {"title": "t", "edition": "2026-01-01", "licence": "l", "scope": "s"},
            "sources": [],
            "facts": [],
            "tools": [],
            "outcomes": [{"id": id, "parts": [id], **texts, **empty} for id in dict.fromkeys(table.outcomes)],
            "questions": [
                {"id": id, "ask": id, "why": "w", "sources": [], "choices": [dict.fromkeys(CHOICE, c) for c in cs]}
                for id, cs in table.domains.items()
            ],
            "rules": [
                {"id": f"R{at}", "when": when, "then": then, "because": "b", "sources": []}
                for at, (when, then) in enumerate(zip(table.rules, table.outcomes, strict=True))
            ],
        }
    )


class Sat:
    """The same questions for a SAT solver: a literal for each choice, and for each rule what its conditions imply."""

    def __init__(self, table):
        names = [(question, choice) for question, choices in table.domains.items() for choice in choices]
        literal = {name: at for at, name in enumerate(names, 1)}
        self.rule = [len(names) + at for at in range(1, len(table.rules) + 1)]
        self.solver = Cadical153()
        for question, choices in table.domains.items():
            mine = [literal[question, choice] for choice in choices]
            self.solver.add_clause(mine)
            for at, one in enumerate(mine):
                for other in mine[at + 1 :]:
                    self.solver.add_clause([-one, -other])
        for matches, when in zip(self.rule, table.rules, strict=True):
            fails = [literal[q, c] for q, accepted in when.items() for c in table.domains[q] if c not in accepted]
            self.solver.add_clause([matches, *fails])
            for question, accepted in when.items():
                self.solver.add_clause([-matches, *(literal[question, choice] for choice in accepted)])

    def decides(self, rule):
        """Whether some point is accepted by this rule and by no earlier one."""
        return self.solver.solve([self.rule[rule], *(-matches for matches in self.rule[:rule])])

    def gap(self):
        """Whether some point is accepted by no rule."""
        return self.solver.solve([-matches for matches in self.rule])


@pytest.mark.slow
def test_two_thousand_rules_are_proved_within_a_minute_and_two_gibibytes():
    ground = Ground(as_guide(plain("T3")), "2026-01-01")
    start = time.process_time()
    found = {name: list(CHECKS[name](ground)) for name in ("gap", "idle-rule", "spare-rule")}
    assert time.process_time() - start < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2 * GIB
    assert all(one.proved for findings in found.values() for one in findings)
    sat = Sat(plain("T3"))
    assert {one.rules[0] for one in found["idle-rule"]} == {
        f"R{rule}" for rule in range(len(plain("T3").rules)) if not sat.decides(rule)
    }
    assert bool(found["gap"]) == sat.gap()


class Crowd:
    """Ten thousand rules nobody wrote: four random conditions each, and one that always holds."""

    domains: ClassVar = {f"q{at}": ["a", "b", "c"] for at in range(12)}

    def __init__(self):
        random = Random(1)
        self.rules = [
            {question: [random.choice("abc")] for question in random.sample(list(self.domains), 4)}
            for _ in range(9_999)
        ] + [{}]
        self.outcomes = [f"o{random.randrange(9)}" for _ in self.rules]


@pytest.mark.slow
def test_ten_thousand_random_rules_are_searched_in_a_minute_and_told_within_reason():
    ground = Ground(as_guide(Crowd()), "2026-01-01")
    start = time.process_time()
    idle, listed, (dropped,) = (list(CHECKS[name](ground)) for name in ("idle-rule", "overlap", "idle-condition"))
    assert time.process_time() - start < 60
    assert idle
    assert all(len(one.rules) > 1 for one in idle)
    assert len(listed) == PAIRS + 1
    assert listed[-1].message == f"more pairs than these {PAIRS} overlap; the others are not listed"
    assert dropped.message == "not searched for conditions that could be dropped: there are more than 3000 rules"
    assert not dropped.proved


@pytest.mark.parametrize("family", ["z", "u", "w", "s", "t"])
def test_a_sat_solver_agrees_on_gaps_and_on_rules_that_never_decide(family):
    made = seeded(family, 30, 200, 5)
    table, sat = made.table(), Sat(made)
    box = table.whole
    decide = [Search(table).decided_by(box, rule) is not None for rule in range(len(made.rules))]
    assert decide == [sat.decides(rule) for rule in range(len(made.rules))]
    assert (Search(table).point(box, table.every_rule) is not None) == sat.gap()


def test_a_tree_of_two_thousand_rules_is_counted_exactly_within_two_seconds():
    table = compiled("T3t")
    names = [f"R{at}" for at in range(len(table.outcomes))]
    start = time.process_time()
    counted = counts(free_diagram(table, names, 20_000), table.whole)
    assert time.process_time() - start < 2
    assert sum(counted.values()) == prod(len(options) for options in table.options)
    space = prod(len(options) for options in plain("T3t").domains.values())
    for at, when in enumerate(plain("T3t").rules[:-1]):  # leaves of a tree do not overlap: the box is the count
        assert counted[f"R{at}"] == space * prod(map(len, when.values())) // prod(
            len(plain("T3t").domains[question]) for question in when
        )


def test_counts_that_do_not_fit_are_not_computed():
    ground = Ground(as_guide(plain("T2")), "2026-01-01", budgets=(500,))
    assert ground.count_rules(ground.table.whole) is None
    overlap = next(iter(CHECKS["overlap"](ground)))
    assert overlap.sets is None
    assert "not computed" in overlap.message


def test_a_search_without_budget_says_that_it_proved_nothing():
    table = compiled("T2")
    undecided = []
    for rule in range(len(table.outcomes)):
        try:
            Search(table, budget=5).decided_by(table.whole, rule)
        except OutOfBudgetError:
            undecided.append(rule)
    assert undecided


def test_ten_edits_of_a_large_tree_are_counted_exactly_within_a_second():
    table, made = compiled("T3t"), plain("T3t")
    edited = sorted(Random(3).sample(range(1_990), 10))
    gone = sum(1 << rule for rule in edited)
    start = time.process_time()
    found = counts(parted(Pair(table, table.every_rule, table.every_rule & ~gone)), table.whole)
    assert time.process_time() - start < 1
    last = len(made.rules) - 1  # leaves of a tree do not overlap, so what loses its rule falls to the last one
    expected = {
        label(rule, last): prod(
            len(made.rules[rule].get(question, choices)) for question, choices in made.domains.items()
        )
        for rule in edited
        if made.outcomes[rule] != made.outcomes[last]
    }
    assert {name: sets for name, sets in found.items() if name != SAME} == expected
    assert sum(found.values()) == prod(map(len, made.domains.values()))


@pytest.mark.parametrize("family", ["z", "u", "w", "s", "t"])
def test_a_difference_is_found_exactly_where_the_diagram_has_one(family):
    made = seeded(family, 8, 14, 2)
    table, box = made.table(), made.table().whole
    for rule, when in enumerate(made.rules):
        diagram = parted(without_rule(table, rule))
        assert (without_rule(table, rule).difference(box) is None) == (set(counts(diagram, box)) == {SAME})
        for question in when:
            variable = table.index[question]
            pair, refused = without_condition(table, rule, variable)
            part = (*box[:variable], refused, *box[variable + 1 :])
            assert (pair.difference(part) is None) == (set(counts(parted(pair), part)) == {SAME})


@pytest.mark.parametrize("family", ["z", "u", "w", "s", "t"])
def test_what_a_sampled_point_shows_is_true(family):
    made, seen = seeded(family, 8, 14, 4), Seen()
    table = made.table()
    for point in points(table, table.whole, 300, Random(1)):
        look(table, point, seen)
    for rule, point in seen.decides.items():
        assert table.first(point) == rule
    for rule in seen.needed:
        assert without_rule(table, rule).difference(table.whole) is not None
    for rule, variable in seen.conditions:
        pair, refused = without_condition(table, rule, variable)
        box = table.whole
        assert pair.difference((*box[:variable], refused, *box[variable + 1 :])) is not None


def test_what_is_still_needed_of_a_table_without_a_diagram_is_what_a_living_rule_asks():
    table = plain("T3")
    guide = as_guide(table)
    facts, rng = facts_on(guide, "2026-01-01"), Random(3)
    few = 0
    for share in (0.7, 0.8, 0.9, 0.95) * 8:
        answers = {q: rng.choice(choices) for q, choices in table.domains.items() if rng.random() < share}
        living = []
        for when in table.rules:
            if all(answers.get(q, accepted[0]) in accepted for q, accepted in when.items()):
                living.append(when)
            if all(answers.get(q) in accepted for q, accepted in when.items()):
                break
        here = situation(guide, answers, facts)
        assert here.rest is None
        asked = {q for when in living for q, accepted in when.items() if len(accepted) < len(table.domains[q])}
        assert set(here.still_needed()) == (asked - answers.keys() if here.outcome() is None else set())
        few += here.outcome() is None and asked | answers.keys() != table.domains.keys()
    assert few


def test_each_answer_set_of_a_whole_space_stands_there_once():
    guide = as_guide(plain("T1"))
    found = columns(guide, "2026-01-01")
    assert found.exact
    asked = list(dict.fromkeys(question for question, _ in found.columns))
    options = [[mask for (of, _), mask in found.columns.items() if of == question] for question in asked]
    assert all(sum(masks) == found.all == reduce(or_, masks) for masks in options)
    rng = Random(1)
    for _ in range(200):
        assert reduce(and_, (rng.choice(masks) for masks in options)).bit_count() == 1


def test_each_answer_set_of_a_sample_gives_one_choice_of_each_question():
    found = columns(as_guide(plain("T3")), "2026-01-01", whole=10)
    for question, choices in plain("T3").domains.items():
        masks = [found.columns[question, choice] for choice in choices]
        assert sum(masks) == found.all == reduce(or_, masks), question
