"""Writing a tree of generated files: only what changed, and nothing stale stays behind."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

MANIFEST = ".published"  # the names in their order, so that the next run can remove what is no longer wanted
GROUND = ".ground"  # a digest of all that the files come from, and one of the files


def stands(folder: Path, ground: str) -> bool:
    """Whether the folder still holds, byte for byte, what was last written into it from the same ground."""
    kept = folder / GROUND
    return kept.is_file() and kept.read_text() == f"{ground} {_written(folder)}\n"


def write_tree(folder: Path, wanted: Mapping[str, str], ground: str) -> tuple[str, ...]:
    """The names that were written or removed to make the folder hold what is wanted.

    ``ground`` is a digest of all that the files come from.
    """
    (folder / GROUND).unlink(missing_ok=True)  # a run that is stopped leaves nothing that seems whole
    changed = [name for name, text in wanted.items() if write_changed(folder / name, text)]
    stale = set(published(folder)) - wanted.keys()
    for name in stale:
        (folder / name).unlink(missing_ok=True)
    write_changed(folder / MANIFEST, "".join(f"{name}\n" for name in wanted))
    write_changed(folder / GROUND, f"{ground} {_written(folder)}\n")
    return tuple(sorted({*changed, *stale}))


def digest(paths: Iterable[Path], said: str = "") -> str:
    """Of what is said, and of the names and the bytes of files in their order; what is no file counts by its name.

    A name is the last part of a path: where a project lies is not a part of what it says.
    """
    told = sha256(said.encode())
    for path in paths:
        data = b""
        with suppress(OSError):  # a folder, or a file that an editor has just removed
            data = path.read_bytes()
        told.update(f"\n{path.name} {len(data)}\n".encode() + data)
    return told.hexdigest()


def _written(folder: Path) -> str:
    """A digest of what the last run wrote."""
    return digest(folder / name for name in published(folder))


def write_whole(path: Path, data: bytes) -> None:
    """Write the whole file or none of it, so that a stopped build leaves nothing half done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def write_changed(path: Path, content: str | bytes) -> bool:
    """Whether the file had to be written because it was missing or held something else."""
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def published(folder: Path) -> list[str]:
    """The names that the last run wrote, in their order."""
    manifest = folder / MANIFEST
    return manifest.read_text().splitlines() if manifest.is_file() else []
