"""Law 1: the rule file alone knows the subject.  With another rule file the same code is a guide about databases."""

import re
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[1]
CODE = {
    "calculator/engine": ("*.py",),
    "calculator/publishing/content/templates": ("*.j2",),
    "docs/assets/selector": ("*.js", "*.css"),
    "diagrams": ("*.py", "*.j2"),
}
# Words that stand in the names of tools and are words of everybody as well.
ORDINARY = {"step", "functions", "pipelines", "workflows", "run", "by", "yourselves", "self", "hosted"}
ORDINARY |= {"a", "and", "data", "job", "one", "platform", "schedule", "scheduled"}


def _names() -> set[str]:
    """What the rule file calls its tools: ids, whole titles, and each word in them that means nothing else."""
    guide = yaml.load((PROJECT / "docs/rules.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    names = {name for tool in guide["tools"] for name in (tool["id"], tool["id"].replace("_", " "), tool["title"])}
    words = {word.lower() for name in names for word in re.findall(r"[A-Za-z]+", name)}
    return {name.lower() for name in names} | (words - ORDINARY) | {"machine learning", "machine-learning", "ml"}


@pytest.mark.parametrize("folder", CODE)
def test_nothing_that_shows_or_decides_names_a_tool_of_the_rule_file(folder: str) -> None:
    known = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(_names())), re.IGNORECASE)
    files = [path for pattern in CODE[folder] for path in sorted((PROJECT / folder).rglob(pattern))]
    told = [f"{path.name}: {match[0]}" for path in files for match in known.finditer(path.read_text())]

    assert files
    assert told == []


def test_the_names_that_are_looked_for_include_those_of_single_words() -> None:
    assert {"codepipeline", "kubeflow", "step functions", "aws"} <= _names()
