"""Starters: folders beside the rule file with code to begin from, as what somebody takes home.

A starter's page is its README there.  The folders beside it that the page or a file names come along, and what they
name in turn.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath

import yaml

from calculator.engine.model import Guide

README = "README.md"
_PAGE = "index.md"
_LANGUAGES = {".py": "Python", ".yaml": "YAML", ".yml": "YAML", ".json": "JSON", ".sh": "Shell", ".tf": "Terraform"}
_ASSUMED = "sts:AssumeRole"  # says who a role is for, not what it may do
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_SHOWN = re.compile(r'^```\w+ title="([^"]+)"[^\n]*\n--8<-- [^\n]+\n```$', re.MULTILINE)  # a file, or a piece of one
_FACT = r"\[[A-Z]+-\w+\]"
_SITES = re.compile(  # what only the site knows: snippets, classes and ids, and facts by their id
    rf"^--8<-- [^\n]+\n+|^<!-- --8<-- [^\n]+\n|^\{{ \.[^\n]+\}}\n|[ ]\{{ [#.][^\n]+\}}$|[ ]\({_FACT}(?:, {_FACT})*\)",
    re.MULTILINE,
)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_NAMED = re.compile(r"([A-Za-z0-9_.+-]+)/")


class NoStarterError(Exception):
    """A folder that a rule file names holds no starter; the text says what is missing."""


def read_starter(beside: Path, folder: str) -> dict[str, bytes]:
    """The files of a starter by their path below its README.

    ``folder`` is what the rule file says, ``beside`` the place of the rule file.
    Raises NoStarterError, and OSError for what cannot be read.
    """
    place = beside / folder
    if not (place / _PAGE).is_file():
        raise NoStarterError(f"{place}: there is no starter; expected a folder with an {_PAGE}")
    page = (place / _PAGE).read_text(encoding="utf-8")
    siblings = {path.name for path in place.parent.iterdir() if path.is_dir()}
    files: dict[str, bytes] = {}
    names, done = [place.name], {""}
    while names:
        done.add(name := names.pop(0))
        found = _files(place.parent / name)
        texts = [page, *(data.decode(errors="ignore") for data in found.values())]
        names += sorted((siblings & _named(texts)) - done - set(names))
        files |= found
    return {README: _readme(page, place.name, files).encode(), **files}


@dataclass(frozen=True, slots=True)
class Measured:
    """How much a starter is without the job that all share: its files, its lines of code by language, and what its
    CloudFormation templates set up and allow.

    A line of code is one that is neither empty nor a comment alone.
    """

    files: int
    lines: Mapping[str, int]
    services: tuple[str, ...]
    rights: tuple[str, ...]


def measured(folder: Path) -> Measured:
    """The measures of the files in a starter's own folder; NoStarterError for a template that cannot be read."""
    texts = {path: data.decode() for path, data in _files(folder).items()}
    lines: Counter[str] = Counter()
    for path, text in texts.items():
        code = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
        lines[_LANGUAGES.get(PurePosixPath(path).suffix, "other")] += len(code)
    written = {path: text for path, text in texts.items() if "AWSTemplateFormatVersion" in text}
    templates = [_template(folder.parent / path, text) for path, text in written.items()]
    types = [str(each).split("::") for one in templates for each in _under(one, "Type")]
    services = {parts[1] for parts in types if parts[0] == "AWS"}
    rights = {right for one in templates for each in _under(one, "Action") for right in _each(each)} - {_ASSUMED}
    return Measured(len(texts), lines, tuple(sorted(services)), tuple(sorted(rights)))


def sizes(guide: Guide, beside: Path) -> dict[str, str]:
    """The part of a page with how much each starter of a guide is, fewest lines first; none without starters."""
    starters = {id: one.starter for id, one in guide.outcomes.items() if one.starter}
    found = {id: measured(beside / folder) for id, folder in starters.items() if (beside / folder).is_dir()}
    if not found:
        return {}
    heads = ("Starter", "Files", "Lines of code", "AWS services it sets up", "Rights it grants")
    lines = [f"| {' | '.join(heads)} |", "|---|---:|---|---|---:|"]
    for id, size in sorted(found.items(), key=lambda each: sum(each[1].lines.values())):
        by_language = ", ".join(f"{count} {language}" for language, count in sorted(size.lines.items()))
        services, rights = ", ".join(size.services) or "none", str(len(size.rights) or "none")
        page = f"[{guide.outcomes[id].title}]({PurePosixPath(starters[id]).name}/{_PAGE})"  # seen from the folder above
        lines.append(f"| {' | '.join((page, str(size.files), by_language, services, rights))} |")
    return {"parts/starters.md": "\n".join(lines) + "\n"}


def _template(path: Path, text: str) -> object:
    try:
        return yaml.load(text, Loader=_Template)  # noqa: S506  a safe loader that knows CloudFormation's tags
    except yaml.YAMLError as error:
        raise NoStarterError(f"{path}: this template is no YAML: {' '.join(str(error).split())}") from None


def _under(value: object, key: str) -> Iterator[object]:
    """Whatever stands under a key, at any depth."""
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from _under(part, key)


def _each(value: object) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


class _Template(yaml.SafeLoader):
    """Reads ``!Ref`` and its like as what stands behind them."""


def _behind(loader: yaml.SafeLoader, _tag: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return loader.construct_sequence(node, deep=True) if isinstance(node, yaml.SequenceNode) else node.value


_Template.add_multi_constructor("!", _behind)


def _named(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in _NAMED.findall(text)}


def _files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, without its page and without what tools leave behind."""
    paths = (path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink())
    return {f"{folder.name}/{p.name}": p.read_bytes() for p in paths if p.name != _PAGE and p.name[0] != "."}


def _readme(page: str, name: str, files: Mapping[str, bytes]) -> str:
    """The page without what only the site understands; links lead to files that come along, or are words."""
    title = re.search(r'^title: *"?([^"\n]+)', page, re.MULTILINE)
    text = _SHOWN.sub(lambda shown: f"See [`{shown[1]}`]({shown[1]}).", _FRONT_MATTER.sub("", page))
    text = _LINK.sub(lambda link: _link(link, name, files), _SITES.sub("", text))
    return text if text.startswith("# ") or not title else f"# {title[1]}\n\n{text}"


def _link(link: re.Match[str], name: str, files: Mapping[str, bytes]) -> str:
    words, target = link.groups()
    if target.startswith(("https://", "http://")):
        return link[0]
    path = normpath(f"{name}/{target}")
    return f"[{words}]({path})" if path in files else words
