"""A Decision as an Architecture Decision Record: Markdown with the headings of MADR 4, ready to commit.

https://github.com/adr/madr (template, version 4).  The front matter is what ``recheck`` reads back: answers, digest
of the rule file, facts with their dates.  Headings stay English, because tools look for them.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..decision import Decision, Ranked
from ..model import Guide
from ..words import say
from .reason import marked_reason
from .report import report
from .section import Section, sentence
from .shortlist import better_if, place_because
from .teller import Teller
from .unmarked import unmarked

_PLAIN = re.compile("[A-Za-z][A-Za-z0-9_.+-]*")  # no dialect of YAML reads it as a number or a date
# But these are flags or nothing in YAML 1.1: https://yaml.org/type/bool.html, https://yaml.org/type/null.html
_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")


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


def adr(guide: Guide, decision: Decision, today: str, link: str = "", bill: Sequence[str] = ()) -> str:
    """The record of a Decision.

    ``today`` is the date of the record, ``link`` the address of the answer set, ``bill`` the lines of its bill.
    """
    sections = {section.id: section for section in report(guide, decision)}
    body = [*_body(guide, decision, sections, link)]
    body += ["### " + say(guide, "bill-title"), _list(bill)] if bill else []
    blocks = [_front_matter(decision, today, link), *map(unmarked, body)]
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _front_matter(decision: Decision, today: str, link: str) -> str:
    lines = ["---", "status: proposed", f"date: {today}", "guide:"]
    lines += [f'  rules: "{decision.guide}"', f'  decided_on: "{decision.on}"']
    lines += [f"  outcome: {_scalar(decision.outcome or 'open')}"]
    lines += [f"  link: {_quoted(link)}"] if link else []
    lines += ["  answers:" if decision.answers else "  answers: {}"]
    lines += [f"    {_scalar(question)}: {_scalar(choice)}" for question, choice in sorted(decision.answers.items())]
    lines += ["  revisit_when:" if decision.rests_on else "  revisit_when: []"]
    for rests in decision.rests_on:
        lines += [f"    - fact: {_scalar(rests.fact)}", f'      as_of: "{rests.as_of}"']
        lines += [f"      holds: {str(rests.holds).lower()}"]
        lines += [f"      if_otherwise: {_scalar(rests.if_false or 'open')}"]
    return "\n".join([*lines, "---"])


def _scalar(id: str) -> str:
    """An id as YAML of any dialect reads it as text: in quotes if one takes it for a number, a flag or a date."""
    return id if _PLAIN.fullmatch(id) and id.casefold() not in _WORDS else _quoted(id)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is one of YAML too


def _body(guide: Guide, decision: Decision, sections: dict[str, Section], link: str) -> Iterable[str]:
    title = guide.outcomes[decision.outcome].title if decision.outcome else None
    key = "adr-title" if title else "adr-title-open"
    yield f"# {say(guide, key, outcome=title, guide=guide.title)}"
    yield f"## Context and Problem Statement\n\n{say(guide, 'adr-context', guide=guide.title, scope=guide.scope)}"
    yield "## Decision Drivers\n\n" + _list(_drivers(guide, decision))
    tell = Teller(guide, decision)
    yield "## Considered Options\n\n" + _list(_option(tell, one) for one in decision.shortlist)
    why = marked_reason(tell)
    chosen = say(guide, "adr-chosen", outcome=title, because=why) if title else why
    yield f"## Decision Outcome\n\n{chosen}"
    good = [say(guide, "adr-good", text=guide.outcomes[decision.outcome].summary)] if decision.outcome else []
    bad = [say(guide, "adr-bad", text=item) for item in _texts(sections, "cautions")]
    yield "### Consequences\n\n" + _list([*good, *bad] or [say(guide, "adr-no-cautions")])
    yield "### Confirmation\n\n" + _list([say(guide, "adr-confirmation"), *_texts(sections, "steps_day")])
    yield "## Pros and Cons of the Options"
    for one in decision.shortlist:
        yield f"### {guide.outcomes[one.outcome].title}\n\n" + _list(_pros_and_cons(tell, one))
    yield "## More Information\n\n" + _list(_more(guide, decision, sections, link))


def _drivers(guide: Guide, decision: Decision) -> list[str]:
    answers = decision.deciding.answers or decision.answers
    lines = [
        say(guide, "answer-item", ask=guide.questions[q].ask, label=guide.questions[q].choice(c).label)
        for q, c in answers.items()
    ]
    return lines or [say(guide, "adr-no-drivers")]


def _option(tell: Teller, one: Ranked) -> str:
    """One option with its fit; while the verdict is open, only what cannot do it is marked."""
    fit = one.fit if one.fit == "cannot" or tell.decision.outcome else "possible"
    return tell.say(f"adr-option-{fit}", outcome=tell.title(one.outcome))


def _pros_and_cons(tell: Teller, one: Ranked) -> Iterable[str]:
    key = {"recommended": "adr-good", "works": "adr-neutral", "cannot": "adr-bad"}[one.fit]
    yield tell.say(key, text=place_because(tell, one))
    if better := better_if(tell, one):
        yield tell.say("adr-neutral", text=better.text)
    for work in one.extra if one.fit == "works" else ():
        yield tell.say("adr-bad-work", text=work.text, kind=tell.say(f"weight-{work.weight}"))


def _more(guide: Guide, decision: Decision, sections: dict[str, Section], link: str) -> list[str]:
    lines = [say(guide, "adr-rules", digest=decision.guide, edition=guide.edition, on=decision.on)]
    lines += [say(guide, "adr-assumption-open", ask=guide.questions[q].ask) for q in decision.still_needed]
    lines += [say(guide, "adr-assumption-settled", ask=guide.questions[q].ask) for q in decision.settled]
    lines += [say(guide, "adr-revisit", fact=text) for text in _texts(sections, "facts")]
    if home := sections.get("overlay"):
        lines += [f"{home.title}: {text}" for text in (home.lead, *_texts(sections, "overlay")) if text]
    if decision.outcome and guide.outcomes[decision.outcome].starter:
        lines.append(say(guide, "adr-starter", id=decision.outcome))
    return lines + ([say(guide, "adr-link", link=link)] if link else [])


def _texts(sections: dict[str, Section], *ids: str) -> list[str]:
    return [sentence(item) for id in ids if id in sections for item in sections[id].items]


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"* {' '.join(line.split())}" for line in lines)
