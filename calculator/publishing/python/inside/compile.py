"""Runs inside Pyodide: pyodide-build's own command line locks and byte-compiles the archives of a folder.

Pyodide's Python is the interpreter whose byte code the reader's browser runs, so no other Python will do.
"""

import json
import sys
from pathlib import Path

from pyodide_cli.app import main as pyodide


def run(*words: str) -> None:
    """One command of ``pyodide``, as if typed."""
    sys.argv[:] = ["pyodide", *words]
    try:
        pyodide()
    except SystemExit as end:
        if end.code:
            raise RuntimeError(f"pyodide {' '.join(words)} failed with exit code {end.code}") from None


def lock(folder: Path, info: dict[str, str]) -> None:
    """Locks the folder's wheels, starting from a lock that knows this Python and no package."""
    start, result = folder / "empty.json", folder / "pyodide-lock.json"
    start.write_text(json.dumps({"info": info, "packages": {}}))
    wheels = [str(path) for path in sorted(folder.glob("*.whl"))]
    run("lockfile", "add-wheels", "--input", str(start), "--output", str(result), "--base-path", str(folder), *wheels)
    start.unlink()


def compile_folder(folder: Path, info: dict[str, str]) -> None:
    """Leaves byte-compiled archives in place of the sources, and a lock with their new names."""
    if list(folder.glob("*.whl")):
        lock(folder, info)
    run("py-compile", "--silent", str(folder))


compile_folder(Path(sys.argv[1]), json.loads(sys.argv[2]))
