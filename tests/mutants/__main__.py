"""``make mutants``: changes the program in one place, runs the tests that reach it, and lists what none notices.

``make mutants ARGS="200 7"`` takes 200 places and 7 as the seed.  First it runs the tests outside the browser once, to
see which of them reach which line; that is kept in build/mutants until the program or a test changes.  What runs when a
module is imported may be noticed by any test that reaches the module.  A change is noticed when a test fails or needs
five minutes.  What survived and why that is right stands in survivors.json; the run ends with 1 where fewer than nine
of ten are noticed.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from coverage import CoverageData

from calculator.publishing.files import digest
from tests.mutants.changes import Change, changes

PROJECT = Path(__file__).parents[2]
KEPT = PROJECT / "build/mutants"
RECORD = Path(__file__).with_name("survivors.json")
PROGRAM = ("calculator/engine", "calculator/analysis", "calculator/authoring")
UNUSED = ("browser", "pyodide", "bench", "fuzz", "mutants")  # folders of other tests
PLACES, SEED, ENOUGH = 100, 1, 0.9
MOST, PATIENCE, AT_ONCE = 300, 300, 2  # seconds of tests for one change, when it hangs, changes at the same time
MEASURED = "reached.coverage"  # the file in a copy
AT_IMPORT = ""  # coverage's word for what no test has asked for
LONG = 3600  # seconds for all tests once
LONGEST = 12  # lines of a statement
FAILED = 1  # pytest's word for tests that failed; a change may also break an import


def copy(place: Path) -> None:
    """The project as git knows it, so that no change touches the real one."""
    names = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for name in names.splitlines():
        if (PROJECT / name).exists():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, place / name, follow_symlinks=False)


def tested(place: Path, *arguments: str, seconds: int) -> int:
    """How pytest ends in a copy, whose own program it runs."""
    env = os.environ | {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    env["COVERAGE_FILE"] = str(place / MEASURED)
    env["SITE_DIR"] = str(PROJECT / "site")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    try:
        return subprocess.run(command, cwd=place, env=env, capture_output=True, timeout=seconds, check=False).returncode
    except subprocess.TimeoutExpired:
        return FAILED


def reached(place: Path) -> tuple[CoverageData, dict[str, float]]:
    """Which tests reach which line, and how many seconds each of them takes; only tests that pass."""
    ignored = [f"--ignore=tests/{folder}" for folder in UNUSED]
    every = sorted(path for folder in ("calculator", "tests") for path in (PROJECT / folder).rglob("*.py"))
    lying = [path for path in every if path.relative_to(PROJECT).parts[1] not in UNUSED]
    key = digest([*lying, PROJECT / "docs/rules.yaml"])[:16]
    data, times = KEPT / f"{key}.coverage", KEPT / f"{key}.json"
    if not times.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        told = place / "told.xml"
        covered = [f"--cov={folder}" for folder in PROGRAM]
        run = [*covered, "--cov-context=test", "--cov-report=", f"--junitxml={told}", "-o", "junit_family=xunit1"]
        tested(place, "-n", "auto", *run, *ignored, seconds=LONG)
        passed = [case for case in ET.parse(told).iter("testcase") if not len(case)]
        shutil.copy(place / MEASURED, data)
        seconds = {f"{case.get('file')}::{case.get('name')}": float(case.get("time", "0")) for case in passed}
        times.write_text(json.dumps(seconds))
    found = CoverageData(str(data))
    found.read()
    return found, json.loads(times.read_text())


def reaching(data: CoverageData, times: dict[str, float], name: str, line: int) -> set[str]:
    """Tests that reach a line, or the first line of its statement; what runs at import: its module, or else all."""
    measured = next((file for file in data.measured_files() if file.endswith(name)), name)
    lines = data.contexts_by_lineno(measured)
    at = next((lines[before] for before in range(line, line - LONGEST, -1) if before in lines), [])
    if set(at) != {AT_IMPORT}:
        return {context.partition("|")[0] for context in at} & times.keys()
    module = {context.partition("|")[0] for contexts in lines.values() for context in contexts} & times.keys()
    return module or set(times)


def chosen(data: CoverageData, times: dict[str, float], name: str, line: int) -> list[str]:
    """Tests that may notice a change: those of its own room first, the quickest of each file, then the next of each."""
    tests = reaching(data, times, name, line)
    room = name.replace("calculator/", "tests/").rpartition("/")[0]
    ranks: Counter[str] = Counter()
    ordered = []
    for test in sorted(tests, key=lambda test: times[test]):
        file = test.partition("::")[0]
        ordered.append((not room.startswith(file.rpartition("/")[0]), ranks[file], times[test], test))
        ranks[file] += 1
    left, taken = float(MOST), []
    for *_, seconds, test in sorted(ordered):
        if seconds <= left:
            left -= seconds
            taken.append(test)
    return taken


def noticed(place: Path, name: str, change: Change, tests: Iterable[str]) -> bool:
    """Whether a test fails with the change in a copy."""
    path = place / name
    before = path.read_text()
    path.write_text(change.text)
    try:
        return tested(place, "-x", *tests, seconds=PATIENCE) != 0
    finally:
        path.write_text(before)


def sample(count: int, seed: int) -> list[tuple[str, Change]]:
    """Seeded places all over the program, each with the file it is in."""
    names = [path.relative_to(PROJECT).as_posix() for folder in PROGRAM for path in (PROJECT / folder).rglob("*.py")]
    every = [(name, change) for name in sorted(names) for change in changes((PROJECT / name).read_text())]
    print(f"{len(every):,} changes are possible; {min(count, len(every))} of them are tried", flush=True)
    return random.Random(seed).sample(every, min(count, len(every)))


def known(name: str, change: Change) -> str:
    """What survivors.json calls a change: the number of its line would not last."""
    return f"{name}: {change.told}  in  {(PROJECT / name).read_text().splitlines()[change.line - 1].strip()}"


def main(asked: list[str]) -> int:
    """Tries the changes and says which were not noticed; 1 where too few were."""
    count, seed = map(int, [*asked, *(PLACES, SEED)[len(asked) :]])
    excused: dict[str, str] = json.loads(RECORD.read_text())
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        copies: Queue[Path] = Queue()
        for at in range(AT_ONCE):
            place = Path(folder) / str(at)
            copy(place)
            copies.put(place)
        data, times = reached(place)
        print(f"{len(times):,} tests reach them", flush=True)

        def tried(one: tuple[str, Change]) -> bool:
            """Whether a test notices a change."""
            name, change = one
            tests, where = chosen(data, times, name, change.line), copies.get()
            try:
                return bool(tests) and noticed(where, name, change, tests)
            finally:
                copies.put(where)

        every = sample(count, seed)
        left = [one for one, seen in zip(every, pool.map(tried, every), strict=True) if not seen]
    survived = [one for one in left if known(*one) not in excused]
    noted = count - len(left)
    for name, change in survived:
        print(f"nothing notices  {name}:{change.line}  {change.told}")
    share = noted / max(noted + len(survived), 1)
    print(f"{noted} noticed, {len(left) - len(survived)} excused, {len(survived)} not noticed: {share:.1%}")
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
