"""A Decision in words: ordered sections that the page, the command line, the cases and the record all show.

Nobody else words a verdict.  A link is ``#…`` (an answer set) or ``outcome:``, ``rule:``, ``fact:``, ``question:`` plus
an id; ``cites`` are ids of facts and sources.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .decision import Decision, NotRecommended, OutcomeEffort, RestsOn
from .link import write_fragment
from .model import Guide
from .words import join, say


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section."""

    text: str
    link: str | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a leading sentence and items; ``folded`` ones are for those who want to know more."""

    id: str
    title: str
    lead: str = ""
    items: tuple[Item, ...] = ()
    folded: bool = False


def report(guide: Guide, decision: Decision) -> tuple[Section, ...]:
    """The sections of a Decision, most important first; sections without content are left out."""
    parts = _DECIDED if decision.outcome else _OPEN
    sections = (part(guide, decision) for part in parts)
    return tuple(section for section in sections if section.lead or section.items)


def headline(guide: Guide, decision: Decision) -> str:
    """The verdict in one sentence."""
    if decision.outcome:
        early = len(decision.answers) < len(guide.questions)
        key = "verdict-decided-early" if early else "verdict-decided"
        return say(guide, key, outcome=_title(guide, decision.outcome))
    return say(guide, "verdict-open", possible=len(decision.possible), all=len(guide.outcomes))


def progress(guide: Guide, decision: Decision) -> str:
    """How far the answers have come: outcomes still possible, questions left that matter."""
    if decision.outcome:
        return say(guide, "progress-decided", outcome=_title(guide, decision.outcome))
    needed = len(decision.still_needed)
    key = "progress-open-one" if needed == 1 else "progress-open"
    return say(guide, key, possible=len(decision.possible), all=len(guide.outcomes), needed=needed)


def _title(guide: Guide, outcome: str | None) -> str:
    return guide.outcomes[outcome].title if outcome else say(guide, "rests-open")


def _answer(guide: Guide, key: str, question: str, choice: str, **values: object) -> str:
    asked = guide.questions[question]
    return say(guide, key, ask=asked.ask, label=asked.choice(choice).label, **values)


def _link(answers: Mapping[str, str]) -> str:
    return "#" + write_fragment(answers)


def _verdict(guide: Guide, decision: Decision) -> Section:
    rules = [rule for rule in guide.rules if rule.id in decision.rules]
    items = [Item(guide.outcomes[decision.outcome].summary, f"outcome:{decision.outcome}")] if decision.outcome else []
    items += [Item(decision.because, f"rule:{rules[0].id}", rules[0].sources)] if rules else []
    items += [Item(rule.opinion, f"rule:{rule.id}") for rule in rules if rule.opinion and len(rules) == 1]
    return Section("verdict", say(guide, "section-verdict"), headline(guide, decision), tuple(items))


def _possible(guide: Guide, decision: Decision) -> Section:
    sets = [possible.answer_sets for possible in decision.possible]
    total = sum(count for count in sets if count is not None)
    items = tuple(
        Item(
            say(guide, "possible-item-uncounted", outcome=_title(guide, possible.outcome))
            if possible.answer_sets is None
            else say(
                guide, "possible-item", outcome=_title(guide, possible.outcome), sets=possible.answer_sets, total=total
            ),
            f"outcome:{possible.outcome}",
        )
        for possible in decision.possible
    )
    return Section("possible", say(guide, "section-possible"), say(guide, "section-possible-lead"), items)


def _next(guide: Guide, decision: Decision) -> Section:
    title = say(guide, "section-next")
    asked = decision.next_because
    if asked is None:
        return Section("next", title)
    separates = join(guide, [_title(guide, outcome) for outcome in asked.separates])
    lead = say(guide, "next-because", separates=separates) if separates else say(guide, "next-because-counts")
    question = guide.questions[asked.question]
    return Section("next", title, lead, (Item(question.ask, f"question:{question.id}"), Item(question.why)))


def _needed(guide: Guide, decision: Decision) -> Section:
    items = tuple(Item(guide.questions[q].ask, f"question:{q}") for q in decision.still_needed)
    return Section("needed", say(guide, "section-needed"), "", items, folded=True)


def _settled(guide: Guide, decision: Decision) -> Section:
    items = tuple(Item(guide.questions[q].ask, f"question:{q}") for q in decision.settled)
    lead = say(guide, "settled-answered") if items else ""
    return Section("settled", say(guide, "section-settled"), lead, items, folded=True)


def _deciding(guide: Guide, decision: Decision) -> Section:
    answers = [Item(_answer(guide, "answer-item", q, c), f"question:{q}") for q, c in decision.deciding.answers.items()]
    holds = {rests.fact: rests.holds for rests in decision.rests_on}
    facts = [
        Item(
            say(
                guide, "fact-item" if holds.get(fact, True) else "fact-item-not",
                title=guide.facts[fact].title, as_of=guide.facts[fact].as_of,
            ),
            f"fact:{fact}",
        )
        for fact in decision.deciding.facts
    ]
    lead = say(guide, "section-deciding-lead" if answers else "section-deciding-none")
    return Section("deciding", say(guide, "section-deciding"), lead, (*answers, *facts))


def _cautions(guide: Guide, decision: Decision) -> Section:
    items = tuple(Item(caution.text, None, caution.sources) for caution in decision.cautions)
    return Section("cautions", say(guide, "section-cautions"), "", items)


def _not_recommended(guide: Guide, decision: Decision) -> Section:
    items = []
    for other in decision.not_recommended:
        reason = f"{_title(guide, other.outcome)}: {other.because}"
        items.append(Item(reason, f"outcome:{other.outcome}", ()))
        link = _link(other.flip.answers) if other.flip else None
        items.append(Item(changes_in_words(guide, decision, other), link))
    return Section("not_recommended", say(guide, "section-not-recommended"), "", tuple(items), folded=True)


def changes_in_words(guide: Guide, decision: Decision, other: NotRecommended) -> str:
    """Which answers would have to change for an outcome, or that no change leads there."""
    if other.flip is None:
        held = "; ".join(guide.questions[question].ask for question in decision.held)
        return say(guide, "flip-none-held", held=held) if held else say(guide, "flip-none")
    changed = [_answer(guide, "flip-change", c.question, c.after) for c in other.flip.changes]
    key = "flip-one" if len(changed) == 1 else "flip-many"
    return say(guide, "flip-item", changes=say(guide, key, n=len(changed), list="; ".join(changed)))


def _stability(guide: Guide, decision: Decision) -> Section:
    flips, changes = decision.stability.flips, decision.stability.changes
    close = len(flips) * 5 >= changes  # one in five: a wording of this guide, not a measure
    key = "stability-close" if flips and close else "stability-edge" if flips else "stability-robust"
    items = tuple(
        Item(
            _answer(
                guide, "stability-item" if flip.outcome else "stability-item-open", flip.question, flip.after,
                outcome=_title(guide, flip.outcome),
            ),
            _link({**decision.answers, flip.question: flip.after}),
        )
        for flip in flips
    )
    lead = say(guide, key, flips=len(flips), changes=changes) if changes else ""
    return Section("stability", say(guide, "section-stability"), lead, items, folded=True)


def _effort(guide: Guide, decision: Decision) -> Section:
    if not any(effort.work for effort in decision.effort):
        return Section("effort", say(guide, "section-effort"))
    least = decision.least_effort
    title = _title(guide, decision.outcome)
    others = join(guide, [_title(guide, outcome) for outcome in least.outcomes])
    sentence = say(guide, "effort-agrees" if least.agrees else "effort-differs", outcome=title, least=others)
    ranked = sorted(decision.effort, key=lambda effort: (effort.weight is None, effort.weight or 0))
    items = tuple(_effort_item(guide, effort) for effort in ranked)
    return Section(
        "effort", say(guide, "section-effort"), f"{sentence} {say(guide, 'section-effort-lead')}", items, folded=True
    )


def _effort_item(guide: Guide, effort: OutcomeEffort) -> Item:
    cannot = [work for work in effort.work if work.weight is None]
    shown = cannot or effort.work
    work = " ".join(part.text for part in shown) or say(guide, "effort-nothing")
    key = "effort-item-cannot" if cannot else "effort-item-work"
    text = say(guide, key, outcome=_title(guide, effort.outcome), weight=effort.weight, work=work)
    cites = tuple(dict.fromkeys(source for part in shown for source in part.sources))
    return Item(text, f"outcome:{effort.outcome}", cites)


def _facts(guide: Guide, decision: Decision) -> Section:
    items = tuple(_rests_item(guide, rests) for rests in decision.rests_on if rests.changes_verdict)
    lead = say(guide, "section-facts-lead" if items else "section-facts-none")
    return Section("facts", say(guide, "section-facts"), lead, items, folded=True)


def _rests_item(guide: Guide, rests: RestsOn) -> Item:
    key = "rests-item" if rests.holds else "rests-item-absent"
    title, outcome = guide.facts[rests.fact].title, _title(guide, rests.if_false)
    return Item(say(guide, key, title=title, as_of=rests.as_of, outcome=outcome), f"fact:{rests.fact}")


def _moments(guide: Guide, decision: Decision) -> Section:
    items = []
    for moment, then in zip(guide.moments, decision.moments, strict=True):
        when = {"label": moment.label, "on": moment.on}
        facts = tuple(f"{guide.facts[fact].title}" for fact in then.facts)
        if then.outcome is None:
            outcomes = join(guide, [_title(guide, outcome) for outcome in then.possible])
            text = say(guide, "moment-open", outcomes=outcomes, **when)
        elif then.outcome == decision.outcome:
            text = say(guide, "moment-same", outcome=_title(guide, then.outcome), **when)
        else:
            text = say(guide, "moment-other", outcome=_title(guide, then.outcome), facts="; ".join(facts), **when)
        items.append(Item(text, f"outcome:{then.outcome}" if then.outcome else None, then.facts))
    return Section("moments", say(guide, "section-moments"), "", tuple(items), folded=True)


def _steps_day(guide: Guide, decision: Decision) -> Section:
    steps = guide.outcomes[decision.outcome].first_day if decision.outcome else ()
    return Section("steps_day", say(guide, "section-steps-day"), "", tuple(map(Item, steps)), folded=True)


def _steps_week(guide: Guide, decision: Decision) -> Section:
    steps = guide.outcomes[decision.outcome].first_week if decision.outcome else ()
    return Section("steps_week", say(guide, "section-steps-week"), "", tuple(map(Item, steps)), folded=True)


_DECIDED = (
    _verdict, _deciding, _cautions, _not_recommended, _stability, _effort, _facts, _moments, _steps_day, _steps_week,
    _settled,
)
_OPEN = (_verdict, _next, _possible, _cautions, _needed, _not_recommended, _settled)
