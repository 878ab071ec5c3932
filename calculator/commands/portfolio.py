"""``portfolio``: many teams, and what it would cost them to live with few tools."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from calculator.analysis.measures.portfolio import Plan, Portfolio, Team, portfolio, team
from calculator.engine.answers import clean
from calculator.engine.decision import as_json
from calculator.engine.model import Guide

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
    guide, wrong, dropped = open_guide(rules), list[str](), list[str]()
    with opened(file) as stream:
        teams = list(_teams(guide, stream, file, on or today(), wrong, dropped))
    for sentence in (*dropped, *wrong):
        click.echo(sentence, err=True)
    if not teams:
        raise BadInputError(f"{file}: there is no team in it")
    told = portfolio(guide, teams)
    click.echo(json.dumps(as_json(told), ensure_ascii=False, indent=2) if form == "json" else _text(guide, told))
    if wrong:
        ctx.exit(BAD_INPUT)


def _teams(
    guide: Guide, stream: object, file: str, day: str, wrong: list[str], dropped: list[str]
) -> Iterator[Team]:
    known: dict[object, Team] = {}  # teams that answer alike are decided once
    for row in counted(table_in(stream, guide, file).rows, printed=False):
        if row.request is None:
            wrong.append(f"{file}:{row.line}: {row.error}")
            continue
        name = next((str(value) for value in row.request.extra.values() if str(value).strip()), f"line {row.line}")
        answers, lost = clean(guide, row.request.answers)
        dropped += [f"{file}:{row.line}: {one.because}" for one in lost]
        on = row.request.on or day
        key = (on, *sorted(answers.items()))
        if key not in known:
            known[key] = team(name, guide, answers, on)
        yield Team(name, known[key].verdict, known[key].work)


def _text(guide: Guide, told: Portfolio) -> str:
    title = {id: outcome.title for id, outcome in guide.outcomes.items()}
    lines = [f"{told.teams} teams"]
    lines += [f"  {count:>6}  {title[id]}" for id, count in told.verdicts.items()]
    lines += [f"  {len(told.open):>6}  still open: {_some(told.open)}"] if told.open else []
    for plan in told.plans:
        lines += ["", *_plan(guide, title, plan)]
    return "\n".join(lines)


def _plan(guide: Guide, title: dict[str, str], plan: Plan) -> Iterator[str]:
    tools = " and ".join(guide.tools[id].title for id in plan.tools)
    yield f"With {len(plan.tools)} {'tool' if len(plan.tools) == 1 else 'tools'}: {tools}"
    yield f"  {len(plan.payers)} teams change, for {plan.extra} more in work" if plan.payers else "  nobody changes"
    for payer in plan.payers[:SHOWN]:
        yield f"    {payer.team}: {title[payer.takes]} instead of {title[payer.leaves]}, {payer.extra} more"
    if plan.unserved:
        yield f"  it cannot serve {len(plan.unserved)}: {_some(plan.unserved)}"


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
