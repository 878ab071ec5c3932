"""Questions asked about a rule file: the proof, one check per file, one Finding shape; and whose verdict changes."""

from .check import CHECKS, check
from .diff import diff
from .finding import Finding
from .ground import Ground
from .proof import proof

__all__ = ["CHECKS", "Finding", "Ground", "check", "diff", "proof"]
