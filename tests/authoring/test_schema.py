"""The JSON Schema and the manual come from the same table as the checks, so they agree with them."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from calculator.authoring import json_schema, load_bytes, manual, rules_json
from calculator.authoring.fields import NOUNS

GUIDES = Path(__file__).parent / "guides"
RULES = Path(__file__).parents[2] / "docs/rules.yaml"
EXAMPLE = RULES.with_name("maintaining") / "another-guide.example.yaml"
GOOD = [GUIDES / "smallest.yaml", GUIDES / "databases.yaml", EXAMPLE, RULES]
VALIDATOR = Draft202012Validator(json_schema())


class Plain(yaml.SafeLoader):
    """YAML as editors read it: dates are text."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_the_schema_accepts_what_the_loader_accepts(path: Path) -> None:
    json_form, problems = rules_json(path.read_bytes(), path.name)

    assert problems == ()
    assert [error.message for error in VALIDATOR.iter_errors(json_form)] == []


def test_the_schema_accepts_a_rule_file_as_an_editor_reads_it() -> None:
    text = (GUIDES / "smallest.yaml").read_text(encoding="utf-8")

    assert [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Plain))] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("licence:", "license:"),
        ("id: B-1", "id: a book"),
        ("2026-11-23", "tomorrow"),
        ("https://example.org/book", "example.org"),
        ("parts: [sqlite]", "parts: []"),
        ("then: sqlite", "then: [sqlite]"),
        ("{team-size: large}", "{team-size: []}"),
        ("because: A file is enough., ", ""),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(right: str, wrong: str) -> None:
    text = (GUIDES / "smallest.yaml").read_text(encoding="utf-8").replace(right, wrong)

    assert load_bytes(text.encode(), "f").problems
    assert not VALIDATOR.is_valid(yaml.load(text, Plain))


def test_each_key_is_explained_in_the_schema_and_in_the_manual() -> None:
    schema = json.dumps(json_schema())
    used: dict[str, Any] = json_schema()["$defs"]

    for noun in used:
        for field in NOUNS[noun].fields:
            assert json.dumps(field.means) in schema
            assert f"| `{field.name}` |" in manual()


def test_the_digest_stands_in_the_file_and_a_line_in_its_rows_and_neither_anywhere_else() -> None:
    written, _ = rules_json(RULES.read_bytes(), RULES.name)
    assert written is not None
    assert written["digest"]
    for name, section in written.items():
        for row in section[:1] if isinstance(section, list) else ():
            for key in ("digest", "line"):
                with_key = {**written, name: [{**row, key: row.get(key, 1)}]}
                assert VALIDATOR.is_valid(with_key) == (key in row), (name, key)
