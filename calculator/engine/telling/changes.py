"""Which single other answers lead to another verdict: the nearest in two lines, and all of them to check."""

from ..decision import Swing
from .section import Item, Section
from .teller import Teller

SHOWN = 2  # lines that are read in one look


def changes(tell: Teller) -> Section:
    """For the outcomes that stand next in the shortlist, the answers that would lead there."""
    items = tuple(_change(tell, outcome, swings) for outcome, swings in _nearest(tell)[:SHOWN])
    return Section("changes", tell.say("section-changes"), "" if items else _lead(tell), items)


def _lead(tell: Teller) -> str:
    """What to say where no single answer leads to another outcome: some may open the verdict again."""
    opening = dict.fromkeys((swing.question, swing.before) for swing in tell.decision.stability.flips)
    if opening:
        return tell.say("changes-open", answers="; ".join(tell.clause(*answered) for answered in opening))
    return tell.say("changes-none") if tell.decision.stability.changes else ""


def _nearest(tell: Teller) -> list[tuple[str, list[Swing]]]:
    places = [one.outcome for one in tell.decision.shortlist]
    found: dict[str, list[Swing]] = {}
    for swing in tell.decision.stability.flips:
        if swing.outcome:
            found.setdefault(swing.outcome, []).append(swing)
    return sorted(found.items(), key=lambda one: places.index(one[0]))


def _change(tell: Teller, outcome: str, swings: list[Swing]) -> Item:
    """One outcome with the answers that each lead there alone."""
    said = [tell.clause(swing.question, swing.after) for swing in swings]
    # "One, or one and more" says no more than "one".
    apart = [at for at, one in enumerate(said) if not any(one.startswith(f"{other} ") for other in said)]
    text = tell.say("changes-if", answers=tell.either([said[at] for at in apart[:SHOWN]]), outcome=tell.title(outcome))
    first = swings[apart[0]]
    return Item(text, tell.link({**tell.decision.answers, first.question: first.after}), look="change")


def stability(tell: Teller) -> Section:
    """Every single other answer that changes the verdict, and how many there are of all."""
    flips, every = tell.decision.stability.flips, tell.decision.stability.changes
    lead = tell.say("stability-count", flips=len(flips), changes=every) if flips else ""
    items = tuple(_swing(tell, flip) for flip in flips)
    return Section("stability", tell.say("section-stability"), lead, items)


def _swing(tell: Teller, flip: Swing) -> Item:
    name = tell.say("flip-change", ask=tell.ask(flip.question), label=tell.label(flip.question, flip.after))
    after = tell.link({**tell.decision.answers, flip.question: flip.after})
    text = tell.say("stability-to" if flip.outcome else "stability-to-open", outcome=tell.title(flip.outcome))
    return Item(text, after, (), name, "swing")
