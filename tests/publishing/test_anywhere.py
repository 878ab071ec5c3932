"""What is built depends on the commit alone: not on the zone, the place, the clock, or what people set for pip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.publishing import BadDateError, publishing_date
from calculator.publishing.python.interpreter import CONNECTION, downloading, plain
from calculator.publishing.when import epoch

PLACES = [
    {"TZ": "America/New_York", "LC_ALL": "C"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "3", "PYTHONOPTIMIZE": "2"},
    {"TZ": "Pacific/Honolulu", "LANG": "POSIX", "PYTHONHASHSEED": "4", "SOURCE_DATE_EPOCH": ""},
]


def published(project: Path, docs: Path, place: dict[str, str]) -> dict[str, bytes]:
    """Every generated file, published in a process of its own in some place."""
    kept = {name: value for name, value in os.environ.items() if name not in {"TZ", "SOURCE_DATE_EPOCH", "GUIDE_ON"}}
    command = [sys.executable, "-m", "calculator", "publish", "--docs", str(docs)]
    command += ["--rules", str(project / "tests/publishing/databases.yaml")]
    subprocess.run(command, cwd=project, env=kept | place, check=True, capture_output=True)
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def test_the_pages_are_the_same_bytes_wherever_and_whenever_they_are_written(project: Path, tmp_path: Path) -> None:
    made = [published(project, tmp_path / str(at), place) for at, place in enumerate(PLACES)]

    assert len(made[0]) > 10
    assert made[1:] == made[:1] * (len(PLACES) - 1)


@given(st.dictionaries(st.from_regex(r"PIP_[A-Z_]{1,20}", fullmatch=True), st.text(max_size=5)))
def test_pip_keeps_its_way_to_the_index_and_forgets_every_other_setting(settings: dict[str, str]) -> None:
    left = downloading({"HOME": "/somewhere", **settings})

    assert left["HOME"] == "/somewhere"
    assert left["PIP_USER"] == "0"
    wanted = {name for name in settings if name.removeprefix("PIP_") in CONNECTION}
    assert {name for name in left if name.startswith("PIP_")} == wanted | {"PIP_USER"}


def test_programs_of_the_build_see_one_zone_and_no_options(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TZ": "America/New_York", "NODE_OPTIONS": "--inspect", "LC_ALL": "tr_TR"}.items():
        monkeypatch.setenv(name, value)

    assert plain()["TZ"] == "UTC"
    assert "NODE_OPTIONS" not in plain()
    assert plain()["PATH"] == os.environ["PATH"]


@given(st.dates())
def test_pages_are_of_the_edition_unless_somebody_names_a_day(day: object) -> None:
    named = str(day)

    assert publishing_date("2026-01-01", {}) == "2026-01-01"
    assert publishing_date("2026-01-01", {"GUIDE_ON": named}) == named
    assert publishing_date("2026-01-01", {"SOURCE_DATE_EPOCH": epoch(named)}) == named


@pytest.mark.parametrize("wrong", ["yesterday", "1e9", "9" * 30])
def test_a_moment_that_is_none_gets_one_sentence(wrong: str) -> None:
    with pytest.raises(BadDateError, match="expected seconds since 1970"):
        publishing_date("2026-01-01", {"SOURCE_DATE_EPOCH": wrong})
