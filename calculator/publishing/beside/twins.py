"""The Markdown twin of each page and ``llms.txt``: the site for programs that read text."""

import re
from dataclasses import dataclass, field
from importlib.metadata import version
from inspect import getfile
from logging import getLogger
from pathlib import Path, PurePosixPath
from threading import Thread
from typing import Any

from markdownify import MarkdownConverter

from calculator.engine.telling.unmarked import unmarked

from ..content import skill
from ..files import digest, write_changed, write_whole

_CODE = digest((Path(__file__), Path(getfile(unmarked))), version("markdownify"))  # what makes a twin of a page
_DRAWING = re.compile(r"<(svg|style|script)\b.*?</\1>", re.DOTALL)
# What only a small screen shows: the table beside it says the same.
_STEPS = re.compile(r'<div class="diagram-steps">.*?</div>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_BLANKS = re.compile(r"\n\s*\n\s*\n+")


@dataclass
class Twins:
    """The pages of one build, as they come by."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)  # file in the site -> title, HTML
    order: list[str] = field(default_factory=list)
    writer: Thread | None = None

    def clear(self) -> None:
        """Forget the last build, once all of it is written."""
        if self.writer:
            self.writer.join()
        self.pages.clear()
        self.order.clear()

    def keep(self, name: str, title: str, html: str) -> None:
        """Remember a page."""
        self.pages[name] = (title, html)

    def write_behind(self, *given: Any) -> None:
        """Write them while readers look at the pages already: nobody who edits waits for programs that read."""
        self.writer = Thread(target=self._follow, args=given)
        self.writer.start()

    def _follow(self, *given: Any) -> None:
        try:
            self.write(*given)
        except OSError as wrong:  # a full disk, or the folder of a server that was stopped meanwhile
            getLogger("mkdocs.twins").warning("The pages for programs are not all there: %s", wrong)

    def write(self, site: Path, name: str, about: str, kept: Path) -> None:
        """Write all twins and the list of them.

        Two fifths of a build go into making them, so they are ``kept`` in a folder, each by what it was made of.
        """
        used = set[Path]()
        for page, (_, html) in self.pages.items():
            used.add(text := _kept(html, kept))
            write_changed(site / _twin(page), text.read_bytes())
        for old in set(kept.glob("*.md")) - used:
            old.unlink()
        listed = [page for page in self.order if page in self.pages]
        listed += sorted(self.pages.keys() - set(listed))
        lines = [f"- [{unmarked(self.pages[page][0])}]({_twin(page)})" for page in listed]
        about = unmarked(about)
        head = [f"# {unmarked(name)}", "", f"> {about}", "", "Every page as Markdown, and the rules as data.", ""]
        data = ["", "## Data", "", "- [The rules as JSON](rules.json)", "- [Its schema](rules.schema.json)"]
        data += ["- [The rule file as it is written](rules.yaml)", f"- [A skill for coding agents]({skill.PLACE})", ""]
        write_changed(site / "llms.txt", "\n".join([*head, "## Pages", "", *lines, *data]))


class _Twin(MarkdownConverter):
    """A form as headings and lists, in the exact wording alone; of several sizes of a picture the text is enough."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Words stay words for every reader of Markdown: no tag, no link and no cell begins in them."""
        text = unmarked(text)
        return text.replace("|", r"\|") if parent_tags & {"td", "th"} else text

    def convert_legend(self, el: Any, text: str, **_: Any) -> str:  # noqa: ARG002  the library passes it
        """The question."""
        return f"\n\n### {text.strip()}\n\n"

    def convert_label(self, el: Any, text: str, **_: Any) -> str:
        """A choice, or the words of a switch, which is of no use here."""
        return f"\n- {' '.join(text.split())}\n" if "choice" in el.get("class", ()) else ""

    def convert_tr(self, el: Any, text: str, **others: Any) -> str:
        """A row; only the first of a table needs a look at all the others, whichever body it stands in."""
        if el.find_previous_sibling() or (el.parent.name == "tbody" and el.parent.find_previous_sibling()):
            return f"|{text}\n"
        whole: Any = super()  # its types leave this method out
        return str(whole.convert_tr(el, text, **others))

    def convert_span(self, el: Any, text: str, **_: Any) -> str:
        """Of two wordings one; the label of a choice apart from its help."""
        kind = el.get("class", ())
        return "" if "wording-plain" in kind else f"**{text}**" if "choice-label" in kind else text


def _kept(html: str, folder: Path) -> Path:
    """The file with the twin of a page; made if there is none of these words and this code."""
    path = folder / f"{digest((), _CODE + html)[:32]}.md"
    if not path.is_file():
        write_whole(path, markdown(html).encode())
    return path


def markdown(html: str) -> str:
    """A page's HTML as Markdown; drawings are left out, since each has its words beside it."""
    html = _PERMALINK.sub("", _STEPS.sub("", _DRAWING.sub("", html)))
    text = _Twin(heading_style="ATX", bullets="-").convert(html)
    return _BLANKS.sub("\n\n", str(text)).strip() + "\n"


def _twin(page: str) -> str:
    return str(PurePosixPath(page).with_suffix(".md"))
