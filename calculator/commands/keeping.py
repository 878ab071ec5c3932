"""``check`` and ``recheck``: what keepers of a rule file and of decisions ask."""

import json
from pathlib import Path
from typing import Any

import click

from calculator.analysis import check
from calculator.analysis.findings_text import as_lines, summary
from calculator.analysis.recheck import recheck
from calculator.authoring import UnreadableError, load
from calculator.authoring.records import read_record
from calculator.engine.adr import DecisionRecord
from calculator.engine.decision import as_json

from .ending import BAD_INPUT, FINDING, bad_input
from .options import on_option, open_guide, read_input, rules_option, today

form_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@form_option
@rules_option
@on_option
@click.pass_context
def check_command(ctx: click.Context, file: Path | None, form: str, rules: Path, on: str | None) -> None:
    """Validate the rule file (FILE or --rules), then prove it: no gap, no rule that never fires, no case that fails."""
    loaded = load(file or rules)
    if loaded.problems and form == "json":
        click.echo(json.dumps({"problems": [problem.to_json() for problem in loaded.problems]}, indent=2))
        ctx.exit(BAD_INPUT)
    if loaded.guide is None:
        raise bad_input(loaded.problems)
    findings = check(loaded.guide, on or today())
    if form == "json":
        _print(findings, form)
    else:
        for line in (*as_lines(findings), summary(loaded.guide, on or today(), findings)):
            click.echo(line)
    if any(finding.severity != "note" for finding in findings):
        ctx.exit(FINDING)


@click.command("recheck")
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ADR...")
@form_option
@rules_option
@on_option
@click.pass_context
def recheck_command(ctx: click.Context, records: tuple[Path, ...], form: str, rules: Path, on: str | None) -> None:
    """Decide again for each decision record; exit code 1 if the ground of one is gone."""
    guide = open_guide(rules)
    findings = [finding for path in records for finding in recheck(guide, _record(path), on or today())]
    _print(findings, form)
    if any(finding.severity != "note" for finding in findings):
        ctx.exit(FINDING)


def _record(path: Path) -> DecisionRecord:
    try:
        return read_record(read_input(str(path)), str(path))
    except UnreadableError as error:
        raise bad_input([error.problem]) from None


def _print(findings: Any, form: str) -> None:
    if form == "json":
        click.echo(json.dumps({"findings": as_json(tuple(findings))}, ensure_ascii=False, indent=2))
    for finding in findings if form == "text" else ():
        click.echo(str(finding))
