"""``cases``: the cases of the rule file, and those that are made from it."""

from pathlib import Path

import click

from calculator.analysis.export.generated import generated
from calculator.analysis.export.generated_text import as_yaml
from calculator.engine.logic.decide import outcome_of
from calculator.engine.model import Guide

from .ending import FINDING, BadInputError
from .options import on_option, open_guide, own_rules_option, today

MADE = Path("tests/generated/cases.yaml")


@click.command("cases")
@click.option("--write", is_flag=True, help="Make a case for each rule and a pair for each condition, and write them.")
@click.option("--check", is_flag=True, help="Exit code 1 if what --write would write is not what is there.")
@click.option("--file", type=click.Path(path_type=Path), default=MADE, show_default=True, help="Of the made cases.")
@own_rules_option
@on_option
@click.pass_context
def cases_command(ctx: click.Context, write: bool, check: bool, file: Path, rules: Path, on: str | None) -> None:
    """Decide each case of the rule file and compare with the outcome that it expects."""
    guide = open_guide(rules)
    good = write_made(guide, file, write=write) if write or check else _fulfilled(guide, rules, on or today())
    if not good:
        ctx.exit(FINDING)


def _fulfilled(guide: Guide, rules: Path, on: str) -> bool:
    failed = False
    for case in guide.cases.values():
        outcome = outcome_of(guide, case.answers, on)
        failed = failed or outcome != case.expect
        verdict = "ok" if outcome == case.expect else f"gets {outcome or 'no single outcome'}, expected {case.expect}"
        click.echo(f"{rules}:{case.line}:1: case {case.id}: {verdict}")
    return not failed


def write_made(guide: Guide, file: Path, *, write: bool = True) -> bool:
    """Write the cases that the rule file makes, or only look whether they are there; prints which."""
    made = generated(guide)
    text, size = as_yaml(made), f"{len(made.rules)} rules and {len(made.conditions)} conditions"
    try:
        same = file.is_file() and file.read_text(encoding="utf-8") == text
        if write and not same:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{file}: {getattr(error, 'strerror', None) or error}") from None
    told = "is up to date" if same else "written" if write else "is not what the rule file makes; run `cases --write`"
    click.echo(f"{file}: {told} ({size})")
    return same or write
