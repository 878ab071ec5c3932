"""The slide is crowded if and only if the guide has a frame, and today the answer sets inside it lead to one outcome
only, are more than five thousand, or need more than nine questions.
"""

from collections.abc import Iterator
from math import prod

from calculator.engine.logic.slide import MOST_BOXES, MOST_SETS, inside, slide

from ..finding import Finding
from ..space.ground import Ground


def crowded_slide(ground: Ground) -> Iterator[Finding]:
    """One finding where the frame gives no slide that can be taken in."""
    if not ground.guide.frame:
        return
    shown = slide(ground.guide, ground.today)
    if shown is None:
        sets = prod(map(len, inside(ground.guide).values()))
        what = f"holds {sets:,} answer sets, {MOST_SETS:,} at most" if sets > MOST_SETS else "leaves nothing to ask"
        yield Finding("crowded-slide", "error", f"the frame {what}", on=ground.today)
    elif len(shown.boxes) > MOST_BOXES:
        message = f"the frame needs {len(shown.boxes)} questions on its slide, {MOST_BOXES} at most"
        yield Finding("crowded-slide", "error", f"{message}: leave fewer answers open", on=ground.today)
