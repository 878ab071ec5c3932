"""A fact has expired if and only if its date of review lies before today, and today some verdict would change if that
fact alone were turned round.
"""

from collections.abc import Iterator

from calculator.engine.logic.search import OutOfBudgetError

from ..finding import Finding, not_proved
from ..space.counting import parting, share
from ..space.ground import Ground
from ..space.told_apart import differ


def expired_facts(ground: Ground) -> Iterator[Finding]:
    """One finding for each such fact, with the answer sets whose verdict rests on it."""
    for id in ground.table.facts():
        fact = ground.guide.facts[id]
        if fact.review_by is None or fact.review_by >= ground.today:
            continue
        try:
            if not differ(ground, ground.table.index[id], 0, 1, ground.box(ground.today)):
                continue
        except OutOfBudgetError as why:
            yield not_proved("expired-fact", f"a verdict rests on fact {id}, due for review on {fact.review_by}", why)
            continue
        sets = resting_on(ground, id)
        size = "a share that is not computed" if sets is None else f"{share(sets, ground.size())} ({sets:,})"
        message = f"fact {id} was to be reviewed by {fact.review_by}; {size} of the answer sets rest on it"
        rules = tuple(rule.id for rule in ground.guide.rules if id in rule.given)
        yield Finding("expired-fact", "warning", message, rules, on=ground.today, facts=(id,), sets=sets)


def resting_on(ground: Ground, fact: str) -> int | None:
    """How many answer sets get another verdict today if a fact alone is turned round; None where not computed."""
    if ground.by_outcome is None:
        return None
    variable, box = ground.table.index[fact], ground.box(ground.today)
    left, right = ((*box[:variable], 1 << option, *box[variable + 1 :]) for option in (0, 1))
    return parting(ground.by_outcome, left, right)
