"""Two guides, published once each: the project's own, and one about databases that no template can know."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from calculator.authoring import json_schema, load
from calculator.engine.model import Guide
from calculator.publishing import publish

ON = "2026-11-23"


@dataclass(frozen=True)
class Published:
    """A guide, its rules.json, and the folder with what was published from it."""

    guide: Guide
    rules: dict[str, Any]
    docs: Path

    def again(self) -> tuple[str, ...]:
        """The files that change when the same rules are published once more."""
        return publish(self.rules, json_schema(), self.docs, ON)

    def text(self, name: str) -> str:
        """A generated file."""
        return (self.docs / "generated" / name).read_text()


def published(rules: Path, docs: Path) -> Published:
    """The guide of a rule file, published into a folder."""
    loaded = load(rules)
    assert loaded.guide is not None, loaded.problems
    assert loaded.json is not None
    made = Published(loaded.guide, loaded.json, docs)
    made.again()
    return made


GUIDES = {"ours": "docs/rules.yaml", "databases": "tests/publishing/databases.yaml"}


@pytest.fixture(scope="session", params=GUIDES.values(), ids=GUIDES.keys())
def any_guide(request: pytest.FixtureRequest, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Each of the two guides in turn."""
    return published(project / request.param, tmp_path_factory.mktemp("docs"))


@pytest.fixture
def databases(project: Path, tmp_path: Path) -> Published:
    """The small guide, in a folder of this test alone."""
    return published(project / "tests/publishing/databases.yaml", tmp_path)
