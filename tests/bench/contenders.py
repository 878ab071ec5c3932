"""Who is measured: the engine, a generated if-chain as the floor, and other engines, each on its fastest path.

A contender takes a table and gives a function from answers to the outcome.  Other engines are optional.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import Any

from tests.bench.subjects import table
from tests.bench.tables import Conditions, Plain
from tests.evaluate import fastest

Evaluate = Callable[[Any], Any]


@dataclass(frozen=True)
class Contender:
    """An engine: the package it needs, how it learns a table, and what is done to answers before the clock runs."""

    name: str
    package: str | None
    make: Callable[[Plain], Evaluate]
    convert: Callable[[dict[str, str]], Any] = lambda answers: answers

    def version(self) -> str | None:
        """The version installed; None where there is none."""
        try:
            return metadata.version(self.package) if self.package else ""
        except metadata.PackageNotFoundError:
            return None


def _ours(subject: Plain) -> Evaluate:
    return fastest(table(subject.name), {})


def _chain(subject: Plain) -> Evaluate:
    """What a programmer might write by hand: one ``if`` for each rule."""
    lines = [f"    if {_python(rule)}: return {outcome!r}" for rule, outcome in _rows(subject)]
    made: dict[str, Evaluate] = {}
    exec("\n".join(["def decide(answers):", *lines]), made)
    return made["decide"]


def _python(rule: Conditions) -> str:
    tests = (
        f"answers[{question!r}] == {options[0]!r}" if len(options) == 1 else f"answers[{question!r}] in {options!r}"
        for question, options in rule.items()
    )
    return " and ".join(tests) or "True"


def _zen(subject: Plain) -> Evaluate:
    """A static loader and ``engine.evaluate``: its decision is compiled once; trace is off."""
    fields = [{"id": q, "name": q, "field": q, "type": "expression"} for q in subject.domains]
    output = {"id": "outcome", "name": "outcome", "field": "outcome", "type": "expression"}
    rows = [
        {"_id": f"r{at}", "outcome": json.dumps(outcome)}
        | {question: ", ".join(map(json.dumps, rule.get(question, ()))) for question in subject.domains}
        for at, (rule, outcome) in enumerate(_rows(subject))
    ]
    content = {"hitPolicy": "first", "inputs": fields, "outputs": [output], "rules": rows}
    parts = {"in": ("inputNode", {}), "table": ("decisionTableNode", content), "out": ("outputNode", {})}
    nodes = [
        {"id": name, "type": kind, "name": name, "position": {"x": 0, "y": 0}, "content": inside}
        for name, (kind, inside) in parts.items()
    ]
    ways = (("in", "table"), ("table", "out"))
    edges = [{"id": one + other, "sourceId": one, "targetId": other, "type": "edge"} for one, other in ways]
    loader = {"type": "static", "content": {"decision": {"nodes": nodes, "edges": edges}}}
    evaluate = import_module("zen").ZenEngine({"loader": loader}).evaluate
    return lambda answers: evaluate("decision", answers)["result"].get("outcome")


def _datalogic(subject: Plain) -> Evaluate:
    evaluate: Evaluate = import_module("datalogic_py").Engine().compile(_json_logic(subject)).evaluate
    return evaluate


def _datalogic_converted(subject: Plain) -> Evaluate:
    """Its hot path: a session, and answers that were turned into its own form beforehand."""
    engine = import_module("datalogic_py").Engine()
    rule, session = engine.compile(_json_logic(subject)), engine.session()
    evaluate = session.evaluate_data
    return lambda answers: evaluate(rule, answers)


def _handle(answers: dict[str, str]) -> Any:
    return import_module("datalogic_py").DataHandle(answers)


def _json_logic_python(subject: Plain) -> Evaluate:
    apply, rule = import_module("json_logic").jsonLogic, _json_logic(subject)
    return lambda answers: apply(rule, answers)


def _json_logic(subject: Plain) -> dict[str, Any]:
    branches: list[Any] = []
    for rule, outcome in _rows(subject):
        branches += [{"and": [_logic(*condition) for condition in rule.items()]} if rule else True, outcome]
    return {"if": branches}


def _logic(question: str, options: tuple[str, ...]) -> dict[str, Any]:
    return {"==": [{"var": question}, options[0]]} if len(options) == 1 else {"in": [{"var": question}, list(options)]}


def _rows(subject: Plain) -> Iterator[tuple[Conditions, str]]:
    return zip(subject.rules, subject.outcomes, strict=True)


OURS = Contender("this engine", None, _ours)
CHAIN = Contender("if-chain", None, _chain)
ZEN = Contender("zen-engine", "zen-engine", _zen)
DATALOGIC = Contender("datalogic-py", "datalogic-py", _datalogic)
CONVERTED = Contender("datalogic-py, converted", "datalogic-py", _datalogic_converted, _handle)
JSON_LOGIC = Contender("json-logic-qubit", "json-logic-qubit", _json_logic_python)
FAST = (OURS, CHAIN, ZEN, DATALOGIC, CONVERTED)
CLAIMING = (CHAIN, ZEN, DATALOGIC, JSON_LOGIC)


def installed(contenders: tuple[Contender, ...]) -> list[Contender]:
    """Those that are there; a line says which are missing."""
    for contender in contenders:
        if contender.version() is None:
            print(f"{contender.name}: not installed, so not measured")
    return [contender for contender in contenders if contender.version() is not None]
