"""DOT to SVG text, by the renderer of this environment, each picture only once."""

import shutil
import sys
import warnings
from hashlib import sha256
from pathlib import Path

import graphviz
from graphviz.backend import dot_command

BUNDLED = Path(sys.executable).parent / "graphviz-pure"
CACHE = Path("build/diagrams")


class NoRenderer(RuntimeError):
    """There is nothing on this machine that draws."""


def renderer() -> Path:
    """The program that draws: the pinned one of the environment, or with a warning whatever is on the PATH."""
    if BUNDLED.exists():
        return BUNDLED
    if found := shutil.which("dot"):
        warnings.warn(f"drawing with {found}: other widths than the pinned renderer's; run {_install()}", stacklevel=2)
        return Path(found)
    raise NoRenderer(f"No Graphviz renderer found; run: {_install()}")


def _install() -> str:
    return f"{sys.executable} -m pip install graphviz-pure==0.2.2"


def svg_text(graph: graphviz.Digraph, cache: Path = CACHE) -> str:
    """The SVG of a graph, taken from the cache if this very source was drawn before by the same renderer."""
    program = renderer()
    key = sha256(f"{program.name} {program.stat().st_size}\n{graph.source}".encode()).hexdigest()
    stored = cache / f"{key}.svg"
    if stored.exists():
        return stored.read_text(encoding="utf-8")
    dot_command.DOT_BINARY = program
    text = graph.pipe(format="svg", quiet=True).decode("utf-8")
    cache.mkdir(parents=True, exist_ok=True)
    part = stored.with_suffix(f".{id(graph)}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(stored)  # a reader never meets half a file
    return text
