"""A picture with its caption and its text twin, as one piece of HTML."""

from pathlib import Path

from markupsafe import Markup

from calculator.engine.model import Guide

from .cards import template
from .links import anchor
from .picture import Picture
from .renderer import CACHE, svg_text
from .svg import page_svg
from .wording import word


def twin(guide: Guide, picture: Picture) -> str:
    """The same picture as text: a list of its boxes with every way out, or a table."""
    places = {card.id: number for number, card in enumerate(picture.cards, 1)}
    return _tight(template("twin.html.j2", picture=picture, places=places, word=lambda key, **v: word(guide, key, **v)))


def figure(guide: Guide, picture: Picture, cache: Path = CACHE) -> str:
    """The picture, drawn, with everything that belongs to it."""
    values = {
        "svg": Markup(page_svg(picture, svg_text(picture, cache))),  # noqa: S704  ElementTree escaped it
        "twin": Markup(twin(guide, picture)),  # noqa: S704  the template escaped it
        "word": lambda key, **v: word(guide, key, **v),
        "anchor": anchor,
    }
    return _tight(template("figure.html.j2", picture=picture, **values))


def _tight(html: str) -> str:
    """Without line ends between tags: Markdown takes a blank line for the end of HTML."""
    return "".join(html.splitlines())
