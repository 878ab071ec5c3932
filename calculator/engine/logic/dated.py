"""What dated facts change while the answers stay: the outcomes that are left, for each way the facts may be.

The diagram of a guide with the answers filled in asks the open questions and the facts.  A node that asks a question
becomes the union of what it leads to, and what remains is a diagram over the facts alone, whose leaves are sets of
outcomes: asking it about a date is a walk of a few steps.
"""

from collections.abc import Mapping
from functools import lru_cache, reduce

from ..model import Answers, Guide
from .diagram import Builder, Diagram, diagram_of
from .search import possible_outcomes
from .table import compile_table


class ByFacts:
    """The outcomes that some answers leave possible, by the facts; ``matter`` are the facts on which that rests.

    For a guide whose table is too large for a diagram each question is a search, and any fact may matter.
    """

    def __init__(self, guide: Guide, answers: Answers) -> None:
        self.guide, self.answers = guide, answers
        self.table = compile_table(guide)
        whole = diagram_of(guide)
        self.exact = whole is not None
        self.matter = self.table.facts()
        if whole is not None:
            free = whole.restrict(self.table.box(answers, {}))
            self._bit = {label: 1 << leaf for leaf, label in enumerate(free.labels)}
            self._sets = _Unions(free, self.table.n_questions)
            asked = self._sets.asked()
            self.matter = tuple(fact for fact in self.matter if self.table.index[fact] in asked)

    def left(self, facts: Mapping[str, bool]) -> tuple[str, ...]:
        """The outcomes possible under facts, in the order of the guide."""
        if not self.exact:
            found = possible_outcomes(self.table, self.table.box(self.answers, facts))
            return tuple(outcome for outcome in self.guide.outcomes if outcome in found)
        sets = self._sets.of({self.table.index[fact]: int(facts[fact]) for fact in self.matter})
        return tuple(outcome for outcome in self.guide.outcomes if sets & self._bit.get(outcome, 0))


by_facts = lru_cache(maxsize=8)(lambda guide, answers: ByFacts(guide, dict(answers)))


class _Unions:
    """A diagram over the facts alone: a node is one of ``made``, or below zero the leaf ``~labels`` (as bits)."""

    def __init__(self, diagram: Diagram, n_questions: int) -> None:
        self.diagram, self.n_questions = diagram, n_questions
        self.made = Builder(diagram.table, diagram.order, ())  # the leaves are no nodes of it
        self.joined: dict[tuple[int, int], int] = {}
        made = [~(1 << leaf) for leaf in range(len(diagram.labels))]
        for at in range(len(made), len(diagram.children)):  # children come first
            children, level = tuple(made[child] for child in diagram.children[at]), diagram.level[at]
            question = self.fact(level) < n_questions
            made.append(reduce(self._join, set(children)) if question else self.made.node(level, children))
        self.root = made[diagram.root]

    def fact(self, level: int) -> int:
        """The variable of a level."""
        return self.diagram.order[level]

    def asked(self) -> set[int]:
        """The facts (variables) that can change what is left; some nodes were only steps on the way to others."""
        found, waiting, seen = set(), [self.root], set[int]()
        while waiting:
            node = waiting.pop()
            if node >= 0 and node not in seen:
                seen.add(node)
                found.add(self.fact(self.made.level[node]))
                waiting += self.made.children[node]
        return found

    def of(self, facts: Mapping[int, int]) -> int:
        """The labels possible under facts (variable -> option), as bits."""
        node = self.root
        while node >= 0:
            node = self.made.children[node][facts[self.fact(self.made.level[node])]]
        return ~node

    def _join(self, one: int, other: int) -> int:
        """The union of two nodes, for each way the facts may be."""
        if one == other:
            return one
        if one < 0 and other < 0:
            return one & other  # of complements
        key = (one, other) if one < other else (other, one)
        if key not in self.joined:
            level = min(self.made.level[node] for node in key if node >= 0)
            behind = [self._behind(node, level) for node in key]
            self.joined[key] = self.made.node(level, tuple(self._join(*pair) for pair in zip(*behind, strict=True)))
        return self.joined[key]

    def _behind(self, node: int, level: int) -> tuple[int, ...]:
        """The nodes behind each option of a level; the same one where the node does not ask it."""
        if node >= 0 and self.made.level[node] == level:
            return self.made.children[node]
        return (node,) * len(self.diagram.table.options[self.fact(level)])
