"""The picture of the README is the one that the rule file gives."""

from pathlib import Path
from xml.etree import ElementTree as ET

from calculator.diagrams.standalone import overview
from calculator.engine.model import Guide

COMMITTED = Path(__file__).parents[2] / "docs" / "assets" / "overview.svg"


def test_the_committed_overview_is_drawn_from_the_rule_file(shipped: Guide) -> None:
    assert COMMITTED.read_text() == overview(shipped, shipped.edition), (
        "run `.venv/bin/calculator renew` and commit what it writes"
    )


def test_the_overview_stands_alone() -> None:
    picture = ET.parse(COMMITTED).getroot()

    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [element for element in picture.iter() if element.tag.endswith("}a")]
