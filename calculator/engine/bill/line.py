"""Functions of one volume that are straight lines in pieces, with exact fractions: what a bill is made of.

Free allowances and tiers are bends.  All begin at 0 and go on without end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

Piece = tuple[Fraction, Fraction, Fraction]  # where it begins, its slope, and its value at 0 if it were drawn back


class BentError(ValueError):
    """The result would be no straight line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A continuous function, as pieces in the order of where they begin."""

    pieces: tuple[Piece, ...]

    def at(self, x: Fraction) -> Fraction:
        """The value at a point that is not negative."""
        _, slope, offset = next(piece for piece in reversed(self.pieces) if piece[0] <= x)
        return slope * x + offset

    @property
    def value(self) -> Fraction | None:
        """The one value that it has everywhere; None where it has several."""
        return self.pieces[0][2] if len(self.pieces) == 1 and not self.pieces[0][1] else None

    def __add__(self, other: "Line") -> "Line":
        return _made((start, a + c, b + d) for start, _, (a, b), (c, d) in _together(self, other))

    def __sub__(self, other: "Line") -> "Line":
        return self + other * constant(-1)

    def __mul__(self, other: "Line") -> "Line":
        line, by = (self, other.value) if other.value is not None else (other, self.value)
        if by is None:
            raise BentError
        return _made((start, slope * by, offset * by) for start, slope, offset in line.pieces)

    def __truediv__(self, other: "Line") -> "Line":
        if other.value is None:
            raise BentError
        return self * constant(1 / other.value)


def constant(value: Fraction | int) -> Line:
    """The same value everywhere."""
    return Line(((Fraction(0), Fraction(0), Fraction(value)),))


def variable(scale: Fraction | int = 1) -> Line:
    """The volume itself, counted in another unit."""
    return Line(((Fraction(0), Fraction(scale), Fraction(0)),))


def larger(one: Line, other: Line) -> Line:
    """The larger of two, everywhere."""
    return _made(_chosen(one, other, 1))


def smaller(one: Line, other: Line) -> Line:
    """The smaller of two, everywhere."""
    return _made(_chosen(one, other, -1))


def crossings(one: Line, other: Line) -> list[tuple[Fraction, bool]]:
    """Where the order of two changes: the last point at which both are equal, and whether ``one`` is below after it."""
    found: list[tuple[Fraction, bool]] = []
    sign, equal = 0, Fraction(0)
    difference = one - other
    for start, end, slope, offset in _stretches(difference):
        zero = -offset / slope if slope else start
        for x in (start, zero) if start < zero and _before(zero, end) else (start,):
            value = slope * x + offset
            after = _sign(value) or _sign(slope)
            equal = x if not value else equal
            if after and sign and after != sign:
                found.append((equal, after < 0))
            sign = after or sign
    return found


def _stretches(line: Line) -> Iterator[tuple[Fraction, Fraction | None, Fraction, Fraction]]:
    ends = [piece[0] for piece in line.pieces[1:]] + [None]
    for (start, slope, offset), end in zip(line.pieces, ends, strict=True):
        yield start, end, slope, offset


def _before(x: Fraction, end: Fraction | None) -> bool:
    return end is None or x < end


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


Straight = tuple[Fraction, Fraction]


def _together(one: Line, other: Line) -> Iterator[tuple[Fraction, Fraction | None, Straight, Straight]]:
    """Both on the stretches on which neither bends."""
    ahead, behind = list(one.pieces), list(other.pieces)
    start: Fraction | None = Fraction(0)
    while start is not None:
        end = min((pieces[1][0] for pieces in (ahead, behind) if len(pieces) > 1), default=None)
        yield start, end, ahead[0][1:], behind[0][1:]
        for pieces in (ahead, behind):
            if len(pieces) > 1 and pieces[1][0] == end:
                del pieces[0]
        start = end


def _chosen(one: Line, other: Line, sign: int) -> Iterator[Piece]:
    for start, end, a, b in _together(one, other):
        slope, offset = a[0] - b[0], a[1] - b[1]
        first = _sign(slope * start + offset) or _sign(slope)
        yield (start, *(a if first * sign >= 0 else b))
        cut = -offset / slope if slope else start
        if cut > start and _before(cut, end):
            yield (cut, *(b if first * sign >= 0 else a))


def _made(pieces: Iterator[Piece]) -> Line:
    """A line without bends that are none."""
    kept: list[Piece] = []
    for piece in pieces:
        if not kept or kept[-1][1:] != piece[1:]:
            kept.append(piece)
    return Line(tuple(kept))
