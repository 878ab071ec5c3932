"""The small changes with which the tests are tested are what they say, and a test notices one."""

import ast
from pathlib import Path

import pytest

from tests.mutants.changes import changes

SMALL = '''
def most(found: list[int], least: int = 2) -> int:
    """Not more than these."""
    if not found or least > 3:
        raise ValueError("none of them" if found else "nothing")
    return sum(one + 1 for one in found if one)
'''


def test_each_change_is_another_module_that_can_be_read() -> None:
    made = list(changes(SMALL))
    before = ast.dump(ast.parse(SMALL))

    assert len(made) == len({change.text for change in made})
    assert [change for change in made if ast.dump(ast.parse(change.text)) == before] == []


def test_what_does_nothing_is_left_alone() -> None:
    made = "".join(change.told for change in changes(SMALL))

    assert "Not more" not in made
    assert "none of them" not in made


@pytest.mark.parametrize(
    "told",
    ["found  ->  not found", "least > 3  ->  least >= 3", "2  ->  3", "one + 1  ->  one - 1", "one + 1 for"],
)
def test_the_usual_mistakes_are_among_them(told: str) -> None:
    assert any(told in change.told for change in changes(SMALL))


@pytest.mark.slow
def test_a_mistake_in_a_copy_is_noticed_and_the_copy_is_whole_again(tmp_path: Path) -> None:
    pytest.importorskip("coverage", reason="`make mutants` brings what it needs")
    from tests.mutants.__main__ import copy, noticed

    copy(tmp_path)
    name = "calculator/engine/logic/table.py"
    text = (tmp_path / name).read_text()
    mistake = next(change for change in changes(text) if " * 2 - 1  ->" in change.told)

    assert noticed(tmp_path, name, mistake, ["tests/engine/test_search.py"])
    assert (tmp_path / name).read_text() == text
