"""A Decision in words: ordered sections that the page, the command line, the cases and the record all show.

First what a reader came for, then (group ``check``) what proves it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..decision import Decision
from ..model import Guide
from .alternatives import effort, not_recommended, possible
from .changes import changes, stability
from .overlay import at_home, marked
from .reason import because, headline, ruling
from .section import Item, Section
from .shortlist import also, cannot
from .teller import Teller
from .then_and_now import facts, moments

CHECK = "check"  # the group of what proves the rest


def report(guide: Guide, decision: Decision, today: str | None = None) -> tuple[Section, ...]:
    """The sections of a Decision, most important first; sections without content are left out.

    With ``today``, a Decision at another date is told beside today's, and its links keep the date.
    """
    return sections_of(Teller(guide, decision, today), ["", CHECK])


def sections_of(tell: Teller, groups: Iterable[str]) -> tuple[Section, ...]:
    """The sections of a Decision that is being told, of these groups; their links keep its date and its volumes."""
    parts = _DECIDED if tell.decision.outcome else _OPEN
    sections = (replace(part(tell), group=group) for group in groups for part in parts[group])
    return tuple(marked(tell, section) for section in sections if section.lead or section.items)


def _verdict(tell: Teller) -> Section:
    guide, decision = tell.guide, tell.decision
    if not decision.outcome:
        return Section("verdict", tell.say("section-verdict-open"), headline(tell))
    rule = ruling(tell)
    items = [Item(because(tell), f"rule:{rule.id}" if rule else None, rule.sources if rule else (), look="because")]
    items += [Item(rule.opinion, look="opinion")] if rule and rule.opinion else []
    summary = Item(guide.outcomes[decision.outcome].summary, f"outcome:{decision.outcome}", look="summary")
    items += [summary] if rule else []  # without a rule the reason ends with it
    return Section("verdict", tell.say("section-verdict"), headline(tell), tuple(items))


def _next(tell: Teller) -> Section:
    title, asked = tell.say("section-next"), tell.decision.next_because
    if asked is None:
        return Section("next", title)
    question = tell.guide.questions[asked.question]
    item = Item("", f"question:{question.id}", (), question.ask, "next")
    return Section("next", title, next_words(tell), (item, Item(question.why, look="why")))


def next_words(tell: Teller) -> str:
    """Why the next question is asked; empty where there is none."""
    asked = tell.decision.next_because
    if asked is None:
        return ""
    separates = tell.either([tell.title(outcome) for outcome in asked.separates])
    return tell.say("next-because", separates=separates) if separates else tell.say("next-because-counts")


def _needed(tell: Teller) -> Section:
    items = tuple(_question(tell, question) for question in tell.decision.still_needed)
    return Section("needed", tell.say("section-needed"), "", items)


def _settled(tell: Teller) -> Section:
    items = tuple(_question(tell, question) for question in tell.decision.settled)
    lead = tell.say("settled-answered") if items else ""
    return Section("settled", tell.say("section-settled"), lead, items)


def _question(tell: Teller, question: str) -> Item:
    return Item("", f"question:{question}", (), tell.ask(question))


def _deciding(tell: Teller) -> Section:
    deciding = tell.decision.deciding
    answers = [Item(tell.label(q, c), f"question:{q}", (), tell.ask(q), "answer") for q, c in deciding.answers.items()]
    holds = {rests.fact: rests.holds for rests in tell.decision.rests_on}
    known = [_fact(tell, fact, "fact-holds" if holds.get(fact, True) else "fact-absent") for fact in deciding.facts]
    lead = tell.say("section-deciding-lead" if answers else "section-deciding-none")
    return Section("deciding", tell.say("section-deciding"), lead, (*answers, *known))


def _fact(tell: Teller, id: str, key: str) -> Item:
    fact = tell.guide.facts[id]
    return Item(tell.say(key, as_of=fact.as_of), f"fact:{id}", (), fact.title, "fact")


def _cautions(tell: Teller) -> Section:
    items = tuple(
        Item(one.text, None, one.sources, mark=tell.mark("caution", one.id)) for one in tell.decision.cautions
    )
    return Section("cautions", tell.say("section-cautions"), "", items)


def _steps_day(tell: Teller) -> Section:
    outcome = tell.decision.outcome
    steps = tell.guide.outcomes[outcome].first_day if outcome else ()
    return Section("steps_day", tell.say("section-steps-day"), "", (*_starter(tell), *map(Item, steps)))


def _starter(tell: Teller) -> Iterator[Item]:
    """Where there is code to begin from."""
    outcome = tell.decision.outcome
    if outcome and (folder := tell.guide.outcomes[outcome].starter):
        yield Item(tell.say("starter"), f"starter:{folder}", (), tell.say("starter-name"))


def _steps_week(tell: Teller) -> Section:
    outcome = tell.decision.outcome
    steps = tell.guide.outcomes[outcome].first_week if outcome else ()
    return Section("steps_week", tell.say("section-steps-week"), "", tuple(map(Item, steps)))


_DECIDED = {
    "": (_verdict, changes, _steps_day, at_home, also, cannot, _cautions),
    CHECK: (_steps_week, _deciding, not_recommended, stability, effort, facts, moments, _settled),
}
_OPEN = {"": (_verdict, _next, possible, at_home, _cautions), CHECK: (_needed, _settled)}
