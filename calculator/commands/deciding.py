"""``decide``: one set of answers in, one Decision out."""

import json
from pathlib import Path

import click

from calculator.authoring import UnreadableError
from calculator.authoring.requests import Request, read_request
from calculator.engine.decision import Decision
from calculator.engine.link import write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.adr import adr
from calculator.engine.telling.card import card
from calculator.engine.telling.contract import decision_json
from calculator.engine.telling.report import report
from calculator.engine.telling.section import Section, lines
from calculator.engine.telling.teller import Teller

from .ending import BadInputError, bad_input
from .languages import spoken
from .options import on_option, open_rules, read_input, rules_option, today


@click.command("decide")
@click.argument("file", required=False)
@click.option("--set", "pairs", multiple=True, metavar="QUESTION=CHOICE", help="An answer; wins over the file.")
@click.option("--hold", "held", multiple=True, metavar="QUESTION", help="A question whose answer no flip may change.")
@click.option("--format", "form", type=click.Choice(["text", "json", "adr", "html"]), default="text", show_default=True)
@click.option("--language", metavar="CODE", help="Another language: languages/CODE.yaml beside the rule file.")
@click.option("--site", metavar="URL", help="Where the guide is published, for the link in the record.")
@rules_option
@on_option
def decide_command(  # noqa: PLR0913, PLR0917  one parameter for each option
    file: str | None, pairs: tuple[str, ...], held: tuple[str, ...], form: str, language: str | None,
    site: str | None, rules: Path, on: str | None,
) -> None:
    """Decide for the answers in FILE (YAML or JSON; - is standard input) and in --set."""
    request = _request(file)
    guide = spoken(open_rules(rules), rules, language)
    answers = {**request.answers, **dict(map(_pair, pairs))}
    decision = decide(guide, answers, on or request.on or today(), (*request.held, *held))
    for dropped in decision.dropped:
        click.echo(dropped.because, err=True)
    click.echo(_shown(guide, decision, form, site), nl=False)


def _request(file: str | None) -> Request:
    if file is None:
        return Request({})
    try:
        return read_request(read_input(file), "standard input" if file == "-" else file)
    except UnreadableError as error:
        raise bad_input([error.problem]) from None


def _pair(text: str) -> tuple[str, str]:
    question, equals, choice = text.partition("=")
    if not equals or not question:
        raise BadInputError(f'--set "{text}" has no "="; expected question=choice')
    return question.strip(), choice.strip()


def _shown(guide: Guide, decision: Decision, form: str, site: str | None) -> str:
    if form == "json":
        return json.dumps(decision_json(Teller(guide, decision)), ensure_ascii=False, indent=2) + "\n"
    if form in ("adr", "html"):
        link = f"{site.rstrip('/')}/selector/#{write_fragment(decision.answers)}" if site else ""
        return adr(guide, decision, today(), link) if form == "adr" else card(guide, decision, link)
    return "\n".join(map(_section, report(guide, decision)))


def _section(section: Section) -> str:
    told = [section.title, "-" * len(section.title)]
    told += [section.lead] if section.lead else []
    told += ["    " * depth + f"  * {text}" for depth, text in lines(section.items)]
    return "\n".join(told) + "\n"
