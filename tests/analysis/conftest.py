"""Small rule files of another domain: what is proved about them is proved about any guide."""

from pathlib import Path

import pytest

from calculator.authoring import load

TABLES = Path(__file__).parent / "tables"


@pytest.fixture
def table():
    """A guide by the name of its file below ``tables``."""

    def named(name):
        loaded = load(TABLES / f"{name}.yaml")
        assert loaded.guide is not None, "\n".join(map(str, loaded.problems))
        return loaded.guide

    return named


@pytest.fixture(scope="session")
def real_guide():
    """The guide that is published."""
    loaded = load(Path(__file__).parents[2] / "docs/rules.yaml")
    assert loaded.guide is not None, "\n".join(map(str, loaded.problems))
    return loaded.guide
