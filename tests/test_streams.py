"""What the command line prints is UTF-8 in a file, whatever the console speaks, and readable on a console."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODINGS = ["cp1252", "cp850", "ascii", "latin-1:strict", "shift_jis", "utf-16", "utf-8"]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "calculator", *arguments, "--rules", str(ROOT / "docs/rules.yaml")]


def environment(coding: str) -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": coding, "PYTHONUTF8": "0"}


@pytest.mark.parametrize("coding", CODINGS)
def test_a_record_that_is_redirected_is_read_back(tmp_path: Path, coding: str) -> None:
    record = tmp_path / "adr.md"
    with record.open("wb") as file:
        arguments = command("decide", "--format", "adr", "--language", "de")
        subprocess.run(arguments, stdout=file, cwd=ROOT, env=environment(coding), check=True)
    assert "ö" in record.read_text(encoding="utf-8")
    again = subprocess.run(command("recheck", str(record)), cwd=ROOT, env=environment(coding), check=False)
    assert again.returncode == 0


# No console speaks UTF-16; where one says that it speaks ASCII, click takes its locale for missing and writes UTF-8.
@pytest.mark.parametrize("coding", [coding for coding in CODINGS if coding not in ("utf-16", "ascii")])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_console_gets_what_it_can_show(coding: str, language: str) -> None:
    ours, theirs = pty.openpty()
    arguments = command("decide", *(["--language", language] if language != "en" else []))
    with subprocess.Popen(arguments, stdout=theirs, stderr=theirs, cwd=ROOT, env=environment(coding)) as one:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    text = shown.decode(coding.split(":", maxsplit=1)[0])
    assert one.returncode == 0
    assert "defect" not in text
    assert len(text.split()) > 20


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so at the end of a terminal
        return b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("command", ["batch", "portfolio"])
def test_a_console_tells_how_many_rows_there_were_and_a_pipe_gets_the_rows_alone(
    command: str, project: Path, tmp_path: Path
) -> None:
    table = tmp_path / "teams.csv"
    table.write_text("team,team-size\n" + "".join(f"t{number},small\n" for number in range(20)))
    rules = project / "tests/authoring/guides/smallest.yaml"
    call = [sys.executable, "-m", "calculator", command, str(table), "--rules", str(rules)]
    quiet = subprocess.run(call, cwd=project, capture_output=True, check=True)
    console, end = pty.openpty()
    with subprocess.Popen(call, cwd=project, stdout=subprocess.PIPE, stderr=end) as watched:
        os.close(end)
        shown = watched.communicate()[0]
    said = os.read(console, 1 << 16).decode()
    os.close(console)

    assert shown == quiet.stdout
    assert quiet.stderr == b""
    assert re.search(r"Rows .* 20\b", said)
