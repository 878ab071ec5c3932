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
        limits = [f"-runs={often}", f"-timeout={SLOW}", f"-rss_limit_mb={MUCH}", f"-max_len={LONG}"]
        told = _libfuzzer(child, *limits, f"-dict={dictionary}", f"-artifact_prefix={folder}/", str(found))
        broke = sorted(Path(folder).glob("*-[0-9a-f]*"))
        for path in broke:
            print(f"{name}: {path.name.partition('-')[0]} by {path.read_bytes()!r}\n{_last(told.stderr)}")
        _libfuzzer(child, "-merge=1", f"-max_len={LONG}", str(small), str(found))
        write(name, [path.read_bytes() for path in small.iterdir()])
    _count(name, told.stderr)
    return not broke and told.returncode == 0


def _libfuzzer(child: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(child), "-print_final_stats=1", *arguments]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


def _count(name: str, told: str) -> None:
    """Adds the executions to the record, and says what they took."""
    stats = {key: int(value) for key, value in re.findall(r"stat::(\w+):\s+(\d+)", told)}
    done, most = stats.get("number_of_executed_units", 0), stats.get("peak_rss_mb", 0)
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
