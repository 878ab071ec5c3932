"""Two outcomes that people weigh against each other: what tells them apart, and what each asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculator.engine.logic.situation import facts_on, situation
from calculator.engine.model import Guide, Question
from calculator.engine.shown import Row, Tool

LEAN = 0.1  # how far an answer moves the balance of two outcomes before it is said to speak for one of them
PAIR = 2  # outcomes on a page
READ = 3  # alternatives that are read as one sentence


@dataclass(frozen=True, slots=True)
class Lean:
    """A choice that speaks for one of two outcomes; ``only`` where the other is never recommended with it."""

    choice: str
    only: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A question on which two outcomes differ, with the choices that speak for the one and for the other."""

    question: Question
    one: tuple[Lean, ...]
    other: tuple[Lean, ...]

    def rest(self, speaks: tuple[Lean, ...]) -> bool:
        """Whether these are all choices but the other side's, and so many that nobody reads a list of them."""
        return len(speaks) > READ and len(self.one) + len(self.other) == len(self.question.choices)


def pairs(guide: Guide) -> Iterator[tuple[str, str]]:
    """The outcomes that get a page together, as the guide names them."""
    for outcome in guide.outcomes.values():
        for rival in outcome.rivals:
            yield outcome.id, rival


def ends(guide: Guide, on: str) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """Per question and choice, how many answer sets end at each outcome; nothing where the table is too large."""
    facts = facts_on(guide, on)
    found = {}
    for question in guide.questions.values():
        for choice in question.choices:
            possible = situation(guide, {question.id: choice.id}, facts).possible()
            found[question.id, choice.id] = {id: count for id, count in possible.items() if count is not None}
    return found


def differences(
    guide: Guide, counts: Mapping[tuple[str, str], Mapping[str, int]], one: str, other: str
) -> list[Difference]:
    """The questions that tell two outcomes apart, the one that does it best first."""
    found = []
    for question in guide.questions.values():
        both = [(choice.id, counts[question.id, choice.id]) for choice in question.choices]
        ones, others = (sum(ends.get(id, 0) for _, ends in both) for id in (one, other))
        if not ones or not others:
            continue
        leans: dict[str, list[Lean]] = {one: [], other: []}
        shares = []
        for choice, reached in both:
            here, there = reached.get(one, 0), reached.get(other, 0)
            if not here + there:
                continue
            share = here / (here + there)
            shares.append(share)
            moved = share - ones / (ones + others)
            if abs(moved) > LEAN or not here or not there:
                leans[one if moved > 0 else other].append(Lean(choice, not (here and there)))
        if leans[one] or leans[other]:
            difference = Difference(question, tuple(leans[one]), tuple(leans[other]))
            found.append((max(shares) - min(shares), difference))
    return [difference for _, difference in sorted(found, key=lambda each: -each[0])]


def side_by_side(guide: Guide, tools: Sequence[Tool]) -> tuple[list[Row], dict[str, list[Row]]]:
    """The rows that compare two tools; apart, by what they say, those that say the same of both and cite nothing.

    There are none for one tool or for more: no row says what two of them do together.
    """
    told: list[Row] = []
    silent: dict[str, list[Row]] = {}
    if len(tools) != PAIR or tools[0] == tools[1]:
        return told, silent
    for row in guide.comparison:
        cells = [tool.compare[row.id] for tool in tools if row.id in tool.compare]
        if len(cells) == PAIR:
            same = cells[0] == cells[1] and not cells[0].sources
            (silent.setdefault(cells[0].text, []) if same else told).append(row)
    return told, silent
