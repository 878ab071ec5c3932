"""``overlay``: what an organisation changes in the rule file, whose verdicts change, and what an upgrade did to it."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from calculator.analysis.difference.overlaid import conflicts, overlaid
from calculator.authoring import Loaded
from calculator.authoring.overlay.lock import touched
from calculator.engine.codec import guide_from_json

from .ending import FINDING, BadInputError
from .options import OVERLAY, on_option, open_rules, overlay_of, rules_option, today

LOCK = ".lock.json"  # behind the name of the overlay


@click.command("overlay")
@click.option("--accept", is_flag=True, help="Note that you have looked at the rule file as it is now.")
@rules_option
@on_option
@click.pass_context
def overlay_command(ctx: click.Context, rules: Path, on: str | None, *, accept: bool) -> None:
    """Say what the overlay of your organisation changes, and whether the rule file has changed under it.

    Exit code 1 if a place that it changes is not what it was when you last looked.
    """
    place = overlay_of(rules)
    if place is None:
        raise BadInputError(f"there is no {OVERLAY} beside {rules}; write one, or name one with --overlay")
    loaded = open_rules(rules)
    for line in told(loaded, on or today()):
        click.echo(line)
    assert loaded.laid is not None
    now, lock = touched(loaded.laid.asked, loaded.laid.base), Path(loaded.laid.name + LOCK)
    if accept:
        lock.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        click.echo(f"{lock}: notes what the rule file says at the {len(now)} places that the overlay changes")
    elif any(_conflicts(loaded)):
        ctx.exit(FINDING)


def told(loaded: Loaded, on: str) -> Iterator[str]:
    """What an overlay does to the verdicts, and the places that changed under it; nothing without an overlay."""
    if loaded.base is None or loaded.held is None or loaded.guide is None:
        return
    yield from overlaid(guide_from_json(loaded.base), guide_from_json(loaded.held), loaded.guide, on)
    yield from (f"  look again: {one}" for one in _conflicts(loaded))


def _conflicts(loaded: Loaded) -> tuple[str, ...]:
    """What changed since somebody looked; without a lock nobody has, so there is nothing to compare."""
    assert loaded.laid is not None
    lock = Path(loaded.laid.name + LOCK)
    try:
        known = json.loads(lock.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as wrong:
        raise BadInputError(f"{lock}: {wrong}; write it again with `calculator overlay --accept`") from None
    if not isinstance(known, dict):
        raise BadInputError(f"{lock}: this is no mapping; write it again with `calculator overlay --accept`")
    return tuple(conflicts(known, touched(loaded.laid.asked, loaded.laid.base)))
