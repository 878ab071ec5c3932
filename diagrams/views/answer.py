"""What an answer looks like: the verdict on the first team of the guide, as it would be read."""

from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.report import report

from ..cards import new_graph, template
from ..picture import Picture

READ = ("changes", "steps_day", "also")  # the sections beside the verdict itself
MOST = 2  # lines of each


def answer_picture(guide: Guide, on: str) -> Picture:
    """The answer that the first decided case gets on a date.

    Raises LookupError in a guide where no case is decided.
    """
    decided = ((case, decide(guide, case.answers, on)) for case in guide.cases.values())
    case, decision = next(((case, found) for case, found in decided if found.outcome), (None, None))
    if case is None or decision is None or decision.outcome is None:
        raise LookupError("no case of this guide is decided")
    told = {section.id: section for section in report(guide, decision)}
    outcome, because = guide.outcomes[decision.outcome].title, told["verdict"].items[0].text
    label = template(
        "answer.gv.j2",
        asked=f"{case.title} · {told['verdict'].title}",
        outcome=outcome,
        because=because,
        sections=[told[id] for id in READ if id in told],
        most=MOST,
    )
    graph = new_graph("answer")
    graph.node("answer", label=f"<{''.join(label.splitlines())}>")
    return Picture("answer", outcome, because, graph)
