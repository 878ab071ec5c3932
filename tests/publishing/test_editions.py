"""What the site keeps of released editions: small, never overwritten, and enough to answer every old link."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from calculator.authoring import load
from calculator.cli import cli
from calculator.engine.answers import renamed_outcome
from calculator.engine.bridge import respond
from calculator.engine.codec import guide_from_json
from calculator.engine.link import DIGEST_LENGTH, read_fragment, write_fragment
from calculator.engine.logic.decide import outcome_of
from calculator.engine.model import Guide
from calculator.publishing.content.editions import (
    BadEditionError,
    edition,
    edition_files,
    editions,
    keep,
    kept_guides,
)
from calculator.publishing.publish import publish

PROJECT = Path(__file__).parents[2]
RULES = PROJECT / "docs/rules.yaml"
FOLDER = PROJECT / "docs/editions"
SMALLEST = PROJECT / "tests/authoring/guides/smallest.yaml"


@pytest.fixture(scope="module")
def rules() -> dict[str, Any]:
    loaded = load(RULES).json
    assert loaded is not None
    return loaded


def lost(guide: Guide, old: Guide) -> Iterator[str]:
    """What a link of an old edition can say and the guide no longer reads, or not as the same thing."""
    for question in old.questions.values():
        for choice in question.choices:
            link = read_fragment(guide, write_fragment({question.id: choice.id}, rules=old.digest))
            yield from (dropped.because for dropped in link.dropped)
            if len(link.answers) != 1:
                yield f"{question.id}={choice.id} is read as {link.answers}"
    for outcome in old.outcomes:
        if renamed_outcome(guide, outcome) not in guide.outcomes:
            yield f"the outcome {outcome} is gone"


def test_the_rule_file_as_it_stands_is_kept_so_that_a_link_made_today_can_be_explained(rules: dict[str, Any]) -> None:
    kept = {json.loads(path.read_text(encoding="utf-8"))["digest"] for path in edition_files(FOLDER)}

    assert rules["digest"] in kept, "run `.venv/bin/calculator renew` and commit what it writes"


def test_every_link_of_a_kept_edition_is_still_read(rules: dict[str, Any]) -> None:
    guide = guide_from_json(rules)
    for path in edition_files(FOLDER):
        old = guide_from_json(path.read_text(encoding="utf-8"))

        assert path.stem.startswith(old.edition)
        assert (path.name, list(lost(guide, old))) == (path.name, [])


def test_a_released_edition_that_lost_a_choice_a_question_or_an_outcome_would_be_noticed(rules: dict[str, Any]) -> None:
    old = edition(rules)
    old["questions"][0]["choices"][0]["id"] = "former-choice"
    old["questions"][1]["id"] = "former-question"
    old["outcomes"][0]["id"] = "former-outcome"
    found = "\n".join(lost(guide_from_json(rules), guide_from_json(old)))

    assert "former-choice" in found
    assert "former-question" in found
    assert "the outcome former-outcome is gone" in found


def test_migrations_bring_renamed_ids_back(rules: dict[str, Any]) -> None:
    old, now = edition(rules), copy.deepcopy(rules)
    question = now["questions"][0]
    choice, outcome = question["choices"][0]["id"], now["outcomes"][0]["id"]
    old["questions"][0]["choices"][0]["id"], old["questions"][0]["id"] = "former-choice", "former-question"
    old["outcomes"][0]["id"] = "former-outcome"
    now["migrations"] = [
        {"kind": "choice", "question": question["id"], "from": "former-choice", "to": choice},
        {"kind": "question", "from": "former-question", "to": question["id"]},
        {"kind": "outcome", "from": "former-outcome", "to": outcome},
    ]

    assert list(lost(guide_from_json(now), guide_from_json(old))) == []


def test_an_edition_decides_what_its_rule_file_decides_on_every_date(rules: dict[str, Any]) -> None:
    guide, kept = guide_from_json(rules), guide_from_json(edition(rules))
    dates = {"2020-01-01", *(fact.since for fact in guide.facts.values() if fact.since)}
    for case in guide.cases.values():
        for on in sorted(dates):
            assert outcome_of(kept, case.answers, on) == outcome_of(guide, case.answers, on)


def test_an_edition_is_small_and_answers_a_link_across_the_bridge(rules: dict[str, Any]) -> None:
    guide, kept = guide_from_json(rules), json.dumps(edition(rules), separators=(",", ":"))
    case = next(iter(guide.cases.values()))
    request = {"fragment": write_fragment(case.answers, rules="0" * 12), "old_rules": kept, "today": "2026-11-23"}
    response = respond(guide, request)

    assert len(kept) < 60_000
    assert response["made_with_other_rules"] is True
    assert response["then"]["outcome"] == case.expect


def test_an_edition_is_kept_once_and_never_overwritten(tmp_path: Path) -> None:
    path, text = tmp_path / "rules.yaml", SMALLEST.read_text()

    def kept(old: str = "", new: str = "", *options: str) -> tuple[str, list[str]]:
        path.write_text(text.replace(old, new), encoding="utf-8")
        done = CliRunner().invoke(cli, ["edition", "--rules", str(path), *options])
        assert done.exit_code == 0, done.output
        return done.stdout.split()[-1], [file.name for file in edition_files(tmp_path / "editions")]

    assert kept() == ("written", ["2026-11-23.json"])
    assert kept() == ("already", ["2026-11-23.json"])
    assert kept("then: postgres", "then: sqlite") == ("written", ["2026-11-23.json", "2026-11-23-02.json"])
    assert kept() == ("already", ["2026-11-23.json", "2026-11-23-02.json"])
    assert kept("edition: 2026-11-23", "edition: 2027-01-01", "--replace") == (
        "written",
        ["2026-11-23.json", "2027-01-01.json"],
    )


def test_the_site_leads_from_the_digest_of_a_link_to_its_edition(tmp_path: Path, rules: dict[str, Any]) -> None:
    keep(rules, tmp_path / "editions")
    files = dict(editions(tmp_path / "editions"))
    index = json.loads(files["index.json"])

    name = f"{rules['guide']['edition']}.json"

    assert index == {rules["digest"][:DIGEST_LENGTH]: name}
    assert guide_from_json(files[name]).digest == rules["digest"]


@pytest.mark.parametrize("damage", [
    lambda text: text[: len(text) // 2],
    lambda _: "",
    lambda _: "[]",
    lambda text: text.replace('"digest": "', '"digest": 1, "was": "'),
    lambda text: text.replace('"then": "', '"then": "no-such-'),
    lambda text: "[" * 100_000 + text,
])  # fmt: skip
def test_a_damaged_edition_is_named_with_what_to_do(
    tmp_path: Path, rules: dict[str, Any], damage: Callable[[str], str]
) -> None:
    path, _ = keep(rules, tmp_path)
    path.write_text(damage(path.read_text()))
    with pytest.raises(BadEditionError, match=re.escape(f"{path}: this is no edition")):
        list(zip(kept_guides(tmp_path), editions(tmp_path), strict=False))


def test_an_edition_in_another_encoding_is_named_too(tmp_path: Path, rules: dict[str, Any]) -> None:
    path, _ = keep(rules, tmp_path)
    path.write_bytes(path.read_text().encode("utf-16"))
    with pytest.raises(BadEditionError, match="this is no edition"):
        kept_guides(tmp_path)


@pytest.mark.slow
def test_kept_editions_are_published(tmp_path: Path, rules: dict[str, Any]) -> None:
    keep(rules, tmp_path / "editions")
    publish(rules, {}, tmp_path, "2026-11-23")
    published = tmp_path / "generated/assets/editions"

    assert sorted(path.name for path in published.iterdir()) == [f"{rules['guide']['edition']}.json", "index.json"]


def test_without_a_released_edition_the_index_is_empty(tmp_path: Path) -> None:
    assert dict(editions(tmp_path / "editions")) == {"index.json": "{}\n"}
