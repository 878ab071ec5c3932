"""What an organisation changed in the guide, told with a Decision: a remark at each thing, and what holds for all."""

from dataclasses import replace

from .section import Item, Section
from .teller import Teller


def marked(tell: Teller, section: Section) -> Section:
    """The section with a remark at everything that the organisation changed."""
    if tell.guide.overlay is None:
        return section
    return replace(section, items=tuple(_marked(tell, item) for item in section.items))


def _marked(tell: Teller, item: Item) -> Item:
    kind, _, id = (item.link or "").partition(":")
    return replace(
        item, mark=item.mark or tell.mark(kind, id), sub=tuple(_marked(tell, below) for below in item.sub)
    )


def at_home(tell: Teller) -> Section:
    """Whom to ask, and what is answered for everybody; empty where no organisation changed the guide."""
    overlay = tell.guide.overlay
    if overlay is None:
        return Section("overlay", "")
    asked = tell.guide.questions
    items = tuple(
        Item(
            tell.say("overlay-left" if one.question in asked else "overlay-held", choices=" / ".join(one.labels)),
            f"question:{one.question}" if one.question in asked else None,
            name=asked[one.question].ask if one.question in asked else one.ask,
        )
        for one in overlay.held
    )
    return Section("overlay", tell.say("overlay-title", by=overlay.by), overlay.contact, items)
