"""Graphviz views of a guide: pure functions from the Guide to pictures, and one module that renders them.

``figures(guide, on)`` is the door: every picture as a piece of HTML, by name.
"""

from .figures import figures
from .links import Links

__all__ = ["Links", "figures"]
