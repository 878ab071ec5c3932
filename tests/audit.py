"""Known vulnerabilities in what is pinned: ``make audit`` asks the public lists about each lock file.

It ends with 1 where one is known.  Without a way to the lists it says so and ends with 0: no build depends on them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[1]
OSV = os.environ.get("OSV_URL", "https://api.osv.dev/v1/query")
PATIENCE = 600  # seconds for one lock file; a list that answers slowly is a list that does not answer


class NotAsked(Exception):
    """The list could not be asked; the message says what its program said last."""


def of_python(lock: Path) -> Iterator[str]:
    """A line for each vulnerability that the Open Source Vulnerabilities list knows in a file of requirements."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    command += ["--vulnerability-service", "osv", "--osv-url", OSV, "--format", "json", "--progress-spinner", "off"]
    for package in _said(command, PROJECT, "dependencies"):
        for known in package.get("vulns", ()):
            mended = " or ".join(known["fix_versions"]) or "no release yet"
            yield f"{package['name']} {package['version']}: {known['id']}, mended in {mended}"


def of_node(lock: Path) -> Iterator[str]:
    """A line for each vulnerability that the registry of npm knows in a package-lock.json."""
    command = ["npm", "audit", "--json", "--package-lock-only"]
    for package in _said(command, lock.parent, "vulnerabilities").values():
        for known in package["via"]:
            if isinstance(known, dict):  # a name speaks of another entry
                yield f"{package['name']} {known['range']}: {known['title']}, {known['url']}"


def _said(command: list[str], place: Path, key: str) -> Any:
    """What the program says under a key of its JSON."""
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise NotAsked(str(trouble)) from None
    try:
        said = json.loads(done.stdout)
    except ValueError:
        last = [line for line in done.stderr.splitlines() if line.strip()]
        raise NotAsked(last[-1].strip() if last else "Its program said nothing") from None
    if key not in said:
        raise NotAsked(str(said.get("message") or said))
    return said[key]


Ask = Callable[[Path], Iterator[str]]
ASKING: dict[str, Ask] = {"requirements/**/*.txt": of_python, "**/package-lock.json": of_node}


def locks() -> Iterator[tuple[Path, Ask]]:
    """Each lock file that git keeps, with what asks about it."""
    for pattern, ask in ASKING.items():
        found = subprocess.run(
            ["git", "ls-files", f":(glob){pattern}"], cwd=PROJECT, capture_output=True, text=True, check=True
        )
        yield from ((PROJECT / name, ask) for name in found.stdout.split())


def main(names: list[str]) -> int:
    """Ask about the lock files named, else about all, and say of each what is known."""
    worst = 0
    there = {lock.relative_to(PROJECT).as_posix(): (lock, ask) for lock, ask in locks()}
    if unknown := [name for name in names if name not in there]:
        print(f"{', '.join(unknown)}: no such lock file; there are {', '.join(there)}", file=sys.stderr)
        return 2
    for name in names or there:
        lock, ask = there[name]
        try:
            known = sorted(set(ask(lock)))
        except NotAsked as trouble:
            print(f"{name}: not asked. {trouble}", flush=True)
            continue
        print(f"{name}: {len(known) or 'nothing'} known", *known, sep="\n  ", flush=True)
        worst |= bool(known)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
