"""A rule is spare if and only if it decides some answer set, yet leaving it out changes no verdict, whatever the
facts are.
"""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError

from ..finding import Finding, not_proved
from ..space.ground import Ground
from ..space.pairs import without_rule
from ..space.witnesses import ever_decides, sampled


def spare_rules(ground: Ground) -> Iterator[Finding]:
    """One note for each such rule: only its reason and its sources would be missed."""
    seen = sampled(ground)
    for index, rule in enumerate(ground.guide.rules):
        if index in seen.needed:
            continue
        try:
            spare = ever_decides(ground, index) and not _needed(ground, index)
        except OutOfBudgetError as why:
            yield not_proved("spare-rule", f"rule {rule.id} can be left out", why, rule.line)
            continue
        if spare:
            message = f"without rule {rule.id} every verdict stays the same; later rules say {rule.then} as well"
            yield Finding("spare-rule", "note", message, (rule.id,), line=rule.line)


def _needed(ground: Ground, index: int) -> bool:
    return without_rule(ground.table, index).difference(ground.table.whole) is not None
