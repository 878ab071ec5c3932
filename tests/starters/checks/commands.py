"""Runs the shell commands of a starter on this machine, in a folder of its own, with the job's packages at hand."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path.cwd()


def shell(command: str, folder: Path, **values: str) -> int:
    """The exit code of a command that is run in a folder, with these values in its environment."""
    here = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(folder)}
    return subprocess.run(["bash", "-ec", command], cwd=folder, env=here | values, check=False).returncode


def predicted(folder: Path) -> bool:
    """Whether a run has left predictions."""
    return any(folder.rglob("predictions.csv"))


def given(values: Mapping[str, str], text: str) -> str:
    """A text with `${{ name }}` filled in."""
    for name, value in values.items():
        text = text.replace("${{ " + name + " }}", value)
    return text
