"""``python -m diagrams RULES_JSON`` prints the overview as an SVG file."""

import sys
from pathlib import Path

from .standalone import overview_of

sys.stdout.write(overview_of(Path(sys.argv[1])))
