"""What a page says of a starter: with which tools it was proved, when, and what was not tried."""

import json
from collections.abc import Iterator
from pathlib import Path


def proved(record: Path) -> Iterator[tuple[str, str]]:
    """A paragraph for each starter of the record; a guide without starters has no record."""
    if record.is_file():
        for starter, proof in json.loads(record.read_text(encoding="utf-8")).items():
            tools = ", ".join(f"{name} {version}" for name, version in proof["tools"].items())
            yield starter, f"Proved on {proof['on']} with {tools}: {proof['said']}. Not run on AWS or on a cluster.\n"
