"""The guide as SQL: a query that adds the deciding rule and the verdict to a table of answers, where the data lies.

Logic with three values does what open answers need: a rule whose condition is neither true nor false leaves the row
undecided, and so does a word that is no choice.  What the engine can settle beyond that, such a query does not.
"""

from collections.abc import Iterator

from .exchange import Exchange, Input, Line


def as_sql(made: Exchange, title: str, table: str) -> str:
    """The query; ``table`` has a column for each question, named as ``Input.name`` says."""
    told = [f"-- {' '.join(title.split())}"]
    told += ["-- Each row gets the rule that decides it and the verdict; NULL where an answer is missing."]
    told += [f"--   {one.name}: {', '.join(one.choices)}" for one in made.inputs]
    unknown = " OR ".join(f"{one.name} NOT IN ({_texts(one.choices)})" for one in made.inputs)
    by_rule = "\n".join(f"    {line}" for line in _rules(made))
    by_verdict = "\n".join(f"  WHEN {_text(line.id)} THEN {_text(line.output)}" for line in made.rules)
    return "\n".join((
        *told,
        f"SELECT decided.*, CASE decided.decided_by\n{by_verdict}\n  END AS verdict",
        f"FROM (\n  SELECT asked.*, CASE\n    WHEN {unknown} THEN NULL\n{by_rule}\n    END AS decided_by",
        f"  FROM {table} AS asked\n) AS decided",
        "",
    ))  # fmt: skip


def _rules(made: Exchange) -> Iterator[str]:
    for line in made.rules:
        condition = _condition(made.inputs, line)
        if condition:
            yield f"WHEN {condition} THEN {_text(line.id)}"
            yield f"WHEN ({condition}) IS NULL THEN NULL"
        else:
            yield f"ELSE {_text(line.id)}"
            return


def _condition(inputs: tuple[Input, ...], line: Line) -> str:
    asked = ((one, cell) for one, cell in zip(inputs, line.cells, strict=True) if isinstance(cell, tuple))
    return " AND ".join(f"{one.name} IN ({_texts(cell)})" for one, cell in asked)


def _texts(choices: tuple[str, ...]) -> str:
    return ", ".join(map(_text, choices))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
