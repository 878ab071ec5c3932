"""What a site is made of, and that whoever builds it again gets the same bytes."""

import json
import re
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

from calculator.publishing.beside.editor import editor_packages
from calculator.publishing.beside.materials import BROUGHT, LIST, SUMS, materials
from tests.sites import apart, built, copied, given_away


def sums(site: Path) -> dict[str, str]:
    """The sum of each file, as the site tells it."""
    lines = (site / SUMS).read_text().splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def test_every_file_of_the_site_has_its_sum(built_site: Path) -> None:
    told = sums(built_site)

    assert told == {
        path.relative_to(built_site).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in built_site.rglob("*") if path.is_file() and path.name != SUMS
    }


def test_a_build_elsewhere_at_another_hour_by_somebody_else_without_network_gives_the_same_bytes(
    built_site: Path, project: Path
) -> None:
    """Nothing is lent but what npm and the package index brought: Python for the browser is compiled anew too.

    There is no git history, a space in the path, no network, and nobody is root.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C", "HOME": folder}
        elsewhere, prefix = copied(project, Path(folder) / "another folder"), apart()
        shutil.copytree(project / "build/pyodide-build", elsewhere / "build/pyodide-build")
        if "setpriv" in prefix:
            given_away(Path(folder))
        again = sums(built(elsewhere, umask=0o077, prefix=prefix, **place))

    assert again == sums(built_site)


def test_the_list_names_every_pinned_package_with_its_version_and_its_terms(built_site: Path, project: Path) -> None:
    told = json.loads((built_site / LIST).read_text())
    listed = {one["purl"]: one for one in told["components"]}
    python = re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+)", (project / "requirements/site.txt").read_text())
    npm = json.loads((project / "package-lock.json").read_text())["packages"]

    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert {f"pkg:pypi/{name}@{version}" for name, version in python} <= set(listed)
    for place, entry in npm.items():
        if name := place.rpartition("node_modules/")[2]:
            (digest,) = listed[f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}"]["hashes"]
            assert len(digest["content"]) == 128
    brought = [one for one in listed.values() if one["scope"] == "required"]
    shipped = {one["name"]: one["licenses"][0]["license"]["name"] for one in brought}
    assert set(shipped) == {*BROUGHT, *editor_packages(project)}
    assert "NOASSERTION" not in shipped.values()


@pytest.mark.parametrize("name", BROUGHT)
def test_the_page_tells_the_terms_of_all_that_a_reader_gets(built_site: Path, project: Path, name: str) -> None:
    page = (built_site / "licences/index.html").read_text()
    (one,) = [one for one in materials(project) if one.name == name]

    row = re.search(rf"<tr><th[^>]*><a[^>]*>{re.escape(name)}</a>.*?</tr>", page, re.DOTALL)
    assert row
    assert one.version in row[0]
    assert one.licence in row[0]
