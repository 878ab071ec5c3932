"""The small changes that a mistake could make in a module, each as the text of the module after it.

Left out is what changes no answer: types, decorators, docstrings, the sentences of errors, and ``strict`` of ``zip``,
which only guards.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
SILENT = {"decorator_list", "annotation", "returns", "type_params"}  # fields that hold no behaviour


@dataclass(frozen=True)
class Change:
    """One changed place: its line, what it was and what it is, and the whole module with it."""

    line: int
    told: str
    text: str


def changes(text: str) -> Iterator[Change]:
    """Every change of a module's text, in the order of its places."""
    tree = ast.parse(text)
    for node in _nodes(tree):
        for place, field, value in _other(node):
            old = getattr(place, field)
            before = ast.unparse(old if isinstance(old, ast.expr) else node)
            setattr(place, field, value)
            after = ast.unparse(value if isinstance(old, ast.expr) else node)
            if after != before:
                yield Change(_line(node), f"{_short(before)}  ->  {_short(after)}", ast.unparse(tree))
            setattr(place, field, old)


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that do something."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in SILENT or isinstance(node, ast.Raise | ast.Import | ast.ImportFrom) or _guards(node):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _nodes(child)


def _guards(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _other(node: ast.AST) -> Iterator[tuple[ast.AST, str, Any]]:
    """What could stand in a node instead: the node to change, its field, the new value."""
    yield from _operators(node)
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=negated):
            yield node, "operand", ast.UnaryOp(ast.Not(), negated)
        case ast.IfExp(test=test) | ast.If(test=test) | ast.While(test=test):
            yield node, "test", ast.UnaryOp(ast.Not(), test)
        case ast.comprehension(ifs=[_, *_]):
            yield node, "ifs", []
        case ast.Return(value=ast.expr()):
            yield node, "value", ast.Constant(None)
        case ast.Constant(value=bool() | int() as value):
            yield node, "value", (not value) if isinstance(value, bool) else value + 1


def _operators(node: ast.AST) -> Iterator[tuple[ast.AST, str, Any]]:
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                yield node, "ops", [*ops[:at], SWAPPED[type(op)](), *ops[at + 1 :]]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPPED:
            yield node, "op", SWAPPED[type(op)]()


def _line(node: ast.AST) -> int:
    """Where a node stands; a part of a comprehension stands where its name does."""
    found: int = getattr(node.target if isinstance(node, ast.comprehension) else node, "lineno", 0)
    return found


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= 90 else f"{line[:87]}..."
