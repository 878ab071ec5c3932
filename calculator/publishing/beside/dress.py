"""What a page wears: the colours of an organisation, the language of the theme, and where to say what is wrong."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

PAPER = "#fbfaf6"  # the ground of a page by day, as in docs/assets/site.css
LEGIBLE = 4.5  # of WCAG 2.2, for text


def colours(site: Mapping[str, str]) -> str:
    """The style sheet for what an overlay says of the site; empty where it says nothing that can be read.

    Colours hold by day: on the dark ground of the night they would not stand out.
    """
    names = {"primary": ("--brand", "--link"), "accent": ("--lit",)}
    kept = {key: site[key] for key in names if key in site and contrast(site[key], PAPER) >= LEGIBLE}
    lines = [f"{name}: {colour};" for key, colour in kept.items() for name in names[key]]
    return f'[data-md-color-scheme="default"] {{ {" ".join(lines)} }}\n' if lines else ""


def as_html(text: str) -> Markup:
    """A text for the places where the theme puts what it is given into a page or an attribute as it stands."""
    return escape(text)


def words_of_theme(folders: Iterable[str], code: str, usual: str) -> str:
    """The language for the theme's own words: that of the page, or the usual one if the theme does not speak it."""
    known = any((Path(folder) / f"partials/languages/{code}.html").is_file() for folder in folders)
    return code if known else usual


def feedback(address: str, title: str, place: str) -> str:
    """Where a reader says what is wrong with a page: ``{title}`` and ``{page}`` filled in; empty without an address."""
    return address.replace("{title}", quote(title, safe="")).replace("{page}", quote(place, safe=""))


def contrast(one: str, other: str) -> float:
    """How far two colours such as ``#1d4f91`` stand apart, from 1 to 21.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
