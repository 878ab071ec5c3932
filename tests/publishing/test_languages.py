"""The form in another language: the same fields and links, its own words, announced as what it is."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from calculator.authoring import json_schema, load, translations
from calculator.engine.words import ENGLISH
from calculator.publishing import publish

PROJECT = Path(__file__).parents[2]
FIELD = re.compile(r'<input type="radio" name="([^"]*)" value="([^"]*)"')
IDS = re.compile(r'\bid="([^"]*)"')
OVERLAY = """
language: fr
words:
  form-language: Français
  form-unknown: Je ne sais pas encore
  form-no-scripts: "Sans scripts : {walk}, {rules}."
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is published from the rule file and its translations, by name."""
    rules, docs = load(PROJECT / "docs/rules.yaml").json, tmp_path_factory.mktemp("docs")
    assert rules is not None
    spoken, problems = translations(PROJECT / "docs/languages", rules)
    assert problems == ()
    publish(rules, json_schema(), docs, "2026-11-23", {code: told.json for code, told in spoken.items()})
    wanted = ("pages/selector/de.md", "parts/selector.html", "pages/rules.json", "pages/rules.de.json")
    return {name: (docs / "generated" / name).read_text() for name in wanted}


def test_both_forms_have_the_same_fields_under_the_same_ids(pages: dict[str, str]) -> None:
    english, german = pages["parts/selector.html"], pages["pages/selector/de.md"]

    assert FIELD.findall(german) == FIELD.findall(english)
    assert IDS.findall(german) == IDS.findall(english)


def test_no_english_word_of_the_form_is_left_on_the_german_page(pages: dict[str, str]) -> None:
    german = pages["pages/selector/de.md"]
    sentences = [english for key, english in ENGLISH.items() if key.startswith("form-") and "{" not in english]

    assert [sentence for sentence in sentences if len(sentence) > 8 and f">{sentence}<" in german] == []
    assert "I don't know yet" not in german


def test_the_script_gets_its_words_and_its_rules_in_german(pages: dict[str, str]) -> None:
    german = pages["pages/selector/de.md"]
    found = re.search(r"data-words='([^']*)'", german)
    assert found is not None
    words: dict[str, Any] = json.loads(unescape(found[1]))

    assert words["start-over"] == "Von vorn beginnen"
    assert words["loading-fetch"].count("{") == 2
    assert 'data-rules="../../rules.de.json"' in german
    assert json.loads(pages["pages/rules.de.json"])["digest"] == json.loads(pages["pages/rules.json"])["digest"]


def test_each_form_leads_to_the_other_in_its_own_language(pages: dict[str, str]) -> None:
    to_german = '<a href="../selector/de/" hreflang="de" lang="de" target="_self">Deutsch</a>'
    to_english = '<a href="../../selector/" hreflang="en" lang="en" target="_self">English</a>'

    assert to_german in pages["parts/selector.html"]
    assert to_english in pages["pages/selector/de.md"]
    assert "lang: de\n" in pages["pages/selector/de.md"]
    assert '<div class="selector" lang="de">' in pages["pages/selector/de.md"]


def test_a_second_language_of_another_guide_is_one_more_file(tmp_path: Path) -> None:
    rules = load(PROJECT / "tests/publishing/databases.yaml").json
    assert rules is not None
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages/fr.yaml").write_text(OVERLAY, encoding="utf-8")
    spoken, _ = translations(tmp_path / "languages", rules)
    publish(rules, json_schema(), tmp_path, "2026-11-23", {code: told.json for code, told in spoken.items()})
    published = tmp_path / "generated"
    french = (published / "pages/selector/fr.md").read_text()

    assert "Je ne sais pas encore" in french
    assert 'Sans scripts : <a href="../../walk/" hreflang="en">one question at a time</a>' in french
    assert 'hreflang="fr" lang="fr" target="_self">Français</a>' in (published / "parts/selector.html").read_text()


def test_without_another_language_the_form_offers_none(tmp_path: Path) -> None:
    rules = load(PROJECT / "tests/publishing/databases.yaml").json
    assert rules is not None
    publish(rules, json_schema(), tmp_path, "2026-11-23")

    assert "selector-languages" not in (tmp_path / "generated/parts/selector.html").read_text()
