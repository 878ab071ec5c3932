"""DOT to SVG text, by the renderer of this environment, each picture only once."""

import re
import shutil
import sys
import warnings
from hashlib import sha256
from pathlib import Path

import graphviz
from graphviz.backend import dot_command

from .outline import Size, outline, spline
from .picture import Picture

BUNDLED = Path(sys.executable).parent / "graphviz-pure"
CACHE = Path("build/diagrams")
_NODE = re.compile(r'^node (?:"([^"]*)"|(\S+)) \S+ \S+ (\S+) (\S+)', re.MULTILINE)  # name, x, y, width, height


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


def svg_text(picture: Picture, cache: Path = CACHE) -> str:
    """The SVG of a picture, by Graphviz's own layout or with the cards as an ``outline``."""
    if picture.layout == "dot":
        return _drawn(picture.graph, "svg", "dot", cache)
    if picture.layout == "placed":
        return _drawn(picture.graph, "svg", "neato", cache)
    graph = picture.graph.copy()
    sizes = _sizes(_drawn(_without_arrows(picture), "plain", "dot", cache))
    layout = outline(picture.cards, sizes)
    for name, (x, y) in layout.spots.items():
        graph.node(name, pos=f"{x:.1f},{y:.1f}!")
    graph.body = [line for line in graph.body if not _is_arrow(line)]
    for card in picture.cards:
        for row in card.steps():
            graph.edge(card.id, row.to, id=f"arrow:{row.id}", pos=spline(layout.arrows[row.id]))
    return _drawn(graph, "svg", "neato", cache)


def _without_arrows(picture: Picture) -> graphviz.Digraph:
    """Only the cards: measuring them needs no layout."""
    graph = picture.graph.copy()
    graph.body = [line for line in graph.body if not _is_arrow(line)]
    return graph


def _is_arrow(line: str) -> bool:
    return "->" in line.partition("[")[0]


def _sizes(plain: str) -> dict[str, Size]:
    """Width and height of each node in points, from Graphviz's plain format."""
    nodes = _NODE.findall(plain)
    return {bare or quoted: (72 * float(width), 72 * float(height)) for quoted, bare, width, height in nodes}


def _drawn(graph: graphviz.Digraph, form: str, engine: str, cache: Path) -> str:
    """What the renderer makes of a source, from the cache if it has drawn this very source before."""
    program = renderer()
    key = sha256(f"{program.name} {program.stat().st_size} {form} {engine}\n{graph.source}".encode()).hexdigest()
    stored = cache / f"{key}.{form}"
    if stored.exists():
        return stored.read_text(encoding="utf-8")
    dot_command.DOT_BINARY = program
    fixed = 2 if engine == "neato" else None  # 2: the positions are given
    text: str = graph.pipe(format=form, engine=engine, neato_no_op=fixed, quiet=True).decode("utf-8")
    cache.mkdir(parents=True, exist_ok=True)
    part = stored.with_suffix(f".{id(graph)}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(stored)  # a reader never meets half a file
    return text
