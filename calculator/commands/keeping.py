"""``check``, ``recheck``, ``edition`` and ``renew``: what keepers of a rule file and of decisions ask."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from calculator.analysis import check
from calculator.analysis.difference.recheck import recheck
from calculator.analysis.findings_text import as_lines, summary
from calculator.authoring import Problem, UnreadableError, load, read_file, translations
from calculator.authoring.beside.records import read_record, restored
from calculator.engine.decision import as_json
from calculator.engine.telling.adr import DecisionRecord

from .cases import MADE, write_made
from .ending import BAD_INPUT, FINDING, BadInputError, bad_input
from .options import on_option, open_guide, open_rules, overlay_of, own_rules_option, read_input, rules_option, today
from .overlays import told

Json = dict[str, Any]

form_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@form_option
@rules_option
@on_option
@click.pass_context
def check_command(ctx: click.Context, file: Path | None, form: str, rules: Path, on: str | None) -> None:
    """Validate the rule file (FILE or --rules), then prove it: no gap, no rule that never fires, no case that fails."""
    place = file or rules
    loaded = load(place, overlay_of(place))
    if loaded.problems and form == "json":
        click.echo(json.dumps({"problems": [problem.to_json() for problem in loaded.problems]}, indent=2))
        ctx.exit(BAD_INPUT)
    if loaded.guide is None:
        raise bad_input(loaded.problems)
    findings = check(loaded.guide, on or today())
    if form == "json":
        _print(findings, form)
    else:
        said = (*as_lines(findings), summary(loaded.guide, on or today(), findings), *told(loaded, on or today()))
        for line in (*said, *_old(place, loaded.base or loaded.json or {})):
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
    """Decide again for each decision record; exit code 1 if the ground of one is gone.

    Records of other decisions are passed over, so that you can name a whole folder.
    """
    guide = open_guide(rules)
    ours, problems = _read(records)
    found = [list(recheck(guide, restored(guide, record), on or today())) for record in ours]
    _print([finding for of_one in found for finding in of_one], form)
    if problems:
        raise bad_input(problems)
    if not ours:
        raise BadInputError("none of these files is a record that `calculator decide --format adr` or the page wrote")
    lost = sum(any(finding.severity != "note" for finding in of_one) for of_one in found)
    if form == "text":
        click.echo(f"records: {len(ours) - lost} stand, {lost} need a look, {len(records) - len(ours)} passed over")
    if lost:
        ctx.exit(FINDING)


def _read(paths: tuple[Path, ...]) -> tuple[list[DecisionRecord], list[Problem]]:
    """The records that a guide wrote, and what is wrong with those that cannot be read."""
    records, problems = [], []
    for path in paths:
        try:
            data = read_input("-") if str(path) == "-" else read_file(path)
            record = read_record(data, str(path))
        except UnreadableError as error:
            problems.append(error.problem)
        else:
            records += [record] if record else []
    return records, problems


def _print(findings: Any, form: str) -> None:
    if form == "json":
        click.echo(json.dumps({"findings": as_json(tuple(findings))}, ensure_ascii=False, indent=2))
    for finding in findings if form == "text" else ():
        click.echo(str(finding))


@click.command("edition")
@own_rules_option
@click.option("--replace", is_flag=True, help="Take the place of the newest kept edition, if it was never published.")
def edition_command(rules: Path, *, replace: bool) -> None:
    """Keep what this rule file decides in editions/ beside it; run it whenever the rule file has changed.

    Nothing that is kept is overwritten; a second edition of one day gets a number.
    """
    json_form = open_rules(rules).json
    assert json_form is not None
    kept = import_module("calculator.publishing.content.editions")  # as in `publish`
    path, written = kept.keep(json_form, rules.parent / kept.FOLDER, replace=replace)
    click.echo(f"{path} {'written' if written else 'is kept already'}")


def _old(rules: Path, json_form: Json) -> Iterator[str]:
    """That an edition is kept for this rule file says that all that is made from it was made anew."""
    kept = import_module("calculator.publishing.content.editions")
    texts = [text for _, text in kept.edition_texts(rules.parent / kept.FOLDER)]
    if texts and "guide" in json_form and not any(json_form["digest"] in text for text in texts):
        yield "the files that are made from the rule file are older than it; make them anew with `calculator renew`"


@click.command("renew")
@own_rules_option
def renew_command(rules: Path) -> None:
    """Make anew what is made from the rule file and kept beside it: the edition, the made cases, the pictures.

    Run it whenever the rule file has changed. Texts that a language lacks are listed; they stay English until then.
    """
    loaded = open_rules(rules)
    assert loaded.json is not None
    assert loaded.guide is not None
    kept = import_module("calculator.publishing.content.editions")
    path, written = kept.keep(loaded.json, rules.parent / kept.FOLDER)
    click.echo(f"{path}: {'written' if written else 'is up to date'}")
    if MADE.is_file():
        write_made(loaded.guide, MADE)
    for name, draw in import_module("calculator.diagrams.standalone").PICTURES.items():
        picture = rules.parent / "assets" / name
        if picture.is_file():
            try:
                drawn = draw(loaded.guide, loaded.guide.edition)
            except LookupError as error:
                click.echo(f"{picture}: not written, because {error}")
                continue
            same = picture.read_text("utf-8") == drawn
            picture.write_text(drawn, encoding="utf-8")
            click.echo(f"{picture}: {'is up to date' if same else 'written'}")
    spoken, problems = translations(rules.parent / "languages", loaded.json)
    for code, language in spoken.items():
        for name in language.missing:
            click.echo(f"{rules.parent / 'languages' / code}.yaml: lacks {name}")
    if problems:
        raise bad_input(problems)
