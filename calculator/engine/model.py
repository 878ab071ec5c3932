"""The nouns of a guide as frozen values.

Law 1: everything that decides is in the rule file, and these values are that file, checked.
Law 2: whoever draws, prints or answers reads these values and nothing else.
Dates are ISO strings (``YYYY-MM-DD``): they order as text, and the engine needs no calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .priced import Cost, Price, Quota, Sample, Volume
from .shown import Check, Edge, Elsewhere, Moment, Move, Node, Overlay, Row, Sequence, Tool

Evidence = Literal["measured", "probed", "documented", "third-party", "opinion"]
When = Mapping[str, tuple[str, ...]]  # question id -> the choices that satisfy it
Given = Mapping[str, bool]  # fact id -> whether it has to hold
Answers = Mapping[str, str]  # question id -> choice id; "don't know yet" is an absent key


@dataclass(frozen=True, slots=True)
class Source:
    """A document that statements cite."""

    id: str
    title: str
    url: str | None = None  # None where it is this project itself
    date: str | None = None  # as printed in the document; None where it prints none


@dataclass(frozen=True, slots=True)
class Probe:
    """How a machine checks a fact in a public wheel, without importing or running anything."""

    wheel: str
    kind: str  # what is looked for; the kinds are listed where probes are run
    where: Mapping[str, str] = field(default_factory=dict)
    expect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Now:
    """What became of an opinion or an old statement since it was published."""

    status: Literal["holds", "changed", "softened"]
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated statement about the world.  ``since`` is None where its beginning is not known."""

    id: str
    title: str
    statement: str
    service: str
    evidence: Evidence
    as_of: str
    sources: tuple[str, ...]
    since: str | None = None
    until: str | None = None
    review_by: str | None = None
    probe: Probe | None = None
    look_for: str | None = None  # what a person has to find in the source, where no machine can check it
    now: Now | None = None

    def holds(self, on: str) -> bool:
        """Whether the fact holds on an ISO date: ``since <= on < until``."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def by_people(self, on: str) -> bool:
        """Whether only people can check it: it claims something about the date, and no package states it."""
        return self.probe is None and self.evidence not in ("opinion", "measured") and self.holds(on)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can be recommended: one tool, or several together."""

    id: str
    title: str
    parts: tuple[str, ...]
    summary: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    first_day: tuple[str, ...]
    first_week: tuple[str, ...]
    outgrown: tuple[Move, ...]
    rivals: tuple[str, ...]  # outcomes that people weigh against it
    sources: tuple[str, ...]
    starter: str | None = None  # the folder beside the rule file with code to begin from
    sequences: tuple[Sequence, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer of a question; ``plain`` is the wording for people who do not build it.

    ``said`` is the answer as a clause in the reader's words, from which reasons are made.  ``usual`` marks what most
    people answer: a page offers it for several questions at once, and nothing assumes it.
    """

    id: str
    label: str
    help: str
    plain: str | None = None
    said: str | None = None
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader is asked."""

    id: str
    ask: str
    why: str
    choices: tuple[Choice, ...]
    sources: tuple[str, ...]
    plain: str | None = None

    def choice(self, id: str) -> Choice:
        """The choice with this id; KeyError if there is none."""
        for choice in self.choices:
            if choice.id == id:
                return choice
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the ordered decision table; the first row that matches decides."""

    id: str
    when: When
    given: Given
    then: str
    because: str
    sources: tuple[str, ...]
    opinion: str | None = None  # a judgement of this guide that no source states
    line: int = 0


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to watch; all that match are shown.  An empty ``outcomes`` means any."""

    id: str
    when: When
    given: Given
    outcomes: tuple[str, ...]
    text: str
    sources: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Effort:
    """Work that an outcome asks of the reader; all that match are added.

    ``weight`` is a standing opinion of the guide: 1 = configuration, 2 = code that you write and keep, 3 = a system
    that you run.  None means that the outcome cannot meet the requirement at all.
    """

    id: str
    when: When
    given: Given
    outcomes: tuple[str, ...]
    work: str
    weight: int | None
    sources: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A team told in a short story: a page and a fixture at once."""

    id: str
    title: str
    story: str
    answers: Answers
    expect: str
    sources: tuple[str, ...] = ()
    line: int = 0
    runs: str | None = None  # what a real team runs, where its account is retold


@dataclass(frozen=True, slots=True)
class Migration:
    """A renamed id, so that old links keep working.  ``question`` is set when a choice was renamed."""

    kind: Literal["question", "choice", "outcome"]
    old: str
    new: str
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that the guide said wrongly before a date, told to whoever asked it then with such answers."""

    id: str
    on: str
    when: When
    text: str
    sources: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """The whole checked content of one rule file.  Compared by identity, so that compiled tables can be kept."""

    title: str
    edition: str
    licence: str
    scope: str
    not_for: tuple[Elsewhere, ...]
    moments: tuple[Moment, ...]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    tools: Mapping[str, Tool]
    comparison: tuple[Row, ...]
    outcomes: Mapping[str, Outcome]
    questions: Mapping[str, Question]
    rules: tuple[Rule, ...]
    cautions: tuple[Caution, ...]
    effort: tuple[Effort, ...]
    checklist: tuple[Check, ...]
    cases: Mapping[str, Case]
    migrations: tuple[Migration, ...]
    corrections: tuple[Correction, ...]
    volumes: Mapping[str, Volume]  # these five make the bill; all may be empty
    samples: tuple[Sample, ...]
    prices: Mapping[str, Price]
    costs: tuple[Cost, ...]
    quotas: tuple[Quota, ...]
    frame: Mapping[str, tuple[str, ...]]  # the usual choices, for which one slide shows the tree; may be empty
    words: Mapping[str, str]  # sentences that replace the engine's own (see words.py)
    digest: str
    overlay: Overlay | None = None
