"""The pictures of the guide as HTML: drawn once, with links that each page completes with its own way to the root."""

from collections.abc import Mapping

from calculator.diagrams import Links, figures
from calculator.engine.model import Guide

ROOT = "root:/"  # stands in a drawing for the way from its page to the root of the site


def drawings(guide: Guide, on: str) -> Mapping[str, str]:
    """Every figure by name."""
    places = {"outcome": "outcomes/{id}/", "rule": "rules/#{id}", "selector": "selector/#{answers}"}
    return figures(guide, on, Links(**{name: ROOT + place for name, place in places.items()}))


def seen_from(drawn: Mapping[str, str], root: str) -> Mapping[str, str]:
    """The figures for a page from which ``root`` leads to the root of the site."""
    return {name: html.replace(f'"{ROOT}', f'"{root}') for name, html in drawn.items()}
