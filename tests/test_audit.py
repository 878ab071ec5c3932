"""`make audit` names what is known to be vulnerable among all that is pinned, and is silent trouble to nobody."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.audit import locks

FLAW = {"id": "OSV-1", "affected": [{"ranges": [{"type": "ECOSYSTEM", "events": [{"fixed": "99.1"}]}]}]}


class Lists(BaseHTTPRequestHandler):
    """The lists of OSV and npm, which know something about the packages in ``flawed``."""

    flawed: frozenset[str]
    versions: dict[str, list[str]]  # what npm asked about, which it then wants to hear about

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        asked = json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
        self._answer(self._osv(asked) if "package" in asked else self._npm(asked))

    def do_GET(self) -> None:
        name = self.path.strip("/")
        versions = {version: {"name": name, "version": version} for version in self.versions.get(name, ())}
        self._answer({"name": name, "versions": versions, "dist-tags": {}})

    def _osv(self, asked: dict[str, Any]) -> dict[str, Any]:
        package = asked["package"]
        flaw = {**FLAW, "affected": [{**FLAW["affected"][0], "package": package}]}  # type: ignore[index,dict-item]
        return {"vulns": [flaw]} if package["name"] in self.flawed else {}

    def _npm(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.versions.update(asked)
        known = {"id": 1, "url": "https://example.com/1", "title": "It leaks", "severity": "high"}
        return {name: [{**known, "vulnerable_versions": "*"}] for name in asked if name in self.flawed}

    def _answer(self, said: object) -> None:
        data = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def lists(*flawed: str) -> Iterator[str]:
    """The address of lists that know something about some packages."""
    handler = type("These", (Lists,), {"flawed": frozenset(flawed), "versions": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def audit(project: Path, address: str, place: Path, *names: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"OSV_URL": address, "npm_config_registry": address, "npm_config_cache": str(place / "npm")}
    env |= {"npm_config_fetch_retries": "0", "XDG_CACHE_HOME": str(place)}
    command = [sys.executable, "tests/audit.py", *names]
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)


SOME = ("requirements/site.txt", "package-lock.json")


def test_every_lock_file_is_asked_about(project: Path) -> None:
    kept = set((project / "requirements").rglob("*.txt"))
    kept |= {project / folder / "package-lock.json" for folder in (".", "tests", "tests/bench")}

    assert {lock for lock, _ in locks()} >= kept


@pytest.mark.parametrize(("package", "lock"), [("mkdocs", SOME[0]), ("pyodide", SOME[1])])
def test_what_is_known_is_named_with_its_lock_file(project: Path, tmp_path: Path, package: str, lock: str) -> None:
    with lists(package) as address:
        done = audit(project, address, tmp_path, lock)

    assert (done.returncode, done.stderr) == (1, "")
    first, second = done.stdout.splitlines()
    assert first == f"{lock}: 1 known"
    assert second.startswith(f"  {package} ")


def test_nothing_known_is_said_of_each_lock_file(project: Path, tmp_path: Path) -> None:
    with lists() as address:
        done = audit(project, address, tmp_path, *SOME)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{lock}: nothing known" for lock in SOME]


def test_without_a_way_to_the_lists_it_says_so_and_nobody_is_stopped(project: Path, tmp_path: Path) -> None:
    with lists() as address:
        pass  # nobody listens there any more
    done = audit(project, address, tmp_path, *SOME)

    assert (done.returncode, done.stderr) == (0, "")
    assert [line.partition(": not asked. ")[0] for line in done.stdout.splitlines()] == list(SOME)


def test_a_file_that_is_no_lock_is_named(project: Path, tmp_path: Path) -> None:
    with lists() as address:
        done = audit(project, address, tmp_path, "requirements/no-such.txt", *SOME)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("requirements/no-such.txt: no such lock file; there are ")
