"""A guide in the terms of other rule engines: names that they can read, and rows of plain cells.

Every question is a text input.  A fact is a true-or-false input, unless a date is given: then the rows that its facts
rule out are left out, and no input is needed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calculator.engine.logic.situation import facts_on
from calculator.engine.model import Caution, Guide, Rule

Cell = tuple[str, ...] | bool | None  # the choices accepted, whether a fact has to hold, or anything
VERDICT = "outcome"
# Words that DMN, JDM or SQL read as part of their own language, where a name is expected.
_TAKEN = frozenset((
    "all", "and", "any", "as", "between", "by", "case", "cast", "check", "column", "create", "cross",
    "current_date", "date", "default", "delete", "desc", "distinct", "drop", "else", "end", "every", "except",
    "exists", "external", "false", "fetch", "for", "foreign", "from", "full", "function", "grant", "group",
    "having", "if", "in", "inner", "insert", "instance", "intersect", "into", "is", "join", "left", "len",
    "like", "limit", "list", "map", "max", "min", "not", "null", "number", "of", "offset", "on", "or",
    "order", "outer", "over", "partition", "primary", "range", "references", "return", "right", "row", "rows",
    "satisfies", "select", "set", "some", "string", "sum", "table", "then", "time", "true", "union", "unique",
    "unknown", "update", "user", "using", "values", "when", "where", "window", "with", "years",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """A column: its name in the other engine, its id here, and what a reader sees; a fact has no choices."""

    name: str
    id: str
    label: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: one cell for each input, then what it puts out and the reason."""

    id: str
    cells: tuple[Cell, ...]
    output: str
    note: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """The verdict table (first match), and the cautions (all matches), which also read the verdict."""

    inputs: tuple[Input, ...]
    rules: tuple[Line, ...]
    cautions: tuple[Line, ...]  # their last cell is about the verdict
    outcomes: tuple[str, ...]


def exchange(guide: Guide, on: str | None = None) -> Exchange:
    """The tables of a guide, with facts as inputs, or with the facts of a date."""
    known = None if on is None else facts_on(guide, on)
    rules, cautions = (_holding(rows, known) for rows in (guide.rules, guide.cautions))
    facts = [] if known is not None else _facts([*rules, *cautions])
    questions = guide.questions.values()
    names = _names([*guide.questions, *(f"fact_{fact}" for fact in facts)])
    inputs = [Input(names[q.id], q.id, q.ask, tuple(choice.id for choice in q.choices)) for q in questions]
    inputs += [Input(names[f"fact_{fact}"], fact, guide.facts[fact].title, ()) for fact in facts]
    return Exchange(
        tuple(inputs),
        tuple(Line(row.id, _cells(row, inputs), row.then, row.because) for row in rules if isinstance(row, Rule)),
        tuple(
            Line(row.id, (*_cells(row, inputs), row.outcomes or None), row.id, row.text)
            for row in cautions
            if isinstance(row, Caution)
        ),
        tuple(guide.outcomes),
    )


def context(made: Exchange, answers: Mapping[str, str], facts: Mapping[str, bool]) -> dict[str, str | bool]:
    """What another engine is asked: the inputs by its names."""
    return {one.name: answers[one.id] if one.choices else facts[one.id] for one in made.inputs}


def _holding(rows: Iterable[Rule | Caution], known: Mapping[str, bool] | None) -> list[Rule | Caution]:
    return [row for row in rows if known is None or all(known[fact] == wanted for fact, wanted in row.given.items())]


def _facts(rows: Iterable[Rule | Caution]) -> list[str]:
    return list(dict.fromkeys(fact for row in rows for fact in row.given))


def _cells(row: Rule | Caution, inputs: Iterable[Input]) -> tuple[Cell, ...]:
    return tuple(row.when.get(one.id) if one.choices else row.given.get(one.id) for one in inputs)


def _names(ids: Iterable[str]) -> dict[str, str]:
    """Names of letters, digits and underscores, no two the same, none a word of theirs or with a digit in front."""
    made: dict[str, str] = {}
    for id in ids:
        name = re.sub(r"\W", "_", id, flags=re.ASCII)
        free = name[0].isalpha() and name != VERDICT and name.casefold() not in _TAKEN
        name = name if free else f"q_{name}"
        while name in made.values():
            name += "_"
        made[id] = name
    return made
