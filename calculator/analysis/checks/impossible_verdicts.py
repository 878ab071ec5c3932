"""A verdict is impossible if and only if, at some date, some answer set gets an outcome of which a row of work says
that it cannot do what these answers ask.
"""

from collections.abc import Iterator

from calculator.engine.logic.conditions import days_of_change, facts_hold, facts_of
from calculator.engine.logic.diagram import Diagram
from calculator.engine.logic.search import OutOfBudgetError
from calculator.engine.logic.situation import facts_on
from calculator.engine.logic.table import Box
from calculator.engine.model import Effort

from ..finding import Finding, not_proved
from ..space.ground import BEFORE_ALL, Ground


def impossible_verdicts(ground: Ground) -> Iterator[Finding]:
    """One finding for each row and outcome, with the earliest date and the fewest answers that show it."""
    for row in ground.guide.effort:
        for outcome in row.outcomes if row.weight is None else ():
            try:
                shown = _shown(ground, row, outcome)
            except OutOfBudgetError as why:
                what = f"{outcome} is never recommended against {row.id}"
                yield not_proved("impossible-verdict", what, why, row.line)
                continue
            if shown:
                on, rule, witness = shown
                message = f"rule {rule} recommends {outcome}, of which {row.id} says that it cannot do it: {row.work}"
                yield Finding("impossible-verdict", "error", message, (rule,), witness, on, row.line)


def _shown(ground: Ground, row: Effort, outcome: str) -> tuple[str, str, dict[str, str]] | None:
    """A date, a rule and an answer set to which the row applies and the rule gives the outcome."""
    for on in _dates(ground):
        if not facts_hold(row, facts_on(ground.guide, on)):
            continue
        box = _inside(ground, row, on)
        if ground.by_outcome and outcome not in reachable(ground.by_outcome, box):
            continue
        for at, rule in enumerate(ground.guide.rules):
            if rule.then == outcome and (point := ground.first_point(box, at)) is not None:
                return on, rule.id, ground.answers(point)
    return None


def _dates(ground: Ground) -> list[str]:
    """The first day of each state of any fact on which a row rests."""
    return [BEFORE_ALL, *days_of_change(ground.guide, facts_of(ground.guide))]


def _inside(ground: Ground, row: Effort, on: str) -> Box:
    """The answer sets of a date to which a row applies."""
    table, box = ground.table, list(ground.box(on))
    for question, choices in row.when.items():
        variable = table.index[question]
        box[variable] &= sum(1 << table.option_index[variable][choice] for choice in choices)
    return tuple(box)


def reachable(diagram: Diagram, box: Box) -> set[str]:
    """The labels to which some point of a box leads."""
    seen, found, waiting = {diagram.root}, set[str](), [diagram.root]
    while waiting:
        node = waiting.pop()
        if not diagram.children[node]:
            found.add(diagram.labels[node])
            continue
        allowed = box[diagram.order[diagram.level[node]]]
        for option, child in enumerate(diagram.children[node]):
            if allowed >> option & 1 and child not in seen:
                seen.add(child)
                waiting.append(child)
    return found
