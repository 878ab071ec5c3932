"""``schema`` and ``publish``: what leaves the rule file for others to read."""

import json
from importlib import import_module
from pathlib import Path

import click

from calculator.authoring import json_schema, manual, schema_files, translations
from calculator.authoring.beside.starter_sizes import sizes
from calculator.authoring.beside.starters import NoStarterError

from .ending import FINDING, BadInputError, bad_input
from .options import on_option, open_rules, own_rules_option

KINDS = {"rules": "file", "overlay": "overlay", "language": "language"}  # the kind of a file -> its noun


@click.command("schema")
@click.argument("kind", type=click.Choice(list(KINDS)), default="rules")
@click.option("--manual", "as_manual", is_flag=True, help="Print the keys as Markdown tables instead.")
def schema_command(kind: str, *, as_manual: bool) -> None:
    """Print the JSON Schema of a rule file, an overlay or a language file, for editors that complete and check."""
    click.echo(manual(KINDS[kind]) if as_manual else json.dumps(json_schema(KINDS[kind]), indent=2))


@click.command("publish")
@click.option("--docs", type=click.Path(path_type=Path), default=Path("docs"), show_default=True)
@own_rules_option
@on_option
def publish_command(docs: Path, rules: Path, on: str | None) -> None:
    """Write what pages, diagrams and the browser need from the rule file into DOCS/generated.

    Nothing is written, and the exit code is 1, if the proof finds an error.
    """
    loaded = open_rules(rules)
    json_form, guide = loaded.json, loaded.guide
    assert json_form is not None
    assert guide is not None
    spoken, problems = translations(rules.parent / "languages", json_form, loaded.base)
    if problems:
        raise bad_input(problems)
    drawing = import_module("calculator.publishing")  # loads what draws, which other commands need not wait for
    told = {code: language.json for code, language in spoken.items()}
    try:
        day = on or drawing.publishing_date(json_form["guide"]["edition"])
        more = sizes(guide, rules.parent) | schema_files()
        changed = drawing.publish(json_form, json_schema(), docs, day, told, more, loaded.held)
    except (drawing.BadDateError, NoStarterError) as wrong:
        raise BadInputError(str(wrong)) from None
    except drawing.UnprovedError as unproved:
        click.echo(unproved, err=True)
        raise click.exceptions.Exit(FINDING) from None
    click.echo(f"{len(changed)} files changed below {docs}")
