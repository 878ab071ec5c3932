"""What is installed is what was locked: every file by its hash, every direct dependency with a reason."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1]
METADATA = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
LOCKS = {
    "requirements/site.txt": ["site"],
    "requirements/test.txt": ["site", "test"],
    "requirements/bench.txt": ["bench"],
}
PIN = re.compile(r"^([a-zA-Z0-9._-]+)==([^\s;]+)(?: ; .+?)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+$", re.MULTILINE)


def _pins(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall((PROJECT / lock).read_text()):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


@pytest.mark.parametrize("lock", [*LOCKS, "runtime.lock"])
def test_every_line_of_a_lock_is_a_pin_with_hashes(lock: str) -> None:
    assert PIN.sub("", (PROJECT / lock).read_text()).strip() == ""


@pytest.mark.parametrize(("lock", "groups"), LOCKS.items())
def test_a_lock_holds_what_pyproject_asks_for(lock: str, groups: list[str]) -> None:
    pins = _pins(lock)
    asked = [
        *METADATA["dependencies"],
        *(line for group in groups for line in METADATA["optional-dependencies"][group]),
    ]
    for requirement in map(Requirement, asked):
        locked = pins.get(canonicalize_name(requirement.name), set())
        assert locked, f"{requirement.name} is not in {lock}: run `make lock`"
        assert all(requirement.specifier.contains(version, prereleases=True) for version in locked), (
            f"{requirement}: run `make lock`"
        )


def test_the_locks_agree_with_each_other() -> None:
    site, test = _pins("requirements/site.txt"), _pins("requirements/test.txt")
    assert {name: test.get(name) for name in site} == site


def test_every_direct_dependency_has_a_reason() -> None:
    lines = [
        line
        for line in (PROJECT / "pyproject.toml").read_text().splitlines()
        if re.match(r'^  "[A-Za-z0-9-]+[=><]=', line)
    ]
    assert len(lines) > 15
    assert [line for line in lines if not re.search(r", # .{15,}", line)] == []


@pytest.mark.parametrize("folder", [".", "tests", "tests/bench"])
def test_the_node_lock_has_an_integrity_for_each_package_and_names_no_host(folder: str) -> None:
    packages = json.loads((PROJECT / folder / "package-lock.json").read_text())["packages"]
    assert [
        name for name, package in packages.items() if name and ("integrity" not in package or "resolved" in package)
    ] == []


@pytest.mark.parametrize("folder", [".", "tests", "tests/bench"])
def test_node_packages_are_asked_for_by_exact_version(folder: str) -> None:
    package = json.loads((PROJECT / folder / "package.json").read_text())
    versions = {**package.get("dependencies", {}), **package.get("devDependencies", {})}
    assert versions
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())
