"""A rule file becomes a Guide: dates stay dates as written, ids stay text, lines and digest come along."""

import hashlib
import time
from pathlib import Path

import pytest

from calculator.authoring import load, load_bytes, rules_json

GUIDES = Path(__file__).parent / "guides"
SMALLEST = (GUIDES / "smallest.yaml").read_text(encoding="utf-8")
RULES = Path(__file__).parents[2] / "docs/rules.yaml"


def expected(path: Path) -> list[str]:
    """The problems that a guide says it has, in lines ``# expect: 3:5: ...``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]


@pytest.mark.parametrize("path", sorted(GUIDES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_guide_has_exactly_the_problems_that_it_says(path: Path) -> None:
    problems = load_bytes(path.read_bytes(), path.name).problems

    assert [str(problem).removeprefix(f"{path.name}:") for problem in problems] == expected(path)


def test_a_guide_about_anything_loads() -> None:
    guide = load(GUIDES / "smallest.yaml").guide

    assert guide is not None
    assert guide.title == "Which database?"
    assert [rule.then for rule in guide.rules] == ["postgres", "sqlite"]
    assert guide.rules[0].when == {"team-size": ("large",)}
    assert guide.rules[1].sources == ()


def test_dates_and_words_stay_as_they_are_written() -> None:
    data = SMALLEST.replace("Few", "yes").replace("{id: B-1,", "{id: 1.10,").replace("B-1", "1.10")
    guide = load_bytes(data.encode(), "f").guide

    assert guide is not None
    assert guide.edition == "2026-11-23"
    assert guide.questions["team-size"].choices[0].label == "yes"
    assert list(guide.sources) == ["1.10"]


def test_a_flag_in_quotes_is_told_so() -> None:
    data = (GUIDES / "databases.yaml").read_text(encoding="utf-8").replace("{F-1: true}", '{F-1: "true"}')
    found = [str(problem) for problem in load_bytes(data.encode(), "f").problems]

    assert [problem for problem in found if problem.endswith('is "true" in quotes; expected true or false')]


def test_each_rule_knows_its_line() -> None:
    guide = load(GUIDES / "smallest.yaml").guide

    assert guide is not None
    lines = SMALLEST.splitlines()
    assert all(f"id: {rule.id}" in lines[rule.line - 1] for rule in guide.rules)


def test_the_json_is_stamped_with_the_digest_of_the_very_bytes() -> None:
    json, problems = rules_json(SMALLEST.encode(), "f")

    assert problems == ()
    assert json is not None
    assert json["digest"] == hashlib.sha256(SMALLEST.encode()).hexdigest()


def test_all_problems_are_told_at_once_in_the_order_of_the_lines() -> None:
    data = SMALLEST.replace("[B-1]", "[B-2]").replace("licence", "license")
    problems = load_bytes(data.encode(), "f").problems

    assert len(problems) == 1 + data.count("[B-2]")
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


def test_a_misspelt_key_is_not_also_reported_as_missing() -> None:
    problems = load_bytes(SMALLEST.replace("licence", "license").encode(), "f").problems

    assert len(problems) == 1
    assert problems[0].hint == 'did you mean "licence"?'


def test_every_single_line_may_be_lost_without_a_traceback() -> None:
    lines = SMALLEST.splitlines(keepends=True)
    for number in range(len(lines)):
        load_bytes("".join(lines[:number] + lines[number + 1 :]).encode(), "f")


def test_any_value_may_be_of_any_type_without_a_traceback() -> None:
    for wrong in ("[]", "{}", "[[a]]", "{a: {b: c}}", "~", "1", "''"):
        for name in ("guide", "sources", "tools", "outcomes", "questions", "rules", "facts", "cases", "migrations"):
            data = SMALLEST.replace(f"\n{name}:", f"\n{name}: {wrong}\nold{name}:")
            data = data if f"\n{name}:" in data else f"{data}{name}: {wrong}\n"
            load_bytes(data.encode(), "f")


def test_ten_thousand_rules_load_in_seconds_and_so_do_their_problems() -> None:
    line = "  - {{id: X{0}, when: {{team-size: small}}, then: {1}, because: It fits., sources: [B-1]}}\n"
    many = SMALLEST + "".join(line.format(number, "sqlite") for number in range(10_000))
    wrong = SMALLEST + "".join(line.format(number, "sqlit") for number in range(10_000))

    start = time.monotonic()
    assert load_bytes(many.encode(), "f").problems == ()
    assert len(load_bytes(wrong.encode(), "f").problems) == 10_000
    assert time.monotonic() - start < 30


def test_the_guide_of_this_project_has_no_problem() -> None:
    assert load(RULES).problems == ()
