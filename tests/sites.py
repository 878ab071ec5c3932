"""Sites that tests build beside the one of `make site`, each in a folder of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from calculator.publishing.shelf import STAGE

BARE = """\
site_name: Which database?
site_url: https://pages.example.com/wiki/
theme: {name: material, font: false}
plugins: [search, decision-guide]
"""
LINKED = (
    "calculator", "diagrams", "node_modules", "package.json", "package-lock.json", "runtime.lock", "runtime.in",
    "requirements", "pyproject.toml",
)


def copied(project: Path, place: Path) -> Path:
    """A copy of what a site is built from; code and what was fetched are lent by the project."""
    place.mkdir(parents=True, exist_ok=True)
    for name in LINKED:
        (place / name).symlink_to(project / name)
    shutil.copytree(project / "docs", place / "docs", ignore=shutil.ignore_patterns("generated"))
    shutil.copy(project / "mkdocs.yml", place)
    return place


NOBODY = 65534
APART = (
    ("unshare", "--net", "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--bounding-set=-all"),
    ("unshare", "--net", "--map-root-user"),
)


def apart() -> Sequence[str]:
    """What to put before a command so that it has no network, and is nobody's where we are root.

    Nothing where this machine does not let us.
    """
    for prefix in APART:
        with suppress(OSError):
            if subprocess.run([*prefix, sys.executable, "-c", ""], capture_output=True, check=False).returncode == 0:
                return prefix
    return ()


def given_away(place: Path) -> None:
    """A folder with all in it becomes nobody's, who may build in it."""
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            os.chown(path, NOBODY, NOBODY)


def built(
    place: Path, umask: int = 0o022, generator: str = "mkdocs", prefix: Sequence[str] = (), **env: str
) -> Path:
    """The site of a folder, built by MkDocs or another generator alone and without a warning."""
    command = [*prefix, sys.executable, "-m", generator, "build", "--strict", "--quiet", "-f", "mkdocs.yml"]
    given = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "FEEDBACK_URL")}
    done = subprocess.run(
        command, cwd=place, env=given | env, umask=umask, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "site"


def with_the_plugin(place: Path, rules: str) -> Path:
    """A bare site with one page and one rule file, to which the plugin adds the guide; not built yet."""
    (place / "docs").mkdir(parents=True)
    (place / "docs/rules.yaml").write_text(rules)
    (place / "docs/index.md").write_text("# Our wiki\n\n[Which database?](selector/index.md)\n")
    (place / "mkdocs.yml").write_text(BARE)
    return place


def stage(project: Path, place: Path) -> None:
    """What npm brought and a first build kept, lent to a site that the program lays out."""
    (place / STAGE).mkdir()
    (place / STAGE / "node_modules").symlink_to(project / "node_modules")
    lend(project, place / STAGE)


def lend(project: Path, place: Path) -> None:
    """What a first build keeps for the next one."""
    shutil.copytree(project / "build/runtime", place / "build/runtime", dirs_exist_ok=True)
