"""German is one more file: complete, true to its placeholders and numbers, and unable to change a verdict."""

import re
from functools import reduce
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from calculator.authoring import Translated, load, translations
from calculator.cli import cli
from calculator.engine.bridge import respond
from calculator.engine.codec import guide_from_json
from calculator.engine.model import Guide
from calculator.engine.words import ENGLISH

DOCS = Path(__file__).parents[2] / "docs"
TODAY = "2026-11-23"
SAID = re.compile(r"\[([A-Z]+-\d+\w*)\]|`([^`]+)`")  # citations and code


@pytest.fixture(scope="module")
def rules() -> dict[str, Any]:
    loaded = load(DOCS / "rules.yaml").json
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def german(rules: dict[str, Any]) -> Translated:
    found, problems = translations(DOCS / "languages", rules)
    assert problems == ()
    return found["de"]


@pytest.fixture(scope="module")
def guides(rules: dict[str, Any], german: Translated) -> tuple[Guide, Guide]:
    return guide_from_json(rules), guide_from_json(german.json)


def pairs(rules: dict[str, Any], german: Translated) -> list[tuple[str, str, str]]:
    """Path, English and German of each text that stands in the German file."""
    texts = yaml.safe_load((DOCS / "languages/de.yaml").read_text(encoding="utf-8"))["texts"]
    found: list[tuple[str, str, str]] = []

    def walk(path: str, told: Any, english: Any) -> None:
        if isinstance(told, str):
            found.append((path, english, told))
            return
        for key, inside in told.items() if isinstance(told, dict) else enumerate(told):
            walk(f"{path}.{key}", inside, _part(english, str(key)))

    walk("texts", texts, rules)
    return found


def _part(english: Any, key: str) -> Any:
    """The part of the rule file that a key of the language file names: a key, an id, a date, a number or a place."""
    if isinstance(english, dict):
        return english[key]
    known = {str(item.get("id", item.get("on", item.get("value")))): item for item in english if isinstance(item, dict)}
    found = known[key] if known else english[int(key)]
    is_named = isinstance(found, dict) and "label" in found and "id" not in found
    return found["label"] if is_named else found


def numbers(text: str) -> list[str]:
    """The numbers in a text, whichever way their thousands and decimals are marked."""
    return sorted(re.sub(r"[.,]", "", number) for number in re.findall(r"\d[\d.,]*\d|\d", text))


def test_nothing_that_the_program_says_is_left_in_english(german: Translated) -> None:
    """Texts of the rule file may lag behind: whoever changes a rule need not know German, and `renew` lists them."""
    assert [name for name in german.missing if not name.startswith("texts.")] == []


def test_no_placeholder_of_a_sentence_is_lost(german: Translated) -> None:
    for key, english in ENGLISH.items():
        said = {name for _, name, _, _ in Formatter().parse(german.json["words"][key]) if name}
        assert said == {name for _, name, _, _ in Formatter().parse(english) if name}, key


def test_numbers_and_code_are_the_same_in_both_languages(rules: dict[str, Any], german: Translated) -> None:
    for path, english, told in pairs(rules, german):
        assert (path, numbers(told)) == (path, numbers(english))
        assert (path, sorted(SAID.findall(told))) == (path, sorted(SAID.findall(english)))


def test_an_opinion_is_marked_as_one(guides: tuple[Guide, Guide]) -> None:
    opinions = [rule.opinion for rule in guides[1].rules if rule.opinion]

    assert opinions
    assert [opinion for opinion in opinions if not opinion.startswith("Wir meinen, dass ")] == []


def test_the_reader_is_spoken_to_as_sie(rules: dict[str, Any], german: Translated) -> None:
    told = [german_text for _, _, german_text in pairs(rules, german)] + list(german.json["words"].values())

    assert [text for text in told if re.search(r"\b(du|dich|dir|dein\w*|ihr euch)\b", text, re.IGNORECASE)] == []


def test_the_same_answers_get_the_same_decision_and_only_words_differ(guides: tuple[Guide, Guide]) -> None:
    answer_sets = [case.answers for case in guides[0].cases.values()]
    answer_sets += [dict(list(answers.items())[:half]) for answers in answer_sets[:6] for half in (0, 3, 6)]
    for answers in answer_sets:
        english, told = (respond(guide, {"answers": dict(answers), "today": TODAY}) for guide in guides)

        assert bare(told["decision"]) == bare(english["decision"])
        assert told["share"] == english["share"]
        assert [section["id"] for section in told["sections"]] == [section["id"] for section in english["sections"]]
        assert links(told) == links(english)
        assert told["progress"] != english["progress"]


def bare(value: Any) -> Any:
    """A Decision without its words."""
    if isinstance(value, dict):
        return {key: bare(inside) for key, inside in value.items() if key not in ("because", "text")}
    return [bare(inside) for inside in value] if isinstance(value, list) else value


def links(response: dict[str, Any]) -> list[str | None]:
    return [item["link"] for section in response["sections"] for item in section["items"]]


def lagging(rules: dict[str, Any], german: Translated) -> list[str]:
    """The texts of the rule file that have no German yet, in English."""
    paths = (name.split(".")[1:] for name in german.missing if name.startswith("texts."))
    return [text for path in paths if isinstance(text := reduce(_part, path, rules), str)]


def test_no_english_sentence_is_left_in_a_german_report(
    guides: tuple[Guide, Guide], rules: dict[str, Any], german: Translated
) -> None:
    common, late = re.compile(r"\b(the|and|which|your|would|is|are|with|of)\b"), lagging(rules, german)
    for case in guides[1].cases.values():
        response = respond(guides[1], {"answers": dict(case.answers), "today": TODAY, "adr": True})
        told = [item["text"] for section in response["sections"] for item in section["items"]]
        told += [section["title"] + section["lead"] for section in response["sections"]]
        record = [line for line in response["adr"].split("---", 2)[2].splitlines() if not line.startswith("#")]

        left = [text for text in [*told, *record] if common.search(text)]
        assert [text for text in left if not any(one.rstrip(".") in text for one in late)] == []


def test_the_command_line_speaks_german() -> None:
    rules = ["--rules", str(DOCS / "rules.yaml"), "--on", TODAY]
    result = CliRunner().invoke(cli, ["decide", "--language", "de", "--set", "workload=containers", *rules])

    assert result.exit_code == 0
    assert "stay English" in result.stderr or not result.stderr
    assert result.stdout.startswith("Noch offen\n")
