"""A share estimated from a seeded sample, with its interval: what is said where an exact count does not fit."""

from dataclasses import dataclass
from math import sqrt

Z = 1.96  # nineteen intervals in twenty hold the true share


@dataclass(frozen=True, slots=True)
class Estimate:
    """``hits`` of ``sample`` seeded answer sets; never to be shown as exact."""

    hits: int
    sample: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval for the share."""
        share, spread = self.hits / self.sample, Z * Z / self.sample
        centre = (share + spread / 2) / (1 + spread)
        half = Z * sqrt(share * (1 - share) / self.sample + spread / (4 * self.sample)) / (1 + spread)
        return max(0.0, centre - half), min(1.0, centre + half)

    def __str__(self) -> str:
        low, high = self.interval
        return (
            f"not computed; in a seeded sample of {self.sample:,} it is {100 * self.hits / self.sample:.2f}% "
            f"(95% interval {100 * low:.2f}% to {100 * high:.2f}%)"
        )
