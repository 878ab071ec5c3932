"""Every sentence that the engine can say is said by somebody."""

import re
from pathlib import Path

from calculator.engine.words import ENGLISH

PROJECT = Path(__file__).parents[2]
SOURCES = ("calculator/**/*.py", "calculator/**/*.j2", "docs/assets/**/*.js", "docs/overrides/*", "diagrams/**/*.py")
TABLES = {"words.py", "page_words.py"}
MADE = ("{", "${", '" ~')  # how a key goes on whose end is a value: Python, JavaScript, a template


def test_every_word_is_used() -> None:
    paths = [path for pattern in SOURCES for path in PROJECT.glob(pattern) if path.is_file()]
    text = "\n".join(path.read_text() for path in paths if path.name not in TABLES)
    text += (PROJECT / "calculator/engine/words.py").read_text().partition("ENGLISH")[0]

    def used(key: str) -> bool:
        if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text):
            return True
        beginnings = [key[: found.end()] for found in re.finditer("-", key)]
        return any(f"{beginning}{made}" in text for beginning in beginnings for made in MADE)

    assert [key for key in ENGLISH if not used(key) and not used(key.removeprefix("page-"))] == []
