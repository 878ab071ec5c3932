"""``cost``: what orchestration costs in a month, for some answers and volumes."""

import json
from pathlib import Path

import click

from calculator.engine.decision import as_json
from calculator.engine.logic.decide import decide
from calculator.engine.telling.bill import ToldBill, bill_lines, told_bill
from calculator.engine.telling.teller import Teller

from .asking import pair, request_in, volumes_in
from .ending import BadInputError
from .options import on_option, open_rules, rules_option, spoken, today


@click.command("cost")
@click.argument("file", required=False)
@click.option("--set", "pairs", multiple=True, metavar="QUESTION=CHOICE", help="An answer; wins over the file.")
@click.option("--volume", "volumes", multiple=True, metavar="VOLUME=NUMBER", help="How much is done, such as runs=30.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", metavar="CODE", help="Another language: languages/CODE.yaml beside the rule file.")
@rules_option
@on_option
def cost_command(
    file: str | None, pairs: tuple[str, ...], volumes: tuple[str, ...], form: str, language: str | None, rules: Path,
    on: str | None,
) -> None:
    """Print the bill of each outcome, for the answers in FILE and in --set, and for the volumes."""
    request = request_in(file)
    guide = spoken(open_rules(rules), rules, language)
    decision = decide(guide, {**request.answers, **dict(map(pair, pairs))}, on or request.on or today())
    for dropped in decision.dropped:
        click.echo(dropped.because, err=True)
    tell = Teller(guide, decision, volumes=volumes_in(guide, decision, volumes))
    bill = told_bill(tell, {})
    if bill is None:
        raise BadInputError(f"{rules} has no prices, so there is no bill; it needs volumes, prices and costs")
    click.echo(json.dumps(as_json(bill), ensure_ascii=False, indent=2) if form == "json" else _text(tell, bill))


def _text(tell: Teller, bill: ToldBill) -> str:
    lead, *lines = bill_lines(tell, bill)
    return "\n".join([lead, *(f"  * {line}" for line in lines)])
