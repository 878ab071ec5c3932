"""Answers in, Decision out: the verdict of a guide on a date, with every reason that section 6 of the design names."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..answers import clean, clean_held
from ..decision import Decision, Dropped, as_json
from ..model import Guide
from ..words import say
from . import advice, reasons
from .situation import Situation, facts_on, situation


def decide(guide: Guide, answers: Mapping[str, Any], on: str, held: Iterable[str] = ()) -> Decision:
    """The Decision for full or partial answers on an ISO date.

    ``answers`` maps question ids to choice ids; an absent, None or empty answer is "don't know yet".  Ids that the
    guide does not know are dropped and reported.  ``held`` names questions whose answers no flip may change.
    """
    kept, dropped = clean(guide, answers)
    facts = facts_on(guide, on)
    here = situation(guide, kept, facts)
    fixed, lost = clean_held(guide, held)
    return _decision(here, on, (*dropped, *lost), fixed)


def decide_json(guide: Guide, answers: Mapping[str, Any], on: str, held: Iterable[str] = ()) -> dict[str, Any]:
    """The Decision as plain JSON values: the public contract."""
    return decision_to_json(decide(guide, answers, on, held))


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """A Decision as plain JSON values."""
    value: dict[str, Any] = as_json(decision)
    return value


def outcome_of(guide: Guide, answers: Mapping[str, str], on: str) -> str | None:
    """The plain outcome of full answers with known ids; None in a gap or where an answer is missing and matters."""
    return situation(guide, answers, facts_on(guide, on)).outcome()


def _decision(here: Situation, on: str, dropped: tuple[Dropped, ...], held: tuple[str, ...]) -> Decision:
    guide, possible = here.guide, here.possible()
    verdict = next(iter(possible)) if len(possible) == 1 else None
    rules = tuple(guide.rules[rule].id for rule in here.deciding_rules()) if verdict else ()
    effort = advice.efforts(guide, here.answers, here.facts)
    needed = here.still_needed()
    following = reasons.next_question(here, needed)
    return Decision(
        guide=guide.digest,
        on=on,
        answers=here.answers,
        dropped=dropped,
        status="decided" if verdict else "open",
        outcome=verdict,
        possible=reasons.possible(possible),
        rule=rules[0] if len(rules) == 1 else None,
        rules=rules,
        because=_because(here, rules, len(possible)),
        deciding=reasons.deciding(here, verdict),
        not_recommended=reasons.not_recommended(here, list(possible), held),
        stability=reasons.stability(here, verdict),
        still_needed=needed,
        settled=tuple(q for q in guide.questions if q not in here.answers and q not in needed),
        next=following.question if following else None,
        next_because=following,
        cautions=advice.cautions(guide, here.answers, here.facts, possible),
        effort=effort,
        least_effort=advice.least_effort(effort, verdict),
        rests_on=reasons.rests_on(here, verdict, rules),
        moments=tuple(reasons.at_moment(here, moment.on) for moment in guide.moments),
        held=held,
    )


def _because(here: Situation, rules: tuple[str, ...], possible: int) -> str:
    """The reason of the rule that decides, or one sentence where several do or none does yet."""
    guide = here.guide
    if not possible:
        return say(guide, "verdict-gap")
    if not rules:
        return say(guide, "verdict-open", possible=possible, all=len(guide.outcomes))
    because = next(rule.because for rule in guide.rules if rule.id == rules[0])
    if len(rules) == 1:
        return because
    return say(guide, "because-several", rules=", ".join(rules), because=because)
