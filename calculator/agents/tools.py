"""What an agent may ask, as plain functions of a guide; every answer says its date and what is still open.

No answer is ever filled in: what the person did not say stays open, and the result says what to ask next.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator.authoring.beside.starters import NoStarterError, starter_of
from calculator.engine.decision import Decision, as_json
from calculator.engine.link import is_date, write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.model import Fact, Guide
from calculator.engine.telling.contract import decision_json
from calculator.engine.telling.side_by_side import compare
from calculator.engine.telling.teller import Teller

Json = dict[str, Any]
FIRST = 3  # places of a shortlist that are passed on
ASK = "Ask the person. Do not answer for them: what they do not know stays open, and the guide can live with that."


class CannotError(Exception):
    """Something that cannot be answered; the text says why and what would do."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A guide and where it lies, the day it is asked on, and the address where it is published (or nothing)."""

    guide: Guide
    rules: Path
    today: Callable[[], str]
    site: str = ""

    def decide(self, answers: Mapping[str, str], on: str | None = None) -> Json:
        """The verdict for some answers, or what is still possible."""
        tell = self._teller(answers, on)
        told, decision = decision_json(tell), tell.decision
        outcome = self.guide.outcomes.get(decision.outcome or "")
        return {
            "verdict": {"id": outcome.id, "title": outcome.title, "summary": outcome.summary} if outcome else None,
            "because": told["because"],
            **self._open(decision),
            "shortlist": [self._place(each) for each in told["shortlist"][:FIRST]],
            "cautions": [caution.text for caution in decision.cautions],
            "rests_on": [self._fact(self.guide.facts[each.fact]) for each in decision.rests_on],
            "starter": bool(outcome and outcome.starter),
            **self._said(decision),
        }

    def next_question(self, answers: Mapping[str, str], on: str | None = None) -> Json:
        """The question that tells most apart, with its choices; none once there is a verdict."""
        decision = self._teller(answers, on).decision
        asked = self.guide.questions.get(decision.next or "")
        question = asked and {
            "id": asked.id,
            "ask": asked.ask,
            "why": asked.why,
            "choices": [{"id": one.id, "label": one.label, "help": one.help} for one in asked.choices],
        }
        return {"question": question, "how": ASK if asked else "", **self._open(decision), **self._said(decision)}

    def compare(self, one: Mapping[str, str], other: Mapping[str, str], on: str | None = None) -> Json:
        """Two situations side by side: what differs, first the verdicts."""
        day = self._day(on)
        told = as_json(compare(self.guide, write_fragment(_texts(one)), write_fragment(_texts(other)), day))
        tables = [table for table in told["tables"] if table["rows"]]
        lines = {table["title"]: {row["name"]: row["cells"] for row in table["rows"]} for table in tables}
        return {"lead": told["lead"], "differs": lines, "not_understood": told["dropped"], "on": day}

    def starter(self, outcome: str) -> Json:
        """The files of the starter of an outcome, by path; begin with its README.md."""
        try:
            _, files = starter_of(self.guide, self.rules.parent, outcome)
        except (NoStarterError, OSError) as error:
            raise CannotError(str(error)) from None
        return {"files": {path: data.decode(errors="replace") for path, data in files.items()}}

    def facts(self, about: str) -> Json:
        """The facts with this id, or with all of these words in them, each with its date and its sources."""
        on, words = self.today(), about.casefold().split()
        found = [fact for fact in self.guide.facts.values() if _speaks_of(fact, words)]
        if not found:
            raise CannotError(f'no fact speaks of "{about}"; try one word, such as the name of a service')
        return {"facts": [self._fact(fact) | {"holds": fact.holds(on)} for fact in found], "on": on}

    def _teller(self, answers: Mapping[str, str], on: str | None) -> Teller:
        return Teller(self.guide, decide(self.guide, _texts(answers), self._day(on)))

    def _day(self, on: str | None) -> str:
        if on is not None and not is_date(on):
            raise CannotError(f'"{on}" is no date; expected a date such as 2026-11-23')
        return on or self.today()

    def _open(self, decision: Decision) -> Json:
        possible = [self.guide.outcomes[each.outcome] for each in decision.possible]
        return {
            "possible": {outcome.id: outcome.title for outcome in possible},
            "still_open": list(decision.still_needed),
            "not_understood": [each.because for each in decision.dropped],
        }

    def _said(self, decision: Decision) -> Json:
        link = f"{self.site.rstrip('/')}/selector/#{write_fragment(decision.answers)}" if self.site else None
        return {"answers": dict(decision.answers), "on": decision.on, "link": link}

    def _place(self, ranked: Json) -> Json:
        return {"outcome": self.guide.outcomes[ranked["outcome"]].title, "because": ranked["because"]}

    def _fact(self, fact: Fact) -> Json:
        links = [self.guide.sources[id].url for id in fact.sources if id in self.guide.sources]
        return {
            "id": fact.id,
            "title": fact.title,
            "statement": fact.statement,
            "evidence": fact.evidence,
            "as_of": fact.as_of,
            "sources": list(filter(None, links)),
        }


def _texts(answers: Mapping[str, object]) -> dict[str, str]:
    return {str(question): str(choice) for question, choice in answers.items()}


def _speaks_of(fact: Fact, words: Iterable[str]) -> bool:
    text = f"{fact.id} {fact.title} {fact.statement} {fact.service}".casefold()
    return all(word in text for word in words)
