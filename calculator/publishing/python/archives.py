"""Archives that come out the same bytes each time: sorted names, one fixed date, one compression."""

import gzip
import hashlib
import io
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path

# A zip tells local time, from 1980 on.  Noon of the second day is in 1980 in every zone, whoever reads the clock.
DATE = (1980, 1, 2, 12, 0, 0)
SECONDS = "315662400"  # the same moment in UTC
PYC_FLAGS = slice(4, 8)
UNCHECKED_HASH = b"\x01\x00\x00\x00"
NAME, VERSION = "decision_guide_engine", "1.0"


def zip_bytes(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files, the same bytes everywhere; a shell script in it may be run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr, entry.create_system = (0o755 if name.endswith(".sh") else 0o644) << 16, 3  # Unix
            archive.writestr(entry, files[name], compression, 9)
    return buffer.getvalue()


def gzip_bytes(data: bytes) -> bytes:
    """Data in gzip, the same bytes from every Python: the name of the system in its tenth byte is "unknown"."""
    packed = gzip.compress(data, 9, mtime=0)
    return packed[:9] + b"\xff" + packed[10:]


def unzip(path: Path) -> dict[str, bytes]:
    """The files of a zip by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def wheel_bytes(files: Mapping[str, bytes]) -> bytes:
    """A pure wheel of these files, as the wheel standard wants it."""
    info = f"{NAME}-{VERSION}.dist-info"
    content = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: {VERSION}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: calculator\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in sorted(content.items())]
    record = f"{info}/RECORD"
    return zip_bytes({**content, record: "".join([*rows, f"{record},,\n"]).encode()})


def wheel_name(tag: str = "py3") -> str:
    """The file name of the engine's wheel."""
    return f"{NAME}-{VERSION}-{tag}-none-any.whl"


def unchecked(pyc: bytes) -> bytes:
    """Byte code that is believed without a look for its source, which is not shipped."""
    changed = bytearray(pyc)
    changed[PYC_FLAGS] = UNCHECKED_HASH
    return bytes(changed)


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
