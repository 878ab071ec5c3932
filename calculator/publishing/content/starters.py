"""What a page says of a starter: with which tools it was proved, when, and what was not tried."""

import json
from collections.abc import Iterator
from pathlib import Path

from calculator.authoring.beside.starters import measured
from calculator.engine.model import Guide


def proved(record: Path) -> Iterator[tuple[str, str]]:
    """A paragraph for each starter of the record; a guide without starters has no record."""
    if record.is_file():
        for starter, proof in json.loads(record.read_text(encoding="utf-8")).items():
            tools = ", ".join(f"{name} {version}" for name, version in proof["tools"].items())
            yield starter, f"Proved on {proof['on']} with {tools}: {proof['said']}. Not run on AWS or on a cluster.\n"


def sizes(guide: Guide, docs: Path) -> str:
    """The starters of a guide as one table: how much each is, fewest lines first; empty where there is none."""
    starters = {one.id: one.starter for one in guide.outcomes.values() if one.starter and (docs / one.starter).is_dir()}
    found = {id: measured(docs / folder) for id, folder in starters.items()}
    if not found:
        return ""
    heads = ("Starter", "Files", "Lines of code", "AWS services it sets up", "Rights it grants")
    lines = [f"| {' | '.join(heads)} |", "|---|---:|---|---|---:|"]
    for id, size in sorted(found.items(), key=lambda each: sum(each[1].lines.values())):
        by_language = ", ".join(f"{count} {language}" for language, count in sorted(size.lines.items()))
        services, rights = ", ".join(size.services) or "none", str(len(size.rights) or "none")
        lines.append(f"| {' | '.join((guide.outcomes[id].title, str(size.files), by_language, services, rights))} |")
    return "\n".join(lines) + "\n"
