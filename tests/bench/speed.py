"""The plain outcome of complete answers, side by side: one process, contenders in turn, ratios within each round.

Time is processor time of this process, so that other programs on the machine disturb little.  Before anything is
timed, all contenders must agree with the definition of first match on every answer.
"""

from collections.abc import Callable
from itertools import count
from statistics import quantiles
from time import process_time
from typing import Any

from tests.bench.contenders import FAST, OURS, Contender, installed
from tests.bench.subjects import SUBJECTS, full_answers, plain

ROUNDS = 21
TIMED = 1_000  # answers of a round
SHORTEST = 0.02  # seconds: a faster contender goes over the answers several times


def measure() -> dict[str, Any]:
    """Per subject and contender the microseconds per answer of every round."""
    contenders = installed(FAST)
    return {
        "rounds": ROUNDS,
        "versions": {contender.package: contender.version() for contender in contenders if contender.package},
        "microseconds": {name: _subject(name, contenders) for name in SUBJECTS},
    }


def _subject(name: str, contenders: list[Contender]) -> dict[str, list[float]]:
    ready = [
        (contender, contender.make(plain(name)), [contender.convert(answers) for answers in full_answers(name)])
        for contender in contenders
    ]
    expected = [plain(name).first(answers) for answers in full_answers(name)]
    for contender, evaluate, answers in ready:
        assert list(map(evaluate, answers)) == expected, f"{contender.name} disagrees on {name}"
    passes = {contender.name: _passes(evaluate, answers) for contender, evaluate, answers in ready}
    found: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for turn in range(ROUNDS):
        for contender, evaluate, answers in ready if turn % 2 else reversed(ready):
            seconds = _once(evaluate, answers[:TIMED], passes[contender.name])
            found[contender.name].append(round(seconds / passes[contender.name] / TIMED * 1e6, 4))
    print(f"{name}: measured", flush=True)
    return found


def _passes(evaluate: Callable[[Any], Any], answers: list[Any]) -> int:
    return next(passes for passes in count(1) if passes * _once(evaluate, answers[:TIMED], 1) > SHORTEST)


def _once(evaluate: Callable[[Any], Any], answers: list[Any], passes: int) -> float:
    start = process_time()
    for _ in range(passes):
        for one in answers:
            evaluate(one)
    return process_time() - start


def ratios(rounds: dict[str, list[float]], other: str) -> tuple[float, float, float]:
    """How many times as long the other takes: lower quartile, median, upper quartile of the rounds."""
    pairs = zip(rounds[other], rounds[OURS.name], strict=True)
    low, middle, high = quantiles([theirs / ours for theirs, ours in pairs], n=4)
    return low, middle, high
