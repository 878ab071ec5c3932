"""The real guide and seeded answer sets for the engine's tests."""

import random
from pathlib import Path

import pytest

from calculator.authoring import load

RULES = Path(__file__).parents[2] / "docs" / "rules.yaml"
TODAY = "2026-11-23"
ARTICLE = "2021-12-13"


@pytest.fixture(scope="session")
def guide():
    loaded = load(RULES)
    assert loaded.guide is not None, "\n".join(map(str, loaded.problems))
    return loaded.guide


@pytest.fixture(scope="session")
def full_answers(guide):
    """400 seeded complete answer sets."""
    return seeded(guide, 400, 1.0, 1)


@pytest.fixture(scope="session")
def partial_answers(guide):
    """400 seeded answer sets with about half of the questions open, from nearly none to nearly all."""
    return [*seeded(guide, 150, 0.25, 2), *seeded(guide, 150, 0.5, 3), *seeded(guide, 100, 0.8, 4)]


def seeded(guide, count, share, seed):
    rng = random.Random(seed)
    return [
        {q.id: rng.choice(q.choices).id for q in guide.questions.values() if share == 1.0 or rng.random() < share}
        for _ in range(count)
    ]
