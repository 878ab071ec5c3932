"""Decision records: the front matter that the guide wrote into an Architecture Decision Record, read back."""

from calculator.engine.telling.adr import DecisionRecord

from . import nodes
from .nodes import Node, Scalar
from .problems import Kind, Problem
from .reading import UnreadableError, decode, parse

FENCE = "---"
OURS = "guide"  # the key under which a guide writes the ground of its verdict


def read_record(data: bytes, name: str) -> DecisionRecord | None:
    """The ground of a decision record; None for a text that no guide wrote, UnreadableError for one that broke."""
    matter = _front_matter(decode(data, name))
    if f"\n{OURS}:" not in matter:
        return None
    root = parse(matter.encode(), name)
    guide, status = _part(root, OURS, name), nodes.child(root, "status")
    answers = {key.text: _text(value, name) for key, value in nodes.pairs(_part(guide, "answers", name))}
    outcome = _text(_part(guide, "outcome", name), name)
    rules, on = _text(_part(guide, "rules", name), name), _text(_part(guide, "on", name), name)
    said = _text(status, name) if status else "proposed"
    return DecisionRecord(name, answers, None if outcome == "open" else outcome, rules, on, said)


def _front_matter(text: str) -> str:
    """What stands between the two lines of --- at the top; nothing if there are none."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        return ""
    end = next(at for at, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    return "\n" + "\n".join(lines[1:end]) + "\n"  # the first line stays, empty: so line numbers are those of the file


def _part(node: Node, key: str, name: str) -> Node:
    found = nodes.child(node, key)
    if found is None:
        raise _refused(name, node.line, node.column, f'the front matter has no "{key}" here')
    return found


def _text(node: Node, name: str) -> str:
    if not isinstance(node, Scalar):
        raise _refused(name, node.line, node.column, "this is no single value")
    return node.text


def _refused(name: str, line: int, column: int, what: str) -> UnreadableError:
    expected = "expected a record that `calculator decide --format adr` or the page wrote"
    return UnreadableError(Problem(Kind.WRONG_TYPE, name, line, column, what, expected))
