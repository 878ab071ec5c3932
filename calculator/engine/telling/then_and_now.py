"""What a verdict owes to its date, in words: the facts under it, and the same answers at other times."""

from ..decision import AtMoment, RestsOn
from ..logic.reasons import at_moment
from ..logic.situation import facts_on, situation
from .section import Item, Section
from .teller import Teller


def facts(tell: Teller) -> Section:
    """The dated facts that would change the verdict if they were the other way round."""
    items = tuple(_rests(tell, rests) for rests in tell.decision.rests_on if rests.changes_verdict)
    lead = tell.say("section-facts-lead" if items else "section-facts-none")
    return Section("facts", tell.say("section-facts"), lead, items)


def _rests(tell: Teller, rests: RestsOn) -> Item:
    key = "rests-holds" if rests.holds else "rests-absent"
    text = tell.say(key, as_of=rests.as_of, outcome=tell.title(rests.if_false))
    return Item(text, f"fact:{rests.fact}", (), tell.guide.facts[rests.fact].title)


def moments(tell: Teller) -> Section:
    """The same answers at each date worth comparing with, and which facts make the difference."""
    named = zip(tell.guide.moments, tell.decision.moments, strict=True)
    items = [_moment(tell, moment.label, then) for moment, then in named if then.on != tell.decision.on]
    if tell.today and tell.today != tell.decision.on:
        items.append(_moment(tell, tell.say("moment-today"), at_today(tell, tell.today)))
    return Section("moments", tell.say("section-moments"), "", tuple(items))


def at_today(tell: Teller, today: str) -> AtMoment:
    """The verdict of the same answers today, where the Decision is of another date."""
    guide, decision = tell.guide, tell.decision
    return at_moment(situation(guide, decision.answers, facts_on(guide, decision.on)), today)


def _moment(tell: Teller, label: str, then: AtMoment) -> Item:
    name = tell.say("moment-name", label=label, on=then.on)
    link = tell.link_at(tell.decision.answers, then.on)
    known = tuple(_fact(tell, fact) for fact in then.facts)
    return Item(moment_words(tell, then), link, (), name, "moment", None, known)


def _fact(tell: Teller, fact: str) -> Item:
    return Item("", f"fact:{fact}", (), tell.guide.facts[fact].title, "fact")


def moment_words(tell: Teller, then: AtMoment) -> str:
    """The verdict at another date in a sentence, which leads to the facts that make the difference."""
    if then.outcome is None:
        said = tell.say("moment-open", outcomes=tell.either([tell.title(outcome) for outcome in then.possible]))
    else:
        same = then.outcome == tell.decision.outcome
        said = tell.say("moment-same" if same else "moment-other", outcome=tell.title(then.outcome))
    return f"{said} {tell.say('moment-difference')}" if then.facts else said
