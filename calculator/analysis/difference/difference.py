"""What a semantic diff says, as values: whose verdict changes from one edition of a guide to another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.engine.model import Guide

from ..space.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Responsible:
    """Two rules, and for how many answer sets the old one decided where the new one decides now; None is no rule."""

    old: str | None
    new: str | None
    sets: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """The answer sets that go from one outcome to another; None is a gap.  No answer of ``witness`` can be left out."""

    old: str | None
    new: str | None
    sets: int | None
    rules: tuple[Responsible, ...]
    witness: Mapping[str, str]
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A case or a saved link that gets another verdict; an outcome is None where it is open."""

    name: str
    answers: Mapping[str, str]
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Edited:
    """Something of which only words changed, or whose change decides nothing: its kind, its id and what changed."""

    kind: str
    id: str
    change: str  # "added", "removed", "renamed from ...", or the names of the keys that differ


@dataclass(frozen=True, slots=True)
class Difference:
    """The whole answer.  ``proved`` says that nothing was left open: what is not listed does not change."""

    old: str  # digest
    new: str
    on: str
    on_old: str
    compared: int
    changed: int | None
    estimate: Estimate | None
    proved: bool
    groups: tuple[Group, ...]
    cases: tuple[Touched, ...] = ()
    links: tuple[Touched, ...] = ()
    wording: tuple[Edited, ...] = ()
    beside: tuple[Edited, ...] = ()  # cautions, work and facts: shown with a verdict, but they decide nothing here
    apart: tuple[str, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)  # id -> title, for readers
    comparable: bool = True  # False where the two files share no question

    @property
    def same(self) -> bool:
        """Whether every verdict is the same, and that is proved."""
        return self.comparable and self.proved and not self.groups


def strangers(old: Guide, new: Guide, on_old: str, on: str) -> Difference:
    """The answer where two files share no question: they are different guides, and nothing can be compared."""
    return Difference(old.digest, new.digest, on, on_old, 0, None, None, proved=False, groups=(), comparable=False)
