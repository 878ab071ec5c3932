"""The tables that the published figures were measured with are still the same, and the engine reads them rightly."""

import pytest

from tests.bench.tables import DIGESTS, NAMES, compiled, full_answers, partial_answers, plain
from tests.evaluate import by_masks


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_gives_the_same_table_on_every_machine(name: str) -> None:
    assert plain(name).digest() == DIGESTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_engine_agrees_with_the_definition_of_first_match(name: str) -> None:
    table, evaluate = plain(name), by_masks(compiled(name), {})

    assert [evaluate(answers) for answers in full_answers(table, 200)] == [
        table.first(answers) for answers in full_answers(table, 200)
    ]


def test_partial_answers_leave_out_from_one_question_to_all() -> None:
    table = plain("T1")

    sizes = {len(answers) for answers in partial_answers(table)}

    assert sizes == set(range(len(table.domains)))
