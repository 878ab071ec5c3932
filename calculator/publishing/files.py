"""Writing a tree of generated files: only what changed, and nothing stale stays behind."""

from collections.abc import Mapping
from pathlib import Path

MANIFEST = ".published"  # the names in their order, so that the next run can remove what is no longer wanted


def write_tree(folder: Path, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """The names that were written or removed to make the folder hold what is wanted."""
    changed = [name for name, text in wanted.items() if write_changed(folder / name, text)]
    stale = set(published(folder)) - wanted.keys()
    for name in stale:
        (folder / name).unlink(missing_ok=True)
    write_changed(folder / MANIFEST, "".join(f"{name}\n" for name in wanted))
    return tuple(sorted({*changed, *stale}))


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
