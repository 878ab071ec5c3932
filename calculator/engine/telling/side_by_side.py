"""Two answer sets side by side, what differs first: their answers, verdicts, reasons, cautions and work."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..decision import OutcomeEffort
from ..link import Link, read_fragment, write_fragment
from ..logic.decide import decide
from ..model import Guide
from .changes import changes
from .reason import because, headline
from .section import sentence
from .teller import Teller


@dataclass(frozen=True, slots=True)
class Row:
    """One thing said of both sides; ``cells`` holds what each of them gets."""

    name: str
    cells: tuple[str, str]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; ``folded`` ones are for those who want to know more."""

    id: str
    title: str
    rows: tuple[Row, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its link, and its verdict in words."""

    fragment: str
    title: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, the sentence that sums them up, what was dropped from their links, and what differs."""

    sides: tuple[Side, Side]
    lead: str
    dropped: tuple[str, ...]
    tables: tuple[Table, ...]


def compare(guide: Guide, one: str, other: str, today: str) -> Comparison:
    """What two fragments get, each at the date of its link or else today."""
    links = (read_fragment(guide, one), read_fragment(guide, other))
    tellers = (_teller(guide, links[0], today), _teller(guide, links[1], today))
    return Comparison(
        sides=(_side(tellers[0]), _side(tellers[1])),
        lead=_lead(*tellers),
        dropped=tuple(dropped.because for link in links for dropped in link.dropped),
        tables=tuple(table for table in _tables(*tellers) if table.rows),
    )


def _teller(guide: Guide, link: Link, today: str) -> Teller:
    return Teller(guide, decide(guide, link.answers, link.on or today, link.held), today, link.volumes)


def _side(tell: Teller) -> Side:
    decision = tell.decision
    shown = decision.on if decision.on != tell.today else None
    fragment = write_fragment(decision.answers, tell.volumes, on=shown, held=",".join(decision.held))
    title = tell.title(decision.outcome) if decision.outcome else headline(tell)
    return Side(fragment, title, decision.outcome)


def _lead(one: Teller, other: Teller) -> str:
    if one.decision.outcome is None or other.decision.outcome is None:
        return one.say("compare-verdict-open")
    if one.decision.outcome == other.decision.outcome:
        return one.say("compare-verdict-same", outcome=one.title(one.decision.outcome))
    return one.say("compare-verdict-other")


def _tables(one: Teller, other: Teller) -> Iterator[Table]:
    """The parts of a comparison, most telling first."""
    answers = tuple(_answer(one, other, question) for question in one.guide.questions)
    differing = tuple(row for row in answers if row.cells[0] != row.cells[1])
    dates = _row(one, "compare-date", one.decision.on, other.decision.on)
    yield Table("answers", one.say("compare-answers"), (*_differing(dates), *differing))
    yield Table("verdicts", one.say("compare-verdicts"), tuple(_verdicts(one, other)))
    yield Table("cautions", one.say("compare-cautions"), tuple(_cautions(one, other)))
    yield Table("effort", one.say("compare-effort"), tuple(_efforts(one, other)))
    same = tuple(row for row in answers if row not in differing and row.cells[0] != one.say("compare-unknown"))
    yield Table("same", one.say("compare-same"), same, folded=True)


def _row(tell: Teller, key: str, one: str, other: str) -> Row:
    return Row(tell.say(key), (one, other))


def _differing(*rows: Row) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.cells[0] != row.cells[1])


def _answer(one: Teller, other: Teller, question: str) -> Row:
    return Row(one.ask(question), (_said(one, question), _said(other, question)), f"question:{question}")


def _said(tell: Teller, question: str) -> str:
    choice = tell.decision.answers.get(question)
    return tell.label(question, choice) if choice else tell.say("compare-unknown")


def _verdicts(one: Teller, other: Teller) -> Iterator[Row]:
    yield from _differing(_row(one, "compare-because", because(one), because(other)))
    yield from _differing(_row(one, "compare-also", _also(one), _also(other)))
    yield from _differing(_row(one, "compare-changes", _changes(one), _changes(other)))


def _also(tell: Teller) -> str:
    """What would also do, best first."""
    return tell.all_of([tell.title(ranked.outcome) for ranked in tell.decision.shortlist if ranked.fit == "works"])


def _changes(tell: Teller) -> str:
    """What would change the verdict, as running text."""
    section = changes(tell)
    return " ".join(filter(None, [section.lead, *map(sentence, section.items)]))


def _cautions(one: Teller, other: Teller) -> Iterator[Row]:
    """The cautions that only one side gets."""
    sides = [{caution.id: caution.text for caution in tell.decision.cautions} for tell in (one, other)]
    yes, no = one.say("compare-applies"), one.say("compare-none")
    for id, text in (sides[0] | sides[1]).items():
        if (id in sides[0]) != (id in sides[1]):
            yield Row(text, (yes, no) if id in sides[0] else (no, yes))


def _efforts(one: Teller, other: Teller) -> Iterator[Row]:
    """The outcomes whose work is not the same."""
    for left, right in zip(one.decision.effort, other.decision.effort, strict=True):
        cells = (_work(one, left), _work(other, right))
        if cells[0] != cells[1]:
            yield Row(one.title(left.outcome), cells, f"outcome:{left.outcome}")


def _work(tell: Teller, effort: OutcomeEffort) -> str:
    if effort.weight is None:
        return tell.say("effort-cannot")
    return tell.say("effort-weight" if effort.work else "effort-nothing", weight=effort.weight)
