"""The pictures of the README are those that the rule file gives."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from calculator.diagrams.standalone import PICTURES
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "assets"


@pytest.mark.parametrize("name", PICTURES)
def test_a_committed_picture_is_drawn_from_the_rule_file(shipped: Guide, name: str) -> None:
    assert (COMMITTED / name).read_text() == PICTURES[name](shipped, shipped.edition), (
        "run `.venv/bin/calculator renew` and commit what it writes"
    )


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_readme_stands_alone(name: str) -> None:
    picture = ET.parse(COMMITTED / name).getroot()

    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [element for element in picture.iter() if element.tag.endswith("}a")]
    assert f'src="docs/assets/{name}"' in (ROOT / "README.md").read_text()


def test_the_answer_in_the_readme_is_the_first_decided_case(shipped: Guide) -> None:
    text = "".join(ET.parse(COMMITTED / "answer.svg").getroot().itertext())
    verdicts = (decide(shipped, case.answers, shipped.edition).outcome for case in shipped.cases.values())

    assert shipped.outcomes[next(filter(None, verdicts))].title in text
