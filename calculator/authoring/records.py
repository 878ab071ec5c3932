"""Decision records: the front matter that the guide wrote into an Architecture Decision Record, read back."""

from calculator.engine.adr import DecisionRecord

from . import nodes
from .nodes import Node, Scalar
from .problems import Kind, Problem
from .reading import UnreadableError, decode, parse

FENCE = "---"


def read_record(data: bytes, name: str) -> DecisionRecord:
    """The ground of a decision record; raises UnreadableError where its front matter was not written by the guide."""
    root = parse(_front_matter(decode(data, name), name).encode(), name)
    guide = _part(root, "guide", name)
    answers = {key.text: _text(value, name) for key, value in nodes.pairs(_part(guide, "answers", name))}
    outcome = _text(_part(guide, "outcome", name), name)
    rules, on = _text(_part(guide, "rules", name), name), _text(_part(guide, "on", name), name)
    return DecisionRecord(name, answers, None if outcome == "open" else outcome, rules, on)


def _front_matter(text: str, name: str) -> str:
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        raise _refused(name, 1, 1, "the file does not begin with front matter between two lines of ---")
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
