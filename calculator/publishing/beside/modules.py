"""Which modules a script imports, so that a page can ask for all of them at once instead of level by level."""

import re
from pathlib import Path

_IMPORT = re.compile(r"""^import\b[^"']*["'](\./[^"']+)["']""", re.MULTILINE)


def imported(script: Path) -> tuple[str, ...]:
    """The names of the modules beside a script that it imports, directly or through others, in the order met."""
    found: dict[str, None] = {}
    waiting = [script.name]
    while waiting:
        text = (script.parent / waiting.pop(0)).read_text(encoding="utf-8")
        new = [name.removeprefix("./") for name in _IMPORT.findall(text)]
        waiting += [name for name in new if name not in found]
        found |= dict.fromkeys(new)
    return tuple(found)
