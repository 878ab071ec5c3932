"""While somebody edits, a build makes anew what changed, and only that; the site is that of a build from nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import stage, with_the_plugin

EDITING = """
import json, pathlib, sys
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config

made = []
convert = Markdown.convert
Markdown.convert = lambda self, text: made.append(0) or convert(self, text)
counts = []
for edits in json.loads(sys.argv[1]):
    for name, text in edits.items():
        path = pathlib.Path(name)
        path.write_text(text) if text is not None else path.unlink()
    made.clear()
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    counts.append(len(made))
print(json.dumps(counts))
"""


@pytest.fixture
def place(project: Path, tmp_path: Path) -> Path:
    rules = (project / "calculator/scaffold/docs/rules.yaml").read_text()
    place = with_the_plugin(tmp_path / "wiki", rules)
    stage(project, place)
    (place / "docs/a.md").write_text("# A\n\nText of a.\n\n[To b](b.md)\n")
    (place / "docs/b.md").write_text('# B\n\n--8<-- "piece.txt"\n')
    (place / "docs/piece.txt").write_text("A piece.\n")
    return place


def edited(place: Path, *edits: dict[str, str | None]) -> list[int]:
    """How many pages each build of one sitting rendered, the first of them before any edit."""
    asked = json.dumps([{}, *edits])
    done = subprocess.run([sys.executable, "-c", EDITING, asked], cwd=place, capture_output=True, text=True, check=True)
    counts: list[int] = json.loads(done.stdout.splitlines()[-1])
    return counts


def contents(site: Path) -> dict[str, bytes]:
    """What readers read; of the runtime, an edit leaves out Python's memory, which would take seconds to make."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix in {".html", ".md", ".json", ".txt"} and "runtime" not in path.parts
    }


def test_an_edit_renders_the_page_that_was_edited(place: Path) -> None:
    whole, nothing, one, words = edited(
        place, {}, {"docs/a.md": "# A\n\nOther text.\n"}, {"docs/a.md": "---\ntitle: Z\n---\n# A\n\nOther text.\n"}
    )
    assert (nothing, one, words) == (0, 1, 1)
    assert whole > 5


def test_what_a_page_takes_in_is_a_part_of_it(place: Path) -> None:
    assert edited(place, {"docs/piece.txt": "Another piece of text.\n"})[1] == 1
    assert "Another piece" in (place / "site/b/index.html").read_text()


def test_the_edit_of_a_rule_renders_the_pages_that_show_it(place: Path) -> None:
    rules = (place / "docs/rules.yaml").read_text()
    sentence = next(line for line in rules.splitlines() if line.strip().startswith("because: "))
    whole, some = edited(place, {"docs/rules.yaml": rules.replace(sentence, f"{sentence} So we think.", 1)})

    assert 0 < some < whole / 2
    assert "So we think." in (place / "site/rules/index.html").read_text()


def test_a_page_that_comes_or_goes_is_seen_by_all_others(place: Path) -> None:
    whole, more, fewer = edited(place, {"docs/c.md": "# C\n"}, {"docs/c.md": None})
    assert (more, fewer) == (whole + 1, whole)


def test_after_any_edits_the_site_is_that_of_a_build_from_nothing(place: Path) -> None:
    rules = (place / "docs/rules.yaml").read_text()
    edited(
        place,
        {"docs/a.md": "# A\n\nOther text, [to b](b.md#b).\n"},
        {"docs/rules.yaml": rules.replace("title: ", "title: My ", 1)},
        {"docs/piece.txt": "Another piece.\n", "docs/c.md": "# C\n"},
        {"docs/a.md": "# A again\n\nLast text.\n", "docs/c.md": None},
    )
    after = contents(place / "site")
    assert "Last text." in after["a/index.html"].decode()
    edited(place)
    assert after == contents(place / "site")
