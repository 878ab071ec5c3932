"""Every fact with a probe, looked up: does the world still look as the rule file says?"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from calculator.engine.model import Fact, Guide, Probe

from .looking import Seen, described, look
from .touching import Touched, touched
from .wheels import UnprovableError, Wheel, download, in_folder

Status = Literal["holds", "changed", "news", "not provable"]


@dataclass(frozen=True, slots=True)
class Result:
    """One fact looked up.  ``touched`` tells what hangs on it, unless it is as the guide says."""

    fact: str
    title: str
    status: Status
    because: str
    wheel: str
    version: str | None
    date: str | None
    touched: Touched | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All results, in the order of the rule file; ``without_probe`` counts the facts that only people can review."""

    guide: Guide
    on: str
    results: tuple[Result, ...]
    without_probe: int

    def holds(self) -> bool:
        """Whether every probe found what the guide says."""
        return all(result.status == "holds" for result in self.results)


def probe(guide: Guide, on: str, folder: Path | None = None) -> Report:
    """Look every probe up in the wheels of a folder, or in the newest ones that pip can download.

    NoWheelsError where there is no such folder or nothing can be downloaded.
    """
    names = list(dict.fromkeys(fact.probe.wheel for fact in guide.facts.values() if fact.probe))
    if folder is not None:
        return _report(guide, on, in_folder(folder, names))
    with TemporaryDirectory() as downloads:
        return _report(guide, on, download(names, Path(downloads)))


def _report(guide: Guide, on: str, wheels: Mapping[str, Wheel]) -> Report:
    probed = [(fact, fact.probe) for fact in guide.facts.values() if fact.probe]
    results = tuple(_result(guide, on, fact, shape, wheels.get(shape.wheel)) for fact, shape in probed)
    return Report(guide, on, results, len(guide.facts) - len(probed))


def _result(guide: Guide, on: str, fact: Fact, shape: Probe, wheel: Wheel | None) -> Result:
    status, because = _look(fact.holds(on), shape, wheel)
    version, date = (wheel.version, wheel.date) if wheel else (None, None)
    hangs = None if status == "holds" else touched(guide, fact.id, on)
    return Result(fact.id, fact.title, status, because, shape.wheel, version, date, hangs)


def _look(stated: bool, shape: Probe, wheel: Wheel | None) -> tuple[Status, str]:
    """What the wheel says, against what the guide says for the date: a fact may also be stated not to hold."""
    if wheel is None:
        return "not provable", "there is no wheel of that name to look into"
    try:
        seen = look(wheel, shape)
    except UnprovableError as error:
        return "not provable", str(error)
    return _judged(stated, described(shape), seen)


def _judged(stated: bool, looked: str, seen: Seen) -> tuple[Status, str]:
    if stated:
        return _stated(looked, seen)
    if seen.differs:
        return "holds", f"{looked}: {seen.differs}, and the guide says so"
    return "changed", f"{looked}: found, though the guide says that this does not hold"


def _stated(looked: str, seen: Seen) -> tuple[Status, str]:
    if seen.differs:
        return "changed", f"{looked}: {', '.join(filter(None, [seen.new, seen.differs]))}"
    return ("news", f"{looked}: {seen.new}") if seen.new else ("holds", f"{looked}: found")
