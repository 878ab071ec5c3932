"""Why a verdict stands, in a sentence that is true of the reader: of a rule whose conditions are all answered, or of
the answers that force it.  What is still open is never spoken of as if it had been answered.
"""

from collections.abc import Mapping

from ..model import Rule
from .teller import Teller


def headline(tell: Teller) -> str:
    """The verdict in one sentence."""
    guide, decision = tell.guide, tell.decision
    if decision.outcome:
        key = "verdict-decided-early" if is_early(tell) else "verdict-decided"
        return tell.say(key, outcome=tell.title(decision.outcome))
    return tell.say("verdict-open", possible=len(decision.possible), all=len(guide.outcomes))


def progress(tell: Teller) -> str:
    """How far the answers have come: outcomes still possible, questions left that matter."""
    decision = tell.decision
    if decision.outcome:
        return tell.say("progress-decided", outcome=tell.title(decision.outcome))
    needed = len(decision.still_needed)
    key = "progress-open-one" if needed == 1 else "progress-open"
    return tell.say(key, possible=len(decision.possible), all=len(tell.guide.outcomes), needed=needed)


def is_early(tell: Teller) -> bool:
    """Whether a verdict stands although questions are open."""
    return tell.decision.outcome is not None and len(tell.decision.answers) < len(tell.guide.questions)


def because(tell: Teller) -> str:
    """Why the verdict is what it is, or that none stands yet."""
    decision = tell.decision
    if not decision.possible:
        return tell.say("verdict-gap")
    if decision.outcome is None:
        return headline(tell)
    if said := ruling(tell):
        return said.because
    summary = tell.guide.outcomes[decision.outcome].summary
    forced = clauses(tell, decision.deciding.answers)
    forced = forced[:1].upper() + forced[1:]  # it begins the sentence
    key = "reason-forced" if forced else "reason-always"
    return tell.say(key, answers=forced, outcome=tell.title(decision.outcome), summary=summary)


def marked_reason(tell: Teller) -> str:
    """The reason, with the organisation that changed or added its rule, where one did."""
    rule = ruling(tell)
    mark = tell.mark("rule", rule.id) if rule else ""
    return f"{because(tell)} ({mark})" if mark else because(tell)


def ruling(tell: Teller) -> Rule | None:
    """The rule whose sentence can be said."""
    return next((rule for rule in tell.guide.rules if rule.id == tell.decision.reason.rule), None)


def clauses(tell: Teller, answers: Mapping[str, str]) -> str:
    """Answers as one phrase in the reader's words: ``your steps are containers, and nobody runs a server``."""
    return tell.all_of([tell.clause(question, choice) for question, choice in answers.items()])
