"""Ids that are named must be defined, once: brings together what the reading of the shape collected."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .field_types import LOCAL, PLURALS
from .nodes import Scalar, shorten
from .problems import Kind, Problem, listing, nearest
from .shape import Mention

HINTED = 100  # beyond that many unknown ids nobody reads proposals, and each costs a search
Ids = dict[tuple[str, str], dict[str, Scalar]]  # (kind, scope) -> id -> where it is defined
_UNKNOWN = {
    "question": Kind.UNKNOWN_QUESTION, "choice": Kind.UNKNOWN_CHOICE, "fact": Kind.UNKNOWN_FACT,
    "source": Kind.UNKNOWN_SOURCE, "outcome": Kind.UNKNOWN_OUTCOME, "tool": Kind.UNKNOWN_TOOL,
    "row": Kind.UNKNOWN_ROW, "node": Kind.UNKNOWN_NODE, "rule": Kind.UNKNOWN_RULE, "caution": Kind.UNKNOWN_CAUTION,
    "effort": Kind.UNKNOWN_EFFORT, "case": Kind.UNKNOWN_CASE, "volume": Kind.UNKNOWN_VOLUME,
    "sample": Kind.UNKNOWN_SAMPLE, "price": Kind.UNKNOWN_PRICE, "cost": Kind.UNKNOWN_COST,
    "quota": Kind.UNKNOWN_QUOTA, "check": Kind.UNKNOWN_CHECK,
}
_OWNERS = {"choice": "question", "node": "outcome"}


def defined_ids(mentions: Iterable[Mention]) -> tuple[Ids, list[Problem]]:
    """Every defined id by kind and scope, and a problem for each that is defined again."""
    ids: Ids = {}
    problems = []
    for mention in mentions:
        known = ids.setdefault(_key(mention.kinds[0], mention.scope), {})
        if mention.node.text in known:
            problems.append(_duplicate(mention, known[mention.node.text]))
        known.setdefault(mention.node.text, mention.node)
    return ids, problems + list(_ambiguous(ids))


def ids_of(json: Mapping[str, Any], kinds: Mapping[str, str]) -> Ids:
    """The ids that the JSON of a rule file defines in some of its sections, given as section -> kind."""
    ids: Ids = {(kind, ""): _by_id(json.get(section, [])) for section, kind in kinds.items()}
    for question in json["questions"]:
        ids["choice", question["id"]] = _by_id(question["choices"])
    return ids


def _by_id(things: Iterable[Mapping[str, Any]]) -> dict[str, Scalar]:
    return {thing["id"]: Scalar(thing["id"], "rules.json", 0, 0) for thing in things}


def unknown_ids(mentions: Iterable[Mention], ids: Ids) -> list[Problem]:
    """A problem for each named id that is not defined."""
    problems: list[Problem] = []
    for mention in mentions:
        if not _settled(mention, ids):
            problems.append(_unknown(mention, ids, len(problems) < HINTED))
    return problems


def _key(kind: str, scope: str) -> tuple[str, str]:
    return kind, scope if kind in LOCAL else ""


def _settled(mention: Mention, ids: Ids) -> bool:
    kind = mention.kinds[0]
    if kind == "choice" and mention.scope not in ids.get(("question", ""), {}):
        return True  # the unknown question is reported instead
    return any(mention.node.text in ids.get(_key(kind, mention.scope), {}) for kind in mention.kinds)


def _unknown(mention: Mention, ids: Ids, hinted: bool) -> Problem:
    word, node, kind = shorten(mention.node.text), mention.node, mention.kinds[0]
    known = [id for kind in mention.kinds for id in ids.get(_key(kind, mention.scope), {})]
    if owner := _OWNERS.get(kind):
        what = f'{owner} "{mention.scope}" has no {kind} "{word}"'
    else:
        what = f'{mention.subject} names the unknown {" or ".join(mention.kinds)} "{word}"'
    plural = " and ".join(PLURALS[kind] for kind in mention.kinds)
    hint = nearest(node.text, known) if hinted else ""
    return Problem(_UNKNOWN[kind], node.file, node.line, node.column, what, listing(plural, known), hint)


def _duplicate(mention: Mention, first: Scalar) -> Problem:
    node = mention.node
    what = f"{mention.subject} is defined twice"
    return Problem(Kind.DUPLICATE_ID, node.file, node.line, node.column, what, f"the first is in {place(first, node)}")


def place(of: Scalar, seen_from: Scalar) -> str:
    """Where something stands, for whoever looks at another place: the file is named where it is another one."""
    return f"line {of.line}" if of.file == seen_from.file else f"line {of.line} of {of.file}"


def _ambiguous(ids: Ids) -> Iterator[Problem]:
    sources = ids.get(("source", ""), {})
    for id, fact in ids.get(("fact", ""), {}).items():
        if id in sources:
            what, first = f'"{id}" is the id of a fact and of a source', place(sources[id], fact)
            yield Problem(Kind.DUPLICATE_ID, fact.file, fact.line, 1, what, f"the source is in {first}")
