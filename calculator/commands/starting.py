"""``starter`` and ``new``: code to begin from, and a guide of one's own, each in a folder of the reader's own."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from calculator.authoring.beside.starters import README, NoStarterError, starter_of, starters_of

from .ending import BadInputError
from .options import open_guide, rules_option

SCAFFOLD = Path(__file__).parents[1] / "scaffold"  # what begins with a dot there begins without one here


@click.command("starter")
@click.argument("outcome", required=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@rules_option
def starter_command(outcome: str | None, folder: Path | None, rules: Path) -> None:
    """Write the starter of OUTCOME into DIR, or into a folder of its name; without OUTCOME, list the starters.

    Nothing that exists is written over.
    """
    guide = open_guide(rules)
    if outcome is None:
        for id in starters_of(guide):
            click.echo(f"{id}\t{guide.outcomes[id].title}")
        return
    try:
        id, files = starter_of(guide, rules.parent, outcome)
    except NoStarterError as error:
        raise BadInputError(str(error)) from None
    place = folder or Path(id)
    _write(files, place)
    click.echo(f"{len(files)} files in {place}; begin with {place / README}")


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def new_command(folder: Path) -> None:
    """Write a small guide of your own into DIR: a rule file, a page, a site, a workflow, and two commands.

    Nothing that exists is written over.
    """
    files = {path.relative_to(SCAFFOLD).as_posix(): path.read_bytes() for path in SCAFFOLD.rglob("*") if path.is_file()}
    _write({re.sub("^(git)", r".\1", name): data for name, data in sorted(files.items())}, folder)
    click.echo(f"{len(files)} files in {folder}; change docs/rules.yaml there, then: make serve")


def _write(files: Mapping[str, bytes], place: Path) -> None:
    """The files all at once: an interrupt or a full disk leaves no half of a starter behind."""
    if place.is_symlink() or (place.exists() and not (place.is_dir() and not any(place.iterdir()))):
        raise BadInputError(f"{place} exists already and is not empty; name another folder")
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".starter-", dir=place.parent) as new:
        made = Path(new) / "made"
        for path, data in files.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_bytes(data)
            if path.endswith(".sh"):
                (made / path).chmod(0o755)
        if place.exists():
            place.rmdir()
        shutil.move(made, place)
