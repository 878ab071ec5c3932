"""Tools of other people that tests use; a test whose tool is not installed says so, and how to install it."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def node_tool(path: str, checked: str) -> Path:
    """A file of a Node package of the tests, by its path in ``node_modules``; ``checked`` is what it looks at."""
    found = TESTS / "node_modules" / path
    if not found.exists():
        package = path.split("/", maxsplit=1)[0]
        pytest.skip(f"NOT CHECKED: {checked}; there is no {package}, so run `npm ci` in tests/, or `make test`")
    return found
