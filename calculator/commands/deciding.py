"""``decide``: one set of answers in, one Decision out."""

import json
from pathlib import Path

import click

from calculator.engine.decision import as_json
from calculator.engine.link import write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.telling.adr import adr
from calculator.engine.telling.bill import ToldBill, bill_lines, told_bill
from calculator.engine.telling.card import card
from calculator.engine.telling.contract import decision_json
from calculator.engine.telling.report import report
from calculator.engine.telling.section import Item, Section
from calculator.engine.telling.section import lines as item_lines
from calculator.engine.telling.teller import Teller

from .asking import pair, request_in, volumes_in
from .ending import BadInputError
from .options import on_option, open_rules, rules_option, spoken, today


@click.command("decide")
@click.argument("file", required=False)
@click.option("--set", "pairs", multiple=True, metavar="QUESTION=CHOICE", help="An answer; wins over the file.")
@click.option("--hold", "held", multiple=True, metavar="QUESTION", help="A question whose answer no flip may change.")
@click.option("--format", "form", type=click.Choice(["text", "json", "adr", "html"]), default="text", show_default=True)
@click.option("--bill", "with_bill", is_flag=True, help="Add what orchestration costs in a month.")
@click.option("--volume", "volumes", multiple=True, metavar="VOLUME=NUMBER", help="For the bill, such as runs=30.")
@click.option("--language", metavar="CODE", help="Another language: languages/CODE.yaml beside the rule file.")
@click.option("--site", metavar="URL", help="Where the guide is published, for the link in the record.")
@rules_option
@on_option
def decide_command(  # noqa: PLR0913, PLR0917  one parameter for each option
    file: str | None, pairs: tuple[str, ...], held: tuple[str, ...], form: str, with_bill: bool,
    volumes: tuple[str, ...], language: str | None, site: str | None, rules: Path, on: str | None,
) -> None:
    """Decide for the answers in FILE (YAML or JSON; - is standard input) and in --set."""
    request = request_in(file)
    guide = spoken(open_rules(rules), rules, language)
    answers = {**request.answers, **dict(map(pair, pairs))}
    decision = decide(guide, answers, on or request.on or today(), (*request.held, *held))
    for dropped in decision.dropped:
        click.echo(dropped.because, err=True)
    tell = Teller(guide, decision, volumes=volumes_in(guide, decision, volumes))
    bill = _bill(tell, form) if with_bill or volumes else None
    click.echo(_shown(tell, form, site, bill), nl=False)


def _bill(tell: Teller, form: str) -> ToldBill | None:
    if form == "html":
        raise BadInputError("--bill does not go into a card; expected --format text, json or adr")
    return told_bill(tell, {})


def _shown(tell: Teller, form: str, site: str | None, bill: ToldBill | None) -> str:
    guide, decision = tell.guide, tell.decision
    if form == "json":
        more = {"bill": as_json(bill)} if bill else {}
        return json.dumps(decision_json(tell) | more, ensure_ascii=False, indent=2) + "\n"
    lines = bill_lines(tell, bill) if bill else []
    if form in ("adr", "html"):
        link = f"{site.rstrip('/')}/selector/#{write_fragment(decision.answers, tell.volumes)}" if site else ""
        return adr(guide, decision, today(), link, lines) if form == "adr" else card(guide, decision, link)
    sections = list(report(guide, decision))
    if lines:
        sections.append(Section("bill", tell.say("bill-title"), lines[0], tuple(map(Item, lines[1:]))))
    return "\n".join(map(_section, sections))


def _section(section: Section) -> str:
    told = [section.title, "-" * len(section.title)]
    told += [section.lead] if section.lead else []
    told += ["    " * depth + f"  * {text}" for depth, text in item_lines(section.items)]
    return "\n".join(told) + "\n"
