"""Options that several commands share, and the only place that reads the clock."""

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from calculator.authoring import Loaded, UnreadableError, apply_language, load, read_file, read_language
from calculator.authoring.reading import LIMIT
from calculator.engine.codec import guide_from_json
from calculator.engine.link import is_date
from calculator.engine.model import Guide

from .ending import BadInputError, bad_input

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[str]):
    """A date as the engine wants it."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:  # noqa: ARG002  click calls it so
        """The date itself, or one sentence."""
        if not is_date(str(value)):
            raise BadInputError(f'--on "{value}" is no date; expected a date such as 2026-11-23')
        return str(value)


def today() -> str:
    """The date of the clock, or of SOURCE_DATE_EPOCH where builds have to be the same every day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch else date.today().isoformat()  # noqa: DTZ011  the reader's own day
    except (ValueError, OverflowError, OSError):
        raise BadInputError(f'SOURCE_DATE_EPOCH is "{epoch}"; expected seconds since 1970') from None


def overlay_of(rules: Path) -> Path | None:
    """The overlay that a command names, or the one beside a rule file."""
    beside = rules.parent / OVERLAY
    named: Path | None = click.get_current_context().meta.get(OVERLAY)
    return named or (beside if beside.is_file() else None)


def open_rules(path: Path) -> Loaded:
    """A rule file without problems, with its overlay."""
    loaded = load(path, overlay_of(path))
    if loaded.problems:
        raise bad_input(loaded.problems)
    return loaded


def open_guide(path: Path) -> Guide:
    """The Guide of a rule file without problems."""
    guide = open_rules(path).guide
    assert guide is not None
    return guide


def standard_input() -> io.BufferedReader:
    """Standard input as bytes, whatever encoding the terminal speaks."""
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[arg-type]


def read_input(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``."""
    if path == "-":
        return standard_input().read(LIMIT + 1)
    try:
        return read_file(path)
    except UnreadableError as error:
        raise bad_input([error.problem]) from None


def spoken(loaded: Loaded, rules: Path, language: str | None) -> Guide:
    """The guide in a language; texts that are not translated stay English, which is said once."""
    assert loaded.guide is not None
    assert loaded.json is not None
    if language is None or language == "en":
        return loaded.guide
    path = rules.parent / "languages" / f"{language}.yaml"
    wording, problems = read_language(read_input(str(path)), str(path), loaded.base or loaded.json)
    if wording is None:
        raise bad_input(problems)
    translated = apply_language(loaded.json, wording, loaded.base)
    if translated.missing:
        click.echo(f"{path}: {len(translated.missing)} texts are not translated and stay English", err=True)
    return guide_from_json(translated.json)


HERE = Path("docs/rules.yaml")
OVERLAY = "overlay.yaml"


def guide_at_hand() -> Path:
    """The rule file of the folder in which one stands; where there is none, the guide that came with the program."""
    shipped = Path(__file__).parents[1] / "guide/rules.yaml"
    checkout = Path(__file__).parents[2] / HERE
    return next((path for path in (HERE, shipped, checkout) if path.exists()), HERE)


def _remember(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    """Every rule file that a command opens has the overlay over it, and no command has to hand it on."""
    ctx.meta[OVERLAY] = value


_overlay_option = click.option(
    "--overlay", type=click.Path(path_type=Path), callback=_remember, expose_value=False,
    show_default="overlay.yaml beside the rule file", help="What your organisation changes in the rule file.",
)


def rules_option(command: Command) -> Command:
    """The rule file to decide with, and the overlay over it."""
    rules = click.option(
        "--rules", type=click.Path(path_type=Path), default=guide_at_hand,
        show_default="docs/rules.yaml, or else the guide that came with the program",
        help="The rule file to decide with.",
    )
    return rules(_overlay_option(command))


def own_rules_option(command: Command) -> Command:
    """The rule file of whoever keeps it, and the overlay over it."""
    rules = click.option(
        "--rules", type=click.Path(path_type=Path), default=HERE, show_default=True,
        help="The rule file that you keep.",
    )
    return rules(_overlay_option(command))


on_option = click.option("--on", type=Day(), help="The date to decide at, YYYY-MM-DD; today if absent.")
