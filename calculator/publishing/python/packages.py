"""What npm brings for the build: in the version that package-lock.json pins, fetched if it is not there yet."""

import json
import shutil
import subprocess
from pathlib import Path

# npm does what the lock file says, whatever the user has set for other projects.
PLAIN = ("--global=false", "--dry-run=false", "--include=dev", "--include=optional", "--package-lock=true")


class MissingTool(Exception):
    """Something that the build needs is not there; the message says which command brings it."""


def package(project: Path, name: str) -> tuple[Path, str]:
    """Folder and version of an npm package; MissingTool if it cannot be had."""
    pinned: str = json.loads((project / "package-lock.json").read_text())["packages"][f"node_modules/{name}"]["version"]
    folder = project / "node_modules" / name
    if _installed(folder) != pinned:
        _fetch(project, name)
    return folder, pinned


def _installed(folder: Path) -> str | None:
    described = folder / "package.json"
    return json.loads(described.read_text())["version"] if described.is_file() else None


def _fetch(project: Path, name: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise MissingTool(
            "npm is not installed; install Node.js 20 or newer with npm, then run: npm ci --ignore-scripts"
        )
    command = [npm, "ci", "--ignore-scripts", *PLAIN]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MissingTool(f"{name} could not be fetched; look into: npm ci --ignore-scripts\n{done.stderr.strip()}")
