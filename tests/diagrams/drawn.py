"""Reads pictures back from the HTML that was published, knowing nothing of how they were drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from calculator.engine.model import Guide, Question

HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True)
class Way:
    """A row of a card as a reader meets it."""

    card: str
    edges: tuple[str, ...]
    kinds: frozenset[str]
    name: str
    href: str
    leaf: str | None


def parse(html: str) -> ET.Element:
    """The figures of a piece of HTML; it must be well-formed."""
    return ET.fromstring(f"<body>{html}</body>")


def ways(html: str) -> Iterator[Way]:
    """Every row of every card."""
    for card in parse(html).iter("g"):
        for way in card.iter("g"):
            if card.get("data-node") is not None and "way" in way.get("class", "").split():
                link = way.find("a")
                assert link is not None
                edges = tuple(way.get("data-edge", "").split())
                kinds = frozenset(way.get("class", "").split())
                id = card.get("id", "").rpartition("--")[2]
                yield Way(id, edges, kinds, link.get("aria-label", ""), link.get(HREF, ""), way.get("data-leaf"))


def choices(question: Question, way: Way) -> tuple[str, ...]:
    """The choices whose labels the name of a row begins with."""
    for count in range(len(question.choices), 0, -1):
        for some in combinations(question.choices, count):
            if way.name.startswith(" or ".join(choice.label.replace("`", "") for choice in some) + ": "):
                return tuple(choice.id for choice in some)
    raise AssertionError(f"{way.name!r} names no answer to {question.id}")


class Space:
    """All answer sets of a guide at once: a set of them is a whole number with one bit for each."""

    def __init__(self, guide: Guide) -> None:
        self.columns: dict[tuple[str, str], int] = {}
        size = 1
        for question in guide.questions.values():
            block, count = (1 << size) - 1, len(question.choices)
            self.columns = {key: _repeat(bits, size, count) for key, bits in self.columns.items()}
            for place, choice in enumerate(question.choices):
                self.columns[question.id, choice.id] = block << (place * size)
            size *= count
        self.all = (1 << size) - 1

    def matching(self, when: Mapping[str, tuple[str, ...]]) -> int:
        """The answer sets that meet all conditions."""
        found = self.all
        for question, some in when.items():
            found &= self.any(question, some)
        return found

    def any(self, question: str, some: tuple[str, ...]) -> int:
        """The answer sets with one of these choices."""
        found = 0
        for choice in some:
            found |= self.columns[question, choice]
        return found


def _repeat(bits: int, size: int, count: int) -> int:
    return sum(bits << (place * size) for place in range(count))


def first_match(guide: Guide, on: str, space: Space) -> dict[str, int]:
    """For each outcome the answer sets that get it, straight from the list of rules."""
    left, verdicts = space.all, dict.fromkeys(guide.outcomes, 0)
    for rule in guide.rules:
        if all(guide.facts[fact].holds(on) == holds for fact, holds in rule.given.items()):
            hit = left & space.matching(rule.when)
            verdicts[rule.then] |= hit
            left &= ~hit
    assert not left
    return verdicts
