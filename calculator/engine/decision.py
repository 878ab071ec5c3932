"""What the engine returns: a verdict with all its reasons, as frozen values that turn into JSON field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Dropped:
    """An answer that the guide does not know, and the sentence that says so."""

    question: str
    choice: str
    because: str


@dataclass(frozen=True, slots=True)
class Possible:
    """An outcome that open answers still allow; ``answer_sets`` is None where counts are not computed."""

    outcome: str
    answer_sets: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One answer to change: ``before`` is None where the question was open."""

    question: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Flip:
    """The fewest changes after which an outcome is recommended, and the answers that result."""

    changes: tuple[Change, ...]
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Failed:
    """A condition that the reader's answer does not meet."""

    question: str
    answer: str
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the verdict stands: the rule whose every condition is answered, else the deciding answers alone.

    ``rule`` is None where several rules agree and each of them asks something that is still open.
    """

    rule: str | None


@dataclass(frozen=True, slots=True)
class NotRecommended:
    """What stands between the answers and an outcome: its nearest rule, and what that rule lacks.

    ``failed`` are answers that the rule does not take, ``facts`` are those that are not as it asks, and ``earlier`` is
    the rule that decides before it.
    """

    outcome: str
    rule: str | None
    failed: tuple[Failed, ...]
    facts: tuple[str, ...]
    earlier: str | None
    flip: Flip | None


Fit = Literal["recommended", "works", "cannot"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One outcome of the shortlist.  ``place`` counts from 1 and is None for what cannot do it.

    ``extra`` is the work that it asks beyond the recommended outcome (of what cannot do it: why not), ``extra_work``
    the sum of its weights, ``flip`` the nearest change of answers after which it is the better choice.
    """

    outcome: str
    place: int | None
    fit: Fit
    extra_work: int | None
    extra: tuple["Work", ...]
    close: bool
    flip: Flip | None


@dataclass(frozen=True, slots=True)
class Swing:
    """A single other answer that flips the verdict; ``outcome`` is None where it opens it again."""

    question: str
    before: str
    after: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Stability:
    """How many single changes of an answer there are, and which of them flip the verdict."""

    changes: int
    flips: tuple[Swing, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """The smallest set of the reader's answers, and then of facts, that forces the verdict."""

    answers: Mapping[str, str]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """Why a question is asked next: per choice what would be possible, and which outcomes it separates."""

    question: str
    separates: tuple[str, ...]
    leaves: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Warned:
    """A caution that applies."""

    id: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work that an outcome asks for; ``weight`` is None where it cannot meet the requirement."""

    id: str
    text: str
    weight: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeEffort:
    """The work that one outcome asks of this reader; ``weight`` is the sum, None where it cannot be done."""

    outcome: str
    weight: int | None
    work: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class LeastEffort:
    """The outcomes that ask the least work, and whether the verdict is among them."""

    outcomes: tuple[str, ...]
    agrees: bool


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A dated fact under the verdict; ``if_false`` is the outcome if it were the other way round, None if open."""

    fact: str
    as_of: str
    holds: bool
    if_false: str | None
    changes_verdict: bool


@dataclass(frozen=True, slots=True)
class AtMoment:
    """The verdict of the same answers at another date, and the fewest facts that make the difference."""

    on: str
    outcome: str | None
    possible: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a guide to a set of answers on a date, with all its reasons (see the design's section 6)."""

    guide: str
    on: str
    answers: Mapping[str, str]
    dropped: tuple[Dropped, ...]
    status: Literal["decided", "open"]
    outcome: str | None
    possible: tuple[Possible, ...]
    rule: str | None
    rules: tuple[str, ...]
    reason: Reason
    deciding: Deciding
    not_recommended: tuple[NotRecommended, ...]
    stability: Stability
    still_needed: tuple[str, ...]
    settled: tuple[str, ...]
    next: str | None
    next_because: NextQuestion | None
    cautions: tuple[Warned, ...]
    effort: tuple[OutcomeEffort, ...]
    least_effort: LeastEffort
    rests_on: tuple[RestsOn, ...]
    moments: tuple[AtMoment, ...]
    shortlist: tuple[Ranked, ...]
    held: tuple[str, ...] = ()


def as_json(value: Any) -> Any:
    """Plain JSON values: dataclasses become objects, tuples arrays."""
    if value is None or isinstance(value, str | int):  # most of what there is
        return value
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if names := _names(value.__class__):
        return {name: as_json(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items()}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none for any other class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
