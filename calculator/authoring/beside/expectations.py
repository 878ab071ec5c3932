"""The file in which a pull request declares the changes of verdict that it intends: ``expected_changes.yaml``.

A list of {from, to, why} with the outcome ids before and after (``none`` for no verdict); it may name the new ``rule``
that decides, the exact number of answer ``sets``, or ``at_most`` how many.
"""

from collections.abc import Mapping

from .. import nodes
from ..nodes import Node
from ..problems import Kind, Problem
from ..reading import UnreadableError, parse

TEXTS, NUMBERS = ("from", "to", "why", "rule"), ("sets", "at_most")
SHAPE = "expected a list of {from, to, why} with rule, sets or at_most if you like"


def read_expected(data: bytes, name: str) -> tuple[Mapping[str, str], ...]:
    """The declared changes as plain texts; raises UnreadableError.  An empty file declares none."""
    if not data.strip():
        return ()
    root = parse(data, name)
    if not isinstance(root, nodes.Sequence):
        raise _error(name, root, f"this is {nodes.describe(root)}; {SHAPE}")
    return tuple(_change(item, name) for item in root.items)


def _change(item: Node, name: str) -> Mapping[str, str]:
    found = {key.text: nodes.text(value) for key, value in nodes.pairs(item)}
    for key, value in nodes.pairs(item):
        if key.text not in TEXTS + NUMBERS:
            raise _error(name, key, f'unknown key "{key.text}"; {SHAPE}')
        if key.text in NUMBERS and not nodes.text(value).isdecimal():
            raise _error(name, value, f'"{key.text}" has to be a whole number')
    for needed in ("from", "to", "why"):
        if not found.get(needed):
            raise _error(name, item, f'"{needed}" is missing; {SHAPE}')
    return found


def _error(name: str, node: Node, what: str) -> UnreadableError:
    return UnreadableError(Problem(Kind.WRONG_TYPE, name, node.line, node.column, what))
