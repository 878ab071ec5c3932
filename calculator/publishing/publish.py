"""From the checked rules to everything below ``docs/generated``."""

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from calculator.analysis import Finding, check
from calculator.engine.codec import guide_from_json
from calculator.engine.model import Guide
from calculator.engine.telling.bill import has_bill
from calculator.engine.words import say

from .content import links
from .content.drawings import drawings
from .content.editions import FOLDER, editions, kept_guides
from .content.own_teams import own_teams
from .content.pages import render, translated, translated_bill
from .content.starters import proved
from .files import digest, stands, write_tree

GENERATED = "generated"
PROVED = "starters/proved.json"
PROGRAM = Path(__file__).parents[1]
LIBRARIES = ("Jinja2", "MarkupSafe", "graphviz", "graphviz-pure")  # which write into the files too


class UnprovedError(Exception):
    """The proof finds errors, so there is nothing to publish; carries them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def publish(
    rules: Mapping[str, Any],
    schema: Mapping[str, Any],
    docs_dir: Path,
    on: str,
    spoken: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    more: Mapping[str, str] = MappingProxyType({}),
    base: Mapping[str, Any] | None = None,
) -> tuple[str, ...]:
    """Write what comes from ``rules`` (the object of a rules.json) on a date; the names of the files that changed.

    ``spoken`` are the same rules in other languages, by the code of the language; ``more`` are files that come from
    what lies beside the rule file, by their name; ``base`` are the rules
    without an overlay, for those who give the answers that it holds.  Where all of it and the program are as they were
    the last time, and so is what was written, nothing is done.  Raises UnprovedError.
    """
    bare = [one["id"] for one in rules["outcomes"] if not (docs_dir / f"outcomes/{one['id']}.md").exists()]
    beside = [*sorted((docs_dir / FOLDER).glob("*")), docs_dir / PROVED]
    ground = _ground([rules, schema, on, spoken, more, base, bare], beside)
    if stands(docs_dir / GENERATED, ground):
        return ()
    guide = _proved(guide_from_json(dict(rules)), on)
    guides = {links.ENGLISH: guide, **{code: guide_from_json(dict(told)) for code, told in spoken.items()}}
    languages = {code: say(told, "form-language") for code, told in guides.items()}
    without = guide_from_json(dict(base)) if base else None
    files = render(guide, on, drawings(guide, on), kept_guides(docs_dir / FOLDER), languages, without, bare)
    files["pages/teams.csv"] = own_teams(guide)
    files["pages/rules.schema.json"] = _text(schema)
    files |= {f"pages/{links.rules(code)}": _text(told) for code, told in {links.ENGLISH: rules, **spoken}.items()}
    files |= {f"pages/selector/{code}.md": translated(guides[code], on, code, languages) for code in spoken}
    priced = [code for code in spoken if has_bill(guides[code])]
    files |= {f"pages/bill/{code}.md": translated_bill(guides[code], on, code, languages) for code in priced}
    files |= {f"assets/{FOLDER}/{name}": text for name, text in editions(docs_dir / FOLDER)}
    files |= {f"parts/proved/{starter}.md": text for starter, text in proved(docs_dir / PROVED)}
    files |= more
    return write_tree(docs_dir / GENERATED, files, ground)


def _ground(said: Sequence[object], beside: Iterable[Path]) -> str:
    """A digest of what is published, of the files that are read beside it, and of the program that publishes."""
    folders = (PROGRAM, (PROGRAM / "diagrams").resolve())  # the second may be a link, which a walk does not follow
    lying = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    program = (path for path in lying if path.suffix != ".pyc")
    return digest((*beside, *program), json.dumps([*said, *map(version, LIBRARIES)], sort_keys=True, default=dict))


def _proved(guide: Guide, on: str) -> Guide:
    """The guide itself: readers never meet a table with a gap, a dead rule, or a case that fails."""
    if errors := tuple(finding for finding in check(guide, on) if finding.severity == "error"):
        raise UnprovedError(errors)
    return guide


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
