"""The figures on the proof page are counted, and a second count gives the same."""

import itertools
from collections import Counter

from calculator.engine.decide import decide
from calculator.publishing.proof import proof
from tests.publishing.conftest import ON, Published


def test_the_counts_are_those_of_deciding_one_by_one(databases: Published) -> None:
    guide = databases.guide
    choices = [[(question.id, choice.id) for choice in question.choices] for question in guide.questions.values()]
    ends = Counter(decide(guide, dict(answers), ON).outcome for answers in itertools.product(*choices))

    assert proof(guide, ON).outcomes == ends


def test_every_answer_set_is_counted_once(any_guide: Published) -> None:
    counted = proof(any_guide.guide, ON)

    assert sum(counted.outcomes.values()) == sum(counted.rules.values()) == counted.sets


def test_no_answer_set_of_ours_is_without_a_rule_however_the_facts_turn_out(any_guide: Published) -> None:
    assert proof(any_guide.guide, ON).gaps == 0
