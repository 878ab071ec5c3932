"""The reasons of a Decision, each an exact statement about the whole table and not a trace of one run."""

from collections.abc import Mapping
from itertools import combinations

from ..decision import (
    AtMoment,
    Change,
    Deciding,
    Failed,
    Flip,
    NextQuestion,
    NotRecommended,
    Possible,
    Reason,
    RestsOn,
    Stability,
    Swing,
)
from ..model import Answers, Rule
from . import theorems
from .conditions import applies, facts_hold
from .diagram import diagram_of
from .situation import Situation, facts_on


def possible(counts: Mapping[str, int | None]) -> tuple[Possible, ...]:
    """The outcomes still possible with their counts of answer sets."""
    return tuple(Possible(outcome, sets) for outcome, sets in counts.items())


def deciding(here: Situation, verdict: str | None) -> Deciding:
    """The fewest answers that force the verdict with the facts as they are."""
    if verdict is None or here.diagram is None:
        return Deciding({}, ())
    chosen = theorems.smallest_sufficient(here.diagram, here.given(), verdict)
    names = [here.table.variables[variable] for variable in chosen]
    return Deciding({name: here.answers[name] for name in names}, ())


def deciding_facts(here: Situation, verdict: str | None, answers: Answers) -> Deciding:
    """The answers that force the verdict, with the fewest facts that this needs."""
    if verdict is None or here.diagram is None:
        return Deciding({}, ())
    whole, table = diagram_of(here.guide), here.table
    assert whole is not None  # the diagram of the situation is cut from it
    under = whole.restrict(table.box(answers, {}))
    facts = {table.index[fact]: int(here.facts[fact]) for fact in table.facts()}
    return Deciding(answers, tuple(table.variables[v] for v in theorems.smallest_sufficient(under, facts, verdict)))


def not_recommended(here: Situation, left: list[str], held: tuple[str, ...]) -> tuple[NotRecommended, ...]:
    """For each outcome that is not possible: what its nearest rule lacks, and the nearest flip."""
    flips: Mapping[str, theorems.State] = {}
    if here.diagram is not None:
        flips = theorems.nearest(here.diagram, here.given(), [here.table.index[question] for question in held])
    return tuple(
        _why_not(here, outcome, flips.get(outcome)) for outcome in here.guide.outcomes if outcome not in left
    )


def reason(here: Situation, rules: tuple[str, ...]) -> Reason:
    """The agreeing rule whose every condition is met by what was answered, so that its sentence can be said.

    There is one at most: no rule behind it ever decides, and those before it still wait for an answer.
    """
    met = (rule for rule in here.guide.rules if rule.id in rules and applies(rule, here.answers, here.facts))
    found = next(met, None)
    return Reason(found.id if found else None)


def _why_not(here: Situation, outcome: str, flip: theorems.State | None) -> NotRecommended:
    rules = [rule for rule in here.guide.rules if rule.then == outcome]
    holding = [rule for rule in rules if facts_hold(rule, here.facts)]
    nearest = min(holding or rules, key=lambda rule: len(_missed(here, rule)), default=None)
    failed = tuple(Failed(q, here.answers[q], nearest.when[q]) for q in _missed(here, nearest)) if nearest else ()
    facts = tuple(fact for fact, holds in nearest.given.items() if here.facts[fact] != holds) if nearest else ()
    earlier = here.guide.rules[here.first_rule()].id if nearest and not failed and not facts else None
    return NotRecommended(outcome, nearest.id if nearest else None, failed, facts, earlier, _flip(here, flip))


def _missed(here: Situation, rule: Rule) -> list[str]:
    """The questions that are answered otherwise than a rule asks."""
    answers = here.answers
    return [q for q, choices in rule.when.items() if q in answers and answers[q] not in choices]


def _flip(here: Situation, state: theorems.State | None) -> Flip | None:
    if state is None:
        return None
    table, before = here.table, here.answers
    changes = {table.variables[variable]: table.options[variable][option] for variable, option in state.items()}
    after = {**before, **changes}
    answers = {question: after[question] for question in here.guide.questions if question in after}
    changed = tuple(
        Change(question, before.get(question), answers[question])
        for question in answers
        if question in changes
    )
    return Flip(changed, answers)


def stability(here: Situation, verdict: str | None) -> Stability:
    """All single other answers, and those that flip the verdict (or open it again)."""
    if verdict is None or here.diagram is None:
        return Stability(0, ())
    given, table = here.given(), here.table
    changes, flips = 0, []
    for variable, kept in given.items():
        for option, choice in enumerate(table.options[variable]):
            if option != kept:
                changes += 1
                other = given | {variable: option}
                if theorems.leaf(here.diagram, other) != verdict and (
                    theorems.escape(here.diagram, other, other, verdict) is not None
                ):
                    question = table.variables[variable]
                    outcome = here.with_answers({**here.answers, question: choice}).outcome()
                    flips.append(Swing(question, here.answers[question], choice, outcome))
    return Stability(changes, tuple(flips))


def next_question(here: Situation, needed: tuple[str, ...]) -> NextQuestion | None:
    """The open question that is expected to leave the fewest outcomes, and what it separates."""
    if not needed:
        return None
    if here.rest is None:
        return NextQuestion(needed[0], (), {})
    variable = theorems.next_variable(here.rest)
    assert variable is not None  # a question is needed, so some node asks
    bit = {label: 1 << at for at, label in enumerate(here.rest.labels)}
    leaves = {
        choice: tuple(outcome for outcome in here.guide.outcomes if labels & bit.get(outcome, 0))
        for choice, labels in zip(here.table.options[variable], theorems.remaining(here.rest)[variable], strict=True)
    }
    everywhere = set.intersection(*map(set, leaves.values()))
    some = {outcome for outcomes in leaves.values() for outcome in outcomes}
    separates = tuple(outcome for outcome in here.guide.outcomes if outcome in some - everywhere)
    return NextQuestion(here.table.variables[variable], separates, leaves)


def rests_on(here: Situation, verdict: str | None, rules: tuple[str, ...]) -> tuple[RestsOn, ...]:
    """The facts that the deciding rules name or whose failing would change the verdict."""
    if verdict is None:
        return ()
    named = {fact for rule in here.guide.rules if rule.id in rules for fact in rule.given}
    found, dated_facts = [], here.by_facts()
    for fact in here.table.facts():
        left = dated_facts.left({**here.facts, fact: not here.facts[fact]})
        other = left[0] if len(left) == 1 else None
        if fact in named or other != verdict:
            dated = here.guide.facts[fact]
            found.append(RestsOn(fact, dated.as_of, here.facts[fact], other, other != verdict))
    return tuple(found)


def at_moment(here: Situation, on: str) -> AtMoment:
    """The same answers at another date, and the fewest facts (earlier ones first) that make the difference.

    Where the table is too large for a diagram they are all the facts that changed: each trial would be a search.
    """
    then, by = facts_on(here.guide, on), here.by_facts()
    left = by.left(then)
    outcome = left[0] if len(left) == 1 else None
    if left == by.left(here.facts):
        return AtMoment(on, outcome, left, ())
    changed = [fact for fact in by.matter if then[fact] != here.facts[fact]]
    for size in range(1 if by.exact else len(changed), len(changed) + 1):
        for chosen in combinations(changed, size):
            if by.left({**here.facts, **{fact: then[fact] for fact in chosen}}) == left:
                return AtMoment(on, outcome, left, chosen)
    raise AssertionError("all changed facts together make the difference")
