"""Cases that nobody has to write: one for each rule, and for each condition a pair that shows that it matters.

A pair differs in one answer (or one fact) and in its outcome; where there is no such pair, that is proved too.  The
date is the edition's, so that the cases change with the rule file only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from calculator.engine.logic.search import Search, bits
from calculator.engine.logic.situation import facts_on
from calculator.engine.logic.table import Box
from calculator.engine.model import Guide, Rule

from ..space.ground import Ground
from ..space.pairs import Point, two_options


@dataclass(frozen=True, slots=True)
class Generated:
    """Complete answers on a date with their outcome, and what one other answer or fact (``instead``) leads to."""

    rule: str
    date: str
    answers: Mapping[str, str]
    outcome: str
    condition: str | None = None
    instead: Mapping[str, str] = field(default_factory=dict)
    then: str | None = None  # the outcome of the other; None is a gap


@dataclass(frozen=True, slots=True)
class Cases:
    """All generated cases of a guide, and the (rule, condition) for which there is no pair on the date."""

    rules: tuple[Generated, ...]
    conditions: tuple[Generated, ...]
    idle: tuple[tuple[str, str], ...]


def generated(guide: Guide) -> Cases:
    """The cases of a guide; the same for the same rule file."""
    ground = Ground(guide, guide.edition)
    rules, conditions, idle = [], [], []
    for index, rule in enumerate(guide.rules):
        found = _base(ground, index)
        if found is None:
            continue
        date, base = found
        rules.append(Generated(rule.id, date, ground.answers(base), rule.then))
        for name in (*rule.when, *rule.given):
            pair = _pair(ground, index, name, date, base)
            if pair is None:
                idle.append((rule.id, name))
            else:
                conditions.append(pair)
    return Cases(tuple(rules), tuple(conditions), tuple(idle))


def _base(ground: Ground, index: int) -> tuple[str, Point] | None:
    """The first answer set that a rule decides, on the edition's date or else the latest possible."""
    for date in (ground.today, *reversed(ground.dates)):
        point = ground.first_point(ground.box(date), index)
        if point is not None:
            return date, point
    return None


def _pair(ground: Ground, index: int, name: str, date: str, base: Point) -> Generated | None:
    """A pair for one condition: made from the rule's own case if possible, else found by search."""
    table, variable = ground.table, ground.table.index[name]
    refused = [at for at, mask in enumerate(table.masks[variable]) if not mask >> index & 1]
    for other in refused:
        if _outcome(ground, _turned(base, variable, other)) != table.outcomes[index]:
            return _generated(ground, ground.guide.rules[index], name, date, base, other)
    box = ground.box(date)
    for option in range(len(table.options[variable])):
        for other in refused if table.masks[variable][option] >> index & 1 and box[variable] >> option & 1 else ():
            point = _search(ground, box, index, variable, option, other)
            if point is not None:
                turned = _turned(point, variable, option)
                return _generated(ground, ground.guide.rules[index], name, date, turned, other)
    return None


def _search(ground: Ground, box: Box, index: int, variable: int, option: int, other: int) -> Point | None:
    """A point that the rule decides at one option of a variable and that goes elsewhere at the other."""
    pair = two_options(ground.table, variable, option, other)
    search = Search(pair.table)
    inside = search.inside((*box[:variable], 1, *box[variable + 1 :]), index)
    before = pair.left & (1 << index) - 1
    return inside and pair.elsewhere(search, inside, before, pair.right, ground.table.outcomes[index])


def _turned(point: Point, variable: int, option: int) -> Point:
    return (*point[:variable], option, *point[variable + 1 :])


def _outcome(ground: Ground, point: Point) -> str | None:
    rule = ground.table.first(point)
    return None if rule < 0 else ground.table.outcomes[rule]


def _generated(ground: Ground, rule: Rule, name: str, date: str, point: Point, other: int) -> Generated:
    variable = ground.table.index[name]
    then = _outcome(ground, _turned(point, variable, other))
    instead = {name: ground.table.options[variable][other]}
    return Generated(rule.id, date, ground.answers(point), rule.then, name, instead, then)


def wrong(guide: Guide, cases: Cases) -> Iterator[Generated]:
    """The generated cases that the table does not fulfil."""
    for case in (*cases.rules, *cases.conditions):
        held = {fact: state == "holds" for fact, state in case.instead.items() if fact in guide.facts}
        facts = facts_on(guide, case.date)
        answers = {**case.answers, **{q: choice for q, choice in case.instead.items() if q in guide.questions}}
        table = Ground(guide, case.date).table
        then = case.then if case.condition else case.outcome
        for given, world, outcome in ((case.answers, facts, case.outcome), (answers, {**facts, **held}, then)):
            rule = table.first(bits(options)[0] for options in table.box(given, world))
            if (None if rule < 0 else table.outcomes[rule]) != outcome:
                yield case
