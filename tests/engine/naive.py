"""An independent evaluator, another algorithm: the whole answer space as one big integer per choice.

Bit *i* of a column says whether answer set *i* gives that choice.  A rule is the AND of ORs of columns; the first
rule that claims an answer set keeps it.  Nothing here is shared with the engine.
"""

import datetime as dt


class WholeSpace:
    """All answer sets of a guide at once, numbered with the first question varying slowest."""

    def __init__(self, guide):
        self.guide = guide
        self.questions = {q.id: [c.id for c in q.choices] for q in guide.questions.values()}
        self.size = 1
        for choices in self.questions.values():
            self.size *= len(choices)
        self.columns = dict(self._columns())

    def _columns(self):
        block = self.size
        for question, choices in self.questions.items():
            block //= len(choices)
            period = ((1 << block) - 1, block * len(choices))
            for at, choice in enumerate(choices):
                yield (question, choice), self._repeat(period[0] << (at * block), period[1])

    def _repeat(self, pattern, period):
        length = period
        while length < self.size:
            pattern |= pattern << length
            length *= 2
        return pattern & ((1 << self.size) - 1)

    def rules(self, on):
        """Per rule the answer sets that it decides on a date."""
        left = (1 << self.size) - 1
        for rule in self.guide.rules:
            mine = left if self._facts_agree(rule, on) else 0
            for question, choices in rule.when.items():
                accepted = 0
                for choice in choices:
                    accepted |= self.columns[question, choice]
                mine &= accepted
            left &= ~mine
            yield rule, mine

    def outcomes(self, on):
        """Per outcome the answer sets that lead to it on a date; ``None`` holds the gap."""
        found = {None: (1 << self.size) - 1}
        for rule, mine in self.rules(on):
            found[rule.then] = found.get(rule.then, 0) | mine
            found[None] &= ~mine
        return found

    def _facts_agree(self, rule, on):
        day = dt.date.fromisoformat(on)
        for fact, wanted in rule.given.items():
            known = self.guide.facts[fact]
            begun = known.since is None or dt.date.fromisoformat(known.since) <= day
            ended = known.until is not None and dt.date.fromisoformat(known.until) <= day
            if (begun and not ended) != wanted:
                return False
        return True

    def answers(self, number):
        """The answer set with a number."""
        found = {}
        block = self.size
        for question, choices in self.questions.items():
            block //= len(choices)
            found[question] = choices[number // block % len(choices)]
        return found


def naive_outcome(guide, answers, on):
    """The specification in one loop: the first rule whose conditions and facts hold."""
    day = dt.date.fromisoformat(on)
    for rule in guide.rules:
        facts_agree = all(
            (
                (guide.facts[f].since is None or dt.date.fromisoformat(guide.facts[f].since) <= day)
                and (guide.facts[f].until is None or day < dt.date.fromisoformat(guide.facts[f].until))
            )
            == wanted
            for f, wanted in rule.given.items()
        )
        if facts_agree and all(answers[question] in choices for question, choices in rule.when.items()):
            return rule.then
    return None
