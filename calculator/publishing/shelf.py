"""What a site needs beside its rule file and its prose: scripts, styles, templates and pins, as this project has them.

Somebody else's site does not hold them, so they are laid out beside it before each build.
"""

import re
import shutil
from pathlib import Path

STAGE = ".decision-guide"  # beside the mkdocs.yml of the site; nothing in it is edited or committed
PINS = ("package.json", "package-lock.json", "runtime.lock")
ASSETS = ("assets", "overrides")
OURS = ("overview.svg", "answer.svg")  # the pictures of our own guide
# Pages that no rule file makes.
PAGES = ("selector/index.md", "tree.md", "record.md", "privacy.md", "maintaining/proof-checks.md")
MADE = ("rules.md", "facts.md", "proof.md", "checklist.md", "walk.md")  # by a rule file
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)(\{[^}]*\})?")


def shelf() -> Path:
    """The folder with the settings, pins and ``docs`` of this project: of the installed package, or of the checkout."""
    package = Path(__file__).parents[1]
    return package / "site" if (package / "site").is_dir() else package.parent


def is_ours(docs: Path) -> bool:
    """Whether a folder of pages holds all that this project brings."""
    return all((docs / name).is_dir() for name in ASSETS)


def laid_out(docs: Path, project: Path) -> Path:
    """A folder of pages made of what this project brings and of the site's own pages, which win; nothing is kept twice.

    What npm brought and what a build kept stay in it from one build to the next.
    """
    stage, brought = project / STAGE, shelf()
    target = stage / "docs"
    shutil.rmtree(target, ignore_errors=True)
    for name in ASSETS:
        shutil.copytree(brought / "docs" / name, target / name, ignore=shutil.ignore_patterns(*OURS))
    shutil.copytree(docs, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("generated"))
    for name in PINS:
        shutil.copy(brought / name, stage / name)
    for name in PAGES:
        if not (target / name).exists():
            page = (brought / "docs" / name).read_text(encoding="utf-8")
            (target / name).parent.mkdir(exist_ok=True)
            (target / name).write_text(_unlinked(page), encoding="utf-8")
    (stage / ".gitignore").write_text("*\n")
    return target


def _unlinked(page: str) -> str:
    """A page of ours without its links to others that only our own site has."""
    kept = {*PAGES, *MADE}
    return _LINK.sub(lambda match: match[0] if match[2] in kept else match[1], page)
