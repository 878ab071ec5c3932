"""How the picture of a preview is drawn: words on the left, and on the right the tracks of which one is lit.

The colours are those of the site in the dark of its brand; the letters are the site's own.
"""

import io
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)  # pixels; what readers of Open Graph tags ask for
GROUND, INK, MUTED, EYEBROW, TRACK, LIT = "#0f3d3e", "#ffffff", "#bcd0ce", "#8fdcd3", "#2f5f60", "#ffb454"
MARGIN, WORDS = 76, 684  # pixels: the space around, and how wide text may get
TITLES = (72, 64, 56, 48, 42)  # sizes to try, until the title fits
LINES, ABOUT_LINES = 4, 3
COARSE = 3  # the track is drawn this much larger, and is smooth when it has shrunk
Point = tuple[float, float]


def png(face: Path, site: str, section: str, title: str, about: str) -> bytes:
    """The picture as PNG: which site, which part of it (may be empty), which page, and what the page is about.

    ``face`` is a typeface with all its weights in one file.
    """
    image = _ground().copy()
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN + 58, MARGIN + 20), site, INK, _font(face, 28, 650), anchor="lm")
    size, lines = _title(face, title)
    below = _wrapped(about, _font(face, 29, 400), ABOUT_LINES)
    height = 44 * bool(section) + round(1.12 * size) * len(lines) + 26 + 42 * len(below)
    top = (SIZE[1] + MARGIN - height) // 2 + 10
    if section:
        draw.text((MARGIN, top), section, EYEBROW, _font(face, 27, 600))
        top += 44
    for line in lines:
        draw.text((MARGIN - 2, top), line, INK, _font(face, size, 750))
        top += round(1.12 * size)
    for line in below:
        draw.text((MARGIN, top + 26), line, MUTED, _font(face, 29, 400))
        top += 42
    buffer = io.BytesIO()
    image.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(buffer, "PNG")
    return buffer.getvalue()


@lru_cache(maxsize=64)
def _font(face: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(face, size)
    font.set_variation_by_axes([weight])
    return font


def _title(face: Path, title: str) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines."""
    for size in TITLES:
        font = _font(face, size, 750)
        if len(list(_lines(title, font))) <= LINES - (size > 60):
            return size, _balanced(title, font)
    return size, _wrapped(title, font, LINES)


def _balanced(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text in as few lines as it needs, which are as equally long as they can be."""
    lines, width = list(_lines(text, font)), WORDS
    while len(narrower := list(_lines(text, font, width - 20))) == len(lines) and width > WORDS // 2:
        lines, width = narrower, width - 20
    return lines


def _wrapped(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """The text in lines; what does not fit is left out, and three dots say so."""
    lines = list(_lines(text, font))
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while font.getlength(f"{last} …") > WORDS and " " in last:
        last = last.rpartition(" ")[0]
    return [*lines[: most - 1], f"{last} …"]


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int = WORDS) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


@cache
def _ground() -> Image.Image:
    """What all pictures share: the mark, and the tracks of which one is lit."""
    image = Image.new("RGB", (SIZE[0] * COARSE, SIZE[1] * COARSE), GROUND)
    draw = ImageDraw.Draw(image)
    for fork, height in ((872, 150), (872, 480), (938, 315), (938, 398)):
        _rail(draw, (816, 315), fork, (1128, height), TRACK, 13)
        _dot(draw, (1128, height), 13, GROUND, TRACK, 8)
    _rail(draw, (816, 315), 938, (1128, 232), LIT, 15)
    for fork in (872, 938):
        _dot(draw, (fork, 315), 17, GROUND, LIT, 10)
    _dot(draw, (1128, 232), 25, LIT)
    for height, colour in ((6, LIT), (20, INK), (34, INK)):
        _rail(draw, (MARGIN, MARGIN + 20), MARGIN + 10, (MARGIN + 34, MARGIN + height), colour, 5)
        _dot(draw, (MARGIN + 36, MARGIN + height), 6, colour)
    return image.resize(SIZE, Image.Resampling.LANCZOS)


def _rail(draw: ImageDraw.ImageDraw, start: Point, fork: float, end: Point, colour: str, width: float) -> None:
    """A track that leaves its straight way at ``fork`` and runs straight again before its end."""
    (left, low), (right, high) = start, end
    bend = (right - fork) * 0.62
    curve = [_bezier(step / 40, (fork, low), (fork + bend, high)) for step in range(41)]
    points = [(left, low), *curve, (right, high)]
    draw.line([(x * COARSE, y * COARSE) for x, y in points], colour, round(width * COARSE))
    for point in points:  # rounds ends and joints
        _dot(draw, point, width / 2, colour)


def _bezier(part: float, start: Point, end: Point) -> Point:
    """A point of the S that leaves and arrives level."""
    middle = (start[0] + end[0]) / 2
    one, two, three, four = (1 - part) ** 3, 3 * part * (1 - part) ** 2, 3 * part**2 * (1 - part), part**3
    across = one * start[0] + (two + three) * middle + four * end[0]
    return across, (one + two) * start[1] + (three + four) * end[1]


def _dot(
    draw: ImageDraw.ImageDraw, centre: Point, radius: float, fill: str, edge: str | None = None, width: float = 0
) -> None:
    x, y, r = (value * COARSE for value in (*centre, radius))
    draw.ellipse((x - r, y - r, x + r, y + r), fill, edge, round(width * COARSE))
