"""Build time: the facts that a program can look up, looked up in public wheels.

Wheels are read as archives; nothing in them is imported or run.  A wheel proves that an API or a class exists, not that
it is generally available.
"""

__all__ = ["NoWheelsError", "Report", "Result", "probe", "tell"]

from .probing import Report, Result, probe
from .telling import tell
from .wheels import NoWheelsError
