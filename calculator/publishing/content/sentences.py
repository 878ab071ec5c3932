"""Where in a sentence of the engine its link belongs: on the name that it begins with, else on all or beside it."""

from dataclasses import dataclass

from calculator.engine.model import Guide
from calculator.engine.telling.section import Item, sentence

from . import links


@dataclass(frozen=True, slots=True)
class Linked:
    """A sentence cut for a link: ``anchor`` carries it, ``rest`` follows; a ``badge`` is a short link behind."""

    anchor: str
    rest: str
    badge: str
    to: str


def linked(guide: Guide, item: Item) -> Linked:
    """The sentence of an item with the place of its link."""
    if item.link is None:
        return Linked("", sentence(item), "", "")
    if item.name:
        return Linked(item.name, sentence(item).removeprefix(item.name), "", links.target(item.link))
    to = links.target(item.link)
    kind, _, id = item.link.partition(":")
    if kind in ("rule", "fact"):
        return Linked("", item.text, id, to)
    name = _name(guide, kind, id)
    if name and item.text.startswith(name):
        return Linked(name, item.text.removeprefix(name), "", to)
    return Linked("", item.text, name, to) if name else Linked(item.text, "", "", to)


def _name(guide: Guide, kind: str, id: str) -> str:
    """What people call the thing that is linked to; empty for an answer set."""
    if kind == "outcome":
        return guide.outcomes[id].title
    return guide.questions[id].ask if kind == "question" else ""
