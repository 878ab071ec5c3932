"""What was looked at once and agreed lies in the project.

``UPDATE=1 make test`` with the folder in ``ARGS`` writes it anew; look at what changed before you commit it.
"""

import os
from pathlib import Path

UPDATING = bool(os.environ.get("UPDATE"))


def same_as_committed(path: Path, text: str) -> None:
    """The text is the committed one."""
    if UPDATING:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    again = f"UPDATE=1 make test ARGS=tests/{path.parts[-3]}"
    assert text == path.read_text(), f"{path.name} changed; if that is right: {again}"
