"""What every check stands on: the table, the dates at which it changes, and a diagram for counts where one fits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

from calculator.engine.logic.conditions import days_of_change
from calculator.engine.logic.diagram import Diagram, TooLargeError, build, orders
from calculator.engine.logic.search import Search
from calculator.engine.logic.situation import facts_on
from calculator.engine.logic.table import Box, Table, compile_table
from calculator.engine.model import Guide

from ..finding import Severity
from .counting import counts
from .free_order import free_diagram

BEFORE_ALL = "0001-01-01"


@dataclass(frozen=True)
class Ground:
    """A guide under proof; ``today`` is the date for which "today" is claimed."""

    guide: Guide
    today: str
    budgets: tuple[int, ...] = (2_000, 20_000, 100_000)  # states of a diagram; each order gets the small ones first

    @cached_property
    def table(self) -> Table:
        """The compiled table."""
        return compile_table(self.guide)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """A date for each state that the facts ever have: the first day of each, ``BEFORE_ALL`` for the earliest."""
        facts = [self.guide.facts[fact] for fact in self.table.facts()]
        by_state: dict[tuple[bool, ...], str] = {}
        for date in (BEFORE_ALL, *days_of_change(self.guide, self.table.facts())):
            by_state.setdefault(tuple(fact.holds(date) for fact in facts), date)
        return tuple(by_state.values())

    def box(self, on: str) -> Box:
        """All answer sets under the facts of a date."""
        return self.table.box({}, facts_on(self.guide, on))

    def grave(self, kind: str, id: str) -> Severity:
        """How grave it is that a thing does not work: an overlay may well leave a thing of the rule file idle."""
        overlay = self.guide.overlay
        return "error" if overlay is None or id in overlay.added.get(kind, ()) else "note"

    def size(self) -> int:
        """How many answer sets there are."""
        return prod(len(options) for options in self.table.options[: self.table.n_questions])

    @cached_property
    def by_rule(self) -> Diagram | None:
        """A diagram for counts whose leaves are rule ids, over answers and facts; None where none fits the budget."""
        labels = [rule.id for rule in self.guide.rules]
        for budget in self.budgets:
            found = self._ordered(labels, budget) or free_diagram(self.table, labels, budget)
            if found:
                return found
        return None

    @cached_property
    def by_outcome(self) -> Diagram | None:
        """The ordered diagram whose leaves are outcomes, over answers and facts; None where none fits the budget."""
        return next(filter(None, (self._ordered(None, budget) for budget in self.budgets)), None)

    def _ordered(self, labels: list[str] | None, budget: int) -> Diagram | None:
        for order in orders(self.table):
            try:
                return build(self.table, order, labels, budget=budget)
            except TooLargeError:
                continue
        return None

    def count_rules(self, box: Box) -> dict[str, int] | None:
        """Exactly how many answer sets of a box each rule decides (the key ``gap`` for none); None if not computed."""
        return counts(self.by_rule, box) if self.by_rule else None

    def count_outcomes(self, box: Box) -> dict[str, int] | None:
        """Exactly how many answer sets of a box lead to each outcome (``gap`` for none); None if not computed."""
        by_rule = self.count_rules(box)
        if by_rule is None:
            return None
        outcomes, found = {rule.id: rule.then for rule in self.guide.rules}, dict[str, int]()
        for rule, number in by_rule.items():
            outcome = outcomes.get(rule, rule)
            found[outcome] = found.get(outcome, 0) + number
        return found

    def answers(self, point: Iterable[int]) -> dict[str, str]:
        """A point of the table as answers."""
        named = zip(self.guide.questions, self.table.options, point, strict=False)  # facts follow the questions
        return {question: options[option] for question, options, option in named}

    def smallest(self, box: Box, decided_by: int | None) -> Mapping[str, str] | None:
        """The fewest answers (earlier questions and choices first) all of whose completions a rule decides.

        ``decided_by`` is the rule's index, None for a gap.  None where the box holds no such point.
        """
        point = self.first_point(box, decided_by)
        return None if point is None else self._shorten(box, self.answers(point), decided_by)

    def first_point(self, box: Box, decided_by: int | None) -> tuple[int, ...] | None:
        """The first point of a box, by question and choice order, that a rule decides (or none, for a gap)."""
        if self._find(box, decided_by) is None:
            return None
        for variable in range(self.table.n_questions):
            for option in range(len(self.table.options[variable])):
                part = (*box[:variable], 1 << option, *box[variable + 1 :])
                if box[variable] >> option & 1 and self._find(part, decided_by) is not None:
                    box = part
                    break
        return self._find(box, decided_by)

    def _find(self, box: Box, decided_by: int | None) -> tuple[int, ...] | None:
        search = Search(self.table)
        if decided_by is None:
            return search.point(box, self.table.every_rule)
        return search.decided_by(box, decided_by)

    def _shorten(self, box: Box, answers: dict[str, str], decided_by: int | None) -> Mapping[str, str]:
        """Leave out answers, last question first, as long as every completion still shows the same."""
        for question in reversed(list(answers)):
            fewer = {key: value for key, value in answers.items() if key != question}
            if self._always(box, fewer, decided_by):
                answers = fewer
        return answers

    def _always(self, box: Box, answers: Mapping[str, str], decided_by: int | None) -> bool:
        part = tuple(a & b for a, b in zip(box, self.table.box(answers, {}), strict=True))
        search = Search(self.table)
        if decided_by is None:
            return all(search.inside(part, rule) is None for rule in range(len(self.table.outcomes)))
        if any(search.decided_by(part, rule) for rule in range(decided_by)):
            return False
        inside = search.inside(part, decided_by)
        return inside == part
