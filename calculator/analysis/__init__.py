"""Questions asked about a rule file: the proof, one check per file, one Finding shape."""

from .check import CHECKS, check
from .finding import Finding
from .ground import Ground

__all__ = ["CHECKS", "Finding", "Ground", "check"]
