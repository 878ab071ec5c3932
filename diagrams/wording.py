"""The words in the boxes: taken from the guide, wrapped to the width that a telephone can show."""

from collections.abc import Iterable
from textwrap import wrap

from calculator.engine.logic.tree import Branch, TreeNode
from calculator.engine.model import Guide, Rule

MANY = 3  # more choices than this are not listed where they are simply the rest

WORDS = {
    "diagram.or": "or",
    "diagram.not": "not",
    "diagram.any_other": "any other answer",
    "diagram.always": "in every other case",
    "diagram.otherwise": "if none of these holds",
    "diagram.go_on": "go on with {number}",
    "diagram.elsewhere": "another outcome",
    "diagram.part": "part {letter}: {ask}",
    "diagram.picture": "picture {letter}",
    "diagram.possible": "{count} outcomes",
    "diagram.continues": "Go on with picture {letter}: {ask} Still possible: {outcomes}.",
    "diagram.if_fact": "while {fact} holds",
    "diagram.unless_fact": "while {fact} does not hold",
    "diagram.idle": "not in force on {on}",
    "diagram.tree": "Picture {letter}: {ask}",
    "diagram.tree_about": "An answer leads to an outcome, to another question or to another picture.",
    "diagram.outcome": "How the answers lead to {outcome}",
    "diagram.outcome_part": "How the answers lead to {outcome}, part {letter}: {ask}",
    "diagram.outcome_about": "Only answers that can still end in {outcome} are drawn in full.",
    "diagram.never": "On {on} no answers lead to {outcome}.",
    "diagram.rules": "The rules in their order",
    "diagram.rules_about": "From the top, the first rule that holds as a whole decides. {count} rules, as of {on}.",
    "diagram.architecture": "How {outcome} is put together, and who owns what",
    "diagram.architecture_about": "Each box names its owner in the second line. Owners: {owners}.",
    "diagram.part_head": "Part",
    "diagram.owner_head": "Owner",
    "diagram.ways_head": "What leaves it",
    "diagram.sequence_about": "Time runs from top to bottom. The parts: {parts}.",
    "diagram.case_head": "When",
    "diagram.from_head": "From",
    "diagram.to_head": "To",
    "diagram.says_head": "What",
    "diagram.frame": "The decision on one slide",
    "diagram.frame_then": "{label}, {on}",
    "diagram.frame_about": (
        "Exact for all {sets} ways to answer what it asks in the usual case. "
        "One answer away from there it is still right for {share} of {near}; for the rest, answer the questions."
    ),
    "diagram.usual": "The usual case: {usual}.",
    "diagram.ways_out": "First, the ways out: {ways}.",
    "diagram.first": "First",
    "diagram.question_head": "Question",
    "diagram.answer_head": "Answer",
    "diagram.leads_head": "Leads to",
    "diagram.text": "The same as text",
    "diagram.came_from": "Reached from",
    "diagram.then": "then",
}


def word(guide: Guide, key: str, **values: object) -> str:
    """A sentence of the pictures; a language overlay of the guide replaces it by key."""
    return guide.words.get(key, WORDS[key]).format(**values)


def lines(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of about this many characters; a word longer than a line is broken."""
    return tuple(wrap(plain(text), width)) or ("",)


def labels(guide: Guide, question: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """The wording of choices, in the order of the question."""
    return tuple(plain(choice.label) for choice in guide.questions[question].choices if choice.id in choices)


def either(guide: Guide, texts: Iterable[str]) -> str:
    """Texts of which one is true."""
    return f" {word(guide, 'diagram.or')} ".join(texts)


def all_answers(guide: Guide, node: TreeNode, branch: Branch) -> str:
    """Every answer of a branch, in full."""
    assert node.question is not None
    return either(guide, labels(guide, node.question, branch.choices))


def short_answers(guide: Guide, node: TreeNode, branch: Branch) -> str:
    """The answers of a branch as the picture shows them: a long list that is the rest is called so."""
    others = [len(other.choices) for other in node.branches if other != branch]
    if len(branch.choices) > MANY and others and max(others) <= MANY:
        return word(guide, "diagram.any_other")
    return all_answers(guide, node, branch)


def conditions(guide: Guide, rule: Rule) -> tuple[str, ...]:
    """What a rule asks for, in the few words that a picture has room for."""
    asked = [_condition(guide, question, choices) for question, choices in rule.when.items()]
    asked += [_given(guide, fact, holds) for fact, holds in rule.given.items()]
    return tuple(asked) or (word(guide, "diagram.always"),)


def all_conditions(guide: Guide, rule: Rule) -> tuple[str, ...]:
    """What a rule asks for, in full."""
    asked = [f"{guide.questions[q].ask} {either(guide, labels(guide, q, choices))}" for q, choices in rule.when.items()]
    for fact, holds in rule.given.items():
        asked.append(f"{_given(guide, fact, holds)}: {plain(guide.facts[fact].title)}")
    return tuple(asked) or (word(guide, "diagram.always"),)


def _given(guide: Guide, fact: str, holds: bool) -> str:
    return word(guide, "diagram.if_fact" if holds else "diagram.unless_fact", fact=fact)


def plain(text: str) -> str:
    """The text without the marks that a page would turn into type."""
    return text.replace("`", "")


def _condition(guide: Guide, question: str, choices: tuple[str, ...]) -> str:
    """The choices, or the others with a "not" where that is shorter."""
    rest = tuple(choice.id for choice in guide.questions[question].choices if choice.id not in choices)
    negative = rest and len(rest) < len(choices)
    text = either(guide, labels(guide, question, rest if negative else choices))
    return f"{word(guide, 'diagram.not')}: {text}" if negative else text
