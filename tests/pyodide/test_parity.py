"""The engine in the runtime that the browser gets answers as the engine on this machine does, to the last byte."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from calculator.authoring import rules_json
from calculator.engine import bridge
from calculator.publishing.python.interpreter import interpreter
from calculator.publishing.python.runtime import build_runtime

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pyodide")]
ANSWER_SETS = 2_500
SEED = 20261123
TYPED = ("1", "30", "1,234.5", "730", "0", "-1", "1e308", "", "many", "999999")
HERE = Path(__file__).parent


def requests(guide: dict[str, Any]) -> Iterator[Any]:
    """Answer sets of every size on several dates, questions held fixed, broken links, and what is no request."""
    dice = random.Random(SEED)
    choices = {question["id"]: [choice["id"] for choice in question["choices"]] for question in guide["questions"]}
    for number in range(ANSWER_SETS):
        asked = dice.sample(sorted(choices), dice.randint(0, len(choices)) if number % 2 else len(choices))
        answers = {question: dice.choice(choices[question]) for question in asked}
        request: dict[str, Any] = {"answers": answers, "today": "2026-11-23"}
        if number % 5 == 0:
            request["on"] = dice.choice(["2021-12-16", "2024-02-29", "2026-11-23", "2031-01-01"])
        if number % 7 == 0:
            request["held"] = dice.sample(sorted(choices), 2)
        if number % 11 == 0:
            request |= {"adr": True, "link": "https://example.org/#x"}
        if number % 3 == 0:
            request["only"] = dice.choice(["glance", "proof"])
        if number % 13 == 0:
            request["bill"] = {volume["id"]: dice.choice(TYPED) for volume in dice.sample(guide["volumes"], 2)}
        yield request
    yield from (
        {"fragment": text}
        for text in ("", "#", "home=mars&%F0%9F%98%80=%zz&scale", "_on=2021-12-16&_held=home,x&_rules=0", "a" * 9_000)
    )
    yield from (
        {"answers": 3},
        {"on": "soon"},
        {"held": 7},
        {"fragment": None},
        {"adr": True, "on": "2026-02-30"},
        [],
        None,
        3,
        "text",
    )


def test_the_browsers_engine_answers_as_the_one_here(project: Path, tmp_path: Path) -> None:
    rules = json.dumps(rules_json((project / "docs/rules.yaml").read_bytes(), "rules.yaml")[0])
    lines = [json.dumps(request) for request in requests(json.loads(rules))]
    (tmp_path / "rules.json").write_text(rules, encoding="utf-8")
    (tmp_path / "requests.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    app = tmp_path / "runtime" / str(build_runtime(project, tmp_path / "runtime")["app"])
    interpreter(project).run(HERE / "answer_inside.py", ["/folder"], mounts={"/folder": tmp_path}, stdlib=app)
    bridge.open_guide(rules)
    inside = (tmp_path / "inside.jsonl").read_text(encoding="utf-8").split("\n")
    differing = [line for line, there in zip(lines, inside, strict=False) if bridge.answer(line) != there]
    assert differing == []
    assert len(inside) == len(lines) + 1
