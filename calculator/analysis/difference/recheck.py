"""A decision record has lost its ground if and only if its answers no longer lead to its outcome."""

import re
from collections.abc import Iterator

from calculator.engine.answers import clean, renamed_outcome
from calculator.engine.decision import Decision
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.adr import DecisionRecord
from calculator.engine.telling.old_link import corrections_since
from calculator.engine.telling.reason import because
from calculator.engine.telling.teller import Teller

from ..finding import Finding

# States of a record in which nobody follows it: those of MADR, and as https://github.com/npryce/adr-tools spells one.
PUT_ASIDE = ("rejected", "deprecated", "superseded", "superceded")


def recheck(guide: Guide, record: DecisionRecord, on: str) -> Iterator[Finding]:
    """What became of a record by a date.

    An error where the verdict is another one now; a warning for answers that the guide no longer knows and for facts
    under the verdict that are due for review; a note where only the rule file is another one, and for a record that
    people have put aside.
    """
    if any(word in PUT_ASIDE for word in re.findall(r"\w+", record.status.casefold())[:1]):
        yield Finding("recheck", "note", f"{record.name}: {record.status}, so its ground is not asked for", on=on)
        return
    for correction in corrections_since(guide, record.on, clean(guide, record.answers)[0]):
        yield Finding("recheck", "note", f"{record.name}: {correction}", on=on)
    name, outcome = record.name, record.outcome and renamed_outcome(guide, record.outcome)
    now = decide(guide, record.answers, on)
    for dropped in now.dropped:
        yield Finding("recheck", "warning", f"{name}: {dropped.because}", on=on)
    if now.outcome != outcome:
        lost = _lost(guide, now, outcome, record.on)
        yield Finding("recheck", "error", f"{name}: {lost}", now.rules, now.answers, on)
        return
    yield from _due(guide, now, name)
    if record.rules != guide.digest:
        message = f"{name}: the same verdict, {outcome or 'open'}, under the rule file of {guide.edition}"
        yield Finding("recheck", "note", message, now.rules, on=on)


def _lost(guide: Guide, now: Decision, outcome: str | None, decided_on: str) -> str:
    verdict = now.outcome or "open between " + ", ".join(possible.outcome for possible in now.possible)
    was = f"decided {outcome or 'nothing yet'} on {decided_on}, now {verdict}. {because(Teller(guide, now))}"
    same_facts = decide(guide, now.answers, decided_on)
    if same_facts.outcome == outcome:
        changed = [fact for fact in guide.facts.values() if fact.holds(decided_on) != fact.holds(now.on)]
        named = [fact for fact in changed if any(rests.fact == fact.id for rests in now.rests_on)] or changed
        return f"{was} What changed since: {'; '.join(f'{fact.id} {fact.title}' for fact in named)}."
    return f"{was} The rules changed since."


def _due(guide: Guide, now: Decision, name: str) -> Iterator[Finding]:
    for rests in now.rests_on:
        due = guide.facts[rests.fact].review_by
        if rests.changes_verdict and due and due < now.on:
            title = guide.facts[rests.fact].title
            message = f"{name}: fact {rests.fact} ({title}) was due for review on {due}; if it fails: {rests.if_false}"
            yield Finding("recheck", "warning", message, now.rules, on=now.on)
