"""``make fuzz``: bytes that nobody would think of, led by what the readers' code does with them (libFuzzer by atheris).

``make fuzz`` runs each target for a while, ``make fuzz ARGS="table=2000000"`` one of them that often.  What led to new
behaviour is kept in tests/fuzz/corpus, where the tests run it again; how often each target was run adds up in
executions.json.  An input that breaks a target is shown, and ends the run with 1.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from tests.fuzz.corpus import kept, write
from tests.fuzz.targets import PROJECT, TARGETS, seeds, words

OFTEN = 20_000  # executions where nobody says how many
SLOW, MUCH, LONG = 1, 500, 4096  # seconds, megabytes, bytes of an input
RECORD = Path(__file__).with_name("executions.json")
CHILD = """#!{python}
import sys, atheris
sys.path.insert(0, {project!r})
with atheris.instrument_imports(include=["calculator", "diagrams"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS
atheris.Setup(sys.argv, TARGETS[{name!r}])
atheris.Fuzz()
"""


def run(name: str, often: int) -> bool:
    """Whether a target stood that many executions; what is new in its corpus is kept."""
    with tempfile.TemporaryDirectory() as folder:
        found, small, dictionary = (Path(folder) / part for part in ("found", "small", "words"))
        for place in (found, small):
            place.mkdir()
        for at, data in enumerate([*seeds(name), *kept(name)]):
            (found / str(at)).write_bytes(data)
        child = Path(folder) / "child"  # a program of its own, since libFuzzer starts it again to merge
        child.write_text(CHILD.format(python=sys.executable, project=str(PROJECT), name=name))
        child.chmod(0o700)
        dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words()))
        limits = [f"-timeout={SLOW}", f"-rss_limit_mb={MUCH}", f"-max_len={LONG}", f"-dict={dictionary}"]
        left, most = often, 0
        while left > 0:
            told = _libfuzzer(child, f"-runs={left}", *limits, f"-artifact_prefix={folder}/", str(found))
            done, held = (_stat(told.stderr, what) for what in ("number_of_executed_units", "peak_rss_mb"))
            left, most = left - done, max(most, held)
            if broke := _broken(name, Path(folder)) or ("" if done else "did not start"):
                print(f"{name}: {broke}\n{_last(told.stderr)}")
                break
        _libfuzzer(child, "-merge=1", f"-max_len={LONG}", str(small), str(found))
        write(name, [path.read_bytes() for path in small.iterdir()])
    _count(name, often - max(left, 0), most)
    return not broke


def _broken(name: str, folder: Path) -> str:
    """The input that broke a target; one that was slow because the machine was busy breaks nothing and is put away."""
    for path in sorted(folder.glob("*-[0-9a-f]*")):
        kind, data, before = path.name.partition("-")[0], path.read_bytes(), process_time()
        if kind != "timeout":
            return f"{kind} by {data!r}"
        TARGETS[name](data)
        if process_time() - before > SLOW:
            return f"{kind} by {data!r}"
        path.unlink()
    return ""


def _libfuzzer(child: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(child), "-print_final_stats=1", *arguments]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


def _stat(told: str, what: str) -> int:
    """A figure at the end of what libFuzzer said."""
    found = re.search(rf"stat::{what}:\s+(\d+)", told)
    return int(found[1]) if found else 0


def _count(name: str, done: int, most: int) -> None:
    """Adds the executions to the record, and says what they took."""
    record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    record[name] = record.get(name, 0) + done
    RECORD.write_text(json.dumps(dict(sorted(record.items())), indent=1) + "\n")
    kept_now = len(kept(name))
    print(f"{name}: {done:,} executions, {most} MB, {kept_now} inputs kept; {record[name]:,} in all", flush=True)


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def _last(text: str) -> str:
    """The end of what libFuzzer said, without its figures."""
    lines = [line for line in text.splitlines() if not line.startswith(("#", "stat::", "INFO"))]
    return "\n".join(lines[-25:])


def main(asked: list[str]) -> int:
    """Run the targets asked for, else all."""
    whole = True
    for part in asked or TARGETS:
        name, _, often = part.partition("=")
        if name not in TARGETS or not re.fullmatch(r"\w+(=[1-9]\d{0,9})?", part):
            print(f"there is no target {part!r}; targets are: {', '.join(TARGETS)}, or table=2000000", file=sys.stderr)
            return 2
        whole &= run(name, int(often or OFTEN))
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
