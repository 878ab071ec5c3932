"""``portfolio``: many teams, and what it would cost them to live with few tools."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from calculator.analysis.measures.portfolio import Portfolio
from calculator.engine.decision import as_json
from calculator.engine.model import Guide
from calculator.engine.words import say
from calculator.workbench.teams import Teams, Told, counts, plans, read_teams

from .batch import opened, table_in
from .ending import BAD_INPUT, BadInputError
from .options import on_option, open_guide, rules_option, today
from .streams import counted

SHOWN = 5  # teams that pay most


@click.command("portfolio")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@rules_option
@on_option
@click.pass_context
def portfolio_command(ctx: click.Context, file: str, form: str, rules: Path, on: str | None) -> None:
    """Say how many teams of FILE fall on which tool, and who would pay if all lived with one, two or three tools.

    FILE is read as `batch` reads it: JSON Lines, or CSV whose header names questions; - is standard input.
    A team is called by the first column that is no question, or by its line. A line that cannot be read is named
    and left out; then the exit code is 2.
    """
    guide, teams = open_guide(rules), Teams()
    with opened(file) as stream:
        rows = counted(table_in(stream, guide, file).rows, printed=False)
        for _ in read_teams(guide, rows, on or today(), teams, lambda line: f"{file}:{line}"):
            pass
    for sentence in (*teams.dropped, *teams.wrong):
        click.echo(sentence, err=True)
    if not teams.found:
        raise BadInputError(f"{file}: {say(guide, 'teams-none')}")
    found, told = plans(guide, teams)
    as_text = json.dumps(as_json(found), ensure_ascii=False, indent=2) if form == "json" else _text(guide, found, told)
    click.echo(as_text)
    if teams.wrong:
        ctx.exit(BAD_INPUT)


def _text(guide: Guide, found: Portfolio, told: Iterable[Told]) -> str:
    lines = [say(guide, "teams-count", teams=found.teams)]
    lines += [f"  {one.teams:>6}  {one.title}" for one in counts(guide, found)]
    lines += [f"  {len(found.open):>6}  {say(guide, 'teams-open', teams=_some(found.open))}"] if found.open else []
    for plan in told:
        lines += ["", plan.title, f"  {plan.lead}"]
        lines += [f"    {team}: {move}" for team, move in plan.payers[:SHOWN]]
        if plan.unserved:
            lines.append(f"  {say(guide, 'teams-unserved', teams=_some(plan.unserved))}")
    return "\n".join(lines)


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
