"""A Decision in words: ordered sections that the page, the command line, the cases and the record all show.

Nobody else words a verdict.
"""

from ..decision import Decision
from ..model import Guide
from ..words import say
from .alternatives import effort, not_recommended, possible, stability
from .section import Item, Section
from .teller import Teller
from .then_and_now import facts, moments


def report(guide: Guide, decision: Decision, today: str | None = None) -> tuple[Section, ...]:
    """The sections of a Decision, most important first; sections without content are left out.

    With ``today``, a Decision at another date is told beside today's, and its links keep the date.
    """
    tell = Teller(guide, decision, today)
    sections = (part(tell) for part in (_DECIDED if decision.outcome else _OPEN))
    return tuple(section for section in sections if section.lead or section.items)


def headline(guide: Guide, decision: Decision) -> str:
    """The verdict in one sentence."""
    if decision.outcome:
        key = "verdict-decided-early" if is_early(guide, decision) else "verdict-decided"
        return say(guide, key, outcome=guide.outcomes[decision.outcome].title)
    return say(guide, "verdict-open", possible=len(decision.possible), all=len(guide.outcomes))


def is_early(guide: Guide, decision: Decision) -> bool:
    """Whether a verdict stands although questions are open."""
    return decision.outcome is not None and len(decision.answers) < len(guide.questions)


def progress(guide: Guide, decision: Decision) -> str:
    """How far the answers have come: outcomes still possible, questions left that matter."""
    if decision.outcome:
        return say(guide, "progress-decided", outcome=guide.outcomes[decision.outcome].title)
    needed = len(decision.still_needed)
    key = "progress-open-one" if needed == 1 else "progress-open"
    return say(guide, key, possible=len(decision.possible), all=len(guide.outcomes), needed=needed)


def _verdict(tell: Teller) -> Section:
    guide, decision = tell.guide, tell.decision
    rules = [rule for rule in guide.rules if rule.id in decision.rules]
    items = [Item(decision.because, f"rule:{rules[0].id}", rules[0].sources, look="because")] if rules else []
    if len(rules) == 1 and rules[0].opinion:
        items.append(Item(rules[0].opinion, look="opinion"))
    if decision.outcome:
        items.append(Item(guide.outcomes[decision.outcome].summary, f"outcome:{decision.outcome}", look="summary"))
    return Section("verdict", tell.say("section-verdict"), headline(guide, decision), tuple(items))


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
    return Section("needed", tell.say("section-needed"), "", items, folded=True)


def _settled(tell: Teller) -> Section:
    items = tuple(_question(tell, question) for question in tell.decision.settled)
    lead = tell.say("settled-answered") if items else ""
    return Section("settled", tell.say("section-settled"), lead, items, folded=True)


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
    items = tuple(Item(caution.text, None, caution.sources) for caution in tell.decision.cautions)
    return Section("cautions", tell.say("section-cautions"), "", items)


def _steps_day(tell: Teller) -> Section:
    outcome = tell.decision.outcome
    steps = tell.guide.outcomes[outcome].first_day if outcome else ()
    return Section("steps_day", tell.say("section-steps-day"), "", tuple(map(Item, steps)), folded=True)


def _steps_week(tell: Teller) -> Section:
    outcome = tell.decision.outcome
    steps = tell.guide.outcomes[outcome].first_week if outcome else ()
    return Section("steps_week", tell.say("section-steps-week"), "", tuple(map(Item, steps)), folded=True)


_DECIDED = (
    _verdict, _deciding, _cautions, not_recommended, stability, effort, facts, moments, _steps_day, _steps_week,
    _settled,
)
_OPEN = (_verdict, _next, possible, _cautions, _needed, _settled)
