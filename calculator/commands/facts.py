"""``facts``: the dated statements of a guide, listed, or looked up in public wheels."""

import json
from importlib import import_module
from pathlib import Path

import click

from calculator.engine.model import Fact, Guide

from .ending import FINDING, BadInputError
from .options import on_option, open_guide, rules_option, today


@click.command("facts")
@click.option("--probe", is_flag=True, help="Look the facts up in public wheels, which pip downloads.")
@click.option("--wheels", type=click.Path(path_type=Path), help="Look them up in the wheels of this folder.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@rules_option
@on_option
@click.pass_context
def facts_command(ctx: click.Context, probe: bool, wheels: Path | None, form: str, rules: Path, on: str | None) -> None:
    """List the facts, or look them up: exit code 1 says that one changed or could not be proved.

    A wheel proves that an API or a class exists, not that it is generally available.
    """
    guide, day = open_guide(rules), on or today()
    if not probe and wheels is None:
        click.echo(_listed(guide, day, form))
        return
    facts = import_module("calculator.facts")
    try:
        report = facts.probe(guide, day, wheels)
    except facts.NoWheelsError as error:
        raise BadInputError(str(error)) from None
    click.echo(facts.tell(report, form))
    ctx.exit(0 if report.holds() else FINDING)


def _listed(guide: Guide, day: str, form: str) -> str:
    """Each fact: whether it holds on the date, its evidence and the date for which it is vouched."""
    rows = [_row(fact, day) for fact in guide.facts.values()]
    if form == "json":
        return json.dumps(rows, indent=2, ensure_ascii=False)
    lines = [list(row.values()) for row in rows]
    if form == "text":
        return "\n".join("\t".join(line) for line in lines)
    head = [["Fact", "On this date", "Evidence", "As of", "Review", "Title", "How to check"], ["---"] * 7]
    return "\n".join(f"| {' | '.join(line)} |" for line in [*head, *lines])


def _row(fact: Fact, day: str) -> dict[str, str]:
    return {
        "id": fact.id,
        "state": "holds" if fact.holds(day) else "does not hold",
        "evidence": fact.evidence,
        "as_of": fact.as_of,
        "review": "overdue" if fact.review_by and fact.review_by < day else "",
        "title": fact.title,
        "check": _check(fact, day),
    }


def _check(fact: Fact, day: str) -> str:
    """Who can check a fact, and how: a program, or only a person with the source open."""
    if fact.probe:
        return f"looked up in {fact.probe.wheel}" + (f"; people look for: {fact.look_for}" if fact.look_for else "")
    return f"only people; look for: {fact.look_for or fact.title}" if fact.by_people(day) else ""
