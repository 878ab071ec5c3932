"""What pyproject.toml cannot say: the version is the edition of the guide, and the guide itself goes into the wheel."""

import re
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DOCS = Path(__file__).parent / "docs"
GUIDE = ("rules.yaml", "languages/*.yaml", "editions/*.json", "starters/*/*")  # what the command line reads


class BuildWithGuide(build_py):
    """Puts the guide below ``calculator/guide``; a checkout reads its own ``docs``."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for path in (path for pattern in GUIDE for path in sorted(DOCS.glob(pattern)) if path.is_file()):
                target = Path(self.build_lib, "calculator/guide", path.relative_to(DOCS))
                self.mkpath(str(target.parent))
                self.copy_file(str(path), str(target))


EDITION = re.search(r"^  edition: (\S+)$", (DOCS / "rules.yaml").read_text(encoding="utf-8"), re.MULTILINE)
assert EDITION, "docs/rules.yaml names no edition"
setup(version=EDITION[1].replace("-", "."), cmdclass={"build_py": BuildWithGuide})
