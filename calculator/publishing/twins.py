"""The Markdown twin of each page and ``llms.txt``: the site for programs that read text."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from markdownify import markdownify

from .files import write_changed

_DRAWING = re.compile(r"<(svg|style|script)\b.*?</\1>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_BLANKS = re.compile(r"\n\s*\n\s*\n+")


@dataclass
class Twins:
    """The pages of one build, as they come by."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)  # file in the site -> title, HTML
    order: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget the last build."""
        self.pages.clear()
        self.order.clear()

    def keep(self, name: str, title: str, html: str) -> None:
        """Remember a page."""
        self.pages[name] = (title, html)

    def write(self, site: Path, name: str, about: str) -> None:
        """Write all twins and the list of them."""
        for page, (_, html) in self.pages.items():
            write_changed(site / _twin(page), markdown(html))
        listed = [page for page in self.order if page in self.pages]
        listed += sorted(self.pages.keys() - set(listed))
        lines = [f"- [{self.pages[page][0]}]({_twin(page)})" for page in listed]
        head = [f"# {name}", "", f"> {about}", "", "Every page as Markdown, and the rules as data.", "", "## Pages", ""]
        data = ["", "## Data", "", "- [The rules as JSON](rules.json)", "- [Its schema](rules.schema.json)"]
        data += ["- [The rule file as it is written](rules.yaml)", ""]
        write_changed(site / "llms.txt", "\n".join([*head, *lines, *data]))


@lru_cache(maxsize=512)  # while a server watches, most pages are what they were
def markdown(html: str) -> str:
    """A page's HTML as Markdown; drawings are left out, since each has its words beside it."""
    html = _PERMALINK.sub("", _DRAWING.sub("", html))
    text = markdownify(html, heading_style="ATX", bullets="-", escape_underscores=False, escape_asterisks=False)
    return _BLANKS.sub("\n\n", str(text)).strip() + "\n"


def _twin(page: str) -> str:
    return str(PurePosixPath(page).with_suffix(".md"))
