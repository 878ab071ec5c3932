"""The modules that a script imports: a page asks for all of them at once; some scripts come in one piece."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

MANIFEST = "manifest.js"  # imported by the worker, and made by the build
_IMPORT = re.compile(r"""^import\b[^"']*["'](\./[^"']+)["']""", re.MULTILINE)
_WHOLE = re.compile(_IMPORT.pattern + r";[^\n]*\n", re.MULTILINE)


def imported(script: Path) -> tuple[str, ...]:
    """The names of the modules beside a script that it imports, directly or through others, in the order met."""
    found: dict[str, None] = {}
    waiting = [script.name]
    while waiting:
        name = waiting.pop(0)
        text = "" if name == MANIFEST else (script.parent / name).read_text(encoding="utf-8")
        new = [name.removeprefix("./") for name in _IMPORT.findall(text)]
        waiting += [name for name in new if name not in found]
        found |= dict.fromkeys(new)
    return tuple(found)


def worker_in_one_piece(worker: Path, manifest: Mapping[str, object]) -> str:
    """The worker with the modules that it imports, and the manifest of the runtime: one request for four."""
    return f"const manifest = {json.dumps(manifest)};\n\n{_in_one_piece(worker)}"


def inline(script: Path) -> str:
    """A script with the modules that it imports, to stand in a page: without comments, and with names of its own."""
    lines = (line.strip() for line in _in_one_piece(script).splitlines())
    code = "\n".join(line for line in lines if line and not line.startswith(("//", "/**", "*")))
    return f"(() => {{\n{code}\n}})();"


def _in_one_piece(script: Path) -> str:
    own = [name for name in imported(script) if name != MANIFEST]
    texts = [path.read_text(encoding="utf-8") for path in (*(script.parent / name for name in own), script)]
    return "\n".join(re.sub(r"^export ", "", _WHOLE.sub("", text), flags=re.MULTILINE) for text in texts)
