"""``make offline``: the built site as one zip, for a stick, a share or a server without ways out.

Its links name files, so that it can also be read by opening ``index.html`` in a folder.  Browsers run modules from
servers only, so the selector waits for one there; the pages that need no script answer at once.
"""

import re
import sys
from pathlib import Path

from ..python.archives import zip_bytes

README = """\
A decision guide, whole.

To read it, open index.html.
To use the selector too, serve this folder, for example with: python -m http.server
"""
_LINK = re.compile(r"""(\shref=)(["']?)([^"'\s>]+)\2(?=[\s>])""")
_FOLDER = re.compile(r"([^:#?]*/|(?:[^:#?]*/)?\.{1,2})(?=$|[#?])")


def naming_files(page: str) -> str:
    """A page whose links to a folder name the file that a server would send for it; other links stay as they are."""

    def named(link: re.Match[str]) -> str:
        before, mark, address = link.groups()
        folder = _FOLDER.match(address)
        if not folder or address.startswith("/"):
            return link[0]
        return f"{before}{mark}{folder[1].rstrip('/')}/index.html{address[folder.end():]}{mark}"

    return _LINK.sub(named, page)


def take_away(site: Path) -> bytes:
    """The files of a built site as a zip, the same bytes for the same site."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    found = {f"guide/{name}": _content(path) for name, path in files.items()}
    return zip_bytes(found | {"guide/README.txt": README.encode()})


def _content(path: Path) -> bytes:
    data = path.read_bytes()
    return naming_files(data.decode()).encode() if path.suffix == ".html" else data


if __name__ == "__main__":
    place = Path(sys.argv[2])
    place.write_bytes(take_away(Path(sys.argv[1])))
    print(f"{place}: {place.stat().st_size / 1e6:.0f} MB")
