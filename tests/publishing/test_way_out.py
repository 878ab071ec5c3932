"""MkDocs stands still and the theme ends in 2027: the site is built by the successor of MkDocs too, and is the same."""

import re
from pathlib import Path

from tests.sites import built, copied, lend

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')
NAMED = ("SHA256SUMS",)  # the sums of pages that name their generator


def contents(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file() and path.name not in NAMED)
    return {path.relative_to(site).as_posix(): GENERATOR.sub(b"", path.read_bytes()) for path in files}


def test_properdocs_builds_the_same_site_but_for_its_name(built_site: Path, project: Path, tmp_path: Path) -> None:
    place = copied(project, tmp_path / "guide")
    lend(project, place)

    theirs, ours = contents(built(place, generator="properdocs")), contents(built_site)

    assert sorted(theirs) == sorted(ours)
    assert [name for name, data in ours.items() if theirs[name] != data] == []
