"""A Decision as an Architecture Decision Record: Markdown with the headings of MADR 4, ready to commit.

https://github.com/adr/madr (template, version 4).  The front matter is what ``recheck`` reads back: answers, digest
of the rule file, facts with their dates.  Headings stay English, because tools look for them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..decision import Decision, OutcomeEffort
from ..model import Guide
from ..words import say
from .alternatives import changes_in_words
from .report import report
from .section import Section, sentence
from .teller import Teller


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """The ground of a record as its front matter states it; ``outcome`` is None where the decision was open.

    ``status`` is what people made of it: proposed, accepted, rejected, deprecated, or superseded by another record.
    """

    name: str
    answers: Mapping[str, str]
    outcome: str | None
    rules: str
    on: str
    status: str = "proposed"


def adr(guide: Guide, decision: Decision, today: str, link: str = "") -> str:
    """The record of a Decision.  ``today`` is the date of the record, ``link`` the address of the answer set."""
    sections = {section.id: section for section in report(guide, decision)}
    blocks = [_front_matter(decision, today, link), *_body(guide, decision, sections, link)]
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _front_matter(decision: Decision, today: str, link: str) -> str:
    lines = ["---", "status: proposed", f"date: {today}", "guide:"]
    lines += [f"  rules: {decision.guide}", f'  on: "{decision.on}"', f"  outcome: {decision.outcome or 'open'}"]
    lines += [f'  link: "{link}"'] if link else []
    lines += ["  answers:" if decision.answers else "  answers: {}"]
    lines += [f"    {question}: {choice}" for question, choice in sorted(decision.answers.items())]
    lines += ["  revisit_when:" if decision.rests_on else "  revisit_when: []"]
    for rests in decision.rests_on:
        lines += [f"    - fact: {rests.fact}", f'      as_of: "{rests.as_of}"']
        lines += [f"      holds: {str(rests.holds).lower()}", f"      if_otherwise: {rests.if_false or 'open'}"]
    return "\n".join([*lines, "---"])


def _body(guide: Guide, decision: Decision, sections: dict[str, Section], link: str) -> Iterable[str]:
    title = guide.outcomes[decision.outcome].title if decision.outcome else None
    key = "adr-title" if title else "adr-title-open"
    yield f"# {say(guide, key, outcome=title, guide=guide.title)}"
    yield f"## Context and Problem Statement\n\n{say(guide, 'adr-context', guide=guide.title, scope=guide.scope)}"
    yield "## Decision Drivers\n\n" + _list(_drivers(guide, decision))
    yield "## Considered Options\n\n" + _list(outcome.title for outcome in guide.outcomes.values())
    chosen = say(guide, "adr-chosen", outcome=title, because=decision.because) if title else decision.because
    yield f"## Decision Outcome\n\n{chosen}"
    good = [say(guide, "adr-good", text=guide.outcomes[decision.outcome].summary)] if decision.outcome else []
    bad = [say(guide, "adr-bad", text=item) for item in _texts(sections, "cautions")]
    yield "### Consequences\n\n" + _list([*good, *bad] or [say(guide, "adr-no-cautions")])
    yield "### Confirmation\n\n" + _list([say(guide, "adr-confirmation"), *_texts(sections, "steps_day")])
    yield "## Pros and Cons of the Options"
    for outcome in guide.outcomes:
        yield f"### {guide.outcomes[outcome].title}\n\n" + _list(_pros_and_cons(guide, decision, outcome))
    yield "## More Information\n\n" + _list(_more(guide, decision, sections, link))


def _drivers(guide: Guide, decision: Decision) -> list[str]:
    answers = decision.deciding.answers or decision.answers
    lines = [
        say(guide, "answer-item", ask=guide.questions[q].ask, label=guide.questions[q].choice(c).label)
        for q, c in answers.items()
    ]
    return lines or [say(guide, "adr-no-drivers")]


def _pros_and_cons(guide: Guide, decision: Decision, outcome: str) -> Iterable[str]:
    if outcome == decision.outcome:
        yield say(guide, "adr-good", text=decision.because)
    elif any(possible.outcome == outcome for possible in decision.possible):
        yield say(guide, "adr-neutral", text=say(guide, "adr-still-possible"))
    for other in decision.not_recommended:
        if other.outcome == outcome:
            yield say(guide, "adr-bad", text=other.because)
            yield say(guide, "adr-neutral", text=changes_in_words(Teller(guide, decision), other))
    effort = next(effort for effort in decision.effort if effort.outcome == outcome)
    yield from _work(guide, effort)


def _work(guide: Guide, effort: OutcomeEffort) -> Iterable[str]:
    for work in effort.work:
        key = "adr-bad-cannot" if work.weight is None else "adr-bad-work"
        yield say(guide, key, text=work.text, kind=say(guide, f"weight-{work.weight or 'cannot'}"))


def _more(guide: Guide, decision: Decision, sections: dict[str, Section], link: str) -> list[str]:
    lines = [say(guide, "adr-rules", digest=decision.guide, edition=guide.edition, on=decision.on)]
    lines += [say(guide, "adr-assumption-open", ask=guide.questions[q].ask) for q in decision.still_needed]
    lines += [say(guide, "adr-assumption-settled", ask=guide.questions[q].ask) for q in decision.settled]
    lines += [say(guide, "adr-revisit", fact=text) for text in _texts(sections, "facts")]
    return lines + ([say(guide, "adr-link", link=link)] if link else [])


def _texts(sections: dict[str, Section], *ids: str) -> list[str]:
    return [sentence(item) for id in ids if id in sections for item in sections[id].items]


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"* {' '.join(line.split())}" for line in lines)
