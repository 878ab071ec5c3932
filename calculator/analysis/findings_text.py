"""Findings for a terminal: what has to be repaired in full, notes in brief, and one line that says what was proved."""

from collections import Counter
from collections.abc import Iterator, Sequence

from calculator.engine.model import Guide

from .finding import Finding
from .space.counting import answer_sets
from .space.ground import Ground

NOTES = 3  # of each check


def as_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Every error and warning, and the first notes of each check."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.check] += finding.severity == "note"
        if finding.severity != "note" or seen[finding.check] <= NOTES:
            yield str(finding)
    for check, number in seen.items():
        if number > NOTES:
            yield f"note: {check}: and {number - NOTES} more; --format json lists them all"


def summary(guide: Guide, on: str, findings: Sequence[Finding]) -> str:
    """What was proved, or how much is wrong."""
    number = Counter(finding.severity for finding in findings)
    told = ", ".join(f"{number[severity]} {severity}s" for severity in ("error", "warning", "note"))
    if number["error"] or number["warning"]:
        return told
    ground = Ground(guide, on)
    idle = sum(finding.check == "idle-rule" for finding in findings)  # none, but where an overlay leaves some idle
    return (
        f"proved: each of {answer_sets(ground.size())} gets a verdict at every date, by {len(guide.rules)} rules of "
        f"which {idle or 'none'} {'are' if idle > 1 else 'is'} idle; {told}"
    )
