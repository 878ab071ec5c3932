"""No sentence that is shown rests on an answer that was not given: in every form in which a verdict is told."""

import random
from dataclasses import replace

import pytest

from calculator.authoring import load, translations
from calculator.engine.bridge import respond
from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import decide
from calculator.engine.model import Choice, Question, Rule
from calculator.engine.telling.adr import adr
from calculator.engine.telling.card import card
from calculator.engine.telling.contract import decision_json
from calculator.engine.telling.teller import Teller
from tests.engine.conftest import ARTICLE, RULES, TODAY

LANGUAGES = RULES.parent / "languages"


def partial(guide, number, seed):
    """Seeded partial answers: each question open as often as not, and journeys along the offered question."""
    rng = random.Random(seed)
    for _ in range(number):
        share = rng.choice([0.3, 0.6, 0.9])
        yield {q.id: rng.choice(q.choices).id for q in guide.questions.values() if rng.random() < share}
    for _ in range(number):
        answers = {}
        while (offered := decide(guide, answers, TODAY).next) is not None:
            answers[offered] = rng.choice(guide.questions[offered].choices).id
        yield answers


def unmet(guide, answers, on):
    """The texts of all rows of which some condition is not met by what was answered."""
    rows = [(row, (row.because, row.opinion)) for row in guide.rules]
    rows += [(row, (row.text,)) for row in guide.cautions]
    rows += [(row, (row.work,)) for row in guide.effort]
    met, open_ = set(), set()
    for row, texts in rows:
        sure = all(answers.get(question) in choices for question, choices in row.when.items())
        sure = sure and all(guide.facts[fact].holds(on) == holds for fact, holds in row.given.items())
        (met if sure else open_).update(filter(None, texts))
    return open_ - met  # one text may stand in two rows


def every_text(value):
    """All strings in plain JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from every_text(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from every_text(inner)


def told(guide, answers, on):
    """Everything that is said of these answers, in every form, as one text."""
    decision = decide(guide, answers, on)
    yield from every_text(respond(guide, {"answers": answers, "on": on, "today": TODAY}))
    yield from every_text(decision_json(Teller(guide, decision)))
    yield adr(guide, decision, TODAY, "https://example.org/")
    yield card(guide, decision, "https://example.org/")


@pytest.fixture(scope="module", params=["en", *sorted(path.stem for path in LANGUAGES.glob("*.yaml"))])
def spoken(request, guide):
    """The guide in each language that it speaks."""
    if request.param == "en":
        return guide
    found, problems = translations(LANGUAGES, load(RULES).json)
    assert not problems
    return guide_from_json(found[request.param].json)


@pytest.mark.parametrize("on", [ARTICLE, TODAY])
def test_no_row_speaks_whose_conditions_are_open_or_failed(spoken, on):
    for answers in partial(spoken, 60, 7):
        text = "\n".join(told(spoken, answers, on))
        assert [said for said in unmet(spoken, answers, on) if said in text] == [], answers


def test_a_reason_is_a_rule_whose_conditions_are_all_answered_or_the_answers_that_force_it(guide):
    for answers in partial(guide, 150, 8):
        decision = decide(guide, answers, TODAY)
        if decision.outcome is None:
            continue
        said = decision_json(Teller(guide, decision))["because"]
        rule = next((rule for rule in guide.rules if rule.id == decision.reason.rule), None)
        if rule:
            assert said == rule.because
            assert rule.then == decision.outcome
        else:
            assert all(Teller(guide, decision).clause(q, c)[1:] in said for q, c in decision.deciding.answers.items())


@pytest.fixture
def forked(guide):
    """Two rules that agree, each of which asks what the other does not."""
    big = Choice("big", "Big", "", said="it is big")
    small, red, blue = Choice("small", "Small", ""), Choice("red", "Red", ""), Choice("blue", "Blue", "")
    outcome = next(iter(guide.outcomes.values()))
    return replace(
        guide,
        outcomes={id: replace(outcome, id=id) for id in ("left", "right")},
        questions={
            "size": Question("size", "Which size?", "", (big, small), ()),
            "colour": Question("colour", "Which colour?", "", (red, blue), ()),
        },
        rules=(
            Rule("R1", {"size": ("big",), "colour": ("red",)}, {}, "left", "It is red.", ()),
            Rule("R2", {"size": ("big",), "colour": ("blue",)}, {}, "left", "It is blue.", ()),
            Rule("R3", {}, {}, "right", "Anything.", ()),
        ),
        cautions=(), effort=(), cases={}, migrations=(), moments=(),
    )


def test_where_agreeing_rules_all_ask_what_is_open_the_answers_speak_in_the_readers_words(forked):
    decision = decide(forked, {"size": "big"}, TODAY)
    said = decision_json(Teller(forked, decision))["because"]

    assert decision.outcome == "left"
    assert decision.reason.rule is None
    assert said.startswith("It is big.")
    assert not any(rule.because in said for rule in forked.rules)
