"""A Decision as an Architecture Decision Record: Markdown with the headings of MADR 4, ready to commit.

The front matter is what ``recheck`` reads back: answers, digest of the rule file, facts with their dates.
"""

from collections.abc import Iterable

from .decision import Decision
from .model import Guide
from .report import Section, report
from .words import say


def adr(guide: Guide, decision: Decision, today: str, link: str = "") -> str:
    """The record of a Decision.  ``today`` is the date of the record, ``link`` the address of the answer set."""
    sections = {section.id: section for section in report(guide, decision)}
    blocks = [_front_matter(decision, today, link), *_body(guide, decision, sections, link)]
    return "\n".join(blocks).rstrip() + "\n"


def _front_matter(decision: Decision, today: str, link: str) -> str:
    lines = ["---", "status: proposed", f"date: {today}", "guide:"]
    lines += [f"  rules: {decision.guide}", f"  on: {decision.on}", f"  outcome: {decision.outcome or 'null'}"]
    lines += [f"  link: {link}"] if link else []
    lines += ["  answers:" if decision.answers else "  answers: {}"]
    lines += [f"    {question}: {choice}" for question, choice in sorted(decision.answers.items())]
    lines += ["  facts:" if decision.rests_on else "  facts: []"]
    for rests in decision.rests_on:
        lines += [f"    - id: {rests.fact}", f"      as_of: {rests.as_of}", f"      holds: {str(rests.holds).lower()}"]
        lines += [f"      if_otherwise: {rests.if_false or 'open'}"]
    return "\n".join([*lines, "---", ""])


def _body(guide: Guide, decision: Decision, sections: dict[str, Section], link: str) -> Iterable[str]:
    verdict = sections["verdict"]
    title = guide.outcomes[decision.outcome].title if decision.outcome else None
    yield f"# {say(guide, 'adr-title', outcome=title) if title else say(guide, 'adr-title-open')}\n"
    yield f"## Context and Problem Statement\n\n{say(guide, 'adr-context', guide=guide.title)}\n"
    yield "## Decision Drivers\n\n" + _list(_drivers(guide, decision)) + "\n"
    yield "## Considered Options\n\n" + _list(outcome.title for outcome in guide.outcomes.values()) + "\n"
    yield f"## Decision Outcome\n\n{verdict.lead}\n\n{decision.because}\n"
    yield "### Consequences\n\n" + _list(_texts(sections, "cautions") or [say(guide, "adr-no-cautions")]) + "\n"
    yield "### Confirmation\n\n" + _list([say(guide, "adr-confirmation"), *_texts(sections, "steps_day")]) + "\n"
    yield "## Pros and Cons of the Options\n\n" + _list(_texts(sections, "not_recommended", "effort")) + "\n"
    yield "## More Information\n\n" + _list(_more(guide, decision, sections, link))


def _drivers(guide: Guide, decision: Decision) -> list[str]:
    answers = decision.deciding.answers or decision.answers
    lines = [
        say(guide, "answer-item", ask=guide.questions[q].ask, label=guide.questions[q].choice(c).label)
        for q, c in answers.items()
    ]
    return lines or [say(guide, "adr-no-drivers")]


def _more(guide: Guide, decision: Decision, sections: dict[str, Section], link: str) -> list[str]:
    unknown = [guide.questions[q].ask for q in guide.questions if q not in decision.answers]
    lines = [say(guide, "adr-rules", digest=decision.guide, edition=guide.edition, on=decision.on)]
    lines += [say(guide, "adr-assumption", ask=ask) for ask in unknown]
    lines += [say(guide, "adr-revisit", fact=text) for text in _texts(sections, "facts")]
    lines += [say(guide, "adr-link", link=link)] if link else []
    return lines


def _texts(sections: dict[str, Section], *ids: str) -> list[str]:
    return [item.text for id in ids if id in sections for item in sections[id].items]


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"* {' '.join(line.split())}" for line in lines)
