"""An overlay laid over a rule file: checked against it, carried out on its tree, and remembered in its JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from calculator.engine.answers import clean
from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import outcome_of
from calculator.engine.logic.search import OutOfBudgetError

from ..field_types import Record
from ..nodes import Mapping, Node, child, items, pairs, text
from ..problems import Kind, Problem
from ..reading import parse
from ..references import Ids, defined_ids, ids_of, unknown_ids
from ..shape import Place, Shape
from .draft import Draft
from .nouns import SECTIONS
from .operations import OPERATIONS, contradictions

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Laid:
    """A rule file with an overlay: the tree as it is to be read, and what the overlay says, as plain values."""

    name: str
    root: Mapping
    held: Mapping  # the rule file with nothing but the held answers: what it says to those whom the overlay is for
    asked: Json
    changed: dict[str, list[str]]
    base: Json

    def stamped(self, json: Json) -> Json:
        """The JSON of the tree with what was changed in it, and by whom; each case expects what it gets now."""
        added = {SECTIONS[name]: [one["id"] for one in new] for name, new in self.asked.get("add", {}).items()}
        stamp = {
            "by": self.asked["by"], "contact": self.asked.get("contact", ""), "changed": self.changed, "added": added,
            "banned": {one["outcome"]: one["because"] for one in self.asked.get("ban", [])},
            "held": [_held(self.base, question, choices) for question, choices in self.asked.get("hold", {}).items()],
        }
        json = {**json, "overlay": stamp}
        return {**json, "cases": _met(json, added.get("case", []))} if json.get("cases") else json


def lay(root: Mapping, base: Json, data: bytes, name: str) -> tuple[Laid | None, tuple[Problem, ...]]:
    """The overlay in these bytes over the tree of a rule file without problems, or the overlay's problems.

    Raises UnreadableError.
    """
    tree = parse(data, name)
    shape = Shape(name)
    asked = shape.read(Record("overlay"), tree, Place("the file", "the file"))
    own, problems = defined_ids(shape.defined)
    known = ids_of(base, SECTIONS)
    both = {key: known.get(key, {}) | own.get(key, {}) for key in known | own}
    problems += shape.problems + unknown_ids(shape.named, both)
    problems += _taken(tree, known)
    problems = problems or list(contradictions(tree))
    if problems:
        return None, tuple(sorted(problems, key=lambda problem: (problem.line, problem.column, problem.what)))
    draft, only = Draft(root, asked["by"]), Draft(root, asked["by"])
    if (held := child(tree, "hold")) is not None:
        OPERATIONS["hold"](only, held)
    for key, operation in OPERATIONS.items():
        if (wanted := child(tree, key)) is not None:
            operation(draft, wanted)
    return Laid(name, draft.root, only.root, asked, draft.changed, base), ()


def _taken(tree: Node, known: Ids) -> Iterator[Problem]:
    """A thing of one's own has a name of its own, unless it takes the place of the one that has it."""
    for section, things in pairs(child(tree, "add")):
        kind = SECTIONS.get(section.text, "")
        kinds = ("fact", "source") if kind in ("fact", "source") else (kind,)  # both are cited by their ids alone
        for thing in items(things):
            id = child(thing, "id")
            taken = any(text(id) in known.get((one, ""), {}) for one in kinds)
            if id is not None and taken and text(child(thing, "instead_of")) != text(id):
                what = f'{kind} "{text(id)}" is in the rule file already'
                fix = "choose another id, or say what differs under change"
                yield Problem(Kind.DUPLICATE_ID, id.file, id.line, id.column, what, fix)


def _held(base: Json, question: str, choices: str | list[str]) -> Json:
    """An answer that is the same for everybody, in the words of the rule file."""
    asked = next(one for one in base["questions"] if one["id"] == question)
    left = [choices] if isinstance(choices, str) else choices
    labels = [choice["label"] for choice in asked["choices"] if choice["id"] in left]
    return {"question": question, "ask": asked["ask"], "choices": left, "labels": labels}


def _met(json: Json, own: list[str]) -> list[Json]:
    """The cases; those of the rule file expect what the changed rules say, and go where that is not one outcome."""
    guide = guide_from_json(json)
    found = []
    for case in json["cases"]:
        if case["id"] in own:
            found.append(case)
            continue
        try:
            outcome = outcome_of(guide, clean(guide, case["answers"])[0], guide.edition)
        except OutOfBudgetError:
            outcome = None
        found += [{**case, "expect": outcome}] if outcome else []
    return found
