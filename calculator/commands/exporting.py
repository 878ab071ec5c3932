"""``export``: the decision table for other engines."""

from pathlib import Path

import click

from calculator.analysis.export.dmn import as_dmn
from calculator.analysis.export.exchange import exchange
from calculator.analysis.export.jdm import as_jdm

from .options import Day, open_guide, rules_option


@click.command("export")
@click.option("--format", "form", type=click.Choice(["dmn", "jdm"]), required=True, help="DMN 1.3, or JDM of GoRules.")
@click.option("--on", type=Day(), help="Fix the facts to this date; without it each fact is an input of the table.")
@rules_option
def export_command(form: str, rules: Path, on: str | None) -> None:
    """Print the decision table and the cautions for another rule engine."""
    guide = open_guide(rules)
    made = exchange(guide, on)
    click.echo(as_dmn(made, guide.title) if form == "dmn" else as_jdm(made), nl=False)
