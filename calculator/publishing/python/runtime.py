"""What a reader's browser downloads to run the engine: Pyodide, and Python's memory with the engine in it.

Where that memory cannot be used, one archive of library and engine takes its place.  A second archive holds what
only the pages with a reader's own files need: the workbench, the readers and the proof, and the YAML library.

Each step keeps its result below ``build/runtime`` under the hash of what went in, so only what changed is done again.
The rules travel beside this as ``rules.json``; the memory has them open already, and opens others where they differ.
"""

import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from ..files import write_whole
from .archives import SECONDS, gzip_bytes, unchecked, unzip, wheel_bytes, wheel_name, zip_bytes
from .interpreter import INSIDE, TAG, Interpreter, fetch_tools, interpreter, run_node

# What is published of Pyodide, and from what; the rest of the package serves other uses.  Every server knows the type
# of a .js, and many inside companies do not know that of an .mjs, without which no browser takes it for a module.
SHIPPED = {
    "pyodide.js": "pyodide.mjs",
    "pyodide.asm.js": "pyodide.asm.mjs",
    "pyodide.asm.wasm": "pyodide.asm.wasm",
}
SNAPSHOTS = "314.0.7"  # the one version whose memory snapshots, a private part of Pyodide, the tests have tried
# Optimised twice and without columns: no docstrings, smaller, and a traceback still has file and line.
COMPILER = {"SOURCE_DATE_EPOCH": SECONDS, "PYTHONOPTIMIZE": "2", "PYTHONNODEBUGRANGES": "1"}
ROOT = Path(__file__).parents[2]
ARCHIVES = Path(__file__).with_name("archives.py")
WORKBENCH = ("authoring/**/*.py", "analysis/**/*.py", "workbench/*.py")  # what is in it of ours
SCAFFOLD = ROOT / "scaffold/docs/rules.yaml"  # a whole rule file to try it with
ALSO = {  # library files that no exercise can be relied upon to import, and why they ship
    "encodings/cp437.pyc": "zipfile asks for it as soon as anything unpacks an archive",
}


@dataclass(frozen=True)
class Workshop:
    """The folders that a build reads and writes, and the interpreter that it uses."""

    project: Path

    @property
    def kept(self) -> Path:
        """Where results are kept between builds."""
        return self.project / "build/runtime"

    @cached_property
    def python(self) -> Interpreter:
        """The pinned Pyodide."""
        return interpreter(self.project)

    @cached_property
    def engine(self) -> Mapping[str, bytes]:
        """The engine's files by their name in the archive."""
        return _python(ROOT, "__init__.py", "engine/**/*.py")

    @cached_property
    def workbench(self) -> Mapping[str, bytes]:
        """The files of the workbench, and those of PyYAML, which it reads with; the engine's are there already."""
        yaml = find_spec("yaml")
        assert yaml
        assert yaml.origin
        reader = _python(Path(yaml.origin).parent, "*.py")
        del reader["yaml/cyaml.py"]  # speaks to a library in C, which is not there
        return _python(ROOT, *WORKBENCH) | reader

    @cached_property
    def tool_key(self) -> str:
        """Changes when the compiler or its input other than the engine changes."""
        texts = (self.project / "runtime.lock", INSIDE / "run.mjs", INSIDE / "compile.py")
        return _hash(
            [self.python.version.encode(), json.dumps(COMPILER).encode(), *(path.read_bytes() for path in texts)]
        )

    @cached_property
    def engine_key(self) -> str:
        """Changes when the engine, or how it is compiled, changes."""
        return _hash(
            [self.tool_key.encode(), *(part for name, data in self.engine.items() for part in (name.encode(), data))]
        )

    @cached_property
    def workbench_key(self) -> str:
        """Changes when anything in the archive of the workbench may change."""
        parts = [part for name, data in self.workbench.items() for part in (name.encode(), data)]
        texts = (INSIDE / "exercise_workbench.py", SCAFFOLD)
        return _hash([self.app_key.encode(), *parts, *(path.read_bytes() for path in texts)])

    @cached_property
    def app_key(self) -> str:
        """Changes when anything in the archive may change."""
        texts = (INSIDE / "exercise.py", INSIDE / "guide.json", Path(__file__), ARCHIVES)
        return _hash([self.engine_key.encode(), *(path.read_bytes() for path in texts)])


def build_runtime(project: Path, out: Path, rules: Path | None = None, *, kept: bool = False) -> dict[str, object]:
    """Makes the folder ``out`` hold what the worker loads, and returns its manifest.

    ``rules`` is the ``rules.json`` that is open in the memory; without it there is no memory.  Taking it needs some
    seconds: ``kept`` is for those who edit and would rather have the archive alone than wait.
    """
    shop = Workshop(project)
    app = _app(shop)
    memory = _memory(shop, app, rules, kept=kept) if rules and shop.python.version == SNAPSHOTS else None
    workbench = _workbench(shop, app)
    named = {_named(path): path for path in (app, workbench, memory) if path}
    folder = shop.python.version
    files = {f"{folder}/{name}": shop.python.folder / source for name, source in SHIPPED.items()} | named
    manifest = _manifest(shop, files, *named) | {"rules": _sums(rules)}
    _deliver(out, files, json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    return manifest


def _named(kept: Path) -> str:
    """The name by which a kept result is published: its content decides, so that no cache holds an old one."""
    return f"{kept.name.split('-')[0]}-{_sha256(kept.read_bytes())[:16]}{kept.suffix}"


def _app(shop: Workshop) -> Path:
    """The one archive: the library files that the engine needs, and the engine."""
    result = shop.kept / f"app-{shop.app_key}.zip"
    if not result.exists():
        engine = _wheel(shop, f"engine-{shop.engine_key}", shop.engine)
        argv = [json.dumps(_modules(shop.engine)), (INSIDE / "guide.json").read_text()]
        wanted = {*_imported(shop, "exercise.py", argv, engine), *ALSO}
        write_whole(result, _archive(shop, wanted, engine))
    return result


def _workbench(shop: Workshop, app: Path) -> Path:
    """The archive of the workbench: its modules, and the library files that it needs and the engine does not."""
    result = shop.kept / f"workbench-{shop.workbench_key}.zip"
    if not result.exists():
        engine = _wheel(shop, f"engine-{shop.engine_key}", shop.engine)
        wheel = _wheel(shop, f"bench-{shop.workbench_key}", shop.workbench)
        argv = [json.dumps(_modules(shop.workbench)), SCAFFOLD.read_text("utf-8"), (INSIDE / "guide.json").read_text()]
        wanted = set(_imported(shop, "exercise_workbench.py", argv, wheel, engine)) - set(unzip(app))
        write_whole(result, _archive(shop, wanted, wheel))
    return result


def _archive(shop: Workshop, library: set[str], wheel: Path) -> bytes:
    """Files of the library, and all of a wheel."""
    files = {name: data for name, data in unzip(_library(shop)).items() if name in library}
    files |= {name: data for name, data in unzip(wheel).items() if ".dist-info/" not in name}
    return zip_bytes({name: unchecked(data) for name, data in files.items()})


def _memory(shop: Workshop, app: Path, rules: Path, *, kept: bool) -> Path | None:
    """Python's memory with the guide open, as ``inside/memory.mjs`` writes it, in gzip.

    A server need not compress it, and gzip carries a sum by which the browser knows damage.
    """
    script = INSIDE / "memory.mjs"
    key = _hash([shop.python.version.encode(), *(path.read_bytes() for path in (script, ARCHIVES, app, rules))])
    result = shop.kept / f"memory-{key}.bin"
    if not result.exists():
        if kept:
            return None
        with tempfile.TemporaryDirectory() as name:
            raw = Path(name) / "memory"
            files = {"pyodide": shop.python.folder, "archive": app, "rules": rules, "out": raw}
            run_node(script, {name: str(path) for name, path in files.items()})
            write_whole(result, gzip_bytes(raw.read_bytes()))
    return result


def _library(shop: Workshop) -> Path:
    """The whole standard library as byte code."""
    result = shop.kept / f"library-{shop.tool_key}.zip"
    if not result.exists():
        compiled = _compile(shop, {shop.python.library.name: shop.python.library.read_bytes()})
        write_whole(result, compiled[shop.python.library.name])
    return result


def _wheel(shop: Workshop, kept: str, files: Mapping[str, bytes]) -> Path:
    """Modules as a byte-compiled wheel, for exactly this Python."""
    result = shop.kept / kept / wheel_name(TAG)
    if not result.exists():
        compiled = _compile(shop, {wheel_name(): wheel_bytes(files)}, stdlib=_library(shop))
        locked = json.loads(compiled["pyodide-lock.json"])["packages"].popitem()[1]["file_name"]
        if locked != result.name:
            raise RuntimeError(
                f"pyodide-build made {locked} where {result.name} was wanted: its Python is not the one that ships"
            )
        write_whole(result, compiled[locked])
    return result


def _compile(shop: Workshop, archives: Mapping[str, bytes], stdlib: Path | None = None) -> dict[str, bytes]:
    """What pyodide-build's command line makes of a folder with these archives."""
    tools = _tools(shop)
    info = json.dumps({**shop.python.info, "version": shop.python.version})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in archives.items():
            (folder / file).write_bytes(data)
        mounts = {"/folder": folder, "/tools": tools}
        script = INSIDE / "compile.py"
        shop.python.run(script, ["/folder", info], mounts=mounts, path=["/tools"], env=COMPILER, stdlib=stdlib)
        return {path.name: path.read_bytes() for path in folder.iterdir()}


def _tools(shop: Workshop) -> Path:
    lock = shop.project / "runtime.lock"
    folder = shop.project / "build/pyodide-build"
    stamp = folder / "installed"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        fetch_tools(lock, folder)
        stamp.write_bytes(lock.read_bytes())
    return folder


def _imported(shop: Workshop, script: str, argv: list[str], *wheels: Path) -> list[str]:
    """The library files that are imported after the modules in the wheels were used in every way."""
    mounts = {f"/wheel{at}": wheel.parent for at, wheel in enumerate(wheels)}
    path = [f"/wheel{at}/{wheel.name}" for at, wheel in enumerate(wheels)]
    printed = shop.python.run(INSIDE / script, argv, mounts=mounts, path=path, stdlib=_library(shop))
    needed: list[str] = json.loads(printed.splitlines()[-1])
    return needed


def _modules(files: Iterable[str]) -> list[str]:
    return [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in files]


def _python(folder: Path, *patterns: str) -> dict[str, bytes]:
    """The modules of a package by their names in an archive."""
    found = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    return {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in found}


def _manifest(
    shop: Workshop, files: Mapping[str, Path], app: str, workbench: str, memory: str | None = None
) -> dict[str, object]:
    """What the worker has to know: names and sizes to fetch, and the versions to believe in.

    ``memory`` is missing where this Pyodide's memory is not to be trusted; ``length`` is its bytes once it is unpacked.
    """
    rows = {name: {"bytes": path.stat().st_size, "sha256": _sha256(path.read_bytes())} for name, path in files.items()}
    return {
        "pyodide": shop.python.version,
        "info": dict(shop.python.info),
        "folder": f"{shop.python.version}/",
        "app": app,
        "workbench": workbench,
        **({"memory": {"file": memory, "length": _length(files[memory])}} if memory else {}),
        "files": rows,
        "digest": _sha256(json.dumps(rows, sort_keys=True).encode()),
    }


def _sums(rules: Path | None) -> dict[str, dict[str, str | int]]:
    """For the rules in each language, which lie beside one another, the rule file's digest, their length and sum."""
    found = sorted(rules.parent.glob("rules*.json")) if rules else []
    told = {path.name: (json.loads(data), data) for path in found for data in [path.read_bytes()]}
    return {
        name: {"digest": of["digest"], "bytes": len(data), "sha256": _sha256(data)}
        for name, (of, data) in told.items() if "digest" in of
    }  # fmt: skip


def _length(memory: Path) -> int:
    """How long the memory is that a packed one stands for: its first number."""
    with gzip.open(memory) as packed:
        return int.from_bytes(packed.read(4), "little")


def _deliver(out: Path, files: Mapping[str, Path], manifest: str) -> None:
    """Copies what changed and removes what an earlier build left."""
    for name, source in files.items():
        target, data = out / name, source.read_bytes()
        if not target.exists() or target.read_bytes() != data:  # dates of files differ from place to place
            write_whole(target, data)
    if not (out / "manifest.json").exists() or (out / "manifest.json").read_text() != manifest:
        write_whole(out / "manifest.json", manifest.encode())
    for stale in out.rglob("*"):
        if stale.is_file() and stale.relative_to(out).as_posix() not in {*files, "manifest.json"}:
            stale.unlink()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hash(parts: Iterable[bytes]) -> str:
    """One short name for several pieces of content, whose borders count."""
    return _sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts))[:16]
