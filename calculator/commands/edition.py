"""``edition``: keep what a published rule file decides, so that links made with it can be answered for ever."""

from importlib import import_module
from pathlib import Path

import click

from .options import open_rules, own_rules_option


@click.command("edition")
@own_rules_option
@click.option("--replace", is_flag=True, help="Take the place of the newest kept edition, if it was never published.")
def edition_command(rules: Path, *, replace: bool) -> None:
    """Keep what this rule file decides in editions/ beside it; run it whenever the rule file has changed.

    Nothing that is kept is overwritten; a second edition of one day gets a number.
    """
    json_form = open_rules(rules).json
    assert json_form is not None
    kept = import_module("calculator.publishing.content.editions")  # as in `publish`
    path, written = kept.keep(json_form, rules.parent / kept.FOLDER, replace=replace)
    click.echo(f"{path} {'written' if written else 'is kept already'}")
