"""From the checked rules to everything below ``docs/generated``."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calculator.engine.codec import guide_from_json

from .drawings import drawings
from .editions import FOLDER, editions, kept_guides
from .files import write_tree
from .pages import render

GENERATED = "generated"


def publish(rules: Mapping[str, Any], schema: Mapping[str, Any], docs_dir: Path, on: str) -> tuple[str, ...]:
    """Write what comes from ``rules`` (the object of a rules.json) on a date; the names of the files that changed."""
    guide = guide_from_json(dict(rules))
    files = render(guide, on, drawings(guide, on), kept_guides(docs_dir / FOLDER))
    files["pages/rules.json"] = _text(rules)
    files["pages/rules.schema.json"] = _text(schema)
    files |= {f"assets/{FOLDER}/{name}": text for name, text in editions(docs_dir / FOLDER)}
    return write_tree(docs_dir / GENERATED, files)


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
