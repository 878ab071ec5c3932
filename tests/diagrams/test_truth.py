"""The pictures say what the rules say, for every answer set there is."""

from collections.abc import Mapping
from itertools import pairwise

import pytest

from calculator.diagrams import figures
from calculator.engine.logic.tree import Tree, decision_tree
from calculator.engine.model import Guide
from tests.diagrams.drawn import Space, Way, choices, first_match, parse, ways

DATES = ("2021-12-01", "2026-11-23")


@pytest.fixture(scope="module")
def space(shipped: Guide) -> Space:
    return Space(shipped)


def _tree_html(drawn: dict[str, str]) -> str:
    return "".join(html for name, html in drawn.items() if name.split("-")[0] == "tree")


def _verdicts(guide: Guide, tree: Tree, space: Space, rows: list[Way], start: str) -> dict[str, int]:
    """Where every answer set ends when it follows the drawn rows from the first card."""
    reach = {start: space.all}
    left = list(rows)
    ends: dict[str, int] = {}
    while left:
        entered = {target for row in left for target in [_target(row)]}
        ready = [row for row in left if row.card in reach and row.card not in entered]
        assert ready, "the drawn rows go in a circle, or a card is out of reach"
        for row in ready:
            question = guide.questions[tree.nodes[row.card].question or ""]
            passing = reach[row.card] & space.any(question.id, choices(question, row))
            goal = ends if row.leaf or "else" in row.kinds else reach
            goal[_target(row)] = goal.get(_target(row), 0) | passing
            left.remove(row)
    return ends


def _target(row: Way) -> str:
    if "else" in row.kinds:
        return "elsewhere"
    return row.leaf or row.href.rpartition("--")[2]


@pytest.mark.parametrize("on", DATES)
def test_following_the_drawn_answers_ends_where_the_first_matching_rule_says(
    shipped: Guide, space: Space, on: str
) -> None:
    tree = decision_tree(shipped, on)
    ends = _verdicts(shipped, tree, space, list(ways(_tree_html(figures(shipped, on)))), tree.root)
    expected = {f"out-{outcome}": bits for outcome, bits in first_match(shipped, on, space).items() if bits}
    assert ends == expected


@pytest.mark.parametrize("on", DATES)
def test_the_picture_of_an_outcome_accepts_exactly_the_answers_that_get_it(
    shipped: Guide, space: Space, on: str
) -> None:
    tree, drawn, verdicts = decision_tree(shipped, on), figures(shipped, on), first_match(shipped, on, space)
    for outcome, expected in verdicts.items():
        rows = list(ways(drawn[f"outcome-{outcome}"]))
        ends = _verdicts(shipped, tree, space, rows, rows[0].card) if rows else {}
        assert ends.get(f"out-{outcome}", 0) == expected, outcome


@pytest.mark.parametrize("on", DATES)
def test_every_question_is_drawn_once_and_every_branch_with_it(shipped: Guide, on: str) -> None:
    tree, html = decision_tree(shipped, on), _tree_html(figures(shipped, on))
    cards = [card.get("data-node") for card in parse(html).iter("g") if card.get("data-node")]
    edges = [edge for way in ways(html) for edge in way.edges]
    assert sorted(cards) == sorted(node.id for node in tree.nodes.values() if node.question)
    assert sorted(edges) == sorted(f"{node.id}--{b.to}" for node in tree.nodes.values() for b in node.branches)


def test_the_way_of_each_team_can_be_lit_in_the_tree_and_in_its_outcome(shipped: Guide) -> None:
    on = DATES[1]
    tree, drawn = decision_tree(shipped, on), figures(shipped, on)
    for case in shipped.cases.values():
        path = walk(tree, case.answers)
        if tree.nodes[path[-1]].outcome:
            lit = {f"{a}--{b}" for a, b in pairwise(path)}
            whole = {edge for way in ways(_tree_html(drawn)) for edge in way.edges}
            part = {edge for way in ways(drawn[f"outcome-{case.expect}"]) for edge in way.edges}
            assert lit <= whole
            assert list(path)[-2] in {edge.split("--")[0] for edge in part & lit}, case.id


def walk(tree: Tree, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The nodes on the reader's way: from the root to an outcome, or to the first question that is open."""
    node = tree.nodes[tree.root]
    way = [node.id]
    while node.question is not None and (choice := answers.get(node.question)) is not None:
        node = tree.nodes[next(branch.to for branch in node.branches if choice in branch.choices)]
        way.append(node.id)
    return tuple(way)
