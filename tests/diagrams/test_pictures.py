"""What every picture owes its readers."""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from calculator.diagrams import Links, figures
from calculator.diagrams.figures import pictures
from calculator.diagrams.renderer import NoRenderer
from calculator.diagrams.stages import CARDS, letter, stages
from calculator.engine.logic.tree import decision_tree
from calculator.engine.model import Guide
from tests.diagrams.conftest import HARD
from tests.diagrams.drawn import HREF, parse, ways

ON = "2026-11-23"
ESCAPES = "".join(HARD.partition(", ")[2].partition(" Donau")[0].split())  # all that a renderer might replace
NARROW = 360 * 14 / 11  # the width at which 14 points shrink to 11 pixels on a small telephone


@pytest.fixture(scope="module")
def drawn(shipped: Guide) -> dict[str, str]:
    return figures(shipped, ON)


def _text(element: ET.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_there_is_a_picture_of_everything(shipped: Guide, drawn: dict[str, str]) -> None:
    each = {f"{kind}-{outcome}" for outcome in shipped.outcomes for kind in ("outcome", "architecture", "sequences")}
    assert {"frame", "tree", "rules", *each} <= set(drawn)
    each |= {"frame", "tree", "rules", *(f"frame-{moment.on}" for moment in shipped.moments)}
    assert all(name.startswith("tree-n") for name in set(drawn) - each)


def test_ids_are_unique_over_all_pictures(drawn: dict[str, str]) -> None:
    ids = Counter(element.get("id") for element in parse("".join(drawn.values())).iter() if element.get("id"))
    assert [id for id, count in ids.items() if count > 1] == []


def test_drawing_twice_gives_the_same_bytes(shipped: Guide, drawn: dict[str, str], tmp_path: Path) -> None:
    assert figures(shipped, ON, cache=tmp_path) == drawn


def test_an_unchanged_picture_is_not_drawn_again(hard: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = figures(hard, ON, cache=tmp_path)
    monkeypatch.setattr("graphviz.Digraph.pipe", lambda *_, **__: pytest.fail("drawn again"))
    assert figures(hard, ON, cache=tmp_path) == first


def test_every_way_out_says_where_it_leads_and_is_a_link(shipped: Guide, drawn: dict[str, str]) -> None:
    for name, html in drawn.items():
        for way in ways(html):
            answer, _, target = way.name.partition(": ")
            assert "" not in (answer, target), (name, way)
            assert way.href not in ("", "#"), (name, way)
            if way.leaf:
                assert way.href == Links().to_outcome(way.leaf.removeprefix("out-"))
                assert shipped.outcomes[way.leaf.removeprefix("out-")].title in way.name


def test_links_within_the_pictures_arrive(drawn: dict[str, str]) -> None:
    page = parse("".join(drawn.values()))
    ids = {element.get("id") for element in page.iter()}
    addresses = {link.get(HREF) or link.get("href", "") for link in page.iter("a")}
    local = {href for href in addresses if href.startswith("#")}
    assert [href for href in local if href[1:] not in ids] == []


def test_the_text_twin_has_every_way_out(drawn: dict[str, str]) -> None:
    for name, html in drawn.items():
        page = parse(html)
        twin = " ".join(_text(details) for details in page.iter("details"))
        for way in ways(html):
            answer, _, target = way.name.partition(": ")
            assert answer in twin, (name, way)
            assert target.split(". ")[0].rstrip(".") in twin, (name, way)


def test_owners_are_words_in_the_picture_and_in_its_twin(shipped: Guide, drawn: dict[str, str]) -> None:
    for outcome in shipped.outcomes.values():
        page = parse(drawn[f"architecture-{outcome.id}"])
        (svg,), (details,) = page.iter("svg"), page.iter("details")
        for node in outcome.nodes:
            assert f"({node.owner})" in _text(svg)
            assert f"{node.label} {node.owner}" in _text(details)
        for edge in outcome.edges:
            assert edge.label in _text(svg)
            assert edge.label in _text(details)


def test_every_rule_stands_in_the_order_of_the_file(shipped: Guide, drawn: dict[str, str]) -> None:
    rules = [way.get("id", "") for way in parse(drawn["rules"]).iter("g") if "rule" in way.get("class", "").split()]
    assert rules == [f"rules--way--{rule.id}" for rule in shipped.rules]


def test_the_decision_pictures_fit_a_telephone(drawn: dict[str, str]) -> None:
    for name, html in drawn.items():
        for svg in parse(html).iter("svg"):
            width = float(svg.get("viewBox", "").split()[2])
            opened_by_a_thumb = "diagram-steps" in html
            assert width <= NARROW or name.startswith("architecture") or opened_by_a_thumb, (name, width)
            assert svg.get("font-size") == "14"
            assert not [text for text in svg.iter("text") if text.get("font-size")]


def test_a_picture_is_a_named_group_without_fixed_size(drawn: dict[str, str]) -> None:
    for html in drawn.values():
        for svg in parse(html).iter("svg"):
            assert svg.get("role") == "group"
            assert (svg.get("width"), svg.get("height")) == (None, None)
            named = {element.get("id") for element in svg}
            assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} <= named


def test_hard_words_survive_drawing(hard: Guide) -> None:
    for name, html in figures(hard, ON).items():
        page = parse(html)
        for svg in page.iter("svg"):
            seen = "".join(part for text in svg.iter("text") for part in "".join(text.itertext()).split())
            assert name.startswith(("tree", "rules", "outcome")) is False or ESCAPES in seen, (name, seen)
        if name.startswith("architecture"):
            assert "".join(HARD.split()) in "".join(_text(page).split())


def test_an_outcome_that_no_answers_reach_says_so(hard: Guide) -> None:
    assert "no answers lead to None" in figures(hard, ON)["outcome-none"]


def test_html_has_no_blank_line_that_markdown_would_take_for_its_end(drawn: dict[str, str]) -> None:
    assert all("\n\n" not in html for html in drawn.values())


def test_stages_are_few_small_and_always_the_same(shipped: Guide) -> None:
    tree = decision_tree(shipped, ON)
    parts = stages(tree)
    questions = [node.id for node in tree.nodes.values() if node.question]
    assert sorted(node for stage in parts for node in stage.nodes) == sorted(questions)
    assert max(len(stage.nodes) for stage in parts) <= CARDS
    assert len(parts) <= 2 * -(-len(questions) // CARDS)
    assert stages(tree) == parts
    assert parts[0].root == tree.root


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (0, 25, 26, 52, 702)] == ["A", "Z", "AA", "BA", "AAA"]


def test_without_a_renderer_one_sentence_says_what_to_run(
    hard: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calculator.diagrams.renderer.BUNDLED", tmp_path / "nowhere")
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(NoRenderer, match="pip install graphviz-pure"):
        figures(hard, ON, cache=tmp_path)


def test_another_renderer_is_used_with_a_notice(hard: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from calculator.diagrams import renderer

    monkeypatch.setattr("shutil.which", lambda _, bundled=str(renderer.BUNDLED): bundled)
    monkeypatch.setattr("calculator.diagrams.renderer.BUNDLED", tmp_path / "nowhere")
    with pytest.warns(UserWarning, match="pinned renderer"):
        renderer.svg_text(pictures(hard, ON)["rules"][0], tmp_path)


def test_a_sequence_says_each_message_in_its_order_and_again_in_its_twin(shipped: Guide, drawn: dict[str, str]) -> None:
    told = {id: outcome.sequences for id, outcome in shipped.outcomes.items() if outcome.sequences}
    assert told
    for id, sequences in told.items():
        page = parse(drawn[f"sequences-{id}"])
        for sequence, svg, twin in zip(sequences, page.iter("svg"), page.iter("table"), strict=True):
            picture = {group.get("id", "").partition("--")[2]: _text(group) for group in svg.iter("g")}
            lines = [[_text(cell) for cell in line.iter("td")] for line in twin.iter("tr")][1:]
            for line, each in zip(lines, sequence.messages, strict=True):
                assert line == [each.case, each.tail, "" if each.head == each.tail else each.head, each.label]
            for number, message in enumerate(sequence.messages):
                drawn_as = "does" if message.head == message.tail else "arrow-"
                assert picture[f"{drawn_as}-{number}"] == message.label
                assert picture.get(f"case-{number}", "") == message.case
            heads = [name for name in picture if name.startswith("part-")]
            assert len(heads) == len({part for each in sequence.messages for part in (each.tail, each.head)})


def test_time_runs_downward_in_a_sequence(shipped: Guide, drawn: dict[str, str]) -> None:
    for id, outcome in shipped.outcomes.items():
        for sequence, svg in zip(outcome.sequences, parse(drawn[f"sequences-{id}"]).iter("svg"), strict=True):
            heights = []
            for group in svg.iter("g"):
                name, _, number = group.get("id", "").rpartition("-")
                if name.endswith(("does", "arrow-")) and number.isdigit():
                    heights.append((int(number), float(next(group.iter("text")).get("y", ""))))
            assert len(heights) == len(sequence.messages)
            assert sorted(heights) == sorted(heights, key=lambda each: each[1])
