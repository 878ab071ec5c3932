"""The editor of a draft: CodeMirror and what it imports, each module under a name that a browser can follow.

A browser knows no packages, so ``from "@codemirror/view"`` becomes ``from "./codemirror-view.js"``; nothing is bundled.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..files import write_changed
from ..python.packages import package

WANTED = ("commands", "lang-yaml", "language", "lint", "search", "state", "view")  # what docs/assets/draft imports
_FROM = re.compile(r"""^((?:import|export)\b[^"';]*\bfrom\s*|import\s*)(["'])([@\w][^"']*)\2""", re.MULTILINE)


def editor_packages(project: Path) -> Mapping[str, Path]:
    """The module of each package that the editor is made of; MissingTool if npm cannot bring one."""
    waiting, found = [f"@codemirror/{name}" for name in WANTED], dict[str, Path]()
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            folder, _ = package(project, name)
            found[name] = folder / _module(json.loads((folder / "package.json").read_text(encoding="utf-8")))
            waiting += _imports(found[name].read_text(encoding="utf-8"))
    return found


def deliver_editor(project: Path, out: Path) -> None:
    """Makes the folder ``out`` hold every module of the editor, and their licences."""
    terms = []
    for name, module in sorted(editor_packages(project).items()):
        text = module.read_text(encoding="utf-8")
        write_changed(out / _named(name), _FROM.sub(lambda found: f'{found[1]}"./{_named(found[3])}"', text).encode())
        folder = next(parent for parent in module.parents if (parent / "package.json").is_file())
        terms.append(f"{name}\n\n{(folder / 'LICENSE').read_text(encoding='utf-8')}\n")
    write_changed(out / "LICENCES.txt", "\n".join(terms).encode())


def _module(described: Mapping[str, object]) -> str:
    """Where a package keeps its module, by https://nodejs.org/api/packages.html#conditional-exports."""
    exports = described.get("exports")
    while isinstance(exports, dict):
        exports = exports.get("import") or exports.get(".") or exports.get("default")
    return str(exports or described["module"]).removeprefix("./")


def _imports(text: str) -> Iterator[str]:
    return (found[3] for found in _FROM.finditer(text))


def _named(package_name: str) -> str:
    return f"{package_name.lstrip('@').replace('/', '-')}.js"
