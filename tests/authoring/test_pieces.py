"""A file that is read piece by piece, again and again while it changes, is the file that is read at once."""

import random
from pathlib import Path

import pytest

from calculator.authoring.pieces import Pieces
from calculator.authoring.reading import UnreadableError, parse

GUIDES = sorted((Path(__file__).parent / "guides").glob("*.yaml"))
ODD = (
    *("  - id: new", "  - [a, b]", "  - {a: 'b", "- x", "key: 1", "key:", "  text: >-", "  text: |+", "    more"),
    *("", "# a comment", "\tx", "]", "---"),
)
WHOLE = (
    *("", "a", "{a: b}", "a: [\n", "# nothing\n", "\ufeffa: b\n", "a:\r\n  - b\r\n"),
    *("a:\n  - b: |\n      - c\n\n  - d\n", "a:\n  - |\n    b", "a:\n  - |+\n    b\n\n\nc: d"),
)


def read(reader, text):
    try:
        return reader(text.encode(), "rules.yaml")
    except UnreadableError as error:
        return error.problem.line > 0 or str(error.problem)


def changed(lines, rng):
    at = rng.randrange(len(lines) + 1)
    return rng.choice([
        [*lines[:at], rng.choice(ODD), *lines[at:]],
        [*lines[:at], *lines[at + 1 :]],
        [*lines[:at], *lines[at : at + 3], *lines[at:]],
        [*lines[:at], *(line.replace(":", "", 1) for line in lines[at : at + 1]), *lines[at + 1 :]],
    ])


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_after_any_change_the_tree_is_the_one_of_the_whole_file(path):
    rng, pieces = random.Random(path.stem), Pieces()
    whole = path.read_text().split("\n")
    for _ in range(60):
        lines = whole
        for _ in range(rng.randrange(3)):
            lines = changed(lines, rng)
        text = "\n".join(lines)
        assert read(pieces.parse, text) == read(parse, text), text


@pytest.mark.parametrize("text", WHOLE)
def test_a_file_that_cannot_be_cut_is_read_whole(text):
    assert read(Pieces().parse, text) == read(parse, text)


def test_a_problem_is_told_with_its_line_in_the_file():
    text = "a:\n  - {b: 1}\n  - {c: 2}\n  - {d: [}\n"
    with pytest.raises(UnreadableError) as raised:
        Pieces().parse(text.encode(), "rules.yaml")
    assert raised.value.problem.line == 4
