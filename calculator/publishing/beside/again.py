"""What became of each page in the build before: while somebody edits one page, the others are not made again."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ..files import digest

TAKES_IN = re.compile(r'--8<--\s+"([^":]+)')  # a piece of another file that a page shows
PLACES = ("generated/parts", "includes", "")  # where such files lie
PIECES = "pymdownx.snippets"  # the extension that takes them in


@dataclass
class _Made:
    """What a page was made from, what rendering it set on the page, and what the search was told of it."""

    ground: object
    set: dict[str, Any]
    content: str | None = None
    entries: list[Any] = field(default_factory=list)


class Again:
    """Remembers pages from one build to the next, each as long as all that it was made from stays as it is."""

    def __init__(self) -> None:
        self._docs, self._appended = Path(), ""  # a digest of what every page takes in
        self._made: dict[str, _Made] = {}

    @property
    def edited(self) -> bool:
        """Whether there was a build before."""
        return bool(self._made)

    def begin(self, docs: Path, names: str, config: Any) -> None:
        """Look at what pages are made from beside their own text.

        ``names`` tells the addresses to which pages may link, MkDocs' ``config`` how Markdown is read, what every page
        takes in, and the search, which reads pages too.
        """
        settings = config.mdx_configs
        every = (docs / place / name for name in settings.get(PIECES, {}).get("auto_append", ()) for place in PLACES)
        self._docs, self._appended = docs, digest(every, f"{names}{settings}")
        search = next((plugin for name, plugin in config.plugins.items() if name.endswith("search")), None)
        if index := getattr(search, "search_index", None):  # of Material; any other search reads all pages
            index.add_entry_from_context = partial(self._search, index, index.add_entry_from_context)

    def page(self, page: Any) -> Any:
        """The same page, rendered only if it is made from something else than in the build before."""
        page.render = partial(self._render, page, page.render)
        return page

    def _render(self, page: Any, render: Callable[..., None], *given: object) -> None:
        text = page.markdown or ""
        ground = (text, deepcopy(dict(page.meta)), self._appended, digest(_taken(text, self._docs)))
        kept = self._made.get(page.file.src_uri)
        if kept and kept.ground == ground:
            vars(page).update(kept.set)
            return
        before = dict(vars(page))
        render(*given)
        new = {name: value for name, value in vars(page).items() if before.get(name) is not value}
        self._made[page.file.src_uri] = _Made(ground, new)

    def _search(self, index: Any, add: Callable[[Any], None], page: Any) -> None:
        kept = self._made.get(page.file.src_uri)
        if kept and kept.content is not None and kept.content == page.content:
            index.entries += deepcopy(kept.entries)
            return
        first = len(index.entries)
        add(page)
        if kept:
            kept.content, kept.entries = page.content, deepcopy(index.entries[first:])


def _taken(text: str, docs: Path) -> Iterator[Path]:
    """The files of which a page shows pieces, and those of which these pages do."""
    for name in TAKES_IN.findall(text):
        path = next((docs / place / name for place in PLACES if (docs / place / name).is_file()), None)
        if path:
            yield path
            yield from _taken(path.read_text(encoding="utf-8", errors="replace"), docs) if path.suffix == ".md" else ()
