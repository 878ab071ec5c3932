"""An overlay: what it does to verdicts, compared with the plainest reading of it; its problems; and its remarks."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from calculator.analysis import check
from calculator.analysis.difference.diff import diff
from calculator.authoring import Loaded, apply_language, json_schema, load, load_bytes, read_language
from calculator.authoring.fields import NOUNS
from calculator.authoring.overlay.lock import touched
from calculator.authoring.overlay.nouns import SECTIONS
from calculator.authoring.pieces import Pieces
from calculator.engine.answers import clean
from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.adr import adr
from calculator.engine.telling.report import report
from calculator.engine.telling.section import Item
from tests.evaluate import evaluator

ROOT = Path(__file__).parents[2]
RULES = ROOT / "docs/rules.yaml"
EXAMPLE = ROOT / "docs/maintaining/overlay.example.yaml"
DATABASES = ROOT / "tests/authoring/guides/databases.yaml"
ON = "2026-11-23"
SAMPLE = 400
Rule = tuple[Mapping[str, tuple[str, ...]], Mapping[str, bool], str]


@cache
def known(rules: Path) -> Pieces:
    """A rule file that tests lay many overlays over is parsed once."""
    return Pieces()


def loaded_with(overlay: str, rules: Path = RULES) -> Loaded:
    """A rule file with an overlay, or its problems."""
    return load_bytes(rules.read_bytes(), str(rules), (overlay.encode(), "o.yaml"), known(rules).parse)


def laid(overlay: Mapping[str, Any], rules: Path = RULES) -> Loaded:
    """A rule file with an overlay, which has no problems."""
    loaded = loaded_with(yaml.safe_dump(dict(overlay)), rules)
    assert loaded.problems == ()
    return loaded


def laid_guide(overlay: Mapping[str, Any], rules: Path = RULES) -> Guide:
    """The guide of a rule file with an overlay."""
    guide = laid(overlay, rules).guide
    assert guide is not None
    return guide


def problems(overlay: str, rules: Path = RULES) -> list[str]:
    """What is wrong with an overlay, in words."""
    return [str(one) for one in loaded_with(overlay, rules).problems]


def first(rules: list[Rule], answers: Mapping[str, str], guide: Guide) -> str | None:
    """The plainest reading of a table: the first rule whose conditions all hold."""
    for when, given, then in rules:
        held = all(answers[question] in choices for question, choices in when.items())
        if held and all(guide.facts[fact].holds(ON) == holds for fact, holds in given.items()):
            return then
    return None


def naive(guide: Guide, overlay: Mapping[str, Any]) -> list[Rule]:
    """The table after bans and preferences, from what the words say and not from how the program does it."""
    rules: list[Rule] = [(rule.when, rule.given, rule.then) for rule in guide.rules]
    for one in overlay.get("ban", []):
        lead = [(when, given, one.get("instead") if then == one["outcome"] else then) for when, given, then in rules]
        rules = [(when, given, then) for when, given, then in lead if then]
    return rules


def preferred(overlay: Mapping[str, Any], answers: Mapping[str, str], outcome: str | None) -> str | None:
    """The outcome after each preference in turn."""
    for one in overlay.get("prefer", []):
        when = {key: [value] if isinstance(value, str) else value for key, value in one.get("when", {}).items()}
        if outcome in one["over"] and all(answers[question] in choices for question, choices in when.items()):
            outcome = one["outcome"]
    return outcome


def some_answers(guide: Guide, held: Mapping[str, list[str]], random: Random) -> Iterator[dict[str, str]]:
    """Whole answer sets of people who give the held answers."""
    asked = {one.id: [choice.id for choice in one.choices] for one in guide.questions.values()}
    for _ in range(SAMPLE):
        yield {question: random.choice(held.get(question, choices)) for question, choices in asked.items()}


def any_overlay(guide: Guide, random: Random) -> dict[str, Any]:
    """Bans, preferences and held answers, at random."""
    outcomes = list(guide.outcomes)
    random.shuffle(outcomes)
    banned, rest = outcomes[: random.randrange(3)], outcomes[3:]
    chosen = {one.id: [c.id for c in one.choices] for one in guide.questions.values()}
    some = {q: random.sample(chosen[q], random.randrange(1, len(chosen[q]))) for q in random.sample(list(chosen), 3)}
    held = {q: random.sample(chosen[q], random.randrange(1, len(chosen[q]))) for q in random.sample(list(chosen), 3)}
    instead: dict[str, Any] = random.choice([{}, {"instead": rest[0]}])
    when: dict[str, Any] = random.choice([{}, {"when": some}, {"when": some}])
    return {
        "by": "Any Ltd",
        "ban": [{"outcome": one, "because": "No.", **instead} for one in banned],
        "prefer": [{"outcome": rest[1], "over": rest[2:5], "because": "Yes.", **when}],
        "hold": held,
    }


@pytest.mark.parametrize("seed", range(12))
def test_bans_preferences_and_held_answers_do_what_their_words_say(shipped: Guide, seed: int) -> None:
    random = Random(seed)
    overlay = any_overlay(shipped, random)
    held = overlay["hold"]
    guide = laid_guide(overlay)
    rules, evaluate = naive(shipped, overlay), evaluator(guide, ON)
    seen = set()

    for answers in some_answers(shipped, held, random):
        expected = preferred(overlay, answers, first(rules, answers, shipped))
        left = {question: choice for question, choice in answers.items() if question in guide.questions}
        assert evaluate(left) == (expected or "gap"), (overlay, answers)
        seen.add(expected)

    assert len(seen) > 1
    assert not seen & {one["outcome"] for one in overlay["ban"]}


@pytest.mark.parametrize("count", [1, 2])
def test_an_answer_that_is_held_is_no_news_and_any_other_is_dropped_with_its_reason(shipped: Guide, count: int) -> None:
    for question in shipped.questions.values():
        choices = [choice.id for choice in question.choices]
        guide = laid_guide({"by": "Any Ltd", "hold": {question.id: choices[:count]}})
        for choice in choices:
            kept, dropped = clean(guide, {question.id: choice})
            asked = question.id in guide.questions
            assert asked == (count > 1)
            assert kept == ({question.id: choice} if asked and choice in choices[:count] else {})
            assert [(one.question, one.choice) for one in dropped] == (
                [] if choice in choices[:count] else [(question.id, choice)]
            )
            assert all(("Any Ltd" in one.because) != asked for one in dropped)


@pytest.mark.parametrize(("place", "step"), [("before", 0), ("after", 1), ("instead_of", 0)])
def test_a_rule_goes_where_it_is_put(shipped: Guide, place: str, step: int) -> None:
    for near in [rule.id for rule in shipped.rules][::9]:
        new = {"id": "new", place: near, "then": "step_functions", "because": "So.", "opinion": "We think so."}
        ids = [rule.id for rule in laid_guide({"by": "A", "add": {"rules": [new]}}).rules]

        at = [rule.id for rule in shipped.rules].index(near)
        assert ids.index("new") == at + step
        assert (near in ids) == (place != "instead_of")


def test_words_change_no_verdict_and_everything_of_the_rule_file_can_be_worded_anew(shipped: Guide) -> None:
    """Each text of each thing: the overlay's tables are made from the rule file's, so a new key is there at once."""
    raw = json.loads(json.dumps(load(RULES).json))
    things: dict[str, Any] = {}
    for section, kind in SECTIONS.items():
        for thing in raw[section][:3]:
            texts = {key: f"New {key}" for key in thing.keys() & _texts(kind)}
            things.setdefault(section, {})[thing["id"]] = texts
    changed = laid({"by": "A", "change": things}).json
    assert changed is not None

    for section, wanted in things.items():
        found = {thing["id"]: thing for thing in changed[section]}
        assert all(found[id][key] == text for id, texts in wanted.items() for key, text in texts.items())
    assert [(rule["id"], rule["then"]) for rule in changed["rules"]] == [(one.id, one.then) for one in shipped.rules]


def _texts(kind: str) -> set[str]:
    return {field.name for field in NOUNS[kind].fields if field.type.wanted == "a text"}


def test_a_question_that_is_worded_anew_keeps_no_other_wording_of_the_old_one() -> None:
    overlay = {"by": "A", "change": {"questions": {"home": {"ask": "Where?", "choices": {"aws": {"label": "Here"}}}}}}
    question = laid_guide(overlay).questions["home"]

    assert (question.ask, question.plain) == ("Where?", None)
    choice = question.choice("aws")
    assert (choice.label, choice.plain, choice.said) == ("Here", None, None)
    assert choice.help


def test_what_is_hidden_is_gone_and_nothing_else(shipped: Guide) -> None:
    row, caution = shipped.comparison[0].id, shipped.cautions[0].id
    case, starter = next(iter(shipped.cases)), next(one.id for one in shipped.outcomes.values() if one.starter)
    hidden = {"comparison": [row], "cautions": [caution], "cases": [case], "starters": [starter]}
    guide = laid_guide({"by": "A", "hide": hidden})

    assert row not in {one.id for one in guide.comparison}
    assert not any(row in tool.compare for tool in guide.tools.values())
    assert caution not in {one.id for one in guide.cautions}
    assert len(guide.cases) == len(shipped.cases) - 1
    assert guide.outcomes[starter].starter is None
    assert len(guide.effort) == len(shipped.effort)


def test_the_example_is_proved_and_its_cases_expect_what_they_get() -> None:
    guide = load(RULES, EXAMPLE).guide
    assert guide is not None
    assert [str(one) for one in check(guide, ON) if one.severity != "note"] == []
    assert all(decide(guide, case.answers, ON).outcome == case.expect for case in guide.cases.values())


def test_an_answer_that_is_given_for_everybody_is_not_asked_and_another_one_is_named() -> None:
    guide = laid_guide({"by": "Tiny Inc", "hold": {"home": "aws"}})

    assert "home" not in guide.questions
    assert decide(guide, {"home": "aws", "scale": "huge"}, ON).dropped == ()
    (dropped,) = decide(guide, {"home": "kubernetes", "scale": "huge"}, ON).dropped
    assert (dropped.question, dropped.choice) == ("home", "kubernetes")
    assert "Tiny Inc" in dropped.because


def _items(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _items(item.sub)


@pytest.mark.parametrize("case", range(0, 30, 3))
def test_every_changed_thing_that_a_report_links_to_carries_the_remark(case: int) -> None:
    guide = load(RULES, EXAMPLE).guide
    assert guide is not None
    assert guide.overlay is not None
    answers = list(guide.cases.values())[case % len(guide.cases)].answers
    sections = report(guide, decide(guide, answers, ON))

    assert [one.lead for one in sections if one.id == "overlay"] == [guide.overlay.contact]
    for item in (item for section in sections for item in _items(section.items) if item.link and ":" in item.link):
        kind, _, id = item.link.partition(":")
        assert bool(item.mark) == (id in guide.overlay.changed.get(kind, ())), item
        assert guide.overlay.by in item.mark or not item.mark


def test_a_record_says_who_changed_its_reason_and_whom_to_ask() -> None:
    guide = load(RULES, EXAMPLE).guide
    assert guide is not None
    assert guide.overlay is not None
    rule = next(rule for rule in guide.rules if rule.id in guide.overlay.added["rule"])
    text = adr(guide, decide(guide, {q: choices[0] for q, choices in rule.when.items()}, ON), ON)

    assert guide.overlay.by in text.split("## Decision Outcome")[1].split("###")[0]
    assert guide.overlay.contact in text


def test_without_an_overlay_nothing_says_that_anybody_changed_anything(shipped: Guide) -> None:
    for case in list(shipped.cases.values())[:5]:
        sections = report(shipped, decide(shipped, case.answers, ON))
        assert "overlay" not in {section.id for section in sections}
        assert not any(item.mark for section in sections for item in _items(section.items))


def test_nobody_is_sent_on_to_what_is_banned_and_all_else_stays() -> None:
    base = load(RULES).guide
    assert base is not None
    onward = {id: [move.to for move in one.outgrown] for id, one in base.outcomes.items()}
    for banned in {to for moves in onward.values() for to in moves}:
        changed = laid_guide({"by": "A", "ban": [{"outcome": banned, "because": "No."}]})
        left = {id: [move.to for move in one.outgrown] for id, one in changed.outcomes.items()}
        assert left == {id: [to for to in moves if to != banned] for id, moves in onward.items()}


def test_what_an_overlay_adds_is_numbered_only_where_its_name_is_taken() -> None:
    ban = {"outcome": "kubeflow", "because": "No."}
    once = laid_guide({"by": "A", "ban": [ban]})
    row = {"id": "ban-kubeflow", "outcomes": ["kubeflow"], "work": "w", "weight": 1, "sources": ["article"]}
    twice = laid_guide({"by": "A", "ban": [ban], "add": {"effort": [row]}})

    assert [one.id for one in once.effort if one.id.startswith("ban-")] == ["ban-kubeflow"]
    assert {one.id for one in twice.effort if one.id.startswith("ban-")} == {"ban-kubeflow", "ban-kubeflow-2"}


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        ("ban: []", 'o.yaml:1:1: the file lacks the key "by"'),
        ("by: A\nbann: []", 'the file has no key "bann"; did you mean "ban"?'),
        ("by: A\nban:\n  - {outcome: kubeflw, because: No.}", 'o.yaml:3:15: ban 1 names the unknown outcome "kubeflw"'),
        ("by: A\nhold: {hom: aws}", 'o.yaml:2:8: the file names the unknown question "hom"; did you mean "home"?'),
        ("by: A\nhold: {home: awss}", 'question "home" has no choice "awss"; did you mean "aws"?'),
        ("by: A\nchange: {rules: {R999: {because: x}}}", 'names the unknown rule "R999"'),
        ("by: A\nhide: {checklist: [nothing]}", 'names the unknown check "nothing"'),
        ("by: A\nsite: {primary: blue}", '"blue"; expected a colour such as "#1d4f91"'),
        ("by: A\nsite: {logo: ../logo.svg}", '"../logo.svg"; expected a file below the folder of the pages'),
        ("by: A\nsite: {logo: 'x\" onerror=\"y'}", "expected a file below the folder of the pages"),
        ("by: A\nsite: {feedback: 'javascript:alert(1)'}", "expected an address that begins with https://, http:// or"),
        ("by: A\nsite: {feedback: 'https://example.com/\"><img src=x>'}", "expected an address that begins with"),
        ("by: A\nsite: {feedback: 'mailto:a b@example.com'}", "expected an address that begins with"),
        ("by: A\nban: [{outcome: kubeflow, because: x, instead: kubeflow}]", "name an outcome that is not banned"),
        ("by: A\nprefer: [{outcome: kubeflow, over: [kubeflow], because: x}]", "over itself"),
    ],
)
def test_a_problem_of_an_overlay_says_where_what_and_how_to_mend_it(overlay: str, said: str) -> None:
    found = problems(overlay)

    assert len(found) == 1
    assert said in found[0]
    assert found[0].startswith("o.yaml:")


def test_all_problems_of_an_overlay_come_at_once_with_those_of_names_that_are_taken() -> None:
    assert len(problems("by: A\nhold: {hom: aws}\nban: [{outcome: x, because: y}]\nhide: {cases: [z]}")) == 3
    for id in ("S-01", "SR-03"):  # a fact and a source: both are cited by their ids alone
        (twice,) = problems(f"by: A\nadd:\n  sources: [{{id: {id}, title: T}}]")
        assert twice.startswith("o.yaml:3:18: ")
        assert "is in the rule file already" in twice
    (unknown,) = problems("by: A\nadd:\n  rules: [{id: X, then: nowhere, because: b, opinion: o}]")
    assert unknown.startswith("o.yaml:3:")


def test_nothing_is_left_to_ask_or_to_recommend_is_a_problem_of_the_overlay() -> None:
    guide = load(DATABASES).guide
    assert guide is not None
    held = {one.id: one.choices[0].id for one in guide.questions.values()}
    banned = [{"outcome": one, "because": "No."} for one in guide.outcomes]

    for overlay in ({"by": "A", "hold": held}, {"by": "A", "ban": banned}):
        found = problems(yaml.safe_dump(overlay), DATABASES)
        assert found
        assert all(one.startswith("o.yaml:") for one in found), found


@pytest.mark.parametrize("path", [EXAMPLE])
def test_the_schema_for_editors_accepts_what_the_loader_accepts(path: Path) -> None:
    validator = Draft202012Validator(json_schema("overlay"))
    validator.check_schema(json_schema("overlay"))

    assert list(validator.iter_errors(yaml.safe_load(path.read_text()))) == []
    assert list(validator.iter_errors({"by": "A", "bann": []}))


def test_a_translation_of_what_was_worded_anew_is_no_longer_used(project: Path) -> None:
    german = project / "docs/languages/de.yaml"
    loaded = load(RULES, EXAMPLE)
    assert loaded.json is not None
    assert loaded.base is not None
    language, _ = read_language(german.read_bytes(), str(german), loaded.base)
    assert language is not None
    plain = guide_from_json(apply_language(loaded.base, language).json)
    spoken = guide_from_json(apply_language(loaded.json, language, loaded.base).json)
    english = guide_from_json(loaded.json)
    assert english.overlay is not None

    for id, question in spoken.questions.items():
        changed = question.ask == english.questions[id].ask
        assert changed == (id in english.overlay.changed["question"])
        assert changed or question.ask == plain.questions[id].ask


def test_an_upgrade_names_each_place_that_changed_under_the_overlay_and_no_other() -> None:
    overlay = {
        "by": "A", "hold": {"home": "aws"}, "ban": [{"outcome": "kubeflow", "because": "No."}],
        "change": {"questions": {"scale": {"ask": "How many?", "choices": {"huge": {"label": "Many"}}}}},
        "add": {"rules": [{"id": "N", "instead_of": "R82", "then": "step_functions", "because": "b", "opinion": "o"}]},
    }
    loaded = laid(overlay)
    assert loaded.laid is not None
    base: Any = json.loads(json.dumps(loaded.base))
    before = touched(loaded.laid.asked, base)
    assert len(before) == 5
    upgrades: list[tuple[Callable[..., Any], Any, str]] = [
        (_thing(base, "questions", "scale").update, {"ask": "Other?"}, '"ask" of question "scale"'),
        (_thing(base, "questions", "home")["choices"].remove, _thing(base, "questions", "home")["choices"][-1], "home"),
        (base["rules"].append, {"id": "Z", "then": "kubeflow"}, 'lead to "kubeflow"'),
        (_thing(base, "rules", "R82").update, {"because": "Other."}, 'rule "R82"'),
    ]
    for upgrade, what, said in upgrades:
        upgrade(what)
        now = touched(loaded.laid.asked, base)
        changed = [place for place in now if now[place] != before[place]]
        assert len(changed) == 1
        assert said in changed[0]
        before = now
    _thing(base, "questions", "wait").update(ask="Other?")
    assert touched(loaded.laid.asked, base) == before


def _thing(base: Any, section: str, id: str) -> Any:
    return next(one for one in base[section] if one["id"] == id)


def mutants(overlay: Any) -> Iterator[tuple[str, Any]]:
    """The example with one thing dropped, widened, swapped or moved, each with its name."""
    for key in ("hold", "ban", "prefer", "change", "add"):
        yield f"without {key}", {name: value for name, value in overlay.items() if name != key}
    for at, ban in enumerate(overlay["ban"]):
        rest = [*overlay["ban"][:at], *overlay["ban"][at + 1 :]]
        yield f"without ban {ban['outcome']}", {**overlay, "ban": rest}
        if "instead" not in ban:  # the one that has it bans what nobody who gives the held answers would get
            yield f"ban {ban['outcome']} otherwise", {**overlay, "ban": [*rest, {**ban, "instead": "codepipeline"}]}
    (preference,) = overlay["prefer"]
    for key in preference["when"]:
        when = {question: choices for question, choices in preference["when"].items() if question != key}
        yield f"prefer without {key}", {**overlay, "prefer": [{**preference, "when": when}]}
    yield "prefer another", {**overlay, "prefer": [{**preference, "outcome": "codepipeline"}]}
    yield "prefer over another", {**overlay, "prefer": [{**preference, "over": ["sagemaker_pipelines"]}]}
    (rule,) = overlay["add"]["rules"]
    others: list[tuple[str, Any]] = [("then", {"then": "codepipeline"}), ("place", {"before": "R82"})]
    others += [(key, {"when": {q: c for q, c in rule["when"].items() if q != key}}) for key in rule["when"]]
    for name, change in others:
        yield f"rule with another {name}", {**overlay, "add": {**overlay["add"], "rules": [{**rule, **change}]}}


def test_no_mutation_of_an_overlay_passes_unseen() -> None:
    """Each is a problem, a finding, or told by the difference, in verdicts or beside them."""
    example = yaml.safe_load(EXAMPLE.read_text())
    right = load(RULES, EXAMPLE).guide
    assert right is not None
    unseen = []
    for name, mutant in mutants(example):
        loaded = loaded_with(yaml.safe_dump(mutant))
        if loaded.guide is None or any(one.severity != "note" for one in check(loaded.guide, ON)):
            continue
        found = diff(right, loaded.guide, ON)
        if found.same and not found.beside and not found.wording and not found.apart:
            unseen.append(name)
    assert unseen == []
