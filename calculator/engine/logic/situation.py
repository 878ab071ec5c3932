"""A reader's situation: the answers kept, the facts of a date, and the diagram of what is still open.

``decide`` and the explanations ask this value; it hides whether a question is answered by the diagram or, where the
table is too large for one, by the search.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from ..model import Answers, Guide
from .conditions import facts_of
from .dated import ByFacts, by_facts
from .diagram import Diagram
from .search import Search, bits, possible_outcomes, possible_rules
from .table import Box, Table, compile_table
from .tree import diagram_with


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """Answers (known ids only) and facts, with the table; ``diagram`` is None where it would be too large."""

    guide: Guide
    answers: Answers
    facts: Mapping[str, bool]
    table: Table
    box: Box
    diagram: Diagram | None
    rest: Diagram | None  # the diagram with the answers filled in

    def possible(self) -> dict[str, int | None]:
        """The outcomes still possible, in the order of the guide, with exact counts of answer sets where known."""
        if self.rest is None:
            counts: dict[str, int | None] = dict.fromkeys(possible_outcomes(self.table, self.box))
        else:
            counts = {**self.rest.leaf_counts(self.open_sets())}
        return {outcome: counts[outcome] for outcome in self.guide.outcomes if outcome in counts}

    def outcome(self) -> str | None:
        """The only outcome left, or None."""
        left = list(self.possible())
        return left[0] if len(left) == 1 else None

    def open_sets(self) -> int:
        """How many ways there are to answer the open questions."""
        return prod(options.bit_count() for options in self.box[: self.table.n_questions])

    def first_rule(self) -> int:
        """The first rule that decides some completion: no rule before it can match."""
        return bits(possible_rules(self.table, self.box))[0]

    def deciding_rules(self) -> tuple[int, ...]:
        """The rules that decide some completion, in order: one for a full set of answers."""
        alive, search = bits(possible_rules(self.table, self.box)), Search(self.table)
        return tuple(rule for rule in alive if rule == alive[0] or search.decided_by(self.box, rule))

    def still_needed(self) -> tuple[str, ...]:
        """The open questions that can still change the result.

        Exact with a diagram; without one, the questions that some rule that can still match asks.
        """
        if self.rest is not None:
            matter = self.rest.variables()
        elif self.outcome() is not None:
            matter = set()
        else:
            alive = possible_rules(self.table, self.box)
            matter = {v for v, free in enumerate(self.table.free) if alive & ~free}
        return tuple(q for at, q in enumerate(self.guide.questions) if at in matter and q not in self.answers)

    def given(self) -> dict[int, int]:
        """The answers as variable -> option."""
        index, options = self.table.index, self.table.option_index
        return {index[question]: options[index[question]][choice] for question, choice in self.answers.items()}

    def by_facts(self) -> ByFacts:
        """What the same answers leave possible under other facts."""
        return by_facts(self.guide, tuple(self.answers.items()))

    def with_answers(self, answers: Answers) -> "Situation":
        """Other answers under the same facts."""
        return situation(self.guide, answers, self.facts)


def facts_on(guide: Guide, on: str) -> dict[str, bool]:
    """Which of the facts that some row rests on hold on a date."""
    return {fact: guide.facts[fact].holds(on) for fact in _facts_of(guide)}


_facts_of = lru_cache(maxsize=16)(facts_of)


def situation(guide: Guide, answers: Answers, facts: Mapping[str, bool]) -> Situation:
    """The situation of answers with known ids under facts (those of ``facts_on``)."""
    table = compile_table(guide)
    box = table.box(answers, facts)
    diagram = diagram_with(guide, {fact: facts[fact] for fact in table.facts()})
    return Situation(guide, answers, facts, table, box, diagram, diagram and diagram.restrict(box))
