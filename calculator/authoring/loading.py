"""A rule file -> its Guide, or all of its Problems in the order of the lines."""

import hashlib
import os
from dataclasses import dataclass
from typing import Any

from calculator.engine.codec import guide_from_json
from calculator.engine.model import Guide

from .field_types import Record
from .meaning import CHECKS, Read
from .problems import Problem
from .reading import UnreadableError, parse, read_file
from .references import defined_ids, unknown_ids
from .shape import Place, Shape

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a rule file: the Guide and its JSON form, or the Problems."""

    guide: Guide | None
    problems: tuple[Problem, ...] = ()
    json: Json | None = None


def load(path: str | os.PathLike[str]) -> Loaded:
    """Read and check a rule file."""
    try:
        data = read_file(path)
    except UnreadableError as error:
        return Loaded(None, (error.problem,))
    return load_bytes(data, os.fspath(path))


def load_bytes(data: bytes, name: str) -> Loaded:
    """Check the bytes of a rule file; ``name`` is what its problems call it."""
    json, problems = rules_json(data, name)
    return Loaded(guide_from_json(json) if json is not None else None, problems, json)


def rules_json(data: bytes, name: str) -> tuple[Json | None, tuple[Problem, ...]]:
    """The JSON form of a rule file, stamped with the digest of its bytes; None if it has problems."""
    try:
        root = parse(data, name)
    except UnreadableError as error:
        return None, (error.problem,)
    shape = Shape()
    value = shape.read(Record("file"), root, Place("the file", "the file"))
    ids, problems = defined_ids(shape.defined)
    problems += shape.problems + unknown_ids(shape.named, ids)
    for check in CHECKS:
        problems += check(Read(root, ids))
    if problems:
        return None, tuple(sorted(problems, key=lambda problem: (problem.line, problem.column, problem.what)))
    return {"digest": hashlib.sha256(data).hexdigest(), "facts": [], "tools": [], **_complete(value)}, ()


def _complete(value: Json) -> Json:
    """A rule that is an opinion may leave its sources out; its JSON does not."""
    return {**value, "rules": [{"sources": [], **rule} for rule in value["rules"]]}
