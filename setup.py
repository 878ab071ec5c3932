"""What pyproject.toml cannot say: the version is the edition of the guide, and what lies beside the code is shipped."""

import re
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DOCS = Path(__file__).parent / "docs"
ROOT = DOCS.parent
GUIDE = ("rules.yaml", "languages/*.yaml", "editions/*.json", "starters/*/*")  # what the command line reads
# What calculator/publishing/shelf.py lays out beside the pages of somebody else's site.
SITE = (
    "mkdocs.yml", "package.json", "package-lock.json", "runtime.lock", "docs/assets/**/*", "docs/overrides/*",
    "docs/selector/index.md", "docs/tree.md", "docs/record.md", "docs/privacy.md", "docs/maintaining/proof-checks.md",
)


class BuildWithGuide(build_py):
    """Puts the guide below ``calculator/guide``, and what sites need below ``calculator/site``; a checkout has both."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self._put("guide", DOCS, GUIDE)
            self._put("site", ROOT, SITE)

    def _put(self, name: str, source: Path, patterns: tuple[str, ...]) -> None:
        for path in (path for pattern in patterns for path in sorted(source.glob(pattern)) if path.is_file()):
            target = Path(self.build_lib, "calculator", name, path.relative_to(source))
            self.mkpath(str(target.parent))
            self.copy_file(str(path), str(target))


EDITION = re.search(r"^  edition: (\S+)$", (DOCS / "rules.yaml").read_text(encoding="utf-8"), re.MULTILINE)
assert EDITION, "docs/rules.yaml names no edition"
setup(version=EDITION[1].replace("-", "."), cmdclass={"build_py": BuildWithGuide})
