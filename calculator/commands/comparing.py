"""``diff``: whose verdict changes from one edition of the rule file to another."""

import json
import subprocess
from pathlib import Path

import click

from calculator.analysis.difference.diff import diff
from calculator.analysis.difference.difference import Difference
from calculator.analysis.difference.difference_text import as_markdown, as_text
from calculator.analysis.difference.expected import Expected, undeclared
from calculator.authoring import UnreadableError, is_overlay, load_bytes
from calculator.authoring.beside.expectations import read_expected
from calculator.engine.decision import as_json
from calculator.engine.model import Guide

from .ending import FINDING, BadInputError, bad_input
from .options import OVERLAY, Day, on_option, read_input, rules_option, today


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--expected", metavar="FILE", help="The declared changes: exit code 0 for exactly these.")
@click.option("--links", metavar="FILE", help="Saved links, one a line; those that get another verdict are listed.")
@click.option("--on-old", type=Day(), help="Another date for OLD: the same file twice then compares two dates.")
@rules_option
@on_option
@click.pass_context
def diff_command(  # noqa: PLR0913, PLR0917  one parameter for each option
    ctx: click.Context,
    old: str,
    new: str,
    form: str,
    expected: str | None,
    links: str | None,
    on_old: str | None,
    rules: Path,
    on: str | None,
) -> None:
    """Say whose verdict changes from OLD to NEW: rule files, git revisions, or an overlay.

    An overlay stands for the rule file of --rules with it; --overlay lays one over OLD and NEW.
    A revision stands for the rule file in it; REVISION:PATH names another file.  Exit code 1 if any verdict changes.
    """
    declared = None if expected is None else _declared(expected)
    saved = read_input(links).decode(errors="replace").split() if links else ()
    found = diff(_guide(old, rules), _guide(new, rules), on or today(), on_old=on_old, saved=saved)
    click.echo(_shown(found, form), nl=False)
    wrong = () if declared is None else undeclared(found, declared)
    for sentence in wrong:
        click.echo(sentence, err=form != "markdown")
    if wrong or (declared is None and not found.same):
        ctx.exit(FINDING)


def _guide(name: str, rules: Path) -> Guide:
    """The guide of a file or of a git revision."""
    over = click.get_current_context().meta.get(OVERLAY)  # one beside a rule file is not meant: the files are named
    data = read_input(name) if Path(name).is_file() else _revision(name, rules)
    if is_overlay(data):
        loaded = load_bytes(read_input(str(rules)), str(rules), (data, name))
    else:
        loaded = load_bytes(data, name, (read_input(str(over)), str(over)) if over else None)
    if loaded.guide is None:
        raise bad_input(loaded.problems)
    return loaded.guide


def _revision(name: str, rules: Path) -> bytes:
    """What git keeps under a revision; the rule file unless a path is named."""
    place = name if ":" in name else f"{name}:./{rules.as_posix()}"
    if name.endswith((".yaml", ".yml", ".json")) and ":" not in name:
        raise BadInputError(f"{name}: there is no such file")
    if name.startswith("-"):
        raise BadInputError(f'"{name}" is no rule file and no git revision')
    try:
        shown = subprocess.run(["git", "show", place], capture_output=True, check=False)
    except OSError:
        raise BadInputError(f"{name}: there is no such file, and git is not installed") from None
    if shown.returncode:
        reason = shown.stderr.decode(errors="replace").strip().splitlines() or ["nothing is known of it"]
        raise BadInputError(f"{name}: there is no such file, and git says: {reason[0]}")
    return shown.stdout


def _declared(name: str) -> tuple[Expected, ...]:
    try:
        found = read_expected(read_input(name), name)
    except UnreadableError as error:
        raise bad_input([error.problem]) from None
    return tuple(
        Expected(
            old=None if one["from"] == "none" else one["from"],
            new=None if one["to"] == "none" else one["to"],
            why=one["why"],
            rule=one.get("rule"),
            sets=int(one["sets"]) if "sets" in one else None,
            at_most=int(one["at_most"]) if "at_most" in one else None,
        )
        for one in found
    )


def _shown(found: Difference, form: str) -> str:
    if form == "json":
        return json.dumps({"same": found.same, **as_json(found)}, ensure_ascii=False, indent=2) + "\n"
    return as_markdown(found) if form == "markdown" else as_text(found)
