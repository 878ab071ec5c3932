"""Where the table and the least work agree: over all answer sets, outcome by outcome."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.model import Guide

from ..space.columns import columns
from ..space.estimate import Estimate
from .least_work import work


@dataclass(frozen=True, slots=True)
class Agreement:
    """Answer sets whose verdict also asks for the least work, of all; a sample where ``exact`` is False."""

    agree: int
    of: int
    exact: bool
    by_outcome: Mapping[str, tuple[int, int]]  # outcome -> answer sets that agree, of those that lead to it

    @property
    def estimate(self) -> Estimate | None:
        """The sample with its interval; None where the figures are exact."""
        return None if self.exact else Estimate(self.agree, self.of)


def agreement(guide: Guide, on: str) -> Agreement:
    """How often the verdict is among the outcomes with the least work."""
    seen = columns(guide, on)
    verdicts, least = seen.verdicts(guide), work(guide, seen, guide.outcomes).least()
    by_outcome = {
        outcome: ((mine & least[outcome]).bit_count() * seen.times, mine.bit_count() * seen.times)
        for outcome, mine in verdicts.items()
    }
    return Agreement(sum(agree for agree, _ in by_outcome.values()), seen.size * seen.times, seen.exact, by_outcome)
