"""Exact search: is there an answer set in this box that none of these rules accepts?

Answers every yes-or-no question about a table of any size: is an outcome possible, is a rule ever reached, is there
a gap.  Rules that one open variable could still stop force that variable; else the shortest rule is split.  The
problem is NP-hard in general, so a search has a budget of nodes and says so when it runs out.
"""

from .table import Box, Table, cut


class OutOfBudgetError(Exception):
    """The search met its node budget before it found or excluded a witness: not proved."""


class Search:
    """One exact search over a table, with the budget and the count of the nodes it visited."""

    def __init__(self, table: Table, budget: int = 200_000) -> None:
        self.table = table
        self.budget = budget
        self.nodes = 0
        self.used = 0  # the rules that excluded something: after a None, these alone exclude every point

    def point(self, box: Box, avoid: int) -> tuple[int, ...] | None:
        """A complete point of the box (an option per variable) that no rule of ``avoid`` accepts, or None."""
        found = self._avoid(list(box), avoid)
        return None if found is None else tuple((options & -options).bit_length() - 1 for options in found)

    def cover(self, box: Box, avoid: int) -> int:
        """Rules of ``avoid`` that together accept the whole box, as bits; ValueError where some point escapes them."""
        self.used = 0
        if self.point(box, avoid) is not None:
            raise ValueError("some point of the box is accepted by none of these rules")
        return self.used

    def decided_by(self, box: Box, rule: int) -> tuple[int, ...] | None:
        """A point of the box that this rule decides, or None: it has to match, and each earlier rule to fail."""
        inside = self.inside(box, rule)
        return None if inside is None else self.point(inside, (1 << rule) - 1)

    def inside(self, box: Box, rule: int) -> Box | None:
        """The part of the box that a rule accepts, or None if it is empty."""
        inside = list(box)
        for variable, masks in enumerate(self.table.masks):
            if not self.table.free[variable] >> rule & 1:
                inside[variable] &= sum(1 << option for option, mask in enumerate(masks) if mask >> rule & 1)
                if not inside[variable]:
                    return None
        return tuple(inside)

    def _avoid(self, box: list[int], avoid: int) -> list[int] | None:
        """A sub-box in which every rule of ``avoid`` fails; depth-first, forced moves first."""
        while True:
            self.nodes += 1
            if self.nodes > self.budget:
                raise OutOfBudgetError(f"no answer within {self.budget} nodes")
            avoid, one, two, three = self._openness(box, avoid)
            if not avoid:
                return box
            if certain := avoid & ~one:  # accepts the whole box: cannot be avoided
                self.used |= certain & -certain
                return None
            forced = avoid & ~two
            if not forced:
                break
            if not self._force(box, forced):
                return None
        short = avoid & ~three or avoid
        return self._split(box, avoid, (short & -short).bit_length() - 1)

    def _openness(self, box: list[int], avoid: int) -> tuple[int, int, int, int]:
        """The rules of ``avoid`` still alive, and those that at least one, two, three variables could still stop."""
        one = two = three = 0
        for variable, options in enumerate(box):
            some, every = self.table.some_and_all(variable, options)
            avoid &= some
            stops = ~every
            three |= two & stops
            two |= one & stops
            one |= stops
        return avoid, one, two, three

    def _force(self, box: list[int], forced: int) -> bool:
        """Take from the box what the rules accept that only one variable can still stop; False if nothing is left."""
        for variable, options in enumerate(box):
            here = forced & ~self.table.some_and_all(variable, options)[1]
            while here:
                rule = here & -here
                here ^= rule
                self.used |= rule
                box[variable] &= ~self._accepted(variable, rule)
                if not box[variable]:
                    return False
        return True

    def _split(self, box: list[int], avoid: int, rule: int) -> list[int] | None:
        """Try both halves of the variable that most rules ask among those that could stop the rule."""
        bit, asked = 1 << rule, -1
        for v, options in enumerate(box):
            every = self.table.some_and_all(v, options)[1]
            if not every & bit and (count := (avoid & ~every).bit_count()) > asked:
                variable, asked = v, count
        accepted = self._accepted(variable, bit)
        for half in (box[variable] & ~accepted, box[variable] & accepted):
            found = self._avoid([*box[:variable], half, *box[variable + 1 :]], avoid)
            if found is not None:
                return found
        return None

    def _accepted(self, variable: int, rule_bit: int) -> int:
        """The options of a variable that a rule accepts, as bits."""
        return sum(1 << option for option, mask in enumerate(self.table.masks[variable]) if mask & rule_bit)


def possible_rules(table: Table, box: Box, rules: int | None = None) -> int:
    """Those of the rules (all, if left out) that can match in a box, cut behind the first that matches all of it."""
    alive = certain = table.every_rule if rules is None else rules
    for variable, options in enumerate(box):
        some, every = table.some_and_all(variable, options)
        alive &= some
        certain &= every
    return cut(alive, certain)


def possible_outcomes(table: Table, box: Box, budget: int = 200_000) -> dict[str, tuple[int, ...]]:
    """Exactly the outcomes that some completion of the box leads to, each with a witness point, in rule order."""
    search, found = Search(table, budget), {}
    candidates = possible_rules(table, box)
    waiting = {table.outcomes[rule] for rule in bits(candidates)}
    for rule in bits(candidates):
        outcome = table.outcomes[rule]
        if outcome in waiting and (point := search.decided_by(box, rule)) is not None:
            found[outcome] = point
            waiting.discard(outcome)
            if not waiting:
                break
    return found


def bits(mask: int) -> list[int]:
    """The positions of the bits set, lowest first."""
    positions = []
    while mask:
        low = mask & -mask
        positions.append(low.bit_length() - 1)
        mask ^= low
    return positions
