"""``edition``: keep what a released rule file decides, so that links made with it can be answered for ever."""

from importlib import import_module
from pathlib import Path

import click

from .ending import BadInputError
from .options import open_rules, rules_option


@click.command("edition")
@rules_option
def edition_command(rules: Path) -> None:
    """Keep this edition in editions/ beside the rule file; run it once, when the edition is released.

    What was released is never overwritten: a rule file that changed needs a new date in `guide: edition`.
    """
    json_form = open_rules(rules).json
    assert json_form is not None
    kept = import_module("calculator.publishing.editions")  # as in `publish`
    try:
        path, written = kept.keep(json_form, rules.parent / kept.FOLDER)
    except kept.DifferentEditionError as error:
        what = f"{error} holds another edition of that date already"
        raise BadInputError(f"{what}; give the rule file a new date in `guide: edition`") from None
    click.echo(f"{path} {'written' if written else 'is kept already'}")
