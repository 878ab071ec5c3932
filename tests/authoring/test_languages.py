"""A language changes words and nothing else; what it leaves out stays English and is listed."""

from pathlib import Path
from typing import Any

from calculator.authoring import apply_language, read_language, rules_json, translations
from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import decide
from calculator.engine.telling.reason import because, headline
from calculator.engine.telling.teller import Teller

RULES = (Path(__file__).parent / "guides/smallest.yaml").read_bytes()
GERMAN = """
language: de
words: {verdict-decided: "Wir empfehlen {outcome}."}
texts:
  questions:
    team-size: {ask: Wie viele schreiben?, why: Schreiber warten., choices: {large: {label: Viele, help: Mehr.}}}
  outcomes: {postgres: {title: PostgreSQL auf einem Server, summary: Ein Server., first_day: [Server starten.]}}
  rules: {R1: {because: Viele brauchen einen Server.}}
"""


def english() -> dict[str, Any]:
    json, _ = rules_json(RULES, "rules.yaml")
    assert json is not None
    return json


def test_words_and_texts_are_replaced_by_id() -> None:
    language, problems = read_language(GERMAN.encode(), "de.yaml", english())
    assert problems == ()
    assert language is not None

    guide = guide_from_json(apply_language(english(), language).json)
    decision = decide(guide, {"team-size": "large"}, "2026-11-23")

    assert headline(Teller(guide, decision)) == "Wir empfehlen PostgreSQL auf einem Server."
    assert because(Teller(guide, decision)) == "Viele brauchen einen Server."
    assert guide.questions["team-size"].choice("large").label == "Viele"
    assert guide.questions["team-size"].choice("small").label == "Few"


def test_what_is_not_translated_is_listed() -> None:
    language, _ = read_language(GERMAN.encode(), "de.yaml", english())
    assert language is not None
    missing = apply_language(english(), language).missing

    assert "words.verdict-decided" not in missing
    assert "words.verdict-open" in missing
    assert [key for key in missing if key.startswith("texts.")] == [
        "texts.guide.title", "texts.guide.scope",
        "texts.outcomes.sqlite.title", "texts.outcomes.sqlite.summary",
        "texts.outcomes.sqlite.first_day", "texts.outcomes.sqlite.first_week",
        "texts.outcomes.postgres.first_week",
        "texts.questions.team-size.choices.small.label", "texts.questions.team-size.choices.small.help",
        "texts.questions.team-size.choices.medium.label", "texts.questions.team-size.choices.medium.help",
        "texts.rules.R2.because", "texts.rules.R2.opinion",
    ]


def test_a_language_cannot_change_what_is_decided() -> None:
    _, problems = read_language(b"language: de\ntexts: {rules: {R1: {then: sqlite}}}\n", "de.yaml", english())

    assert [str(problem) for problem in problems] == [
        'de.yaml:2:22: rule words "R1" of texts has no key "then"; keys are: because, opinion'
    ]


def test_a_language_file_is_checked_against_the_ids_of_the_rules() -> None:
    data = b"language: de\ntexts:\n  questions: {team-size: {choices: {larg: {label: Viele}}}}\n"
    _, problems = read_language(data, "de.yaml", english())

    message = 'question "team-size" has no choice "larg"; did you mean "large"? choices are: small, medium, large'
    assert [str(problem) for problem in problems] == [f"de.yaml:3:37: {message}"]


def test_an_unknown_word_of_the_page_is_reported() -> None:
    _, problems = read_language(b"language: de\nwords: {verdict-decidet: Ja.}\n", "de.yaml", english())

    assert [problem.hint for problem in problems] == ['did you mean "verdict-decided"?']


def test_a_sentence_keeps_its_placeholders() -> None:
    _, problems = read_language(b'language: de\nwords: {verdict-decided: "Nimm {outcom}."}\n', "de.yaml", english())

    assert [str(problem) for problem in problems] == [
        'de.yaml:2:26: the word "verdict-decided" has the unknown placeholder {outcom}; placeholders are: {outcome}'
    ]


def test_steps_are_translated_as_a_whole_list_or_not_at_all() -> None:
    data = b"language: de\ntexts: {outcomes: {sqlite: {first_day: [Eins., Zwei.], first_week: [Sichern.]}}}\n"
    language, problems = read_language(data, "de.yaml", english())
    assert problems == ()
    assert language is not None
    spoken = apply_language(english(), language)
    outcome = guide_from_json(spoken.json).outcomes["sqlite"]

    assert (outcome.first_day, outcome.first_week) == (("Create the file.",), ("Sichern.",))
    assert "texts.outcomes.sqlite.first_day" in spoken.missing
    assert "texts.outcomes.sqlite.first_week" not in spoken.missing


def test_the_head_of_the_file_facts_and_work_are_translated() -> None:
    rules, _ = rules_json((Path(__file__).parent / "guides/databases.yaml").read_bytes(), "rules.yaml")
    assert rules is not None
    fact, work = rules["facts"][0]["id"], rules["effort"][0]["id"]
    texts = f"facts: {{{fact}: {{title: Tatsache}}}}, effort: {{{work}: {{work: Arbeit}}}}"
    head = "guide: {title: Welche Datenbank?, scope: Wohin mit den Daten?, moments: {2020-02-02: Damals}}"
    language, problems = read_language(f"language: de\ntexts: {{{head}, {texts}}}\n".encode(), "de.yaml", rules)
    assert problems == ()
    assert language is not None
    rules["guide"]["moments"] = [{"on": "2020-02-02", "label": "Then"}, {"on": "2021-02-02", "label": "Later"}]
    guide = guide_from_json(apply_language(rules, language).json)

    assert (guide.title, guide.scope) == ("Welche Datenbank?", "Wohin mit den Daten?")
    assert [moment.label for moment in guide.moments] == ["Damals", "Later"]
    assert guide.facts[fact].title == "Tatsache"
    assert guide.effort[0].work == "Arbeit"


def test_every_file_of_the_folder_is_a_language(tmp_path: Path) -> None:
    (tmp_path / "de.yaml").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "fr.yaml").write_text("language: fr\nwords: {or: ou}\n", encoding="utf-8")
    (tmp_path / "xx.yaml").write_text("language: xx\nwords: {oder: o}\n", encoding="utf-8")
    found, problems = translations(tmp_path, english())

    assert list(found) == ["de", "fr"]
    assert found["fr"].json["words"] == {"or": "ou"}
    assert [Path(problem.file).name for problem in problems] == ["xx.yaml"]
