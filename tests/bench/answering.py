"""How long one Decision and one exact partial answer take.  Runs in this Python, and as a script inside Pyodide.

Standard library and engine only.  Arguments of the script: the guide's JSON file; it prints the result as JSON.
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from calculator.engine.codec import guide_from_json
from calculator.engine.logic.decide import decide
from calculator.engine.logic.search import possible_outcomes
from calculator.engine.logic.situation import facts_on, situation
from calculator.engine.model import Guide
from tests.bench.tables import Plain, compiled, full_answers, partial_answers
from tests.bench.tables import plain as seeded

BROWSER = sys.platform == "emscripten"
CLOCK = perf_counter if BROWSER else process_time  # WebAssembly knows no processor time
SIZES = {"decision": 200, "guide": 600, "T3": 200}


def measure(guide: Guide) -> dict[str, Any]:
    """Milliseconds of every single call, after the first, which compiles the table."""
    on = guide.edition
    choices = {question.id: tuple(choice.id for choice in question.choices) for question in guide.questions.values()}
    subject = Plain("guide", choices, [{}], ("any",))
    facts, table = facts_on(guide, on), compiled("T3")
    half = SIZES["decision"] // 2
    mixed = full_answers(subject, half) + partial_answers(subject, half)
    return {
        "python": sys.version.split()[0],
        "decision": _each(lambda answers: decide(guide, answers, on), mixed),
        "partial, guide": _each(
            lambda answers: situation(guide, answers, facts).possible(), partial_answers(subject, SIZES["guide"])
        ),
        "partial, T3": _each(
            lambda answers: possible_outcomes(table, table.box(answers, {})), partial_answers(seeded("T3"), SIZES["T3"])
        ),
    }


def _each(call: Callable[[Any], object], items: Iterable[Any]) -> list[float]:
    call({})
    return [round(_milliseconds(call, item), 4) for item in items]


def _milliseconds(call: Callable[[Any], object], item: Any) -> float:
    start = CLOCK()
    call(item)
    return (CLOCK() - start) * 1e3


def at(times: list[float], share: float) -> float:
    """The time within which this share of the calls ended."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


if __name__ == "__main__":
    print(json.dumps(measure(guide_from_json(Path(sys.argv[1]).read_text()))))
