"""Exact counts read off a diagram: how many answer sets of a box lead where, and where two diagrams part.

A count is a whole number of answer sets.  Every count is taken from the root downwards, so the counts of all labels
sum to the size of the box: a check that costs nothing.
"""

from math import prod

from calculator.engine.logic.diagram import Diagram
from calculator.engine.logic.search import bits
from calculator.engine.logic.table import Box


def counts(diagram: Diagram, box: Box) -> dict[str, int]:
    """Per label the number of points of the box that lead to it; labels that none leads to are left out."""
    weight = [0] * len(diagram.children)
    weight[diagram.root] = prod(options.bit_count() for options in box)
    leaves = len(diagram.labels)
    for node in range(len(diagram.children) - 1, leaves - 1, -1):
        if weight[node]:
            options = bits(box[diagram.order[diagram.level[node]]])
            share = weight[node] // len(options)
            for option in options:
                weight[diagram.children[node][option]] += share
    return {label: weight[leaf] for leaf, label in enumerate(diagram.labels) if weight[leaf]}


def parting(diagram: Diagram, left: Box, right: Box) -> int:
    """For two boxes of equal shape: how many points lead to another label in the one than in the other.

    The boxes pair up by order: the first option of a variable on the left with the first on the right.  A variable at
    which they differ has one option on each side.
    """
    diagram = diagram.restrict(tuple(a | b for a, b in zip(left, right, strict=True)))  # what both fix is gone
    order, levels, sides = diagram.order, diagram.level, (left, right)
    behind = [1] * (len(order) + 1)
    for level in range(len(order) - 1, -1, -1):
        behind[level] = behind[level + 1] * left[order[level]].bit_count()
    alike = 1 + max((level for level, v in enumerate(order) if left[v] != right[v]), default=-1)  # from here on
    done: dict[tuple[int, int], int] = {}

    def walk(one: int, other: int) -> int:
        """Of the points over the variables from the pair's level on, those that part."""
        level = min(levels[one], levels[other])
        if level == len(order) or (one == other and level >= alike):
            return int(one != other)
        if (one, other) not in done:
            found = 0
            for chosen in zip(*(bits(side[order[level]]) for side in sides), strict=True):
                down = [
                    diagram.children[node][option] if levels[node] == level else node
                    for node, option in zip((one, other), chosen, strict=True)
                ]
                found += walk(*down) * (behind[level + 1] // behind[min(levels[node] for node in down)])
            done[one, other] = found
        return done[one, other]

    return walk(diagram.root, diagram.root) * (behind[0] // behind[levels[diagram.root]])


def answer_sets(number: int) -> str:
    """A number of answer sets in words for readers."""
    return "1 answer set" if number == 1 else f"{number:,} answer sets"


def share(part: int, whole: int) -> str:
    """A share for readers: exact zero and all stay exact, anything else never rounds to them."""
    if part in (0, whole) or not whole:
        return "0%" if not part else "100%"
    tenths = (2000 * part + whole) // (2 * whole)  # whole numbers: a float ends before these do
    return "less than 0.1%" if not tenths else "more than 99.9%" if tenths >= 1000 else f"{tenths / 10:g}%"
