"""Starters: folders beside the rule file with code to begin from, as what somebody takes home.

A starter's page is its README there.  The folders beside it that the page or a file names come along, and what they
name in turn.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import normpath

from calculator.engine.answers import renamed_outcome, short
from calculator.engine.model import Guide

from ..problems import nearest

README = "README.md"
PAGE = "index.md"
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n+", re.DOTALL)
_SHOWN = re.compile(r'^```\w+ title="([^"]+)"[^\n]*\n--8<-- [^\n]+\n```$', re.MULTILINE)  # a file, or a piece of one
_FACT = r"\[[A-Z]+-\w+\]"
_SITES = re.compile(  # what only the site knows: snippets, classes and ids, and facts by their id
    rf"^--8<-- [^\n]+\n+|^<!-- --8<-- [^\n]+\n|^\{{ \.[^\n]+\}}\n|[ ]\{{ [#.][^\n]+\}}$|[ ]\({_FACT}(?:, {_FACT})*\)",
    re.MULTILINE,
)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_NAMED = re.compile(r"([A-Za-z0-9_.+-]+)/")


class NoStarterError(Exception):
    """An outcome has no starter, or the folder that a rule file names holds none; the text says what is missing."""


def starters_of(guide: Guide) -> dict[str, str]:
    """The folder of each outcome that has a starter, as the rule file says it."""
    return {id: outcome.starter for id, outcome in guide.outcomes.items() if outcome.starter}


def starter_of(guide: Guide, beside: Path, outcome: str) -> tuple[str, dict[str, bytes]]:
    """The id of an outcome that somebody names, perhaps by an old id, and the files of its starter.

    Raises as ``read_starter`` does.
    """
    starters, id = starters_of(guide), renamed_outcome(guide, outcome)
    if id not in guide.outcomes:
        known = " ".join(filter(None, [nearest(outcome, guide.outcomes), f"outcomes are: {', '.join(guide.outcomes)}"]))
        raise NoStarterError(f'there is no outcome "{short(outcome)}"; {known}')
    if id not in starters:
        raise NoStarterError(f'"{id}" has no starter; there is one for: {", ".join(starters) or "no outcome"}')
    return id, read_starter(beside, starters[id])


def read_starter(beside: Path, folder: str) -> dict[str, bytes]:
    """The files of a starter by their path below its README.

    ``folder`` is what the rule file says, ``beside`` the place of the rule file.
    Raises NoStarterError, and OSError for what cannot be read.
    """
    place = beside / folder
    if not (place / PAGE).is_file():
        raise NoStarterError(f"{place}: there is no starter; expected a folder with an {PAGE}")
    page = (place / PAGE).read_text(encoding="utf-8")
    siblings = {path.name for path in place.parent.iterdir() if path.is_dir()}
    files: dict[str, bytes] = {}
    names, done = [place.name], {""}
    while names:
        done.add(name := names.pop(0))
        found = files_of(place.parent / name)
        texts = [page, *(data.decode(errors="ignore") for data in found.values())]
        names += sorted((siblings & _named(texts)) - done - set(names))
        files |= found
    return {README: _readme(page, place.name, files).encode(), **files}


def _named(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _NAMED.findall(text)}


def files_of(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, without its page and without what tools leave behind."""
    paths = (path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink())
    return {f"{folder.name}/{p.name}": p.read_bytes() for p in paths if p.name != PAGE and p.name[0] != "."}


def _readme(page: str, name: str, files: Mapping[str, bytes]) -> str:
    """The page without what only the site understands; links lead to files that come along, or are words."""
    title = re.search(r'^title: *"?([^"\n]+)', page, re.MULTILINE)
    text = _SHOWN.sub(lambda shown: f"See [`{shown[1]}`]({shown[1]}).", FRONT_MATTER.sub("", page))
    text = _LINK.sub(lambda link: _link(link, name, files), _SITES.sub("", text))
    return text if text.startswith("# ") or not title else f"# {title[1]}\n\n{text}"


def _link(link: re.Match[str], name: str, files: Mapping[str, bytes]) -> str:
    words, target = link.groups()
    if target.startswith(("https://", "http://")):
        return link[0]
    path = normpath(f"{name}/{target}")
    return f"[{words}]({path})" if path in files else words
