"""The typefaces of the site, which it serves itself: a text is as wide for each reader as where it was measured."""

from pathlib import Path

from ..files import write_changed
from ..python.packages import package

FACES = {
    "inter": "pages and their previews are set in it",
    "arimo": "pictures are: it is as wide as Arial, by which Graphviz measures, letter by letter",
}


def typeface(project: Path, name: str) -> Path:
    """The file of a face with all its weights, for Latin letters; MissingTool if npm cannot bring it."""
    folder, _ = package(project, f"@fontsource-variable/{name}")
    return folder / f"files/{name}-latin-wght-normal.woff2"


def deliver_typefaces(project: Path, out: Path) -> None:
    """Makes the folder ``out`` hold every face and its licence."""
    for name in FACES:
        font = typeface(project, name)
        write_changed(out / f"{name}.woff2", font.read_bytes())
        write_changed(out / f"{name}-licence.txt", (font.parents[1] / "LICENSE").read_bytes())
