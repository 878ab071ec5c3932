"""The guide as JDM, the JSON of the GoRules engine: two decision tables, one after the other."""

import json
from collections.abc import Iterable
from typing import Any

from .exchange import VERDICT, Cell, Exchange, Input, Line

Json = dict[str, Any]


def as_jdm(made: Exchange) -> str:
    """The text of a JDM file."""
    seen = Input(VERDICT, VERDICT, "The verdict", made.outcomes)
    all_columns = (*made.inputs, seen)
    nodes = [
        _node("request", "inputNode", "Answers", 0, {}),
        _node("verdict", "decisionTableNode", "Verdict", 1, _table("first", made.inputs, made.rules, VERDICT)),
        _node("cautions", "decisionTableNode", "Cautions", 2, _table("collect", all_columns, made.cautions, "caution")),
        _node("response", "outputNode", "Answer", 3, {}),
    ]
    nodes[1]["content"] |= {"passThrough": True}
    nodes[2]["content"] |= {"outputPath": "cautions", "passThrough": True}
    ways = [("request", "verdict"), ("verdict", "cautions"), ("cautions", "response")]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in ways]
    whole = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _node(id: str, type: str, name: str, column: int, content: Json) -> Json:
    return {"id": id, "type": type, "name": name, "position": {"x": 300 * column, "y": 100}, "content": content}


def _table(policy: str, inputs: Iterable[Input], lines: Iterable[Line], output: str) -> Json:
    columns = list(inputs)
    return {
        "hitPolicy": policy,
        "inputs": [{"id": f"i-{one.name}", "name": one.label, "field": one.name} for one in columns],
        "outputs": [{"id": "o", "name": output, "field": output}],
        "rules": [
            {
                "_id": line.id,
                "_description": line.note,
                **{f"i-{one.name}": cell(value) for one, value in zip(columns, line.cells, strict=True)},
                "o": json.dumps(line.output),
            }
            for line in lines
        ],
    }


def cell(value: Cell) -> str:
    """A cell as both engines write it: empty for anything."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(json.dumps(choice) for choice in value)
