"""What the program says of a guide of the tests, whole: a word, a figure or a line that changes shows here.

``UPDATE=1 make test ARGS=tests/told`` writes it anew; look at what changed before you commit it.  The guide about
machine learning has no part in it: who changes a rule there touches nothing here.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from calculator.authoring import load
from calculator.cli import cli
from calculator.engine import bridge
from calculator.engine.link import write_fragment
from calculator.publishing.when import epoch
from tests.snapshots import same_as_committed

HERE = Path(__file__).parent
GUIDE, OVERLAY = HERE / "guide.yaml", HERE / "theirs.yaml"
BILL = HERE.parent / "authoring/guides/bill.yaml"
BROKEN = HERE.parent / "authoring/guides/many-problems.yaml"
TABLES = sorted((HERE.parent / "analysis/tables").glob("*.yaml"))
ON, BEFORE = "2026-11-29", "2025-06-01"
LOADED = load(GUIDE)
assert LOADED.guide
assert LOADED.json
QUESTIONS = {question.id: [choice.id for choice in question.choices] for question in LOADED.guide.questions.values()}


def some_answers(count: int, share: float, seed: int) -> list[dict[str, str]]:
    """Seeded answer sets, in which about ``share`` of the questions are answered."""
    rng = random.Random(seed)
    return [
        {question: rng.choice(choices) for question, choices in QUESTIONS.items() if rng.random() < share}
        for _ in range(count)
    ]


FULL, PART = some_answers(8, 1, 1), some_answers(6, 0.6, 2)


def said(*arguments: str, stdin: str = "") -> str:
    """What a call of the command line prints, and how it ends."""
    clock = {"SOURCE_DATE_EPOCH": epoch(ON)}  # a record is dated by the day on which it is written
    result = CliRunner().invoke(cli, arguments, input=stdin, env=clock, prog_name="calculator")
    text = result.output.replace(f"{HERE.parent}/", "").replace(f"{HERE.parent.parent}/", "")
    return f"{text}exit code {result.exit_code}\n"


def decided(answers: Mapping[str, str], *more: str, on: str = ON, rules: Path = GUIDE) -> str:
    answered = [part for question, choice in answers.items() for part in ("--set", f"{question}={choice}")]
    return said("decide", *answered, "--rules", str(rules), "--on", on, *more)


def asked(**request: object) -> str:
    """What the browser is told."""
    bridge.open_guide(json.dumps(LOADED.json))
    return json.dumps(json.loads(bridge.answer(json.dumps({"today": ON, **request}))), indent=1, ensure_ascii=False)


def changed(folder: Path, old: str, new: str) -> str:
    """Another edition of the guide."""
    path = folder / "guide.yaml"
    text = GUIDE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return str(path)


EDITIONS = [
    ("size: [memory, disk], operate: [nobody, ourselves]", "size: memory, operate: [nobody, ourselves]"),
    ("    given: {D-04: true}\n    then: valkey", "    given: {D-04: true}\n    then: postgres+valkey"),
    ("  - id: item\n", "  - id: thing\n"),
    ("label: A provider, help", "label: Somebody who is paid, help"),
    ("E5, when: {home: anywhere}", "E5, when: {home: aws}"),
]


def teams() -> str:
    rows = [",".join(["team", *QUESTIONS])]
    rows += [
        ",".join([f"team {at}", *(answers.get(q, "") for q in QUESTIONS)]) for at, answers in enumerate(FULL + PART)
    ]
    return "\n".join([*rows, "odd,everything" + "," * (len(QUESTIONS) - 1)]) + "\n"


TOLD: dict[str, Callable[[Path], str | Iterator[str]]] = {
    "verdicts": lambda _: (decided(answers) for answers in FULL),
    "open verdicts": lambda _: (decided(answers) for answers in [{}, *PART]),
    "verdicts at another date": lambda _: (decided(answers, on=BEFORE) for answers in FULL[:4] + PART[:2]),
    "verdicts of an organisation": lambda _: (decided(one, "--overlay", str(OVERLAY)) for one in FULL[:4] + PART[:2]),
    "verdicts as values": lambda _: (decided(answers, "--format", "json") for answers in FULL[:1] + PART[:1]),
    "records": lambda _: (decided(answers, "--format", "adr") for answers in FULL[:2] + PART[:1]),
    "cards": lambda _: (decided(answers, "--format", "html") for answers in FULL[:2] + PART[:1]),
    "held answers": lambda _: decided(FULL[0], "--hold", "size", "--hold", "writers"),
    "bills": lambda _: (
        said("cost", "--rules", str(BILL), "--on", ON, "--set", f"team={team}", "--volume", f"runs={runs}")
        for team in ("small", "large")
        for runs in ("1", "30", "5000")
    ),
    "records with a bill": lambda _: (
        decided({"team": "large"}, "--bill", "--format", form, rules=BILL) for form in ("text", "adr")
    ),
    "two answer sets": lambda _: (
        asked(compare=[write_fragment(one), write_fragment(other)])
        for one, other in [(FULL[0], FULL[1]), (FULL[2], PART[0]), (FULL[3], FULL[3]), ({}, FULL[4])]
    ),
    "what the page is told": lambda _: (
        asked(fragment=fragment, only="glance")
        for fragment in (write_fragment(PART[1]), "busy=hot&loss=maybe&size=huge&_rules=123456")
    ),
    "proofs of tables": lambda _: (said("check", "--rules", str(path), "--on", ON) for path in TABLES),
    "proof": lambda _: said("check", "--rules", str(GUIDE), "--on", ON),
    "problems": lambda _: said("check", "--rules", str(BROKEN), "--on", ON),
    "facts": lambda _: said("facts", "--rules", str(GUIDE), "--on", ON),
    "cases": lambda _: said("cases", "--rules", str(GUIDE), "--on", ON),
    "differences": lambda folder: (
        said("diff", str(GUIDE), changed(folder, *edition), "--on", ON, "--format", form)
        for edition in EDITIONS
        for form in ("text", "markdown")
    ),
    "difference of two dates": lambda _: said("diff", str(GUIDE), str(GUIDE), "--on", ON, "--on-old", BEFORE),
    "overlay": lambda folder: said(
        "overlay", "--rules", changed(folder, "Which", "What"), "--overlay", str(OVERLAY), "--on", ON
    ),
    "teams": lambda _: said("batch", "-", "--rules", str(GUIDE), "--on", ON, stdin=teams()),
    "portfolio": lambda _: said("portfolio", "-", "--rules", str(GUIDE), "--on", ON, stdin=teams()),
    "queries": lambda _: (
        said("export", "--format", form, "--rules", str(GUIDE), "--on", ON) for form in ("sql", "dmn", "jdm")
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_the_program_says_is_what_was_read_and_agreed(name: str, tmp_path: Path) -> None:
    told = TOLD[name](tmp_path)
    text = told if isinstance(told, str) else f"\n{'-' * 100}\n".join(told)
    steady = re.sub(r"\b[0-9a-f]{12,64}\b", "(digest)", text.replace(f"{tmp_path}/", "edition/"))
    same_as_committed(HERE / f"kept/{name.replace(' ', '-')}.txt", steady)
