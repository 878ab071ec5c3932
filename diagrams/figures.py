"""Every picture of a guide on a date, by name."""

from pathlib import Path

from markupsafe import escape

from calculator.engine.logic.tree import decision_tree
from calculator.engine.model import Guide

from .figure import figure
from .links import Links
from .picture import Picture
from .renderer import CACHE
from .views.architecture import architecture_picture
from .views.frame import frame_picture
from .views.outcome import outcome_pictures
from .views.rules import rules_picture
from .views.sequence import sequence_pictures
from .views.tree import tree_pictures
from .wording import word

HERE = Links()


def pictures(guide: Guide, on: str, links: Links = HERE) -> dict[str, tuple[Picture, ...]]:
    """The pictures by the name of the figure that shows them; an outcome nobody can reach has no picture."""
    tree = decision_tree(guide, on)
    found: dict[str, tuple[Picture, ...]] = {picture.name: (picture,) for picture in tree_pictures(guide, tree, links)}
    days = {on: "", **{moment.on: moment.label for moment in guide.moments if moment.on != on}}
    slides = (frame_picture(guide, day, links, label) for day, label in days.items())
    found |= {slide.name: (slide,) for slide in slides if slide}
    found["rules"] = (rules_picture(guide, on, links),)
    for outcome in guide.outcomes.values():
        found[f"outcome-{outcome.id}"] = outcome_pictures(guide, tree, outcome.id, links)
        found[f"architecture-{outcome.id}"] = (architecture_picture(guide, outcome),)
        found[f"sequences-{outcome.id}"] = sequence_pictures(guide, outcome)
    return found


def figures(guide: Guide, on: str, links: Links = HERE, cache: Path = CACHE) -> dict[str, str]:
    """HTML by name.

    ``frame``, ``frame-<moment>``, ``tree``, ``tree-<stage>``, ``rules``, ``outcome-<id>``, ``architecture-<id>`` and
    ``sequences-<id>``, which may be empty.
    """
    shown = pictures(guide, on, links)
    html = {name: "".join(figure(guide, picture, cache) for picture in group) for name, group in shown.items()}
    for outcome in guide.outcomes.values():
        html[f"outcome-{outcome.id}"] = html[f"outcome-{outcome.id}"] or _never(guide, on, outcome.title)
    return html


def _never(guide: Guide, on: str, title: str) -> str:
    return f"<p>{escape(word(guide, 'diagram.never', on=on, outcome=title))}</p>"
