"""The ordered rules as a picture: a chain of cards, one for each run of rules with the same outcome."""

from itertools import groupby

from calculator.engine.model import Guide, Rule

from ..cards import cards_graph
from ..links import Links
from ..picture import Card, Picture, Row
from ..wording import all_conditions, conditions, word


def rules_picture(guide: Guide, on: str, links: Links) -> Picture:
    """All rules, first to last; a rule whose facts do not hold on the date is shown as idle."""
    runs = [tuple(run) for _, run in groupby(guide.rules, key=lambda rule: rule.then)]
    cards = tuple(_card(guide, on, links, runs, place) for place in range(len(runs)))
    about = word(guide, "diagram.rules_about", count=len(guide.rules), on=on)
    graph = cards_graph(guide, "rules", cards, "rules.gv.j2")
    return Picture("rules", word(guide, "diagram.rules"), about, graph, cards=cards)


def _card(guide: Guide, on: str, links: Links, runs: list[tuple[Rule, ...]], place: int) -> Card:
    run = runs[place]
    outcome = guide.outcomes[run[0].then]
    rows = [_row(guide, on, links, rule) for rule in run]
    then, href = word(guide, "diagram.then"), links.to_outcome(outcome.id)
    rows.append(Row("verdict", f"{run[0].id}--then", (), then, then, outcome.title, href))
    if place + 1 < len(runs):
        below, otherwise = runs[place + 1][0].id, word(guide, "diagram.otherwise")
        edge, link = f"{run[0].id}--{below}", links.to_rule(below)
        rows.append(Row("step", edge, (), otherwise, otherwise, below, link, to=below))
    return Card(run[0].id, (), f"{run[0].id}–{run[-1].id}" if len(run) > 1 else run[0].id, outcome.summary, tuple(rows))


def _row(guide: Guide, on: str, links: Links, rule: Rule) -> Row:
    idle = any(guide.facts[fact].holds(on) != holds for fact, holds in rule.given.items())
    note = (word(guide, "diagram.idle", on=on),) if idle else ()
    short, full = (" · ".join((*asked, *note)) for asked in (conditions(guide, rule), all_conditions(guide, rule)))
    return Row("rule", rule.id, (), rule.id, full, short, links.to_rule(rule.id), rule.because, idle=idle)
