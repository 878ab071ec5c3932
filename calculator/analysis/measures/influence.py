"""How much a question decides: the share of single changes of its answer that change the verdict."""

from dataclasses import dataclass

from ..space.counting import parting
from ..space.ground import Ground


@dataclass(frozen=True, slots=True)
class Influence:
    """Of ``changes`` the single changes that turn a verdict, of all ``possible`` ones; None where not computed."""

    id: str
    changes: int | None
    possible: int

    @property
    def share(self) -> float:
        """The share of changes that turn a verdict; 0 where it is not computed."""
        return (self.changes or 0) / self.possible if self.possible else 0.0


def influences(ground: Ground) -> tuple[Influence, ...]:
    """The questions, the one that decides most first; in the order of the guide where that is not computed.

    A change is an answer set together with another choice of one question.
    """
    found = []
    for question in ground.guide.questions.values():
        possible = ground.size() * (len(question.choices) - 1)
        found.append(Influence(question.id, _changes(ground, ground.table.index[question.id]), possible))
    return tuple(sorted(found, key=lambda one: -one.share))


def _changes(ground: Ground, variable: int) -> int | None:
    diagram, box = ground.by_outcome, ground.box(ground.today)
    if diagram is None:
        return None
    options = [(*box[:variable], 1 << at, *box[variable + 1 :]) for at in range(len(ground.table.options[variable]))]
    changed = 0
    for at, left in enumerate(options):
        for right in options[at + 1 :]:
            changed += parting(diagram, left, right)
    return 2 * changed
