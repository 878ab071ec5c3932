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
    """All results, in the order of the rule file; ``together`` is what hangs on all changed facts at once."""

    guide: Guide
    on: str
    results: tuple[Result, ...]
    together: Touched | None

    def holds(self) -> bool:
        """Whether every probe found what the guide says, and nothing beside it."""
        return all(result.status == "holds" for result in self.results)

    def those(self, status: Status) -> tuple[Result, ...]:
        """The results with one status."""
        return tuple(result for result in self.results if result.status == status)

    def by_people(self) -> tuple[Fact, ...]:
        """The facts that only people can check."""
        return tuple(fact for fact in self.guide.facts.values() if fact.by_people(self.on))


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
    changed = [result.fact for result in results if result.status == "changed"]
    return Report(guide, on, results, touched(guide, changed, on) if changed else None)


def _result(guide: Guide, on: str, fact: Fact, shape: Probe, wheel: Wheel | None) -> Result:
    status, because = _look(fact.holds(on), shape, wheel)
    version, date = (wheel.version, wheel.date) if wheel else (None, None)
    hangs = None if status == "holds" else touched(guide, [fact.id], on)
    return Result(fact.id, fact.title, status, because, shape.wheel, version, date, hangs)


def _look(holds: bool, shape: Probe, wheel: Wheel | None) -> tuple[Status, str]:
    """What the wheel says, against what the guide says for the date: a fact may also be stated not to hold."""
    if wheel is None:
        return "not provable", "there is no wheel of that name to look into"
    try:
        seen = look(wheel, shape)
    except UnprovableError as error:
        return "not provable", str(error)
    return (_affirmed if holds else _denied)(described(shape), seen)


def _affirmed(looked: str, seen: Seen) -> tuple[Status, str]:
    if seen.differs:
        return "changed", f"{looked}: {', '.join(filter(None, [seen.new, seen.differs]))}"
    return ("news", f"{looked}: {seen.new}") if seen.new else ("holds", f"{looked}: found")


def _denied(looked: str, seen: Seen) -> tuple[Status, str]:
    if seen.differs:
        return "holds", f"{looked}: {seen.differs}, and the guide says so"
    return "changed", f"{looked}: found, though the guide says that this does not hold"
