"""A condition is idle if and only if its rule decides some answer set, yet dropping that one condition changes no
verdict, whatever the facts are.
"""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError

from ..finding import Finding, not_proved
from ..space.ground import Ground
from ..space.pairs import without_condition
from ..space.witnesses import ever_decides, sampled

LARGEST = 3_000  # rules; every condition is a search of its own, over all of them


def idle_conditions(ground: Ground) -> Iterator[Finding]:
    """One note for each condition of a rule that could be dropped alone."""
    if len(ground.guide.rules) > LARGEST:
        message = f"not searched for conditions that could be dropped: there are more than {LARGEST} rules"
        yield Finding("idle-condition", "note", message, proved=False)
        return
    seen = sampled(ground)
    for index, rule in enumerate(ground.guide.rules):
        for name in (*rule.when, *rule.given):
            if (index, ground.table.index[name]) in seen.conditions:
                continue
            try:
                idle = ever_decides(ground, index) and not _matters(ground, index, ground.table.index[name])
            except OutOfBudgetError as why:
                yield not_proved("idle-condition", f"the condition {name} of rule {rule.id} matters", why, rule.line)
                continue
            if idle:
                message = f"rule {rule.id}: without its condition on {name} every verdict stays the same"
                yield Finding("idle-condition", "note", message, (rule.id,), line=rule.line)


def _matters(ground: Ground, rule: int, variable: int) -> bool:
    pair, refused = without_condition(ground.table, rule, variable)
    box = ground.table.whole
    return bool(refused) and pair.difference((*box[:variable], refused, *box[variable + 1 :])) is not None
