"""What a built site is made of: whose software it carries along, what built it, and the sum of every file.

The list is a CycloneDX document (https://cyclonedx.org/docs/1.6/json/), the sums are what ``sha256sum --check`` reads.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .editor import editor_packages

SUMS, LIST = "SHA256SUMS", "sbom.cdx.json"
THEME = "mkdocs-material"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Material:
    """A piece of software: where it comes from, under which terms, and whether readers of the site get a part of it."""

    kind: str  # npm or pypi
    name: str
    version: str
    licence: str  # an SPDX expression
    brings: str = ""  # what a reader gets of it; empty where it only builds
    sha512: str = ""  # of the package, where it is pinned so
    terms: str = ""  # the text of its licence, where the package holds it

    @property
    def purl(self) -> str:
        """Its address among all packages (https://github.com/package-url/purl-spec)."""
        return f"pkg:{self.kind}/{self.name.replace('@', '%40')}@{self.version}"

    @property
    def page(self) -> str:
        """Where its source and its terms are told."""
        return f"https://{'www.npmjs.com/package' if self.kind == 'npm' else 'pypi.org/project'}/{self.name}"


EDITOR = "a part of the editor of drafts"
BROUGHT = {
    "pyodide": "Python itself, compiled for browsers, with its standard library (PSF-2.0)",
    "@fontsource-variable/inter": "the face of the text",
    "@fontsource-variable/arimo": "the face of the pictures",
    "pyyaml": "the reading of a rule file, where a page does it",
    THEME: "the look of the pages, the search and the icons",
}


def materials(project: Path) -> tuple[Material, ...]:
    """What the site in ``project`` carries along, then what only builds it; by what is pinned there."""
    found = [*_from_npm(project), *_from_pypi(project)]
    return tuple(sorted(found, key=lambda one: (not one.brings, one.kind, one.name, one.version)))


def _from_npm(project: Path) -> Iterator[Material]:
    lock = project / "package-lock.json"  # what needs it says so where it is missing
    pinned = json.loads(lock.read_text(encoding="utf-8"))["packages"] if lock.is_file() else {}
    edits = editor_packages(project) if pinned else {}
    for place, entry in pinned.items():
        if name := place.rpartition("node_modules/")[2]:
            digest = b64decode(entry["integrity"].removeprefix("sha512-")).hex()
            terms = project / place / "LICENSE"
            brings = BROUGHT.get(name, EDITOR if name in edits else "")
            text = terms.read_text(encoding="utf-8") if name in BROUGHT and terms.is_file() else ""
            yield Material("npm", name, entry["version"], entry["license"], brings, digest, text)


def _from_pypi(project: Path) -> Iterator[Material]:
    """What a lock file pins, for each Python that it knows, or else the theme as it is installed."""
    lock = project / "requirements/site.txt"
    pins = _PIN.findall(lock.read_text(encoding="utf-8")) if lock.is_file() else [(THEME, _installed(THEME)[0])]
    for name, version in pins:
        yield Material("pypi", name, version, _installed(name)[1], BROUGHT.get(name, ""))


def _installed(name: str) -> tuple[str, str]:
    """Version and terms of an installed package, as it says itself."""
    try:
        told = distribution(name)
    except PackageNotFoundError:  # pinned for another Python
        return "", "NOASSERTION"
    meta = told.metadata
    named = [line.rpartition(" :: ")[2] for line in meta.get_all("Classifier") or () if line.startswith("License :: ")]
    said = next((meta[key] for key in ("License-Expression", "License") if meta[key]), "")
    return told.version, said or ", ".join(named) or "NOASSERTION"


def bill_of_materials(name: str, edition: str, project: Path) -> str:
    """The materials as CycloneDX 1.6; the same bytes for the same materials."""
    listed = [_component(one) for one in materials(project)]
    site = {"type": "application", "bom-ref": "site", "name": name, "version": edition}
    serial = uuid5(NAMESPACE_URL, json.dumps([site, listed]))
    told: dict[str, Any] = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1,
        "metadata": {"component": site}, "components": listed,
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _component(one: Material) -> dict[str, Any]:
    scope = "required" if one.brings else "excluded"  # what is excluded built the site and is no part of it
    told: dict[str, Any] = {
        "type": "library", "bom-ref": one.purl, "name": one.name, "version": one.version, "purl": one.purl,
        "scope": scope, "licenses": [{"license": {"name": one.licence.partition("\n")[0][:120]}}],
    }
    return told | ({"hashes": [{"alg": "SHA-512", "content": one.sha512}]} if one.sha512 else {})


def sums(site: Path) -> str:
    """A line for each file of a site but this list itself, in the order of their names."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    lines = (f"{sha256((site / path).read_bytes()).hexdigest()}  {path}\n" for path in paths if path != SUMS)
    return "".join(lines)
