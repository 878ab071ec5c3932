"""``export``: the decision table for other engines."""

import re
from pathlib import Path

import click

from calculator.analysis.export.dmn import as_dmn
from calculator.analysis.export.exchange import exchange
from calculator.analysis.export.jdm import as_jdm
from calculator.analysis.export.sql import as_sql

from .ending import BadInputError
from .options import Day, open_guide, rules_option, today

_TABLE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(["dmn", "jdm", "sql"]), required=True,
    help="DMN 1.3, JDM of GoRules, or a query in SQL.",
)
@click.option("--on", type=Day(), help="Fix the facts to this date; without it each is an input, or in SQL as today.")
@click.option("--table", default="answers", show_default=True, metavar="NAME", help="For SQL: the table of answers.")
@rules_option
def export_command(form: str, rules: Path, on: str | None, table: str) -> None:
    """Print the decision table and the cautions for another rule engine, or as a query for a database."""
    guide = open_guide(rules)
    if not _TABLE.fullmatch(table):
        raise BadInputError(f'--table "{table}" is no name of a table; expected letters, digits, "_" and "."')
    made = exchange(guide, on or (today() if form == "sql" else None))
    if form == "sql":
        click.echo(as_sql(made, f"{guide.title} Edition {guide.edition}, facts of {on or today()}.", table), nl=False)
        return
    click.echo(as_dmn(made, guide.title) if form == "dmn" else as_jdm(made), nl=False)
