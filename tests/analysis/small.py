"""Small random guides, and the definition of first match in one loop: what every proof is held against."""

import itertools
from collections import Counter

from hypothesis import strategies as st

from calculator.engine.codec import guide_from_json

OUTCOMES = ("one", "two", "three")
DATES = ("2020-01-01", "2021-01-01", "2022-01-01")
TODAY = "2021-06-01"


def guide(questions, rules, facts=(), cases=(), migrations=(), effort=(), parts=None):
    """A guide with questions ``{id: [choices]}``, rules ``(when, given, then)`` and facts ``{id: (since, until)}``."""
    return guide_from_json(
        {
            "guide": {"title": "t", "edition": "2021-01-01", "licence": "l", "scope": "s"},
            "digest": str(rules),
            "sources": [],
            "tools": [],
            "facts": [_fact(id, *dates) for id, dates in dict(facts).items()],
            "outcomes": [_outcome(id, (parts or {}).get(id, [id])) for id in OUTCOMES],
            "questions": [
                {"id": id, "ask": f"{id}?", "why": "w", "sources": [], "choices": [_choice(c) for c in choices]}
                for id, choices in questions.items()
            ],
            "rules": [_rule(at, *rule) for at, rule in enumerate(rules)],
            "effort": list(effort),
            "cases": list(cases),
            "migrations": list(migrations),
        }
    )


def _fact(id, since, until, review_by=None):
    given = {"since": since, "until": until, "review_by": review_by}
    fact = {"id": id, "title": id, "statement": id, "service": "s", "evidence": "opinion", "as_of": "2021-01-01"}
    return {**fact, "sources": [], **{key: value for key, value in given.items() if value}}


def _outcome(id, parts):
    texts = {"id": id, "title": id, "summary": id, "first_day": [], "first_week": [], "sources": []}
    return {**texts, "parts": parts, "pattern": {"nodes": [], "edges": []}}


def _choice(id):
    return {"id": id, "label": id, "help": id}


def _rule(at, when, given, then):
    return {"id": f"R{at}", "when": when, "given": given, "then": then, "because": "b", "sources": [], "line": at + 1}


@st.composite
def parts_of_a_guide(draw):
    """Questions, facts and rules; gaps, idle rules and idle questions are welcome."""
    names = [f"q{at}" for at in range(draw(st.integers(1, 4)))]
    questions = {name: [f"c{at}" for at in range(draw(st.integers(2, 3)))] for name in names}
    dates = st.sampled_from((None, *DATES))
    facts = {f"F{at}": (draw(dates), draw(dates)) for at in range(draw(st.integers(0, 2)))}
    return questions, facts, draw(st.lists(rules_for(questions, facts), min_size=1, max_size=7))


@st.composite
def rules_for(draw, questions, facts):
    """One rule."""
    asked = draw(st.lists(st.sampled_from(sorted(questions)), max_size=3, unique=True))
    when = {q: draw(st.lists(st.sampled_from(questions[q]), min_size=1, unique=True)) for q in asked}
    known = draw(st.lists(st.sampled_from(sorted(facts)), max_size=2, unique=True)) if facts else []
    return when, {fact: draw(st.booleans()) for fact in known}, draw(st.sampled_from(OUTCOMES))


def every_answer(guide):
    """All answer sets, by brute force."""
    ids = list(guide.questions)
    for choices in itertools.product(*([c.id for c in q.choices] for q in guide.questions.values())):
        yield dict(zip(ids, choices, strict=True))


def deciding(rules, answers, facts):
    """The position of the first rule that matches, by the definition; None in a gap."""
    for at, rule in enumerate(rules):
        holds = all(facts[fact] == wanted for fact, wanted in rule.given.items())
        if holds and all(answers[question] in choices for question, choices in rule.when.items()):
            return at
    return None


def verdict(rules, answers, facts):
    """The outcome by the definition; None in a gap."""
    at = deciding(rules, answers, facts)
    return None if at is None else rules[at].then


def facts_at(guide, on):
    """Which facts hold on a date, by the definition."""
    return {
        id: (fact.since is None or fact.since <= on) and (fact.until is None or on < fact.until)
        for id, fact in guide.facts.items()
    }


def fact_states(guide):
    """Every state of the facts that rules name, whether or not any date has it."""
    named = sorted({fact for rule in guide.rules for fact in rule.given})
    for states in itertools.product((False, True), repeat=len(named)):
        yield dict(zip(named, states, strict=True))


def tally(items):
    """How often each thing occurs."""
    return dict(Counter(items))
