"""Guide <-> plain JSON values: the one form in which a rule file travels after it was checked.

The JSON has the keys of the YAML, plus ``digest``, ``words`` and a ``line`` on each row that decides or warns.
It is trusted: ``authoring`` has checked it, so a malformed value raises KeyError or TypeError here.
"""

import json
from typing import Any

from .model import (
    Case,
    Caution,
    Choice,
    Correction,
    Effort,
    Fact,
    Guide,
    Migration,
    Now,
    Outcome,
    Probe,
    Question,
    Rule,
    Source,
)
from .priced import Cost, Level, Prefill, Price, Quota, Sample, Tier, Volume
from .shown import Cell, Check, Edge, Elsewhere, Held, Message, Moment, Move, Node, Overlay, Row, Sequence, Tool

Json = dict[str, Any]
NO_GUIDE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)  # what reading anything else raises


def guide_from_json(data: str | Json) -> Guide:
    """The Guide of a ``rules.json`` (its text, or its parsed object)."""
    raw: Json = json.loads(data) if isinstance(data, str) else data
    head = raw["guide"]
    return Guide(
        title=head["title"],
        edition=head["edition"],
        licence=head["licence"],
        scope=head["scope"],
        not_for=tuple(Elsewhere(**item) for item in head.get("not_for", ())),
        moments=tuple(Moment(**item) for item in head.get("moments", ())),
        sources=_by_id(Source(**item) for item in raw["sources"]),
        facts=_by_id(_fact(item) for item in raw["facts"]),
        tools=_by_id(_tool(item) for item in raw["tools"]),
        comparison=tuple(Row(**item) for item in raw.get("comparison", ())),
        outcomes=_by_id(_outcome(item) for item in raw["outcomes"]),
        questions=_by_id(_question(item) for item in raw["questions"]),
        rules=tuple(_rule(item) for item in raw["rules"]),
        cautions=tuple(_caution(item) for item in raw.get("cautions", ())),
        effort=tuple(_effort(item) for item in raw.get("effort", ())),
        checklist=tuple(Check(**_tuples(item, "sources")) for item in raw.get("checklist", ())),
        cases=_by_id(Case(**_tuples(item, "sources")) for item in raw.get("cases", ())),
        migrations=tuple(_migration(item) for item in raw.get("migrations", ())),
        corrections=tuple(_correction(item) for item in raw.get("corrections", ())),
        volumes=_by_id(_volume(item) for item in raw.get("volumes", ())),
        samples=tuple(Sample(**item) for item in raw.get("samples", ())),
        prices=_by_id(_price(item) for item in raw.get("prices", ())),
        costs=tuple(Cost(**_tuples(item, "outcomes")) for item in raw.get("costs", ())),
        quotas=tuple(Quota(**_tuples(item, "outcomes")) for item in raw.get("quotas", ())),
        frame=_choices(raw.get("frame", {})),
        words=raw.get("words", {}),
        digest=raw.get("digest", ""),
        overlay=_overlay(raw["overlay"]) if "overlay" in raw else None,
    )


def _by_id(items: Any) -> dict[str, Any]:
    return {item.id: item for item in items}


def _tuples(item: Json, *keys: str) -> Json:
    return {key: tuple(value) if key in keys else value for key, value in item.items()}


def _choices(by_question: Json) -> Json:
    return {q: (choices,) if isinstance(choices, str) else tuple(choices) for q, choices in by_question.items()}


def _when(item: Json) -> Json:
    return _choices(item.get("when", {}))


def _fact(item: Json) -> Fact:
    item = _tuples(item, "sources")
    if probe := item.get("probe"):
        item["probe"] = Probe(**_tuples(probe, "expect"))
    if now := item.get("now"):
        item["now"] = Now(**_tuples(now, "sources"))
    return Fact(**item)


def _tool(item: Json) -> Tool:
    compare = {row: Cell(**_tuples(cell, "sources")) for row, cell in item.get("compare", {}).items()}
    return Tool(**{**_tuples(item, "sources"), "compare": compare})


def _outcome(item: Json) -> Outcome:
    pattern = item["pattern"]
    return Outcome(
        id=item["id"],
        title=item["title"],
        parts=tuple(item["parts"]),
        summary=item["summary"],
        nodes=tuple(Node(**node) for node in pattern["nodes"]),
        edges=tuple(Edge(edge["from"], edge["to"], edge.get("label", "")) for edge in pattern["edges"]),
        first_day=tuple(item["first_day"]),
        first_week=tuple(item["first_week"]),
        outgrown=tuple(Move(**_tuples(move, "sources")) for move in item.get("outgrown", ())),
        rivals=tuple(item.get("rivals", ())),
        sequences=tuple(_sequence(sequence) for sequence in item.get("sequences", ())),
        sources=tuple(item["sources"]),
        starter=item.get("starter"),
    )


def _sequence(item: Json) -> Sequence:
    said = (Message(each["from"], each["to"], each["label"], each.get("case", "")) for each in item["messages"])
    return Sequence(item["title"], tuple(said))


def _question(item: Json) -> Question:
    item = _tuples(item, "sources")
    item["choices"] = tuple(Choice(**choice) for choice in item["choices"])
    return Question(**item)


def _rule(item: Json) -> Rule:
    return Rule(**{**_tuples(item, "sources"), "when": _when(item), "given": item.get("given", {})})


def _caution(item: Json) -> Caution:
    conditions = {"when": _when(item), "given": item.get("given", {}), "outcomes": tuple(item.get("outcomes", ()))}
    return Caution(**{**_tuples(item, "sources"), **conditions})


def _correction(item: Json) -> Correction:
    return Correction(**{**_tuples(item, "sources"), "when": _when(item)})


def _effort(item: Json) -> Effort:
    conditions = {"when": _when(item), "given": item.get("given", {}), "outcomes": tuple(item["outcomes"])}
    weight = None if item["weight"] == "cannot" else item["weight"]
    return Effort(**{**_tuples(item, "sources"), **conditions, "weight": weight})


def _volume(item: Json) -> Volume:
    levels = tuple(Level(**level) for level in item.get("levels", ()))
    prefill = tuple(Prefill(_when(row), row["value"]) for row in item.get("prefill", ()))
    return Volume(**{**item, "levels": levels, "prefill": prefill})


def _price(item: Json) -> Price:
    return Price(**{**item, "tiers": tuple(Tier(**tier) for tier in item.get("tiers", ()))})


def _migration(item: Json) -> Migration:
    return Migration(item["kind"], item["from"], item["to"], item.get("question"))


def _overlay(item: Json) -> Overlay:
    held = tuple(Held(**_tuples(one, "choices", "labels")) for one in item["held"])
    changed, added = ({kind: tuple(ids) for kind, ids in item[key].items()} for key in ("changed", "added"))
    return Overlay(item["by"], item["contact"], changed, added, item["banned"], held)
