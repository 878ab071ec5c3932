"""A rule file -> its Guide, or all of its Problems in the order of the lines; an overlay is laid over it first."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calculator.engine.codec import guide_from_json
from calculator.engine.model import Guide

from .field_types import Record
from .meaning import CHECKS, Read
from .nodes import Mapping, Node, pairs
from .overlay.laying import Laid, lay
from .problems import Problem
from .reading import UnreadableError, parse, read_file
from .references import defined_ids, unknown_ids
from .shape import Place, Shape

Json = dict[str, Any]
PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a rule file: the Guide and its JSON form, or the Problems.

    With an overlay, ``base`` is the JSON of the rule file without it, ``held`` the same for those who give the
    answers that the overlay holds, and ``laid`` what the overlay says.
    """

    guide: Guide | None
    problems: tuple[Problem, ...] = ()
    json: Json | None = None
    base: Json | None = None
    held: Json | None = None
    laid: Laid | None = None


def load(path: PathLike, overlay: PathLike | None = None) -> Loaded:
    """Read and check a rule file, and the overlay that is laid over it."""
    try:
        data = read_file(path)
        over = None if overlay is None else (read_file(overlay), os.fspath(overlay))
    except UnreadableError as error:
        return Loaded(None, (error.problem,))
    return load_bytes(data, os.fspath(path), over)


def load_bytes(
    data: bytes, name: str, overlay: tuple[bytes, str] | None = None, read: Callable[[bytes, str], Node] = parse
) -> Loaded:
    """Check the bytes of a rule file; ``name`` is what its problems call it.  ``overlay`` is another such pair.

    ``read`` makes a tree of the bytes of the rule file.
    """
    try:
        root = read(data, name)
    except UnreadableError as error:
        return Loaded(None, (error.problem,))
    json, problems = _checked(root, name, hashlib.sha256(data).hexdigest())
    if json is None or overlay is None:
        return Loaded(guide_from_json(json) if json is not None else None, problems, json)
    return _laid_over(root, data, json, *overlay)


def is_overlay(data: bytes) -> bool:
    """Whether a file is meant to be an overlay: it says by whom it is, and is no guide itself."""
    try:
        keys = {key.text for key, _ in pairs(parse(data, ""))}
    except UnreadableError:
        return False
    return "by" in keys and "guide" not in keys


def rules_json(data: bytes, name: str) -> tuple[Json | None, tuple[Problem, ...]]:
    """The JSON form of a rule file, stamped with the digest of its bytes; None if it has problems."""
    loaded = load_bytes(data, name)
    return loaded.json, loaded.problems


def _laid_over(root: Node, data: bytes, base: Json, over: bytes, over_name: str) -> Loaded:
    """A rule file without problems, with an overlay."""
    assert isinstance(root, Mapping)
    try:
        laid, problems = lay(root, base, over, over_name)
    except UnreadableError as error:
        return Loaded(None, (error.problem,), base=base)
    if laid is None:
        return Loaded(None, problems, base=base)
    json, problems = _checked(laid.root, root.file, hashlib.sha256(data + b"\0" + over).hexdigest())
    if json is None:
        return Loaded(None, problems, base=base)
    json, (held, _) = laid.stamped(json), _checked(laid.held, root.file, base["digest"])
    return Loaded(guide_from_json(json), (), json, base, held, laid)


def _checked(root: Node, name: str, digest: str) -> tuple[Json | None, tuple[Problem, ...]]:
    """The JSON form of a tree; None if it has problems."""
    shape = Shape(name)
    value = shape.read(Record("file"), root, Place("the file", "the file"))
    ids, problems = defined_ids(shape.defined)
    problems += shape.problems + unknown_ids(shape.named, ids)
    for check in CHECKS:
        problems += check(Read(root, ids))
    if problems:
        order = sorted(problems, key=lambda one: (one.file != name, one.line, one.column, one.what))
        return None, tuple(order)
    return {"digest": digest, "facts": [], "tools": [], **_complete(value)}, ()


def _complete(value: Json) -> Json:
    """A rule that is an opinion may leave its sources out; its JSON does not."""
    return {**value, "rules": [{"sources": [], **rule} for rule in value["rules"]]}
