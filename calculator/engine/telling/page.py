"""What a page shows beside the report: the verdict in its parts, the state of each question, and the reader's way."""

from dataclasses import dataclass

from .reason import is_early
from .report import next_words
from .section import Item, Section
from .teller import Teller
from .then_and_now import moments


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict in the parts that a page sets in different sizes; ``title`` is empty while it is open."""

    eyebrow: str
    title: str
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The state of a question (answered, next, needed, settled) and the sentence that belongs to it."""

    state: str
    note: str = ""


def verdict(tell: Teller) -> Verdict:
    """The verdict for a page."""
    outcome = tell.decision.outcome
    if outcome is None:
        return Verdict("", "", "", "")
    note = tell.say("verdict-early") if is_early(tell) else ""
    return Verdict(tell.say("verdict-eyebrow"), tell.title(outcome), f"outcome:{outcome}", note)


def marks(tell: Teller) -> dict[str, Mark]:
    """The state of each question."""
    return {question: _mark(tell, question) for question in tell.guide.questions}


def _mark(tell: Teller, question: str) -> Mark:
    if question in tell.decision.answers:
        return Mark("answered")
    if question in tell.decision.settled:
        return Mark("settled", tell.say("settled-answered"))
    return Mark("next", next_words(tell)) if question == tell.decision.next else Mark("needed")


def answers(tell: Teller) -> Section:
    """What the reader said, in the order of the questions, with those answers marked that force the verdict."""
    forced = tell.decision.deciding.answers
    items = tuple(
        Item(tell.label(q, c), f"question:{q}", (), tell.ask(q), "deciding" if q in forced else "answer")
        for q, c in tell.decision.answers.items()
    )
    return Section("answers", tell.say("section-answers"), tell.say("section-answers-lead") if forced else "", items)


def other_date(tell: Teller) -> Section:
    """Which date the verdict is of, where that is not today, with the verdict of the other dates."""
    title, on = tell.say("section-date"), tell.decision.on
    if not tell.today or tell.today == on:
        return Section("date", title)
    label = next((moment.label for moment in tell.guide.moments if moment.on == on), "")
    lead = tell.say("date-named" if label else "date-other", label=label, on=on)
    return Section("date", title, lead, moments(tell).items)
