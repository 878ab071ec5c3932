"""Answers in, Decision out: the verdict of a guide on a date, with every reason that section 6 of the design names.

Reasons are values here; ``telling`` words them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..answers import clean, clean_held
from ..decision import Decision, Dropped
from ..model import Guide
from . import advice, reasons
from .shortlist import shortlist
from .situation import Situation, facts_on, situation


def decide(
    guide: Guide, answers: Mapping[str, Any], on: str, held: Iterable[str] = (), *, dated: bool = True
) -> Decision:
    """The Decision for full or partial answers on an ISO date.

    ``answers`` maps question ids to choice ids; an absent, None or empty answer is "don't know yet".  Ids that the
    guide does not know are dropped and reported.  ``held`` names questions whose answers no flip may change.
    Unless ``dated`` it leaves out what other facts and dates would make of the answers, which may take longest of all.
    """
    kept, dropped = clean(guide, answers)
    facts = facts_on(guide, on)
    here = situation(guide, kept, facts)
    fixed, lost = clean_held(guide, held)
    decision = _decision(here, on, (*dropped, *lost), fixed)
    return _dated(here, decision) if dated else decision


def outcome_of(guide: Guide, answers: Mapping[str, str], on: str) -> str | None:
    """The plain outcome of full answers with known ids; None in a gap or where an answer is missing and matters."""
    return situation(guide, answers, facts_on(guide, on)).outcome()


def _dated(here: Situation, decision: Decision) -> Decision:
    return replace(
        decision,
        deciding=reasons.deciding_facts(here, decision.outcome, decision.deciding.answers),
        rests_on=reasons.rests_on(here, decision.outcome, decision.rules),
        moments=tuple(reasons.at_moment(here, moment.on) for moment in here.guide.moments),
    )


def _decision(here: Situation, on: str, dropped: tuple[Dropped, ...], held: tuple[str, ...]) -> Decision:
    guide, possible = here.guide, here.possible()
    verdict = next(iter(possible)) if len(possible) == 1 else None
    rules = tuple(guide.rules[rule].id for rule in here.deciding_rules()) if verdict else ()
    work, unsettled = advice.asked(guide, here.answers, here.facts)
    effort = advice.efforts(guide, work)
    needed = here.still_needed()
    following = reasons.next_question(here, needed)
    others = reasons.not_recommended(here, list(possible), held)
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
        reason=reasons.reason(here, rules),
        deciding=reasons.deciding(here, verdict),
        not_recommended=others,
        stability=reasons.stability(here, verdict),
        still_needed=needed,
        settled=tuple(q for q in guide.questions if q not in here.answers and q not in needed),
        next=following.question if following else None,
        next_because=following,
        cautions=advice.cautions(guide, here.answers, here.facts, possible),
        effort=effort,
        least_effort=advice.least_effort(effort, verdict),
        rests_on=(),
        moments=(),
        shortlist=shortlist(guide, possible, effort, {other.outcome: other.flip for other in others}, unsettled),
        held=held,
    )
