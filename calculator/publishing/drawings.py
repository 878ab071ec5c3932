"""The pictures of the guide as HTML, for pages at each depth below the root of the site."""

from collections.abc import Mapping

from calculator.engine.model import Guide
from diagrams import Links, figures

Drawings = Mapping[int, Mapping[str, str]]  # depth of the page -> name of the figure -> HTML
DEPTHS = (0, 1, 2)


def drawings(guide: Guide, on: str) -> Drawings:
    """Every figure, once per depth: a picture's links lead from the page that it stands on."""
    return {depth: figures(guide, on, _links("../" * depth)) for depth in DEPTHS}


def _links(root: str) -> Links:
    return Links(outcome=root + "outcomes/{id}/", rule=root + "rules/#{id}")
