"""Other ways to have the same answer in a browser, each as its own documentation begins; all served alike.

Those that start Python only when a reader presses a button (the fences of markdown-exec, the editors of
pyodide-mkdocs-theme) answer no link, so there is nothing to measure them by.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from calculator.engine.logic.situation import facts_on
from calculator.engine.model import Guide
from calculator.publishing.python.archives import zip_bytes
from tests.bench.subjects import guide

PROJECT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# The name under which a peer is shown, and its page; the first is what all are measured by.
PEERS = {
    "Pyodide": "pyodide.html",
    "Pyodide in a worker": "worker.html",
    "PyScript": "pyscript.html",
    "publicodes": "publicodes.html",
}
FLOOR = "publicodes"  # without Python and without reasons
PYTHONS = [name for name in PEERS if name != FLOOR]
MODULES = HERE / "node_modules"


@contextmanager
def pages() -> Iterator[Path]:
    """A folder with the page of each peer, stock runtimes, the engine as source, and the rules."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for link, to in {
            "pyodide": PROJECT / "node_modules/pyodide",
            "pyscript": MODULES / "@pyscript/core/dist",
            "publicodes": MODULES / "publicodes/dist",
        }.items():
            (folder / link).symlink_to(to)
        for page in (HERE / "peers").iterdir():
            (folder / page.name).write_bytes(page.read_bytes())
        files = [PROJECT / "calculator/__init__.py", *sorted((PROJECT / "calculator/engine").rglob("*.py"))]
        zipped = zip_bytes({path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in files})
        (folder / "engine.zip").write_bytes(zipped)
        (folder / "rules.json").write_bytes((PROJECT / "site/rules.json").read_bytes())
        (folder / "publicodes.json").write_text(json.dumps(_publicodes(guide())))
        yield folder


def _publicodes(guide: Guide) -> dict[str, Any]:
    """The rules whose facts hold as one publicodes rule, the questions as others; what each outcome is called."""
    facts = facts_on(guide, guide.edition)
    live = [rule for rule in guide.rules if all(facts[fact] == holds for fact, holds in rule.given.items())]
    ways: list[Mapping[str, Any]] = [
        {"si": {"toutes ces conditions": [_either(*one) for one in rule.when.items()]}, "alors": f"'{rule.then}'"}
        for rule in live
    ]
    rules: dict[str, Any] = {"verdict": {"variations": ways}}
    for question in guide.questions.values():
        first = f"'{question.choices[0].id}'"
        rules[_name(question.id)] = {"question": question.ask, "par défaut": first}
    return {"rules": rules, "headlines": {id: outcome.title for id, outcome in guide.outcomes.items()}}


def _either(question: str, choices: tuple[str, ...]) -> dict[str, Any]:
    return {"une de ces conditions": [f"{_name(question)} = '{choice}'" for choice in choices]}


def _name(question: str) -> str:
    return question.replace("_", " ")  # names in publicodes are words
