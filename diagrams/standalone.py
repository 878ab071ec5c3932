"""The decision on one slide, and an answer, as files of their own, for places that show no page: the README, a slide.

``calculator renew`` writes it, and a test compares; ``python -m diagrams RULES_JSON`` prints it.
"""

import re
from pathlib import Path

from calculator.engine.codec import guide_from_json
from calculator.engine.model import Guide

from .figures import pictures
from .renderer import CACHE, svg_text
from .svg import page_svg
from .views.answer import answer_picture

# Outside of a page there is no theme: these colours are readable on white and on black.
STYLE = """<style>
.card > path, .card > polygon { fill: #ffffff; stroke: #5c6370 }
.edge path, .edge polygon { stroke: #7a828f; fill: none }
.edge polygon { fill: #7a828f }
svg { background: #ffffff }
.asked path { fill: #f4f6fb; stroke: #1c2f6e }
.ending path, .ending polygon { fill: #dcefe2; stroke: #0b3d1e }
.leaf path { fill: #dcefe2 } .leaf .target { fill: #0b3d1e }
.stage path { fill: #e3e8f7 } .stage .target { fill: #1c2f6e }
</style>"""


def overview(guide: Guide, on: str, cache: Path = CACHE) -> str:
    """The slide of the frame, else the first picture of the tree, as a complete SVG document without links."""
    drawn = pictures(guide, on)
    (picture,) = drawn.get("frame") or drawn["tree"]
    svg = page_svg(picture, svg_text(picture, cache))
    svg = re.sub(r"<a [^>]*>|</a>", "", svg)  # relative addresses lead nowhere from here
    head, end, rest = svg.partition(">")
    namespace = "" if 'xmlns="' in head else ' xmlns="http://www.w3.org/2000/svg"'
    return f"{head}{namespace}{end}{STYLE}{rest}\n"


def answer(guide: Guide, on: str, cache: Path = CACHE) -> str:
    """The answer that the first decided case of a guide gets, as a complete SVG document without links."""
    picture = answer_picture(guide, on)
    svg = re.sub(r"<!--.*?-->\s*|<title>.*?</title>\s*", "", svg_text(picture, cache), flags=re.DOTALL)
    svg = svg.replace('font-family="Arial"', 'font-family="Arial, Arimo, Helvetica, sans-serif"')
    return svg[svg.index("<svg") :]


PICTURES = {"overview.svg": overview, "answer.svg": answer}  # the file that keeps each, beside the rule file


def overview_of(rules_json: Path) -> str:
    """The overview of a ``rules.json`` as of the date of its edition."""
    guide = guide_from_json(rules_json.read_text(encoding="utf-8"))
    return overview(guide, guide.edition)
