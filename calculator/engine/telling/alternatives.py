"""What there is to check about the other outcomes: how the table excludes each, and the work that each one asks."""

from ..decision import Failed, NotRecommended, OutcomeEffort, Work
from .section import Item, Section
from .teller import Teller

NAMED = 2  # wanted answers that are read in one look


def possible(tell: Teller) -> Section:
    """Every outcome in the order of the guide: what is possible with its count, what is not with its reason."""
    counts = {possible.outcome: possible.answer_sets for possible in tell.decision.possible}
    total = sum(count for count in counts.values() if count is not None)
    excluded = {other.outcome: other for other in tell.decision.not_recommended}
    items = tuple(
        _excluded(tell, excluded[id], total) if id in excluded else _possible(tell, id, counts[id], total)
        for id in tell.guide.outcomes
    )
    return Section("possible", tell.say("section-possible"), tell.say("section-possible-lead"), items)


def _possible(tell: Teller, outcome: str, sets: int | None, total: int) -> Item:
    name, link = tell.title(outcome), f"outcome:{outcome}"
    if sets is None:
        return Item(tell.say("possible-uncounted"), link, (), name, "in")
    text = tell.say("possible-count", sets=_number(sets), total=_number(total))
    return Item(text, link, (), name, "in", (sets, total))


def _number(count: int) -> str:
    """A count with narrow spaces, as it is written in any language."""
    return f"{count:,}".replace(",", "\u202f")


def _excluded(tell: Teller, other: NotRecommended, total: int) -> Item:
    name, link = tell.title(other.outcome), f"outcome:{other.outcome}"
    below = (Item(_why(tell, other)), _flip(tell, other))
    return Item(tell.say("possible-out"), link, (), name, "out", (0, total), below)


def not_recommended(tell: Teller) -> Section:
    """Each outcome that is not recommended, what its nearest rule lacks, and after which answers it would be."""
    items = tuple(
        Item(_why(tell, other), f"outcome:{other.outcome}", (), tell.title(other.outcome), sub=(_flip(tell, other),))
        for other in tell.decision.not_recommended
    )
    return Section("not_recommended", tell.say("section-not-recommended"), "", items)


def _why(tell: Teller, other: NotRecommended) -> str:
    """How the table excludes an outcome."""
    if other.rule is None:
        return tell.say("why-not-no-rule")
    if other.failed:
        asked = [_condition(tell, condition) for condition in other.failed]
        return tell.say("why-not-condition", rule=other.rule, list=tell.all_of(asked))
    if other.facts:
        return tell.say("why-not-fact", rule=other.rule, title=tell.guide.facts[other.facts[0]].title)
    return tell.say("why-not-earlier", rule=other.rule, first=other.earlier)


def _condition(tell: Teller, failed: Failed) -> str:
    needed, said = (
        tell.either([tell.say("quoted", text=tell.label(failed.question, choice)) for choice in choices])
        for choices in (failed.needed, (failed.answer,))
    )
    if len(failed.needed) > NAMED:
        return tell.say("why-not-condition-other", said=said)
    return tell.say("why-not-condition-item", needed=needed, said=said)


def _flip(tell: Teller, other: NotRecommended) -> Item:
    if other.flip is None:
        held = "; ".join(tell.ask(question) for question in tell.decision.held)
        return Item(tell.say("flip-none-held", held=held) if held else tell.say("flip-none"), look="flip")
    changed = tuple(c for c in other.flip.changes if c.before is not None)
    opened = len(other.flip.changes) - len(changed)
    text = tell.say("flip-after-one" if len(changed) == 1 else "flip-after-many", n=len(changed))
    sub = [Item(tell.label(c.question, c.after), f"question:{c.question}", (), tell.ask(c.question)) for c in changed]
    sub += [Item(tell.say("flip-and-open", n=opened))] if opened else []
    return Item(text, tell.link(other.flip.answers), look="flip", sub=tuple(sub))


def effort(tell: Teller) -> Section:
    """The work that each outcome asks, least first, and whether counting it agrees with the verdict."""
    title = tell.say("section-effort")
    if not any(effort.work for effort in tell.decision.effort):
        return Section("effort", title)
    least = tell.decision.least_effort
    others = tell.either([tell.title(outcome) for outcome in least.outcomes])
    key = "effort-agrees" if least.agrees else "effort-differs"
    told = tell.say(key, outcome=tell.title(tell.decision.outcome), least=others)
    ranked = sorted(tell.decision.effort, key=lambda effort: (effort.weight is None, effort.weight or 0))
    most = max((effort.weight or 0 for effort in ranked), default=0)
    items = tuple(_effort(tell, effort, most) for effort in ranked)
    return Section("effort", title, f"{told} {tell.say('section-effort-lead')}", items)


def _effort(tell: Teller, effort: OutcomeEffort, most: int) -> Item:
    cannot = [work for work in effort.work if work.weight is None]
    key = "effort-cannot" if cannot else "effort-weight" if effort.work else "effort-nothing"
    return Item(
        text=tell.say(key, weight=effort.weight),
        link=f"outcome:{effort.outcome}",
        name=tell.title(effort.outcome),
        look="out" if cannot else "chosen" if effort.outcome == tell.decision.outcome else "",
        share=None if cannot else (effort.weight or 0, most),
        sub=tuple(_work(tell, work) for work in cannot or effort.work),
    )


def _work(tell: Teller, work: Work) -> Item:
    kind = "cannot" if work.weight is None else str(work.weight)
    name, mark = tell.say(f"weight-{kind}"), tell.mark("effort", work.id)
    return Item(work.text, None, work.sources, name, f"weight-{kind}", mark=mark)
