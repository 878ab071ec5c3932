"""A language changes words and nothing else; what it leaves out stays English and is listed."""

from pathlib import Path
from typing import Any

from calculator.authoring import apply_language, read_overlay, rules_json
from calculator.engine.codec import guide_from_json
from calculator.engine.decide import decide
from calculator.engine.report import headline

RULES = (Path(__file__).parent / "guides/smallest.yaml").read_bytes()
GERMAN = """
language: de
words: {verdict-decided: "Wir empfehlen {outcome}."}
texts:
  questions:
    team-size: {ask: Wie viele schreiben?, why: Schreiber warten., choices: {large: {label: Viele, help: Mehr.}}}
  outcomes: {postgres: {title: PostgreSQL auf einem Server, summary: Ein Server.}}
  rules: {R1: {because: Viele brauchen einen Server.}}
"""


def english() -> dict[str, Any]:
    json, _ = rules_json(RULES, "rules.yaml")
    assert json is not None
    return json


def test_words_and_texts_are_replaced_by_id() -> None:
    overlay, problems = read_overlay(GERMAN.encode(), "de.yaml", english())
    assert problems == ()
    assert overlay is not None

    guide = guide_from_json(apply_language(english(), overlay).json)
    decision = decide(guide, {"team-size": "large"}, "2026-11-23")

    assert headline(guide, decision) == "Wir empfehlen PostgreSQL auf einem Server."
    assert decision.because == "Viele brauchen einen Server."
    assert guide.questions["team-size"].choice("large").label == "Viele"
    assert guide.questions["team-size"].choice("small").label == "Few"


def test_what_is_not_translated_is_listed() -> None:
    overlay, _ = read_overlay(GERMAN.encode(), "de.yaml", english())
    assert overlay is not None
    missing = apply_language(english(), overlay).missing

    assert "words.verdict-decided" not in missing
    assert "words.verdict-open" in missing
    assert [key for key in missing if key.startswith("texts.")] == [
        "texts.questions.team-size.choices.small.label", "texts.questions.team-size.choices.small.help",
        "texts.questions.team-size.choices.medium.label", "texts.questions.team-size.choices.medium.help",
        "texts.outcomes.sqlite.title", "texts.outcomes.sqlite.summary",
        "texts.rules.R2.because", "texts.rules.R2.opinion",
    ]


def test_a_language_cannot_change_what_is_decided() -> None:
    _, problems = read_overlay(b"language: de\ntexts: {rules: {R1: {then: sqlite}}}\n", "de.yaml", english())

    assert [str(problem) for problem in problems] == [
        'de.yaml:2:22: rule words "R1" of texts has no key "then"; keys are: because, opinion'
    ]


def test_a_language_file_is_checked_against_the_ids_of_the_rules() -> None:
    data = b"language: de\ntexts:\n  questions: {team-size: {choices: {larg: {label: Viele}}}}\n"
    _, problems = read_overlay(data, "de.yaml", english())

    message = 'question "team-size" has no choice "larg"; did you mean "large"? choices are: small, medium, large'
    assert [str(problem) for problem in problems] == [f"de.yaml:3:37: {message}"]


def test_an_unknown_word_of_the_page_is_reported() -> None:
    _, problems = read_overlay(b"language: de\nwords: {verdict-decidet: Ja.}\n", "de.yaml", english())

    assert [problem.hint for problem in problems] == ['did you mean "verdict-decided"?']


def test_a_sentence_keeps_its_placeholders() -> None:
    _, problems = read_overlay(b'language: de\nwords: {verdict-decided: "Nimm {outcom}."}\n', "de.yaml", english())

    assert [str(problem) for problem in problems] == [
        'de.yaml:2:26: the word "verdict-decided" has the unknown placeholder {outcom}; placeholders are: {outcome}'
    ]
