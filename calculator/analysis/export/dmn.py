"""The guide as DMN 1.3: a decision table with hit policy FIRST for the verdict, one with COLLECT for the cautions."""

import json
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from .exchange import VERDICT, Exchange, Input, Line
from .jdm import cell

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DRAWN = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
BOUNDS = "http://www.omg.org/spec/DMN/20180521/DC/"
NAMESPACE = "https://www.omg.org/spec/DMN/20191111/guide"


def as_dmn(made: Exchange, title: str) -> str:
    """The text of a DMN file."""
    root = ET.Element("definitions", {"xmlns": MODEL, "xmlns:dmndi": DRAWN, "xmlns:dc": BOUNDS})
    root.attrib |= {"id": "guide", "name": title, "namespace": NAMESPACE}
    seen = Input(VERDICT, VERDICT, "The verdict", made.outcomes)
    for one in made.inputs:
        data = ET.SubElement(root, "inputData", {"id": f"input_{one.name}", "name": one.name})
        ET.SubElement(data, "variable", {"id": f"variable_{one.name}", "name": one.name, "typeRef": _type(one)})
    verdict = _decision(root, "verdict", VERDICT, made.inputs)
    _table(verdict, "FIRST", made.inputs, made.rules, VERDICT)
    cautions = _decision(root, "cautions", "caution", made.inputs)
    needed = ET.SubElement(cautions, "informationRequirement", {"id": "cautions_need_verdict"})
    ET.SubElement(needed, "requiredDecision", {"href": "#verdict"})
    _table(cautions, "COLLECT", (*made.inputs, seen), made.cautions, "caution")
    _drawing(root, made.inputs)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _type(one: Input) -> str:
    return "string" if one.choices else "boolean"


def _decision(root: ET.Element, id: str, variable: str, inputs: Iterable[Input]) -> ET.Element:
    decision = ET.SubElement(root, "decision", {"id": id, "name": id})
    ET.SubElement(decision, "variable", {"id": f"variable_of_{id}", "name": variable, "typeRef": "string"})
    for one in inputs:
        needed = ET.SubElement(decision, "informationRequirement", {"id": f"{id}_needs_{one.name}"})
        ET.SubElement(needed, "requiredInput", {"href": f"#input_{one.name}"})
    return decision


def _table(decision: ET.Element, policy: str, inputs: Sequence[Input], lines: Iterable[Line], output: str) -> None:
    prefix = decision.attrib["id"]
    table = ET.SubElement(decision, "decisionTable", {"id": f"{prefix}_table", "hitPolicy": policy})
    for one in inputs:
        column = ET.SubElement(table, "input", {"id": f"{prefix}_{one.name}", "label": one.label})
        asked = ET.SubElement(column, "inputExpression", {"id": f"{prefix}_{one.name}_asked", "typeRef": _type(one)})
        ET.SubElement(asked, "text").text = one.name
        if one.choices:
            values = ET.SubElement(column, "inputValues", {"id": f"{prefix}_{one.name}_values"})
            ET.SubElement(values, "text").text = cell(one.choices)
    ET.SubElement(table, "output", {"id": f"{prefix}_out", "label": output, "name": output, "typeRef": "string"})
    for number, line in enumerate(lines, 1):
        row = ET.SubElement(table, "rule", {"id": f"{prefix}_rule_{number}"})
        ET.SubElement(row, "description").text = f"{line.id}: {line.note}"
        for at, value in enumerate(line.cells):
            entry = ET.SubElement(row, "inputEntry", {"id": f"{prefix}_{number}_{at}"})
            ET.SubElement(entry, "text").text = cell(value) or "-"
        entry = ET.SubElement(row, "outputEntry", {"id": f"{prefix}_{number}_out"})
        ET.SubElement(entry, "text").text = json.dumps(line.output)


def _drawing(root: ET.Element, inputs: Sequence[Input]) -> None:
    """Places for the boxes, so that an editor shows how the tables hang together."""
    diagram = ET.SubElement(ET.SubElement(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", {"id": "drawing"})
    places = [("cautions", 200, 40), ("verdict", 200, 200)]
    places += [(f"input_{one.name}", 20 + 200 * (at % 6), 360 + 90 * (at // 6)) for at, one in enumerate(inputs)]
    for id, x, y in places:
        shape = ET.SubElement(diagram, "dmndi:DMNShape", {"id": f"shape_{id}", "dmnElementRef": id})
        box = {"x": str(x), "y": str(y), "width": "180", "height": "60"}
        ET.SubElement(shape, "dc:Bounds", box)
