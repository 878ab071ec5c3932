"""A static server that behaves like GitHub Pages (gzip for text and wasm, caching for ten minutes), with faults."""

import gzip
import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import unquote
from zlib import crc32

ZIPPED = {".html", ".js", ".css", ".json", ".wasm", ".svg"}
TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".yaml": "text/yaml"}
LOGIN = b"<!doctype html><title>Log in</title><p>Please log in to the network."


class Faults(dict[str, str]):
    """What goes wrong, by the end of a file's name.

    missing, empty, truncated, flipped (one bit), type, login, moved, silent, gone, or ``policy: ...``
    """

    def __init__(self) -> None:
        self.over = Event()

    def of(self, path: str) -> str:
        """The fault of a path, or nothing."""
        return next((fault for end, fault in self.items() if path.endswith(end)), "")

    def end(self) -> None:
        """No faults any more; requests that hang are let go."""
        self.clear()
        self.over.set()
        self.over = Event()


@cache
def packed(path: Path, changed: int, fault: str, moved: tuple[bytes, bytes] | None) -> tuple[bytes, bool]:
    """The bytes to send, and whether they are gzip."""
    data = path.read_bytes()
    if fault == "flipped":
        at = len(data) * 2 // 3
        data = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    data = data.replace(*moved) if moved and path.suffix in (".html", ".xml") else data
    data = data[: len(data) // 2] if fault == "truncated" else data
    return (gzip.compress(data, 6, mtime=0), True) if path.suffix in ZIPPED else (data, False)


class Pages(BaseHTTPRequestHandler):
    """Answers from one site below one path."""

    protocol_version = "HTTP/1.1"
    site: Path
    prefix: str
    faults: Faults
    moved: tuple[bytes, bytes] | None = None  # the address that the site was built for, and the one where it is
    zips: bool = True
    caching: str = "max-age=600"
    types: Mapping[str, str] = TYPES  # by the end of a name; what is not here is guessed

    def do_GET(self) -> None:
        place = unquote(self.path.split("?")[0])
        path = self.site / place.removeprefix(self.prefix)
        if path.is_dir():
            path /= "index.html"
        fault = self.faults.of(place)
        if fault == "silent":
            self.faults.over.wait(60)
        if fault == "gone":  # no word and no connection
            self.close_connection = True
            return
        if fault == "missing" or not place.startswith(self.prefix) or not path.is_file():
            self.answer(404, self.not_found(), {"Content-Type": "text/html"})
        elif fault == "empty":
            self.answer(200, b"", {"Content-Type": TYPES.get(path.suffix, "application/octet-stream")})
        elif fault == "moved":
            self.answer(302, b"", {"Location": "https://login.example.com/"})
        elif fault == "login":
            self.answer(200, LOGIN, {"Content-Type": "text/html"})
        else:
            self.file(path, fault)

    def not_found(self) -> bytes:
        """The site's own page, as GitHub Pages sends it."""
        page = self.site / "404.html"
        return page.read_bytes() if page.is_file() else b"<h1>404</h1>"

    def file(self, path: Path, fault: str) -> None:
        data, zipped = packed(path, path.stat().st_mtime_ns, fault, self.moved)
        kind = self.types.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = {"Content-Type": "text/plain" if fault == "type" else kind, "ETag": f'"{crc32(data):x}"'}
        if zipped and not self.zips:
            data, zipped = gzip.decompress(data), False
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"} if zipped else {}
        headers |= {"Content-Security-Policy": fault[8:]} if fault.startswith("policy: ") else {}
        unchanged = self.headers.get("If-None-Match") == headers["ETag"]
        self.answer(304 if unchanged else 200, b"" if unchanged else data, headers)

    def answer(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Cache-Control": self.caching, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def handle(self) -> None:
        with suppress(ConnectionError):  # the browser went away
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are no news."""


@contextmanager
def served(site: Path, prefix: str, faults: Faults, built_for: str = "", **ways: object) -> Iterator[str]:
    """The address of the site, with a trailing slash; its pages name this one in place of ``built_for``.

    ``ways`` are how the server differs from GitHub Pages.
    """
    handler = type("Site", (Pages,), {"site": site, "prefix": prefix, "faults": faults, **ways})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}{prefix}"
        handler.moved = (built_for.encode(), address.encode()) if built_for else None
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        faults.end()
        server.shutdown()
