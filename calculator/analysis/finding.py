"""The one shape of everything that the proof finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]  # an error fails the check; a warning asks for work; a note informs


@dataclass(frozen=True, slots=True)
class Finding:
    """A result of one check.  ``witness`` is an answer set that shows it; ``line`` its place in the file.

    ``sets`` is the exact number of answer sets that it concerns on the date ``on``, None where none was counted.
    ``proved`` is False where the search ran out of its budget: then the message says what is not known.
    """

    check: str
    severity: Severity
    message: str
    rules: tuple[str, ...] = ()
    witness: Mapping[str, str] = field(default_factory=dict)
    on: str | None = None
    line: int = 0
    facts: tuple[str, ...] = ()
    sets: int | None = None
    proved: bool = True

    def __str__(self) -> str:
        when = f" on {self.on}" if self.on else ""
        shown = ", ".join(f"{question}={choice}" for question, choice in self.witness.items())
        return f"{self.severity}: {self.check}{when}: {self.message}" + (f" [for example {shown}]" if shown else "")


def not_proved(check: str, what: str, why: Exception, line: int = 0) -> Finding:
    """The finding that says honestly that a check could not be decided."""
    return Finding(check, "warning", f"not proved whether {what}: {why}", line=line, proved=False)
