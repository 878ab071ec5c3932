"""The skill for coding agents: whole, and its command runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from calculator.authoring import load
from calculator.engine.model import Guide
from calculator.publishing.content.skill import PLACE, skill

RULES = ("docs/rules.yaml", "tests/authoring/guides/databases.yaml")


@pytest.fixture(params=RULES)
def guide(project: Path, request: pytest.FixtureRequest) -> Guide:
    guide = load(project / request.param).guide
    assert guide
    return guide


def test_its_head_says_when_to_use_it(guide: Guide) -> None:
    head = yaml.safe_load(skill(guide, "").split("---\n")[1])
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", head["name"])
    assert head["description"].startswith(guide.title)


def test_it_has_every_question_with_every_choice_as_it_is_written(guide: Guide) -> None:
    text = skill(guide, "")
    parts = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    for question, part in zip(guide.questions.values(), parts, strict=True):
        assert part.startswith(f"`{question.id}`: {question.ask}\n")
        assert re.findall(r"^- `([^`]+)`: ", part, re.MULTILINE) == [choice.id for choice in question.choices]
        assert all(f": {choice.label}. {choice.help}\n" in part for choice in question.choices)


def test_its_command_runs(project: Path) -> None:
    guide = load(project / "docs/rules.yaml").guide
    assert guide
    (command,) = re.findall(r"```sh\ncalculator (.*)\n```", skill(guide, ""))
    done = subprocess.run([sys.executable, "-m", "calculator", *shlex.split(command)], cwd=project, check=False)
    assert done.returncode == 0


def test_the_site_has_it_and_says_so_where_programs_look(project: Path) -> None:
    """Of the site as `make site` built it."""
    site = project / "site"
    assert f"]({PLACE})" in (site / "llms.txt").read_text(encoding="utf-8")
    assert (site / PLACE).read_text(encoding="utf-8").startswith("---\nname: ")
