"""The raw results as one page for people: nothing on it was typed by hand."""

import json
import re
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.bench import speed
from tests.bench.answering import at
from tests.bench.contenders import CHAIN, DATALOGIC, OURS, ZEN
from tests.bench.peers import FLOOR, PEERS, PYTHONS
from tests.bench.tables import NAMES, plain

RESULTS = Path(__file__).parent / "results"
PAGE = Path(__file__).parents[2] / "docs/maintaining/benchmarks.md"
Results = dict[str, Any]

HEAD = """# Benchmarks

How fast the engine answers, beside other engines, and what each of them makes of open questions.
{ .lead }

`make bench` measures all of this again and writes this page.
It needs the other engines and takes some minutes.
What it measured is kept, number by number, in `tests/bench/results/`.
A test holds this page to those files.

## What is measured

The tables come from seeded numbers, so they are the same on every machine.
A digest of each is kept beside them.
"""

SPEED = """## A plain outcome

All questions are answered, and only the outcome is asked for.
All engines run in one process and take turns.
Before the clock starts, they must agree on every answer.
Each takes its fastest path, and we count processor time.
The if-chain is Python code made from the table, with one `if` for each rule.

Microseconds for each answer, at the median:
"""

RATIOS = """How many times as long the others take, at the median of the rounds, with the quartiles:
"""

CONVERTED_NOTE = """The engine datalogic-py can also take answers in a form of its own.
The last column leaves out the time for turning answers into that form.
We show it for completeness, since your answers have to come from somewhere.
"""

ANSWERING = """## A whole decision, and an open one

A whole decision carries all its reasons.
Half of those measured here have open questions.
An exact partial answer is the set of outcomes that are still possible, with nothing left to chance.
Each call is timed once, with the table in memory.
Pyodide is the Python that runs in your browser; here it ran under Node.

Milliseconds for each call:
"""

BROWSING = """## In a browser

What you wait for when you open a link with answers: until the verdict stands, and until its reasons do.
The verdict comes from the decision diagram in the page, the reasons from Python.
The first paint is that of the same page where nothing is answered yet.

Everything comes from a server on the same machine.
The slow line has 10 Mbit/s and 40 milliseconds each way, and the page computes a quarter as fast.
The browser slows only the page: Python runs there on the other page, and in the background on ours.

The other pages run the same engine, started as the documentation of each shows it: Pyodide in the page, Pyodide in a
worker, and PyScript.
The page of publicodes has the same rules in an engine without Python, and gives no reasons: nothing starts faster.
All take turns, and each round is a new reader with an empty browser.
A later visit is the second one of the same reader.
What starts Python only at the press of a button, such as markdown-exec and pyodide-mkdocs-theme, answers no link.

Milliseconds at the median:
"""

SHARED = """How long ours takes, each other page being 1 (with the quartiles of the rounds):
"""

CLICKED = """From a click on an answer to the frame that shows the new verdict, and to the one that shows the reasons.
The verdict comes first where it is another one, from the diagram; in milliseconds:
"""
CLICK_HEAD, SHARES = ["What", "median", "95th percentile", "99th percentile", "longest"], (0.5, 0.95, 0.99, 1)

SCORES = """## Open questions, answered by others

Each engine gets the same answer sets with open questions.
Where only one outcome is left, it should name it.
Where several are left, it should name none.
The truth was found by looking at the whole answer space, without any engine.
"""


LASTING = """## A long day

Very many decisions in one process, and very many links followed in one tab: full answers, open ones and spoiled ones.
Afterwards a fresh process decides alike; what memory grows by once it is warm stands in the last two columns.

How many of those compared were alike, and megabytes after a tenth and at the end (of a tab: what scripts hold):
"""


def written() -> str:
    """The page, from the results kept."""
    timed, scored = _kept("speed"), _kept("scores")
    inside, outside = _kept("answering-pyodide"), _kept("answering")
    speed_blocks = [_microseconds(timed["measured"]), RATIOS, _ratios(timed["measured"]), CONVERTED_NOTE]
    blocks = [HEAD, _tables(), SPEED, *speed_blocks, ANSWERING, _answering(outside["measured"], inside["measured"])]
    browsed = _kept("browsing")
    blocks += [BROWSING, _browsing(browsed["measured"]), SCORES, _scores(scored["measured"])]
    lasted = [_kept(name) if (RESULTS / f"{name}.json").exists() else None for name in ("lasting", "lasting-tab")]
    blocks += [LASTING + _lasting(*lasted)] if any(lasted) else []
    return "\n".join([*blocks, _machines(timed, outside, inside, scored, browsed, *filter(None, lasted))])


def _kept(part: str) -> Results:
    kept: Results = json.loads((RESULTS / f"{part}.json").read_text())
    return kept


def as_json(results: Results) -> str:
    """Results as a file: a list of numbers stays on one line."""
    text = json.dumps(results, indent=1, ensure_ascii=False)
    return re.sub(r"\[[^][{}\"]*\]", lambda numbers: " ".join(numbers[0].split()), text) + "\n"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _tables() -> str:
    rows = [
        [table.name, str(len(table.domains)), f"{len(table.rules):,}", f"`{table.digest()[:12]}`"]
        for table in map(plain, NAMES)
    ]
    guide = ["guide", "as shipped", "as shipped", "see below"]
    return _table(["Table", "Questions", "Rules", "Digest"], [*rows, guide])


def _microseconds(measured: Results) -> str:
    names = list(next(iter(measured["microseconds"].values())))
    rows = [
        [subject, *(_short(median(rounds[name])) for name in names)]
        for subject, rounds in measured["microseconds"].items()
    ]
    return _table(["Table", *names], rows)


def _ratios(measured: Results) -> str:
    names = [name for name in next(iter(measured["microseconds"].values())) if name != OURS.name]
    rows = [
        [subject, *(_ratio(*speed.ratios(rounds, name)) for name in names)]
        for subject, rounds in measured["microseconds"].items()
    ]
    return _table(["Table", *names], rows)


def _ratio(low: float, middle: float, high: float) -> str:
    return f"**{_short(middle)}** ({_short(low)} to {_short(high)})"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def _answering(outside: Results, inside: Results) -> str:
    rows = [
        [f"{what} in {where}", *(_short(at(times[what], share)) for share in (0.5, 0.95, 0.99, 1))]
        for what in ("decision", "partial, guide", "partial, T3")
        for where, times in (("CPython", outside), ("Pyodide", inside))
    ]
    return _table(["What", "median", "95th percentile", "99th percentile", "longest"], rows)


def _browsing(measured: Results) -> str:
    lines = measured["visits"].items()
    all_visits = {f"{line} line, {visit}": times for line, visits in lines for visit, times in visits.items()}
    names = ("first paint", "verdict", "reasons", *PEERS)
    rows = [[visit, *(_short(median(times[name])) for name in names)] for visit, times in all_visits.items()]
    shares = [
        [
            visit,
            *(_share(times["verdict"], times[name]) for name in ("first paint", FLOOR)),
            *(_share(times["reasons"], times[name]) for name in PYTHONS),
        ]
        for visit, times in all_visits.items()
    ]
    share_head = ["Visit", "verdict / first paint", f"verdict / {FLOOR}", *(f"reasons / {name}" for name in PYTHONS)]
    clicks = [[name, *(_short(at(waits, share)) for share in SHARES)] for name, waits in measured["click"].items()]
    tables = [_table(["Visit", *names], rows), SHARED, _table(share_head, shares)]
    return "\n".join([*tables, CLICKED, _table(CLICK_HEAD, clicks)])


def _share(ours: list[float], theirs: list[float]) -> str:
    """The rounds one by one; a verdict that Python gave before the diagram did was not timed."""
    low, middle, high = quantiles([one / other for one, other in zip(ours, theirs, strict=False)])
    return f"**{middle:.2f}** ({low:.2f} to {high:.2f})"


def _scores(measured: Results) -> str:
    parts = []
    head = ["Engine", "Decided ones named", "Named though several are left", "Named an impossible one"]
    for subject, result in measured["subjects"].items():
        cases, decided = result["cases"], result["decided"]
        scores = result["scores"].items()
        rows = [
            [name, f"{of['found']} of {decided}", f"{of['too early']} of {cases - decided}", str(of["impossible"])]
            for name, of in scores
        ]
        parts += [f"{subject}: {cases} answer sets, {decided} of them decided.\n", _table(head, rows)]
    return "\n".join(parts)


def _lasting(process: Results | None, tab: Results | None) -> str:
    rows = []
    if process:
        of = process["measured"]
        alike = f"{of['alike']:,} of {of['compared']:,}"
        rows.append(["one process", f"{of['decisions']:,}", alike, str(of["warm MB"]), str(of["end MB"])])
    if tab:
        of = tab["measured"]
        alike = f"{of['alike']:,} of {of['decisions']:,}"
        rows.append(["one tab", f"{of['decisions']:,}", alike, str(of["warm"]["MB"]), str(of["end"]["MB"])])
    return "\n" + _table(["Where", "decisions", "alike", "warm", "at the end"], rows)


def _machines(*parts: Results) -> str:
    told = dict.fromkeys(_machine(part["machine"]) for part in parts)
    timed, _, inside, scored, browsed, *_ = parts
    installed = timed["measured"]["versions"] | scored["measured"]["versions"]
    versions = ", ".join(f"{name} {version}" for name, version in installed.items())
    told |= dict.fromkeys([f"Pyodide: Python {inside['measured']['python']}", browsed["measured"]["browser"]])
    lines = [f"- {line}" for line in (*told, f"Others: {versions}")]
    return "\n".join(["## Where and when", "", *lines, ""])


def _machine(facts: Results) -> str:
    return (
        f"{facts['date']}: {facts['processor']}, {facts['cores']} cores, {facts['system']}, {facts['python']}; "
        f"rule file `{facts['rules'][:12]}`"
    )


def targets() -> dict[str, bool]:
    """What this project promised itself, and whether the results kept reach it."""
    rounds = _kept("speed")["measured"]["microseconds"]
    small, large = ("T1", "T2", "guide"), ("T3", "T3t")
    reached = {
        "five times zen-engine everywhere": all(_times(rounds, name, ZEN.name) >= 5 for name in rounds),
        "datalogic-py on small tables": all(_times(rounds, name, DATALOGIC.name) >= 1 for name in small),
        "four times datalogic-py on large ones": all(_times(rounds, name, DATALOGIC.name) >= 4 for name in large),
        "twice the if-chain on large ones": all(_times(rounds, name, CHAIN.name) >= 2 for name in large),
        "the if-chain on the guide": _times(rounds, "guide", CHAIN.name) >= 1,
    }
    for part, limits in (("answering", (5, 1, 50)), ("answering-pyodide", (None, 5, 150))):
        measured = _kept(part)["measured"]
        decision, guide, large_one = limits
        if decision:
            reached[f"{part}: median decision"] = at(measured["decision"], 0.5) < decision
        reached[f"{part}: partial answers of the guide"] = at(measured["partial, guide"], 0.95) <= guide
        reached[f"{part}: partial answers of T3"] = at(measured["partial, T3"], 0.95) <= large_one
    waits = _kept("browsing")["measured"]
    start = median(waits["visits"]["plain"]["first visit"]["Pyodide"])
    reached["browsing: a click takes a thirtieth of Python's start"] = at(waits["click"]["reasons"], 0.95) <= start / 30
    for line, visits in waits["visits"].items():
        for visit, times in visits.items():
            reached[f"browsing: {line} line, {visit}"] = median(times["reasons"]) <= 0.6 * median(times["Pyodide"])
            verdict, paint = median(times["verdict"]), median(times["first paint"])
            reached[f"browsing: {line} line, verdict of {visit}"] = verdict <= 0.25 * median(times["Pyodide"])
            painted = verdict <= (1.15 if line == "plain" else 1.35) * paint
            reached[f"browsing: {line} line, verdict of {visit} beside the first paint"] = painted
    for name, result in _kept("scores")["measured"]["subjects"].items():
        ours = result["scores"][OURS.name]
        scored = ours["found"], ours["too early"], ours["impossible"]
        reached[f"scores on {name}"] = scored == (result["decided"], 0, 0)
    return reached


def _times(rounds: dict[str, dict[str, list[float]]], subject: str, other: str) -> float:
    return speed.ratios(rounds[subject], other)[1] if other in rounds[subject] else float("inf")
