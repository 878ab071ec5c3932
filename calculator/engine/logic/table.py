"""The ordered decision table as bit masks: the representation for every yes-or-no question.

``masks[v][o]`` has bit *r* set when rule *r* accepts option *o* of variable *v* (or does not ask it).
Variables are the questions, then the facts that some rule rests on (options: fails, holds).  The first rule that
accepts an answer set is the lowest bit of the AND of one mask per variable; no bit at all is a gap.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..model import Answers, Guide

FACT_OPTIONS = ("fails", "holds")
Box = tuple[int, ...]  # per variable the set of options still open, as bits


def first_of(rules: int) -> int:
    """The index of the first of some rules (as bits); -1 where there is none."""
    return (rules & -rules).bit_length() - 1


def cut(alive: int, certain: int) -> int:
    """The rules alive without those behind the first of the certain ones: what comes behind it never decides."""
    certain &= alive
    return alive & ((certain & -certain) * 2 - 1) if certain else alive


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A compiled table.  ``outcomes[r]`` is what rule *r* recommends; ``n_questions`` variables are questions."""

    variables: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    n_questions: int
    masks: tuple[tuple[int, ...], ...]
    free: tuple[int, ...]  # per variable, the rules that do not ask it
    outcomes: tuple[str, ...]
    index: Mapping[str, int]
    option_index: tuple[Mapping[str, int], ...]
    whole: Box  # every option of every variable
    _accepts: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def every_rule(self) -> int:
        """The mask with all rules in it."""
        return (1 << len(self.outcomes)) - 1

    def some_and_all(self, variable: int, options: int) -> tuple[int, int]:
        """The rules that accept some, and those that accept all, of a set of options (as bits)."""
        key = (variable, options)
        if key not in self._accepts:
            some, every = 0, self.every_rule
            for option, mask in enumerate(self.masks[variable]):
                if options >> option & 1:
                    some |= mask
                    every &= mask
            self._accepts[key] = (some, every)
        return self._accepts[key]

    def box(self, answers: Answers, facts: Mapping[str, bool]) -> Box:
        """The answer sets that agree with the answers and facts given; unknown ids raise KeyError."""
        box = list(self.whole)
        for question, choice in answers.items():
            variable = self.index[question]
            box[variable] = 1 << self.option_index[variable][choice]
        for fact, holds in facts.items():
            if fact in self.index:
                box[self.index[fact]] = 1 << holds
        return tuple(box)

    def first(self, options: Iterable[int]) -> int:
        """The index of the rule that decides one complete point (an option per variable); -1 in a gap."""
        alive = self.every_rule
        for masks, option in zip(self.masks, options, strict=True):
            alive &= masks[option]
        return first_of(alive)

    def facts(self) -> tuple[str, ...]:
        """The facts on which some rule rests."""
        return self.variables[self.n_questions :]


@lru_cache(maxsize=16)
def compile_table(guide: Guide) -> Table:
    """The table of a guide, kept as long as the guide is in use."""
    facts = tuple(fact for fact in guide.facts if any(fact in rule.given for rule in guide.rules))
    rules = [
        {**rule.when, **{fact: (FACT_OPTIONS[holds],) for fact, holds in rule.given.items()}} for rule in guide.rules
    ]
    domains = {question.id: tuple(choice.id for choice in question.choices) for question in guide.questions.values()}
    return make_table(
        domains | dict.fromkeys(facts, FACT_OPTIONS), len(domains), rules, [rule.then for rule in guide.rules]
    )


def make_table(
    domains: Mapping[str, Sequence[str]],
    n_questions: int,
    rules: Sequence[Mapping[str, Sequence[str]]],
    outcomes: Sequence[str],
) -> Table:
    """A table from plain values: the options of each variable, and per rule its conditions and outcome."""
    masks, free = [], []
    for variable, options in domains.items():
        asked = [(bit, rule[variable]) for bit, rule in enumerate(rules) if variable in rule]
        unasked = (1 << len(rules)) - 1
        for bit, _ in asked:
            unasked &= ~(1 << bit)
        row = dict.fromkeys(options, unasked)
        for bit, accepted in asked:
            for option in accepted:
                row[option] |= 1 << bit
        masks.append(tuple(row.values()))
        free.append(unasked)
    return Table(
        variables=tuple(domains),
        options=tuple(tuple(options) for options in domains.values()),
        n_questions=n_questions,
        masks=tuple(masks),
        free=tuple(free),
        outcomes=tuple(outcomes),
        index={variable: at for at, variable in enumerate(domains)},
        option_index=tuple({option: at for at, option in enumerate(options)} for options in domains.values()),
        whole=tuple((1 << len(options)) - 1 for options in domains.values()),
    )
