"""The one shape of everything that the proof finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]  # an error stops the build; a warning fails the check; a note informs


@dataclass(frozen=True, slots=True)
class Finding:
    """A result of one check.  ``witness`` is the smallest answer set that shows it; ``line`` its place in the file."""

    check: str
    severity: Severity
    message: str
    rules: tuple[str, ...] = ()
    witness: Mapping[str, str] = field(default_factory=dict)
    on: str | None = None
    line: int = 0

    def __str__(self) -> str:
        when = f" on {self.on}" if self.on else ""
        shown = ", ".join(f"{question}={choice}" for question, choice in self.witness.items())
        return f"{self.severity}: {self.check}{when}: {self.message}" + (f" [for example {shown}]" if shown else "")
