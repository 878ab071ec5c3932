"""How the house is built: who may import whom, what may lie where, and how long a piece may get."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[1]
OURS = ("calculator", "diagrams")
INSTALLED_AS = "calculator.diagrams"  # where the folder `diagrams` is for Python: its own name is another package's
ENGINE = "calculator.engine"
EVERYTHING = "calculator"

# A part of the house, what else of the house it may import, and which libraries. The longest matching name counts.
MAY_IMPORT = {
    ENGINE: (set(), set()),  # ships to the browser
    "calculator.authoring": ({ENGINE}, {"yaml"}),  # the only one that reads YAML
    "calculator.analysis": ({ENGINE}, set()),
    "calculator.facts": ({ENGINE}, set()),
    "diagrams": ({ENGINE}, {"graphviz", "jinja2", "markupsafe"}),
    # the pages show what was proved and drawn, so they are told by those who prove and draw
    "calculator.publishing": (
        {ENGINE, "calculator.analysis", "diagrams"},
        {"jinja2", "markupsafe", "markdownify", "PIL"},
    ),
    "calculator.publishing.hook": ({EVERYTHING}, {"mkdocs"}),  # the door for `mkdocs serve`
    "calculator.publishing.plugin": ({EVERYTHING}, {"mkdocs"}),  # the same door, in anybody's site
    "calculator.agents": ({ENGINE, "calculator.authoring"}, {"mcp"}),
    "calculator.workbench": ({ENGINE, "calculator.authoring", "calculator.analysis"}, set()),
    "calculator.commands": ({EVERYTHING, "diagrams"}, {"click"}),
    "calculator.cli": ({EVERYTHING, "diagrams"}, {"click"}),
    "calculator.__main__": ({EVERYTHING}, set()),
    "calculator": (set(), set()),
}
INSIDE = PROJECT / "calculator/publishing/python/inside"  # scripts that run in Pyodide, among other modules
WORLDLY = {
    "os",
    "io",
    "pathlib",
    "time",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "threading",
    "tempfile",
    "shutil",
    "http",
    "logging",
}

TOP_LEVEL = {
    *("README.md", "LICENSE", "CHANGELOG.md", "Makefile", "pyproject.toml", "setup.py"),
    *("mkdocs.yml", ".gitignore"),
    *("package.json", "package-lock.json", ".npmrc", "runtime.in", "runtime.lock", "requirements"),
    *("docs", "calculator", "diagrams", "tests", ".github", ".ci"),
}
DESIGN = PROJECT / "docs/maintaining/design.md"
MOST_IN_A_ROOM = 18
LONGEST_FUNCTION = 40
LONGEST_MODULE = 300
LONG_FOR_A_REASON: dict[str, str] = {}  # "path:function" and the reason; at present none needs one


def _modules() -> list[Path]:
    return [path for part in OURS for path in sorted((PROJECT / part).rglob("*.py")) if not path.is_relative_to(INSIDE)]


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path) -> Iterator[str]:
    """Everything that a module imports, anywhere in it, by full name."""
    package = path.relative_to(PROJECT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1]] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            module = module.removeprefix("calculator.") if _within(module, INSTALLED_AS) else module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _within(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}.")


def _part(name: str) -> str:
    return max((part for part in MAY_IMPORT if _within(name, part)), key=len)


def _forbidden(path: Path) -> Iterator[str]:
    part = _part(_name(path))
    house, libraries = MAY_IMPORT[part]
    for name in _imports(path):
        top = name.partition(".")[0]
        if top in OURS:
            allowed = _part(name) == part or any(_within(name, other) for other in house)
        else:
            allowed = top in sys.stdlib_module_names or top in libraries
        if not allowed:
            yield f"{path.relative_to(PROJECT)} imports {name}"


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return [PROJECT / name for name in listed.split("\0") if name and (PROJECT / name).is_file()]


def _texts() -> Iterator[tuple[Path, str]]:
    for path in _tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_everybody_imports_only_what_the_table_allows() -> None:
    assert [wrong for path in _modules() for wrong in _forbidden(path)] == []


def test_nothing_imports_the_name_that_a_well_known_package_has() -> None:
    for path in [*_modules(), *(PROJECT / "tests").glob("*/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not [name for name in names if _within(name, "diagrams")], path


def _table(heading: str) -> dict[str, str]:
    """The rows of a table on the page about the house, by their first cell."""
    section = DESIGN.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", section, re.MULTILINE))


def test_the_page_about_the_house_names_every_room_as_it_names_itself() -> None:
    rooms = {}
    for init in [path for part in OURS for path in (PROJECT / part).rglob("__init__.py")]:
        words = " ".join((ast.get_docstring(ast.parse(init.read_text())) or "").split())
        rooms[str(init.parent.relative_to(PROJECT))] = re.split(r"(?<=\.) ", words)[0]
    assert _table("The rooms") == rooms


def test_the_page_about_the_house_tells_who_may_import_whom() -> None:
    told = _table("Who may import whom")
    for part, (house, libraries) in MAY_IMPORT.items():
        row = told.get(part.replace(".", "/"))
        if row is None:
            assert part in {"calculator", "calculator.cli", "calculator.__main__"}, part
            continue
        for other in house:
            assert (other.rpartition(".")[2] if other != EVERYTHING else "everything") in row, (part, other)
        said = set(re.findall(r"\w+", row.partition(";")[2])) if house | libraries else set()
        assert said == libraries, part


def test_no_room_is_too_full_to_be_taken_in() -> None:
    full = {str(path.relative_to(PROJECT)): len(list(path.glob("*.py"))) for path in {m.parent for m in _modules()}}
    assert {room: count for room, count in full.items() if count > MOST_IN_A_ROOM} == {}


def test_the_algorithm_words_nothing() -> None:
    for path in (PROJECT / "calculator/engine/logic").rglob("*.py"):
        assert [name for name in _imports(path) if _within(name, f"{ENGINE}.telling")] == [], path


def test_the_engine_touches_nothing_outside_itself() -> None:
    for path in (PROJECT / "calculator/engine").rglob("*.py"):
        assert {name.partition(".")[0] for name in _imports(path)}.isdisjoint(WORLDLY), path
        calls = [
            node.func.id
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        assert {"open", "print", "input", "eval", "exec"}.isdisjoint(calls), path


def test_a_bare_interpreter_imports_the_whole_engine(tmp_path: Path) -> None:
    house = tmp_path / "calculator"
    house.mkdir()
    (house / "__init__.py").touch()
    (house / "engine").symlink_to(PROJECT / "calculator/engine")
    names = sorted(_name(path) for path in (PROJECT / "calculator/engine").rglob("*.py"))
    script = f"import sys; sys.path.append({str(tmp_path)!r}); import {', '.join(names)}"
    done = subprocess.run([sys.executable, "-I", "-S", "-B", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_engine_and_the_table_are_looked_for_where_they_are() -> None:
    assert len(_modules()) > 30
    assert f"{ENGINE}.model.Guide" in set(_imports(PROJECT / "calculator/engine/logic/decide.py"))


def test_no_code_knows_what_can_be_recommended() -> None:
    guide = yaml.load((PROJECT / "docs/rules.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    outcomes = [entry["id"] for entry in guide["outcomes"]]
    known = re.compile("|".join(rf"['\"]{re.escape(outcome)}['\"]" for outcome in outcomes))
    folders = ("calculator", "diagrams", "docs/assets/selector", "docs/overrides")
    code = [path for path in _tracked() if path.suffix in {".py", ".js", ".mjs", ".j2", ".html", ".gv"}]
    told = [
        str(path)
        for path in code
        if path.relative_to(PROJECT).as_posix().startswith(folders) and known.search(path.read_text())
    ]
    assert told == []


def test_nothing_lies_at_the_top_that_is_not_on_the_list() -> None:
    assert {path.relative_to(PROJECT).parts[0] for path in _tracked()} - TOP_LEVEL == set()


def test_no_module_is_named_for_what_has_no_name() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "base"}
    assert [path for path in _tracked() if path.stem in vague or vague & set(path.relative_to(PROJECT).parts)] == []


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(PROJECT).as_posix()}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_function_is_longer_than_a_screen_without_a_reason() -> None:
    long = {name for path in _modules() for name, lines in _functions(path) if lines > LONGEST_FUNCTION}
    assert long == set(LONG_FOR_A_REASON)


def test_nine_functions_in_ten_have_thirty_lines_or_fewer() -> None:
    lengths = sorted(lines for path in _modules() for _, lines in _functions(path))
    assert lengths[len(lengths) * 9 // 10] <= 30


def test_no_module_is_too_long_to_read_at_once() -> None:
    assert [path for path in _modules() if len(path.read_text().splitlines()) > LONGEST_MODULE] == []


def test_every_module_says_what_it_is() -> None:
    assert [
        path for path in _modules() if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ] == []


def _here() -> list[str]:
    """What must not be written down: this machine's folders, and the hosts that its pip and npm ask."""
    settings = "\n".join(
        subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT).stdout
        for command in ([sys.executable, "-m", "pip", "config", "list"], ["npm", "config", "get", "registry"])
    )
    hosts = re.findall(r"https?://(?:[^@/\s'\"]*@)?([^/\s'\"]+)", settings)
    folders = [f"{folder}/" for folder in (PROJECT, PROJECT.parent, Path.home()) if len(str(folder)) > 4]
    return [*hosts, *folders]


def test_no_file_names_a_folder_or_a_registry_of_the_machine_it_was_written_on() -> None:
    written = re.compile(
        "|".join(
            [
                r"/(?:root|home|Users)/\w",
                r"--(?:extra-)?index-url [a-z\"']",
                r'"resolved": *"http',
                *map(re.escape, _here()),
            ]
        )
    )
    found = [f"{path.relative_to(PROJECT)}: {match[0]}" for path, text in _texts() for match in written.finditer(text)]
    assert found == []


def test_no_tracked_file_is_a_product_of_the_build() -> None:
    assert [path for path in _tracked() if path.stat().st_size > 1_000_000] == []


def test_every_make_command_that_is_written_down_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    pages = [path for path in _tracked() if path.suffix == ".md"]
    named = {
        (path.name, target)
        for path in pages
        for target in re.findall(r"`(?:[A-Z_]+=\S+ )*make ([a-z]+)", path.read_text())
    }
    assert {use for use in named if use[1] not in targets} == set()


@pytest.mark.parametrize("command", ["ruff check --quiet", "mypy"])
def test_the_code_passes(command: str) -> None:
    tool, *arguments = command.split()
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (
        f"{done.stdout}{done.stderr}\nRun: .venv/bin/ruff check --fix; .venv/bin/mypy"
    )


def test_no_link_leads_out_of_the_project() -> None:
    links = [path for path in _tracked() if path.is_symlink()]
    assert [path for path in links if path.readlink().is_absolute() or PROJECT not in path.resolve().parents] == []
