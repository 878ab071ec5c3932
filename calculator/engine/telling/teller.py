"""One Decision about to be told: the sentences, names and links that every section needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..decision import Decision
from ..link import write_fragment
from ..model import Guide
from ..words import join, say


def remark(guide: Guide, kind: str, id: str) -> str:
    """Who changed or added a thing of a guide; empty where it is as the guide's keepers wrote it."""
    overlay = guide.overlay
    if overlay is None or id not in overlay.changed.get(kind, ()):
        return ""
    return say(guide, "overlay-own" if id in overlay.added.get(kind, ()) else "overlay-mark", by=overlay.by)


@dataclass(frozen=True, slots=True)
class Teller:
    """A guide and a Decision of it; with ``today``, links keep a date that is another one, and always the volumes."""

    guide: Guide
    decision: Decision
    today: str | None = None
    volumes: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, /, **values: object) -> str:
        """The sentence of a key in the guide's language."""
        return say(self.guide, key, **values)

    def either(self, items: list[str]) -> str:
        """Alternatives as one phrase."""
        return join(self.guide, items)

    def all_of(self, items: list[str]) -> str:
        """Several things that hold together as one phrase."""
        return join(self.guide, items, "and")

    def clause(self, question: str, choice: str) -> str:
        """An answer as a clause in the reader's words; where the guide has none, the question with its answer."""
        said = self.guide.questions[question].choice(choice).said
        return said or self.say("clause", ask=self.ask(question), label=self.label(question, choice))

    def title(self, outcome: str | None) -> str:
        """What people call an outcome; None is an answer that is open."""
        return self.guide.outcomes[outcome].title if outcome else self.say("rests-open")

    def mark(self, kind: str, id: str) -> str:
        """Who changed or added a thing, as a remark; empty where it is as the guide's keepers wrote it."""
        return remark(self.guide, kind, id)

    def ask(self, question: str) -> str:
        """What a question asks."""
        return self.guide.questions[question].ask

    def label(self, question: str, choice: str) -> str:
        """What an answer is called."""
        return self.guide.questions[question].choice(choice).label

    def link(self, answers: Mapping[str, str]) -> str:
        """The link to other answers under the same settings."""
        return self.link_at(answers, self.decision.on)

    def link_at(self, answers: Mapping[str, str], on: str) -> str:
        """The link to answers at a date, which is named only where it is not today."""
        shown = on if self.today and on != self.today else None
        return "#" + write_fragment(answers, self.volumes, on=shown, held=",".join(self.decision.held))
