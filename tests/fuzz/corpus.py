"""The inputs that fuzzing found worth keeping: a file for each target, a line in Base64 for each input."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
MOST = 200  # inputs of a target, shortest first: what the tests run in a moment


def kept(name: str) -> list[bytes]:
    """The inputs of a target; none for one that was never run."""
    path = CORPUS / f"{name}.txt"
    return [b64decode(line) for line in path.read_text().split()] if path.exists() else []


def write(name: str, inputs: Iterable[bytes]) -> None:
    """Replace the inputs of a target, the same bytes for the same inputs."""
    few = sorted(set(inputs), key=lambda data: (len(data), data))[:MOST]
    CORPUS.mkdir(exist_ok=True)
    (CORPUS / f"{name}.txt").write_text("".join(f"{b64encode(data).decode()}\n" for data in few))
