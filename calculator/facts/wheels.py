"""Wheels as archives: where they come from, which version and date they carry, and the text of a file inside."""

import gzip
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from lzma import LZMAError
from pathlib import Path
from zipfile import BadZipFile, ZipFile

LARGEST = 200_000_000  # bytes of one unpacked file: more than any API model, less than what fills a machine
# What an archive raises that was cut, altered or made by something newer.
DAMAGED = (OSError, EOFError, BadZipFile, zlib.error, LZMAError, struct.error, LookupError, ValueError, RuntimeError)
NO_CLOCK = (1980, 1, 1, 0, 0, 0)  # what archives made without a clock carry: some day, and always midnight


class NoWheelsError(Exception):
    """There is nothing to look into; the message is one sentence for whoever asked."""


class UnprovableError(Exception):
    """The wheel has no such place to look into, or cannot be read; the message says why."""


@dataclass(frozen=True, eq=False)
class Wheel:
    """A wheel file, named ``name-version-....whl``."""

    path: Path

    @property
    def version(self) -> str:
        """The version that the file name states."""
        return self.path.name.split("-")[1]

    @cached_property
    def date(self) -> str | None:
        """The date of the newest file inside; None where the wheel was made without a clock."""
        try:
            with ZipFile(self.path) as archive:
                newest = max((entry.date_time for entry in archive.infolist()), default=NO_CLOCK)
        except DAMAGED:
            return None
        return None if newest[3:] == NO_CLOCK[3:] else "{:04}-{:02}-{:02}".format(*newest)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all files inside."""
        try:
            with ZipFile(self.path) as archive:
                return tuple(archive.namelist())
        except DAMAGED as error:
            raise UnprovableError(f"{self.path.name} cannot be read as a wheel ({error})") from None

    def read(self, name: str) -> bytes:
        """The bytes of a file inside, unpacked if its name ends in ``.gz``."""
        try:
            with ZipFile(self.path) as archive, archive.open(name) as file:
                if not name.endswith(".gz"):
                    return _bounded(name, file.read(LARGEST + 1))
                with gzip.open(file) as unpacked:
                    return _bounded(name, unpacked.read(LARGEST + 1))
        except DAMAGED as error:
            raise UnprovableError(f"{name} in {self.path.name} cannot be read ({error})") from None


def _bounded(name: str, data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise UnprovableError(f"{name} is larger than {LARGEST:,} bytes")
    return data


def in_folder(folder: Path, names: Iterable[str]) -> dict[str, Wheel]:
    """For each package the wheel of the newest version that lies in a folder; packages without one are left out."""
    if not folder.is_dir():
        raise NoWheelsError(f"There is no folder {folder}.")
    newest: dict[str, Wheel] = {}
    for path in sorted(folder.glob("*-*-*.whl")):
        wheel, package = Wheel(path), _normal(path.name.split("-")[0])
        if package not in newest or _order(wheel.version) > _order(newest[package].version):
            newest[package] = wheel
    return {name: newest[_normal(name)] for name in names if _normal(name) in newest}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _order(version: str) -> tuple[list[int], bool]:
    """Later versions come later; a version with letters comes before the same without."""
    numbers, *letters = re.split(r"[a-z+]", version, maxsplit=1)
    return [int(number) for number in re.findall(r"\d+", numbers)], not letters


def download(names: Iterable[str], folder: Path) -> dict[str, Wheel]:
    """The newest wheel of each package, fetched with pip into a folder; a package that pip cannot get is left out."""
    wanted = list(names)
    refused = {name: complaint for name in wanted if (complaint := _fetch(name, folder))}
    if wanted and len(refused) == len(wanted):
        raise NoWheelsError(f"pip could not download {', '.join(wanted)}: {refused[wanted[0]]}")
    return in_folder(folder, wanted)


def _fetch(name: str, folder: Path) -> str:
    """What pip complained of while it downloaded a wheel; empty if nothing went wrong."""
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
        *("--only-binary=:all:", "--ignore-requires-python", "--dest", str(folder), name),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.returncode:
        return ""
    lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["ERROR: no reason given"]
    return lines[-1].removeprefix("ERROR: ")
