"""An answer set under an older edition of the guide: the verdict then, and which rule has made the difference since.

An old edition is a guide like any other.  Links that were made with it speak its ids; what this guide calls
otherwise now is compared under today's names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..answers import renamed, renamed_outcome
from ..decision import Decision
from ..logic.conditions import answered
from ..logic.situation import Situation, facts_on, situation
from ..model import Answers, Guide, Rule
from ..words import join, say

Kind = Literal["new", "changed", "removed", "fact", "moved"]
NAMED = 3  # more outcomes, or more rules, are counted or left out: a notice is read in one look


@dataclass(frozen=True, slots=True)
class Difference:
    """A rule that makes the verdicts differ, and what happened to it; a changed fact makes its rule differ too."""

    rule: str
    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Then:
    """The verdict of an old edition beside today's; ``outcome`` and ``possible`` are ids of today where they exist."""

    edition: str
    on: str
    outcome: str | None
    possible: tuple[str, ...]
    rule: str | None
    because: str
    changed: bool
    sentence: str
    reasons: tuple[str, ...]
    differences: tuple[Difference, ...]
    corrections: tuple[str, ...]  # what the guide said wrongly then to such answers


def then(guide: Guide, now: Decision, old: Guide, said: Answers, on: str) -> Then:
    """What ``old`` said on a date to the answers of ``now``; ``said`` are those that its own ids name."""
    before = situation(old, answers_then(guide, now.answers, old, said), facts_on(old, on))
    after = situation(guide, now.answers, facts_on(guide, now.on))
    outcomes = [renamed_outcome(guide, outcome) for outcome in before.possible()]
    today = [possible.outcome for possible in now.possible]
    changed = set(outcomes) != set(today)
    earlier, later = _deciding(before), _deciding(after)
    verdicts = {"then": _verdict(guide, old, outcomes), "now": _verdict(guide, old, today)}
    return Then(
        edition=old.edition,
        on=on,
        outcome=outcomes[0] if len(outcomes) == 1 else None,
        possible=tuple(outcomes),
        rule=earlier[0].id if len(earlier) == 1 else None,
        because=_because(guide, earlier[0]) if len(earlier) == 1 else "",
        changed=changed,
        sentence=say(guide, "then-other" if changed else "then-same", edition=old.edition, **verdicts),
        reasons=tuple(_reasons(guide, earlier, later)) if changed else (),
        differences=tuple(_differences(before, after, earlier, later))[:NAMED] if changed else (),
        corrections=corrections_since(guide, old.edition, now.answers),
    )


def corrections_since(guide: Guide, day: str, answers: Answers) -> tuple[str, ...]:
    """What was put right after a day, for answers that it concerns."""
    return tuple(row.text for row in guide.corrections if day < row.on and answered(row, answers))


def answers_then(guide: Guide, answers: Answers, old: Guide, said: Answers) -> dict[str, str]:
    """The answers under the ids of an old edition: as it reads them itself, else by the names that they have today."""
    found: dict[str, str] = dict(said)
    for question in old.questions.values():
        for choice in question.choices:
            today, chosen = renamed(guide, question.id, choice.id)
            if answers.get(today) == chosen:
                found.setdefault(question.id, choice.id)
    return found


def _deciding(here: Situation) -> tuple[Rule, ...]:
    return tuple(here.guide.rules[rule] for rule in here.deciding_rules())


def _verdict(guide: Guide, old: Guide, outcomes: list[str]) -> str:
    titles = [_title(guide, old, outcome) for outcome in outcomes]
    if len(titles) == 1:
        return titles[0]
    if len(titles) > NAMED:
        return say(guide, "then-open-many", n=len(titles))
    return say(guide, "then-open", outcomes=join(guide, titles, "and"))


def _title(guide: Guide, old: Guide, outcome: str) -> str:
    return (guide.outcomes.get(outcome) or old.outcomes[outcome]).title


def _reasons(guide: Guide, earlier: tuple[Rule, ...], later: tuple[Rule, ...]) -> Iterator[str]:
    """The rule that decided then and the one that decides now, where it is one."""
    for key, rules in (("then-rule", earlier), ("now-rule", later)):
        if len(rules) == 1:
            yield say(guide, key, rule=rules[0].id, because=_because(guide, rules[0]))


def _because(guide: Guide, rule: Rule) -> str:
    """The reason of a rule, in the guide's language where the guide still has the very rule."""
    same = (known for known in guide.rules if known.id == rule.id and _meaning(guide, rule) == _meaning(guide, known))
    return next(same, rule).because


def _differences(
    before: Situation, after: Situation, earlier: tuple[Rule, ...], later: tuple[Rule, ...]
) -> Iterator[Difference]:
    """What happened to the rules that decide now, else to those that decided then, else to their facts or places."""
    guide, old = after.guide, before.guide
    known = {rule.id: _meaning(guide, rule) for rule in old.rules}
    kept = {rule.id: _meaning(guide, rule) for rule in guide.rules}
    changed = {id for id in known if id in kept and known[id] != kept[id]}
    told = {rules[0].id for rules in (earlier, later) if len(rules) == 1}  # their reasons stand beside it
    why = {rule.id: "" if rule.id in told else rule.because for rule in (*later, *earlier)}
    found = [_say(guide, "new", rule, why[rule.id]) for rule in later if rule.id not in known]
    found += [_say(guide, "changed", rule, why[rule.id]) for rule in later if rule.id in changed]
    found = found or [_say(guide, "removed", rule, why[rule.id]) for rule in earlier if rule.id not in kept]
    found = found or [_say(guide, "changed", rule, why[rule.id]) for rule in earlier if rule.id in changed]
    yield from found or _facts(before, after, earlier, later) or _moved(guide, earlier, later)


def _meaning(guide: Guide, rule: Rule) -> tuple[object, ...]:
    """All of a rule that decides, under the ids of the guide."""
    accepted = {renamed(guide, question, choice) for question, choices in rule.when.items() for choice in choices}
    return accepted, dict(rule.given), renamed_outcome(guide, rule.then)


def _facts(before: Situation, after: Situation, earlier: tuple[Rule, ...], later: tuple[Rule, ...]) -> list[Difference]:
    """The facts under the deciding rules that held then and do not hold now, or the other way round."""
    guide, found = after.guide, []
    for rule in (*later, *earlier):
        for fact in rule.given:
            if _state(before.facts, fact) != _state(after.facts, fact):
                about = guide.facts.get(fact) or before.guide.facts[fact]
                found.append(_say(guide, "fact", rule, about.title))
    return found


def _state(facts: Mapping[str, bool], fact: str) -> bool:
    return facts.get(fact, False)


def _moved(guide: Guide, earlier: tuple[Rule, ...], later: tuple[Rule, ...]) -> list[Difference]:
    """Nothing that decides has changed but its order."""
    if len(earlier) == len(later) == 1 and earlier != later:
        return [_say(guide, "moved", later[0], earlier[0].id)]
    return []


def _say(guide: Guide, kind: Kind, rule: Rule, what: str) -> Difference:
    return Difference(rule.id, kind, say(guide, f"difference-{kind}", rule=rule.id, what=what).strip())
