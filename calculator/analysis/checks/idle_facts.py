"""A fact is idle if and only if some rule rests on it, yet no verdict changes when that fact alone is turned round,
whatever the other facts are.
"""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError

from ..finding import Finding, not_proved
from ..space.ground import Ground
from ..space.told_apart import differ


def idle_facts(ground: Ground) -> Iterator[Finding]:
    """One finding for each fact on which rules rest in vain."""
    for fact in ground.table.facts():
        rules = tuple(rule.id for rule in ground.guide.rules if fact in rule.given)
        try:
            matters = differ(ground, ground.table.index[fact], 0, 1, ground.table.whole)
        except OutOfBudgetError as why:
            yield not_proved("idle-fact", f"fact {fact} matters", why)
            continue
        if not matters:
            message = f"no verdict depends on fact {fact}, although these rules name it: {', '.join(rules)}"
            yield Finding("idle-fact", "warning", message, rules, facts=(fact,))
