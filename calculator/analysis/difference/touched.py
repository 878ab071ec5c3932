"""Cases and saved links that get another verdict from one edition to the next."""

from collections.abc import Iterable, Iterator, Mapping

from calculator.engine.answers import clean
from calculator.engine.link import read_fragment
from calculator.engine.logic.decide import outcome_of
from calculator.engine.model import Guide

from .difference import Touched


def cases(old: Guide, new: Guide, on_old: str, on: str) -> tuple[Touched, ...]:
    """The cases of either edition whose verdict differs; a case of both is asked with its new answers.

    ``old`` goes by the ids of ``new``: else it could not read the answers of a case that is new.
    """
    every = {**old.cases, **new.cases}
    return tuple(_touched(old, new, on_old, on, ((id, case.answers) for id, case in every.items())))


def links(old: Guide, new: Guide, on_old: str, on: str, saved: Iterable[str]) -> tuple[Touched, ...]:
    """The saved links whose verdict differs."""
    named = ((text, read_fragment(old, text.partition("#")[2] or text).answers) for text in saved)
    return tuple(_touched(old, new, on_old, on, named))


def _touched(
    old: Guide, new: Guide, on_old: str, on: str, named: Iterable[tuple[str, Mapping[str, str]]]
) -> Iterator[Touched]:
    renamed = {step.old: step.new for step in new.migrations if step.kind == "outcome"}
    for name, answers in named:
        before = outcome_of(old, clean(old, answers)[0], on_old)
        after = outcome_of(new, clean(new, answers)[0], on)
        if renamed.get(before or "", before) != after:
            yield Touched(name, answers, before, after)
