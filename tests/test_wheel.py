"""The program as somebody installs it: one package that minds no other, with the guide inside."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from calculator.authoring import load
from calculator.publishing.shelf import ASSETS, PAGES, PINS

PARTS = (
    "calculator", "diagrams", "docs", "pyproject.toml", "setup.py", "README.md", "LICENSE", "mkdocs.yml",
    "package.json", "package-lock.json", "runtime.lock",
)


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, since building leaves traces."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    for part in (project / name for name in PARTS):
        if part.is_dir():
            left_out = shutil.ignore_patterns("__pycache__", "generated")
            shutil.copytree(part, source / part.name, symlinks=True, ignore=left_out)
        else:
            shutil.copy(part, source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--quiet", "--no-index", "--wheel-dir", built, source], check=True, capture_output=True)
    (made,) = built.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as an installer leaves it, beside another package that is called diagrams."""
    folder = tmp_path_factory.mktemp("installed")
    (folder / "diagrams").mkdir()
    (folder / "diagrams/__init__.py").write_text("raise ImportError('somebody else')")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def _calculator(installed: Path, place: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """The program in a folder that has nothing to do with the project."""
    env = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-m", "calculator", *arguments]
    return subprocess.run(command, cwd=place, env=env, input=given, capture_output=True, text=True, check=False)


def test_the_wheel_has_one_name_at_the_top(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"calculator"}


def test_its_version_is_the_edition_of_the_guide(wheel: Path, project: Path) -> None:
    rules = load(project / "docs/rules.yaml").json
    assert rules
    edition = rules["guide"]["edition"]
    assert f"-{edition.replace('-', '.')}-" in wheel.name


def test_it_decides_from_anywhere_by_the_guide_inside(installed: Path, project: Path, tmp_path: Path) -> None:
    answers = json.dumps({"home": "aws"})
    here = _calculator(installed, tmp_path, "decide", "-", "--format", "json", "--on", "2026-11-28", given=answers)
    there = _calculator(project, project, "decide", "-", "--format", "json", "--on", "2026-11-28", given=answers)
    assert (here.returncode, here.stderr) == (there.returncode, there.stderr)
    assert json.loads(here.stdout) == json.loads(there.stdout)


def test_a_rule_file_of_the_folder_comes_before_the_guide_inside(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/rules.yaml").write_text("guide: {}\n")
    done = _calculator(installed, tmp_path, "decide", "-", given="{}")
    assert done.returncode
    assert "docs/rules.yaml:1" in done.stderr


def test_a_starter_comes_out_of_it(installed: Path, tmp_path: Path, project: Path) -> None:
    starter = next(path.name for path in sorted((project / "docs/starters").iterdir()) if (path / "index.md").exists())
    done = _calculator(installed, tmp_path, "starter", starter, "code")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "code/README.md").is_file()


def test_what_a_keeper_does_needs_a_rule_file_of_ones_own(installed: Path, tmp_path: Path) -> None:
    editions = {path: path.read_bytes() for path in (installed / "calculator/guide/editions").iterdir()}
    done = _calculator(installed, tmp_path, "edition")
    assert done.returncode
    assert done.stderr.startswith("docs/rules.yaml: there is no such file")
    assert {path: path.read_bytes() for path in (installed / "calculator/guide/editions").iterdir()} == editions


def test_a_guide_of_ones_own_is_begun_and_proved_far_from_the_project(installed: Path, tmp_path: Path) -> None:
    made = _calculator(installed, tmp_path, "new", "mine")
    assert made.returncode == 0, made.stderr
    files = {path.relative_to(tmp_path / "mine").as_posix() for path in tmp_path.rglob("mine/**/*") if path.is_file()}
    assert files >= {"docs/rules.yaml", "docs/index.md", "mkdocs.yml", ".gitignore", ".github/workflows/site.yml"}
    proved = _calculator(installed, tmp_path / "mine", "check")
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert "proved:" in proved.stdout

    again = _calculator(installed, tmp_path, "new", "mine")
    assert again.returncode == 2
    assert "exists already" in again.stderr


def test_the_wheel_brings_what_a_site_needs(installed: Path, project: Path) -> None:
    """Everything that is laid out beside somebody's pages is in the package, byte for byte."""
    brought = installed / "calculator/site"
    wanted = [*PINS, "mkdocs.yml", *(f"docs/{name}" for name in PAGES)]
    wanted += [
        path.relative_to(project).as_posix()
        for name in ASSETS for path in (project / "docs" / name).rglob("*") if path.is_file()
    ]

    assert len(wanted) > 30
    for name in wanted:
        assert (brought / name).read_bytes() == (project / name).read_bytes(), name
