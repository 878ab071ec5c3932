"""Changes of verdict that a pull request declares, held against those that it makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .difference import Difference, Group


@dataclass(frozen=True, slots=True)
class Expected:
    """One declared change; a limit that is None is not checked.  ``old`` or ``new`` None means no verdict."""

    old: str | None
    new: str | None
    why: str
    rule: str | None = None  # the new rule that decides
    sets: int | None = None
    at_most: int | None = None

    def covers(self, group: Group) -> bool:
        """Whether it speaks of this change: the outcomes, and where it names a rule, that rule alone."""
        rules = {one.new for one in group.rules}
        return (self.old, self.new) == (group.old, group.new) and (self.rule is None or self.rule in rules)


def undeclared(found: Difference, declared: Sequence[Expected]) -> tuple[str, ...]:
    """What is wrong, one sentence each: a change that nobody declared, of another size, or declared and not made."""
    return (*_changes(found, declared), *_missing(found, declared), *_unproved(found))


def _changes(found: Difference, declared: Sequence[Expected]) -> Iterator[str]:
    for group in found.groups:
        name = f"{group.old or 'no verdict'} -> {group.new or 'no verdict'}"
        mine = [one for one in declared if one.covers(group)]
        whole = [one for one in mine if one.rule is None]
        for one in mine:
            parts = [rule.sets for rule in group.rules if one.rule in (None, rule.new)]
            sets = None if None in parts else sum(part for part in parts if part is not None)
            yield from _size(name if one.rule is None else f"{name} by rule {one.rule}", sets, one)
        named = {one.rule for one in mine}
        for rule in dict.fromkeys(rule.new for rule in group.rules):
            if not whole and rule not in named:
                sets = sum(one.sets or 0 for one in group.rules if one.new == rule)
                yield f"not declared: {name} by rule {rule or 'none'}, for {sets:,} answer sets"


def _size(name: str, sets: int | None, one: Expected) -> Iterator[str]:
    if sets is None:
        if one.sets is not None or one.at_most is not None:
            yield f"{name}: the number of answer sets is not computed, so it cannot be held against the declared one"
    elif one.sets is not None and sets != one.sets:
        yield f"{name}: {sets:,} answer sets change, {one.sets:,} were declared"
    elif one.at_most is not None and sets > one.at_most:
        yield f"{name}: {sets:,} answer sets change, at most {one.at_most:,} were declared"


def _missing(found: Difference, declared: Sequence[Expected]) -> Iterator[str]:
    for one in declared:
        if not any(one.covers(group) for group in found.groups):
            by = f" by rule {one.rule}" if one.rule else ""
            yield f"declared but not made: {one.old or 'no verdict'} -> {one.new or 'no verdict'}{by}"


def _unproved(found: Difference) -> Iterator[str]:
    if not found.proved:
        yield "not proved: the search ran out of its budget, so there may be more changes"
