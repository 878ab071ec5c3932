"""The decision on one slide as the picture of a preview: what Graphviz has drawn, in the dark of the site's brand."""

import io
import re
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw, ImageFont

from .preview_drawing import GROUND, INK, LIT, MARGIN, MUTED, SIZE, Point

CARD, LEAF, LEAF_INK = "#174b4c", "#d9f5e3", "#0b3d1e"
SIDE, TOP = 36, 150  # pixels: the space beside the slide, and where it may begin
LETTERS = 14  # what Graphviz was told
SHARPER = 2  # drawn this much larger
LINE = 2  # pixels
STEPS = 12  # straight pieces of a curve
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def slide_png(face: Path, words: Path, title: str, svg: str) -> bytes:
    """The slide with the page's title above it, as PNG; ``words`` is the face that is as wide as Graphviz thought."""
    root = ET.fromstring(svg)  # noqa: S314  our own renderer drew it
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    scale = min((SIZE[0] - 2 * SIDE) / width, (SIZE[1] - TOP - SIDE) / height) * SHARPER
    left = (SIZE[0] * SHARPER - width * scale) / 2
    top = (TOP * SHARPER + (SIZE[1] - SIDE) * SHARPER - height * scale) / 2
    image = Image.new("RGB", (SIZE[0] * SHARPER, SIZE[1] * SHARPER), GROUND)
    draw = ImageDraw.Draw(image)
    _headline(draw, face, title)
    graph = root.find(".//g")
    assert graph is not None
    moved = [float(number) for number in _NUMBER.findall(graph.attrib["transform"].partition("translate")[2])]
    place = partial(_place, scale, (left + moved[0] * scale, top + moved[1] * scale))
    font = ImageFont.truetype(words, round(LETTERS * scale))
    for group in (group for group in graph.iter("g") if group.get("class")):
        for part in _own(group):
            _draw(draw, part, place, font, (LEAF, LEAF_INK) if "ending" in group.attrib["class"] else (MUTED, INK))
    buffer = io.BytesIO()
    small = image.resize(SIZE, Image.Resampling.LANCZOS)
    small.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(buffer, "PNG")
    return buffer.getvalue()


def _place(scale: float, corner: Point, x: str, y: str) -> Point:
    return corner[0] + float(x) * scale, corner[1] + float(y) * scale


def _headline(draw: ImageDraw.ImageDraw, face: Path, title: str) -> None:
    size = 54 * SHARPER
    while size > 20 * SHARPER:
        font = ImageFont.truetype(face, size)
        font.set_variation_by_axes([750])
        if font.getlength(title) <= (SIZE[0] - 2 * MARGIN) * SHARPER:
            break
        size -= 4
    middle = (TOP + SIDE) // 2 * SHARPER
    draw.text((SIDE * SHARPER + 4, middle), title, INK, font, anchor="lm")
    draw.rectangle((SIDE * SHARPER, middle + size * 0.62, (SIDE + 96) * SHARPER, middle + size * 0.62 + 10), LIT)


def _own(group: ET.Element) -> list[ET.Element]:
    """What a node or an arrow consists of, links and their groups opened; other groups have their turn."""
    found = []
    for part in group:
        if part.tag == "a" or (part.tag == "g" and not part.get("class")):
            found += _own(part)
        elif part.tag != "g":
            found.append(part)
    return found


def _draw(
    draw: ImageDraw.ImageDraw, part: ET.Element, place: "partial[Point]", font: ImageFont.FreeTypeFont,
    colours: tuple[str, str],
) -> None:
    fill, ink = colours
    if part.tag == "text":
        anchor = {"middle": "ms", "end": "rs"}.get(part.get("text-anchor", ""), "ls")
        text = (part.text or "").strip().replace("→", "›")  # the face has no arrow
        draw.text(place(part.attrib["x"], part.attrib["y"]), text, ink, font, anchor)
    elif part.tag == "polygon":
        points = [place(*pair.split(",")) for pair in part.attrib["points"].split()]
        draw.polygon(points, fill)
    elif part.tag == "path":
        points = _curve([place(*pair) for pair in _pairs(part.attrib["d"])])
        if points[0] == points[-1]:
            draw.polygon(points, CARD)
        draw.line(points, MUTED, LINE * SHARPER, "curve")


def _pairs(path: str) -> list[tuple[str, str]]:
    numbers = _NUMBER.findall(path)
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _curve(points: list[Point]) -> list[Point]:
    """Bézier curves, as Graphviz writes them (one start, then three points each), in short straight pieces."""
    line = points[:1]
    for at in range(1, len(points) - 2, 3):
        start, (one, two, end) = line[-1], points[at : at + 3]
        for step in range(1, STEPS + 1):
            t = step / STEPS
            parts = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
            drawn = list(zip(parts, (start, one, two, end), strict=True))
            line.append((sum(part * x for part, (x, _) in drawn), sum(part * y for part, (_, y) in drawn)))
    return line
