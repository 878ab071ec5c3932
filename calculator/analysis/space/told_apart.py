"""Which choices of a question, or states of a fact, some verdict tells apart: proved by search, at any size."""

from calculator.engine.logic.table import Box

from .ground import Ground
from .pairs import two_options


def alike(ground: Ground, question: str) -> list[list[str]]:
    """The choices of a question in groups: today every verdict is the same for all choices of a group.

    Being alike carries over (if a is like b and b like c, a is like c), so one member stands for its group.
    """
    variable, today = ground.table.index[question], ground.box(ground.today)
    groups: list[list[int]] = []
    for option in range(len(ground.table.options[variable])):
        for group in groups:
            if not differ(ground, variable, group[0], option, today):
                group.append(option)
                break
        else:
            groups.append([option])
    return [[ground.table.options[variable][option] for option in group] for group in groups]


def differ(ground: Ground, variable: int, one: int, other: int, box: Box) -> bool:
    """Whether some verdict in a box changes when a variable turns from one option to another."""
    return two_options(ground.table, variable, one, other).difference(box) is not None
