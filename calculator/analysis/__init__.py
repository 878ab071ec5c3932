"""Questions asked about a rule file: the proof, one check per file, one Finding shape; and whose verdict changes."""

from .check import CHECKS, check
from .difference.diff import diff
from .finding import Finding
from .measures.proof import proof
from .space.ground import Ground

__all__ = ["CHECKS", "Finding", "Ground", "check", "diff", "proof"]
