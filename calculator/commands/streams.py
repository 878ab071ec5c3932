"""What is printed: UTF-8 into files and pipes whatever the console speaks, and to a console what it can show."""

import codecs
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Row = TypeVar("Row")

_PLAINER = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "→": "->", "≤": "<=", "≥": ">="}


def open_streams() -> None:
    """Set standard output and error so that no sign of a text can end a command, and no file is written in a code page.

    A redirect on Windows, or PYTHONIOENCODING, would else give a file that our own ``recheck`` cannot read.
    """
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="plainer")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def counted(rows: Iterable[Row], *, printed: bool) -> Iterator[Row]:
    """The rows; a console tells how many there were, unless what comes of them is ``printed`` there meanwhile."""
    quiet = not sys.stderr.isatty() or (printed and sys.stdout.isatty())
    with click.progressbar(rows, label="Rows", show_pos=True, file=sys.stderr, hidden=quiet) as bar:
        yield from bar


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """What stands for the signs that an encoding does not have: the nearest plain ones, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_PLAINER.get(sign) or _ascii(sign) or "?" for sign in signs), error.end


def _ascii(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
