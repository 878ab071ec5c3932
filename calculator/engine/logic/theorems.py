"""Theorems about one verdict, read off the diagram: what forces it, what would change it, what to ask next.

A ``State`` maps variables to the option given.  All orders are by question, then choice, and all scores are whole
numbers, so that every interpreter picks the same answer.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations

from .diagram import Diagram
from .search import bits

State = Mapping[int, int]  # variable -> option


def leaf(diagram: Diagram, state: State) -> str | None:
    """The label that the given options lead to, or None while an open variable on the way can still matter."""
    node = diagram.root
    while diagram.children[node]:
        option = state.get(diagram.order[diagram.level[node]])
        if option is None:
            return None
        node = diagram.children[node][option]
    return diagram.labels[node]


def escape(diagram: Diagram, kept: State, given: State, verdict: str) -> int | None:
    """The given variables (as bits) that some way to another label departs from while ``kept`` stays; None if none."""
    dead: set[int] = set()

    def walk(node: int, changed: int) -> int | None:
        if node in dead:
            return None
        if not diagram.children[node]:
            if diagram.labels[node] != verdict:
                return changed
        else:
            variable = diagram.order[diagram.level[node]]
            here = given.get(variable)
            for option in _options(diagram.children[node], kept.get(variable), here):
                departs = 0 if here is None or option == here else 1 << variable
                found = walk(diagram.children[node][option], changed | departs)
                if found is not None:
                    return found
        dead.add(node)
        return None

    return walk(diagram.root, 0)


def _options(children: tuple[int, ...], kept: int | None, first: int | None) -> Iterable[int]:
    """The options to try: only the kept one, else all with the given one first."""
    if kept is not None:
        return (kept,)
    everything = range(len(children))
    return everything if first is None else sorted(everything, key=lambda option: option != first)


def smallest_sufficient(diagram: Diagram, given: State, verdict: str) -> tuple[int, ...]:
    """The fewest given variables that force the verdict whatever the others are; ties go to the earlier variables.

    Each set that fails shows a way out, and every later set has to block it: most sets are never walked.
    The given variables together must force the verdict.
    """
    asked = diagram.variables()
    candidates = [1 << variable for variable in sorted(given) if variable in asked]
    ways_out: list[int] = []
    for size in range(len(candidates) + 1):
        for mask in map(sum, combinations(candidates, size)):
            if 0 not in map(mask.__and__, ways_out):
                chosen = tuple(bits(mask))
                way = escape(diagram, {v: given[v] for v in chosen}, given, verdict)
                if way is None:
                    return chosen
                ways_out.append(way)
    raise ValueError("the given variables do not force this verdict")


def nearest(diagram: Diagram, given: State, held: Iterable[int] = ()) -> dict[str, State]:
    """For each label within reach, changes that force it: variable -> new option.  Held variables stay.

    No other changes alter fewer of the given variables, and none of the newly given ones could be left out; then the
    order of variables and options decides.  One pass from the root: a node's score is the cheapest way to it, packed
    into one integer.
    """
    places = [(v, o) for v in sorted(diagram.order) for o in range(len(diagram.table.options[v]))]
    last, fixed = len(places) - 1, set(held)
    prices: dict[int, list[int | None]] = {variable: [] for variable in diagram.order}  # None: not to be had
    for at, (variable, option) in enumerate(places):
        unit = 1 << (len(places) * (2 if variable in given else 1))
        changed = None if variable in fixed else unit - (1 << (last - at))
        prices[variable].append(0 if option == given.get(variable) else changed)
    of_level = [prices[variable] for variable in diagram.order]
    score: dict[int, int] = {diagram.root: 0}
    for node in range(diagram.root, len(diagram.labels) - 1, -1):
        here = score.get(node)
        if here is None:
            continue
        for child, price in zip(diagram.children[node], of_level[diagram.level[node]], strict=True):
            if price is not None and (child not in score or here + price < score[child]):
                score[child] = here + price
    every = (1 << len(places)) - 1
    reached = {label: bits(-score[at] & every) for at, label in enumerate(diagram.labels) if at in score}
    ways = {label: dict(places[last - at] for at in reversed(found)) for label, found in reached.items()}
    return {label: _needed(diagram, given, label, way) for label, way in ways.items()}


def _needed(diagram: Diagram, given: State, label: str, way: State) -> State:
    """A way to a label without the new answers that the rest of it makes needless, the last of them first."""
    for variable in sorted(way.keys() - given.keys(), reverse=True):
        fewer = {other: option for other, option in way.items() if other != variable}
        if escape(diagram, {**given, **fewer}, {}, label) is None:
            way = fewer
    return way


def next_variable(diagram: Diagram) -> int | None:
    """The open variable whose answer leaves the fewest labels on average; ties go to the earlier one.

    ``diagram`` is already restricted to what was answered.  None when nothing can matter any more.
    """
    left = remaining(diagram)
    best: tuple[int, int, int] | None = None  # sum of label counts, options, variable
    for variable in sorted(left):
        total, options = sum(labels.bit_count() for labels in left[variable]), len(left[variable])
        if best is None or total * best[1] < best[0] * options:
            best = (total, options, variable)
    return None if best is None else best[2]


def remaining(diagram: Diagram) -> dict[int, list[int]]:
    """Per open variable that matters and per option: the labels (as bits) still possible after that answer."""
    reach = [1 << leaf for leaf in range(len(diagram.labels))]
    left = {variable: [0] * len(diagram.table.options[variable]) for variable in diagram.variables()}
    for node in range(len(diagram.labels), len(diagram.children)):
        reach.append(0)
        for child in diagram.children[node]:
            reach[node] |= reach[child]
    for node in range(len(diagram.labels), len(diagram.children)):
        level = diagram.level[node]
        for option, child in enumerate(diagram.children[node]):
            left[diagram.order[level]][option] |= reach[child]
            for skipped in diagram.order[level + 1 : diagram.level[child]]:
                if skipped in left:
                    left[skipped] = [labels | reach[child] for labels in left[skipped]]
    return left
