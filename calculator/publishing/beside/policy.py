"""What a page may do, said to the browser: a content security policy, and that no other site hears where a reader is.

https://www.w3.org/TR/CSP3/.  It stands in each page, so that it holds wherever the site is hosted.  Python runs in a
worker, which such a policy does not bind; so no page needs ``wasm-unsafe-eval``.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"?application/)[^>]*>(.*?)</script>", re.DOTALL)
_HEAD = re.compile(r"<head>\s*(<meta charset=[^>]+>)?", re.IGNORECASE)
_STRICT = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",  # pictures and the theme set styles at elements
    "img-src": "'self' data: blob:",  # a picture that is saved as PNG is drawn from a blob
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'self'",
}


def guard(site: Path) -> None:
    """Put the policy at the top of every page below ``site``.

    One policy for all: the theme replaces a page without loading it anew, and then runs the new one's scripts.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    metas = _metas(policy(pages.values()))
    for path, text in pages.items():
        path.write_text(_HEAD.sub(lambda head: f"{head[0]}\n{metas}", text, count=1), encoding="utf-8")


def policy(pages: Iterable[str]) -> str:
    """The policy under which the scripts that stand in these pages run, and no others but those of the site."""
    inline = {script for text in pages for script in _INLINE.findall(text) if script.strip()}
    hashes = sorted(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in inline)
    scripts = {"script-src": " ".join(["'self'", *hashes])}
    return "; ".join(f"{name} {sources}" for name, sources in {**_STRICT, **scripts}.items())


def _metas(said: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{said}">\n<meta name="referrer" content="no-referrer">'
