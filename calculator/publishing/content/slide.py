"""The slide as plain values, for the script that lights a reader's way on it."""

from calculator.engine.logic.slide import inside, slide
from calculator.engine.model import Guide


def slide_values(guide: Guide, on: str) -> dict[str, object] | None:
    """The usual answers, and for each box its question and where which choices lead; None where there is no slide.

    A way leads to the number of another box or to the id of an outcome, as the ids of the picture's arrows say it.
    """
    shown = slide(guide, on)
    if shown is None:
        return None
    limited = {q: choices for q, choices in inside(guide).items() if len(choices) < len(guide.questions[q].choices)}
    boxes = [{"question": box.question, "ways": box.ways} for box in shown.boxes]
    return {"usual": limited, "boxes": boxes, "titles": {id: one.title for id, one in guide.outcomes.items()}}
