"""What fuzzing found stays mended, and the command that looks for more says what it does."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.corpus import kept
from tests.fuzz.targets import TARGETS, seeds


@pytest.mark.parametrize("name", TARGETS)
def test_every_input_that_was_worth_keeping_is_read_or_refused(name: str) -> None:
    assert kept(name), f"run: make fuzz ARGS={name}"
    for data in [*seeds(name), *kept(name)]:
        TARGETS[name](data)


@pytest.mark.parametrize("name", ["rules", "overlay", "language", "request", "record", "lines", "table", "fragment"])
def test_a_good_input_is_read_to_its_end(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a target could pass by refusing everything."""
    def reached(*_: object, **__: object) -> None:
        sys.exit("reached")

    for step in ("decide", "recheck", "_rows", "write_fragment"):
        monkeypatch.setattr(f"tests.fuzz.targets.{step}", reached)
    with pytest.raises(SystemExit, match="reached"):
        TARGETS[name](seeds(name)[0])


@pytest.mark.parametrize("asked", ["no-such", "table=", "table=x", "table=-1", "table=0"])
def test_a_target_that_is_none_ends_in_one_sentence(project: Path, asked: str) -> None:
    command = [sys.executable, "-m", "tests.fuzz", asked]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"there is no target {asked!r}; targets are: ")


