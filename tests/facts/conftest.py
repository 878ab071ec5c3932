"""A small guide, and hand-made wheels in which its facts can be looked up."""

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from calculator.authoring import load
from calculator.engine.model import Guide

GUIDE = Path(__file__).parent / "guide.yaml"
ON = "2026-11-23"
MODEL = {
    "operations": {"LockVault": {}},
    "shapes": {
        "Vault": {"type": "structure", "members": {"region": {}}},
        "Kind": {"type": "string", "enum": ["small", "large"]},
        "Wait": {"type": "integer", "max": 3600},
        "Open": {
            "type": "structure",
            "members": {"speed": {"documentation": "<p>At most <b>1,800</b> turns.\n The default is SLOW.</p>"}},
        },
    },
}
CLIENT = "class Opener:\n    pass\n\nraise SystemExit('nobody may run this')\n"
MakeWheel = Callable[[str, Mapping[str, str | bytes]], Path]


def model(**changes: object) -> dict[str, str | bytes]:
    """The files of the wheel with the API model of vaults, changed at the top."""
    return {"tiny/data/vault/2026-01-01/service-2.json.gz": gzip.compress(json.dumps(MODEL | changes).encode())}


def shapes(**changes: object) -> dict[str, str | bytes]:
    """The same wheel with some shapes changed."""
    return model(shapes=MODEL["shapes"] | changes)


def said(words: str) -> dict[str, str | bytes]:
    """The same wheel with other words about the speed."""
    return shapes(Open={"members": {"speed": {"documentation": words}}})


@pytest.fixture(scope="session")
def guide() -> Guide:
    loaded = load(GUIDE)
    assert loaded.guide is not None, "\n".join(map(str, loaded.problems))
    return loaded.guide


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """A folder for wheels, empty."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    return folder


@pytest.fixture
def make(wheels: Path) -> MakeWheel:
    """Puts a wheel with the given files into the folder."""

    def make(name: str, files: Mapping[str, str | bytes]) -> Path:
        path = wheels / f"{name}-py3-none-any.whl"
        with ZipFile(path, "w") as archive:
            for inside, content in files.items():
                archive.writestr(ZipInfo(inside, (2026, 11, 17, 19, 13, 14)), content)
        return path

    return make


@pytest.fixture
def both(make: MakeWheel, wheels: Path) -> Path:
    """The folder with both wheels, in which every fact is as the guide says."""
    make("tiny_models-1.10.0", model())
    make("tiny_client-2.0", {"tiny/client.py": CLIENT})
    return wheels
