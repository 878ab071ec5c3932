"""What a report is made of: sections of items, shown by a page, a command line and a record, each in its own way.

A link is ``#…`` (an answer set) or ``outcome:``, ``rule:``, ``fact:``, ``question:`` plus an id; ``cites`` are ids of
facts and sources.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section: ``name`` is what it is about and carries the link, ``text`` is what is said of it.

    ``look`` is a word for whoever draws it, ``share`` a part of a whole, ``sub`` what belongs below it.  ``mark`` says
    who changed what the item shows.
    """

    text: str
    link: str | None = None
    cites: tuple[str, ...] = ()
    name: str = ""
    look: str = ""
    share: tuple[int, int] | None = None
    sub: tuple["Item", ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a leading sentence and items.

    Those of the group ``check`` prove what the others say, and a page keeps them together behind one fold.
    """

    id: str
    title: str
    lead: str = ""
    items: tuple[Item, ...] = ()
    group: str = ""


def sentence(item: Item) -> str:
    """An item as running text: its name, then what is said of it, and who changed it."""
    said = item.name or item.text
    if item.name and item.text:
        said = f"{item.name}{'' if item.name[-1] in '?!.:…' else ':'} {item.text}"
    return f"{said} ({item.mark})" if item.mark else said


def lines(items: tuple[Item, ...], depth: int = 0) -> Iterator[tuple[int, str]]:
    """Every item and what belongs below it as text with its citations, each with its depth."""
    for item in items:
        yield depth, sentence(item) + (f" [{', '.join(item.cites)}]" if item.cites else "")
        yield from lines(item.sub, depth + 1)
