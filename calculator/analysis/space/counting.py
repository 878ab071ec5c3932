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


def parting(diagram: Diagram, left: Box, right: Box) -> dict[tuple[str, str], int]:
    """For two boxes of equal shape: per pair of labels, how many points lead to the one here and to the other there.

    The boxes pair up by order: the first option of a variable on the left with the first on the right.  A variable at
    which they differ has one option on each side.
    """
    done: dict[tuple[int, int], dict[tuple[str, str], int]] = {}
    sides = (left, right)
    width = [options.bit_count() for options in left]
    behind = [1] * (len(diagram.order) + 1)
    for level in range(len(diagram.order) - 1, -1, -1):
        behind[level] = behind[level + 1] * width[diagram.order[level]]

    def level_of(pair: tuple[int, int]) -> int:
        return min(diagram.level[node] for node in pair)

    def walk(pair: tuple[int, int]) -> dict[tuple[str, str], int]:
        """Counts over the variables from the pair's level on."""
        if pair in done:
            return done[pair]
        level = level_of(pair)
        if level == len(diagram.order):
            done[pair] = {(diagram.labels[pair[0]], diagram.labels[pair[1]]): 1}
            return done[pair]
        variable, found = diagram.order[level], dict[tuple[str, str], int]()
        for chosen in zip(*(bits(side[variable]) for side in sides), strict=True):
            below = tuple(
                diagram.children[node][option] if diagram.level[node] == level else node
                for node, option in zip(pair, chosen, strict=True)
            )
            down = (below[0], below[1])
            scale = behind[level + 1] // behind[level_of(down)]
            for labels, number in walk(down).items():
                found[labels] = found.get(labels, 0) + number * scale
        done[pair] = found
        return found

    start = (diagram.root, diagram.root)
    scale = behind[0] // behind[level_of(start)]
    return {labels: number * scale for labels, number in walk(start).items()}


def answer_sets(number: int) -> str:
    """A number of answer sets in words for readers."""
    return "1 answer set" if number == 1 else f"{number:,} answer sets"


def share(part: int, whole: int) -> str:
    """A share for readers: exact zero and all stay exact, anything else never rounds to them."""
    if part in (0, whole) or not whole:
        return "0%" if not part else "100%"
    tenths = round(1000 * part / whole) if whole < 1 << 900 else 1000 * part // whole
    return "less than 0.1%" if not tenths else "more than 99.9%" if tenths >= 1000 else f"{tenths / 10:g}%"
