"""The linked questions lead where the engine decides, without any script."""

import itertools

from calculator.engine.logic.decide import decide
from calculator.engine.logic.tree import decision_tree
from calculator.engine.model import Answers, Guide
from calculator.publishing.content.walk import Step, steps
from tests.publishing.conftest import ON, Published


def _follow(chain: dict[str, Step], start: str, answers: Answers) -> str | None:
    """The outcome that a reader reaches who gives these answers."""
    here = chain[start]
    while here.question is not None:
        given = answers[here.question]
        here = chain[next(way.to for way in here.branches if given in way.choices)]
    return here.outcome


def _some_answers(guide: Guide) -> list[Answers]:
    """Every team's answers, and around each of them every single change."""
    asked = guide.questions.values()
    first = {question.id: question.choices[0].id for question in asked}
    teams = [first | dict(case.answers) for case in guide.cases.values()]
    changes = [(question.id, choice.id) for question in asked for choice in question.choices]
    return [{**team, question: choice} for team, (question, choice) in itertools.product(teams, changes)]


def test_following_the_links_ends_where_the_engine_decides(any_guide: Published) -> None:
    guide, tree = any_guide.guide, decision_tree(any_guide.guide, ON)
    chain = {step.id: step for step in steps(tree)}
    for answers in _some_answers(guide):
        assert _follow(chain, tree.root, answers) == decide(guide, answers, ON).outcome


def test_every_link_of_the_chain_has_its_section(any_guide: Published) -> None:
    text = any_guide.text("pages/walk.md")
    for step in steps(decision_tree(any_guide.guide, ON)):
        assert f'id="{step.id}"' in text
        assert all(f'href="#{way.to}"' in text for way in step.branches)


def test_a_step_says_how_many_outcomes_it_can_still_lead_to(databases: Published) -> None:
    first, second = steps(decision_tree(databases.guide, ON))[:2]

    assert first.reach == set(databases.guide.outcomes)
    assert second.reach == {"server_db", "file_db+server_db"}
