"""Formulas of a rule file: ``runs * steps * ceil(minutes, 1 minute/step)``, read and worked out without ``eval``.

Names are volumes; a number may carry a unit, written without spaces.  There are ``+ - * /``, brackets, and ``min``,
``max`` and ``ceil(what, in steps of)``.  Whatever is wrong is told with its place in the text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, reduce

from .line import Line, constant, larger, smaller
from .units import NAMES, NUMBER, Unit, measure, spelled, times

LONGEST = 500  # characters
DEEPEST = 20  # brackets inside each other
_TOKEN = re.compile(rf" *(?:(?P<number>{NUMBER}(?: +{NAMES})?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>[-+*/(),]))")


class FormulaError(ValueError):
    """What is wrong, and where in the text (counted from 0); ``wrong_unit`` tells the two kinds apart."""

    def __init__(self, at: int, what: str, *, wrong_unit: bool = False) -> None:
        super().__init__(what)
        self.at, self.wrong_unit = at, wrong_unit


@dataclass(frozen=True, slots=True)
class Measured:
    """A function of the free volume, and its unit."""

    line: Line
    unit: Unit


@dataclass(frozen=True, slots=True)
class Token:
    """A number with its unit, a name or a sign; the end is an empty sign."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Step:
    """A node of a formula: a number, a name, or what is done with others."""

    token: Token
    parts: tuple["Step", ...] = ()


@cache
def read(text: str) -> Step:
    """The steps of a formula.  Raises FormulaError."""
    if len(text) > LONGEST:
        raise FormulaError(0, f"it is longer than {LONGEST} characters")
    return _Reader(list(_tokens(text))).whole()


def worked_out(text: str, values: Mapping[str, Measured]) -> Measured:
    """The value of a formula for these volumes.  Raises FormulaError."""
    return _value(read(text), values)


def _tokens(text: str) -> Iterator[Token]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if not found or not found.lastgroup:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise FormulaError(at, f'"{text[at]}" has no meaning here')
        yield Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
        at = found.end()
    yield Token("sign", "", end)


class _Reader:
    """Reads from the left: sums of products of values."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def whole(self) -> Step:
        step = self._chain(0)
        if self._next.text:
            raise FormulaError(self._next.at, f'"{self._next.text}" is not expected here')
        return step

    @property
    def _next(self) -> Token:
        return self.tokens[self.at]

    def _take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _chain(self, level: int) -> Step:
        """A sum (level 0) or a product (level 1)."""
        if level > 1:
            return self._single()
        left = self._chain(level + 1)
        while self._next.kind == "sign" and self._next.text in ("+-", "*/")[level] and self._next.text:
            sign = self._take()
            left = Step(sign, (left, self._chain(level + 1)))
        return left

    def _single(self) -> Step:
        token = self._take()
        if token.kind == "number":
            return Step(token)
        if token.kind == "name":
            return Step(token, self._arguments()) if self._next.text == "(" else Step(token)
        if token.text == "(":
            inner = self._inside(token)
            self._expect(")")
            return inner
        raise FormulaError(token.at, f'"{token.text}" is not expected here' if token.text else "it ends too early")

    def _arguments(self) -> tuple[Step, ...]:
        found = [self._inside(self._take())]
        while self._next.text == ",":
            found.append(self._inside(self._take()))
        self._expect(")")
        return tuple(found)

    def _inside(self, opening: Token) -> Step:
        if self.depth == DEEPEST:
            raise FormulaError(opening.at, f"more than {DEEPEST} brackets are inside each other")
        self.depth += 1
        inner = self._chain(0)
        self.depth -= 1
        return inner

    def _expect(self, sign: str) -> None:
        if self._next.text != sign:
            raise FormulaError(self._next.at, f'a "{sign}" is missing')
        self._take()


def _value(step: Step, values: Mapping[str, Measured]) -> Measured:
    token = step.token
    if token.kind == "number":
        written = measure(token.text)
        assert written is not None  # the token's pattern is that of a measure
        return Measured(constant(written.number), written.unit)
    if token.kind == "name" and not step.parts:
        if token.text not in values:
            raise FormulaError(token.at, f'"{token.text}" is no volume; volumes are: {", ".join(values)}')
        return values[token.text]
    if token.text not in _FUNCTIONS:
        known = ", ".join(name for name in _FUNCTIONS if name.isalpha())
        raise FormulaError(token.at, f'"{token.text}" is no function; functions are: {known}')
    parts = [_value(part, values) for part in step.parts]
    _refuse_bends(step, values)
    try:
        return _FUNCTIONS[token.text](token, parts)
    except ZeroDivisionError:
        raise FormulaError(token.at, "it divides by 0") from None


def _refuse_bends(step: Step, values: Mapping[str, Measured]) -> None:
    """Refuses what would be no straight line, or divide by 0, for some volumes: none can make a formula fail."""
    token = step.token
    if token.text in {"/", "ceil"} and any(True for _ in _names(step.parts[-1])):
        what = "divides by a volume" if token.text == "/" else "rounds up in steps of a volume"
        raise FormulaError(token.at, f"it {what}; expected a number there")
    free = [any(values[name].line.value is None for name in _names(part)) for part in step.parts]
    if (token.text == "*" and all(free)) or (token.text == "ceil" and any(free)):
        what = "multiplies the first volume by itself" if token.text == "*" else "rounds the first volume up"
        raise FormulaError(token.at, f"it {what}, which is no straight line")


def _names(step: Step) -> Iterator[str]:
    """The volumes in a step, checked to exist by whoever has worked it out."""
    if step.token.kind == "name" and not step.parts:
        yield step.token.text
    for part in step.parts:
        yield from _names(part)


def _sum(token: Token, parts: list[Measured]) -> Measured:
    one, other = _alike(token, parts)
    return Measured(one.line + other.line if token.text == "+" else one.line - other.line, one.unit)


def _product(token: Token, parts: list[Measured]) -> Measured:
    one, other = parts
    if token.text == "*":
        return Measured(one.line * other.line, times(one.unit, other.unit))
    return Measured(one.line / other.line, times(one.unit, other.unit, -1))


def _extreme(token: Token, parts: list[Measured]) -> Measured:
    alike = _alike(token, parts)
    lines = [part.line for part in alike]
    return Measured(reduce(larger if token.text == "max" else smaller, lines), alike[0].unit)


def _rounded_up(token: Token, parts: list[Measured]) -> Measured:
    if len(parts) != 2:
        raise FormulaError(token.at, '"ceil" needs two values: what is rounded up, and in which steps')
    what, step = (part.line.value for part in _alike(token, parts))
    assert what is not None  # refused before
    assert step is not None
    return Measured(constant(-(-what // step) * step), parts[0].unit)


def _alike(token: Token, parts: list[Measured]) -> list[Measured]:
    """The parts, which have to have one unit.  A plain 0 has any."""
    units = {part.unit for part in parts if part.unit or part.line.value != Fraction(0)}
    if len(units) > 1:
        one, other = sorted(map(spelled, units))[:2]
        raise FormulaError(token.at, f'"{token.text}" joins {one} and {other}', wrong_unit=True)
    return [Measured(part.line, next(iter(units), ())) for part in parts]


_FUNCTIONS: Mapping[str, Callable[[Token, list[Measured]], Measured]] = {
    "+": _sum, "-": _sum, "*": _product, "/": _product, "min": _extreme, "max": _extreme, "ceil": _rounded_up,
}
