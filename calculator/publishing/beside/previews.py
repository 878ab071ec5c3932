"""What a chat, a wiki or a search engine shows of a page: a description, and a picture that names the page.

Each picture is kept below ``build/previews`` under the hash of what is on it and of how it is drawn, which is its name
on the site as well: a page that is called otherwise has another picture, and nobody is shown an old one.
"""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ..files import write_changed
from .preview_drawing import png
from .preview_slide import slide_png
from .typefaces import typeface

FOLDER = "assets/previews"
DESCRIPTION = 200  # characters; what is longer is cut by those who show it
_LEAD = re.compile(r'<p class="lead\b[^>]*>(.*?)</p>', re.DOTALL)
_CITES = re.compile(r'<span class="cites">.*?</span>|<a class="cite".*?</a>', re.DOTALL)
_SLIDE = re.compile(r'id="frame">.*?(<svg .*?</svg>)', re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.?!]) ")


def lead(html: str) -> str:
    """The first sentences that a page says about itself, without citations; nothing where it says none.

    They go into an attribute that the theme does not escape, so quotation marks become apostrophes.
    """
    found = _LEAD.search(html)
    text = Markup(_CITES.sub("", found[1])).striptags() if found else ""  # noqa: S704  only read for its words
    first, *more = _SENTENCE.split(text.replace('"', "'"))
    for sentence in more:
        if len(first) + len(sentence) >= DESCRIPTION:
            break
        first = f"{first} {sentence}"
    return first


def slide_of(html: str) -> str:
    """The decision on one slide, if a page shows it, as SVG; else nothing."""
    found = _SLIDE.search(html)
    return found[1] if found else ""


@cache
def style() -> str:
    """Changes when pictures are drawn in another way."""
    drawing = (Path(__file__).with_name(name) for name in ("preview_drawing.py", "preview_slide.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in drawing)).hexdigest()


@dataclass(frozen=True)
class Preview:
    """What a picture says."""

    site: str
    section: str  # where the page belongs; may be empty
    title: str
    about: str
    slide: str = ""  # the decision on one slide as SVG, where the page shows it

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{hashlib.sha256(f'{style()} {self}'.encode()).hexdigest()[:16]}.png"


@dataclass
class Previews:
    """The pictures of one build, as their pages come by."""

    wanted: set[Preview] = field(default_factory=set)

    def want(self, preview: Preview) -> str:
        """The picture's address in the site."""
        self.wanted.add(preview)
        return f"{FOLDER}/{preview.name}"

    def write(self, project: Path, site: Path) -> None:
        """Write every picture that a page asked for, drawing those that no earlier build has drawn."""
        for preview in self.wanted:
            kept = project / "build/previews" / preview.name
            if not kept.is_file():
                write_changed(kept, drawn(project, preview))
            write_changed(site / FOLDER / preview.name, kept.read_bytes())
        self.wanted.clear()


def drawn(project: Path, preview: Preview) -> bytes:
    """The picture as PNG: the slide under the title, or words alone."""
    face = typeface(project, "inter")
    if preview.slide:
        return slide_png(face, typeface(project, "arimo"), preview.title, preview.slide)
    return png(face, preview.site, preview.section, preview.title, preview.about)
