"""The modules that a script imports: a page asks for all of them at once, and the worker comes in one piece."""

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


def in_one_piece(worker: Path, manifest: Mapping[str, object]) -> str:
    """The worker with the modules that it imports, and the manifest of the runtime: one request for four."""
    own = [name for name in imported(worker) if name != MANIFEST]
    texts = [f"export const manifest = {json.dumps(manifest)};\n"]
    texts += [path.read_text(encoding="utf-8") for path in (*(worker.parent / name for name in own), worker)]
    return "\n".join(re.sub(r"^export ", "", _WHOLE.sub("", text), flags=re.MULTILINE) for text in texts)
