"""The page of problems is run: each kind has its heading, and each example gives exactly the message beside it."""

import re
from pathlib import Path

import pytest

from calculator.authoring import Kind, load_bytes, read_language, rules_json
from calculator.authoring.problems import LISTED, listing

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/maintaining/problems.md").read_text(encoding="utf-8")
SMALLEST = (ROOT / "tests/authoring/guides/smallest.yaml").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
EXAMPLE = re.compile(r'```yaml title="(\S+)"\n(.*?)```\n\n```text\n(.*?)\n```', re.DOTALL)
EXAMPLES = {kind: found for kind, text in SECTIONS.items() if (found := EXAMPLE.search(text))}
WITHOUT_EXAMPLE = {  # no YAML text can show these; test_reading does
    "missing-file", "not-a-file", "unreadable-file", "too-large", "empty-file", "binary-file", "not-utf-8",
}


def laid_over_the_smallest_guide(sections: str) -> bytes:
    """The sections first, so that lines count from them, then those of the smallest guide that they do not replace."""
    replaced = set(re.findall(r"^(\w+):", sections, re.MULTILINE))
    rest = re.split(r"^(?=\w+:)", SMALLEST, flags=re.MULTILINE)[1:]
    return (sections + "".join(part for part in rest if part.split(":")[0] not in replaced)).encode()


def test_each_kind_of_problem_has_a_heading_and_no_heading_is_left_over() -> None:
    assert list(SECTIONS) == [str(kind) for kind in Kind]


def test_each_kind_has_an_example_unless_no_text_can_show_it() -> None:
    assert set(SECTIONS) - set(EXAMPLES) == WITHOUT_EXAMPLE


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_example_gives_exactly_its_message(kind: str) -> None:
    name, cause, message = EXAMPLES[kind].groups()

    if "languages" in name:
        rules, _ = rules_json(SMALLEST.encode(), "docs/rules.yaml")
        assert rules is not None
        _, problems = read_language(cause.encode(), name, rules)
    elif "overlay" in name:
        problems = load_bytes(SMALLEST.encode(), "docs/rules.yaml", (cause.encode(), name)).problems
    else:
        problems = load_bytes(laid_over_the_smallest_guide(cause), name).problems

    assert [str(problem) for problem in problems] == [message]
    assert [str(problem.kind) for problem in problems] == [kind]


@pytest.mark.parametrize("kind", SECTIONS)
def test_each_section_ends_with_a_fix(kind: str) -> None:
    after = SECTIONS[kind].rsplit("```", 1)[1].strip()

    assert after.endswith(".")


def test_a_few_correct_words_are_listed_and_many_are_counted() -> None:
    words = [f"word{at}" for at in range(LISTED + 1)]

    assert listing("words", words[:-1]) == f"words are: {', '.join(words[:-1])}"
    assert listing("words", words) == f"there are {len(words)} words"
    assert listing("words", []) == "there are no words"
