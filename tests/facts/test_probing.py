"""Facts are looked up in wheels: what is as stated, what changed, what cannot be proved, and what hangs on it."""

from itertools import product
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from calculator.engine.logic.decide import outcome_of
from calculator.engine.logic.situation import facts_on, situation
from calculator.engine.model import Guide
from calculator.facts import NoWheelsError, Result, probe
from calculator.facts.touching import Moved, touched
from tests.facts.conftest import CLIENT, ON, MakeWheel, model, said, shapes


def look(guide: Guide, folder: Path) -> dict[str, Result]:
    return {result.fact: result for result in probe(guide, ON, folder).results}


def test_every_kind_of_probe_finds_what_is_there_without_running_it(guide: Guide, both: Path) -> None:
    report = probe(guide, ON, both)

    assert {result.fact: result.status for result in report.results} == dict.fromkeys(
        [fact.id for fact in guide.facts.values() if fact.probe], "holds"
    )
    assert report.holds()
    assert [fact.id for fact in report.by_people()] == ["A-07"]


def test_a_result_names_the_version_and_the_date_of_the_wheel(guide: Guide, both: Path) -> None:
    result = look(guide, both)["A-01"]

    assert (result.wheel, result.version, result.date) == ("tiny-models", "1.10.0", "2026-11-17")


@pytest.mark.parametrize("day", [(1980, 1, 1), (2016, 1, 1), (2020, 2, 2)])
def test_a_wheel_made_without_a_clock_has_no_date(guide: Guide, wheels: Path, day: tuple[int, int, int]) -> None:
    with ZipFile(wheels / "tiny_client-2.0-py3-none-any.whl", "w") as archive:
        archive.writestr(ZipInfo("tiny/client.py", (*day, 0, 0, 0)), CLIENT)

    result = look(guide, wheels)["A-05"]

    assert (result.status, result.date) == ("holds", None)


def test_the_newest_wheel_of_a_folder_counts(guide: Guide, both: Path, make: MakeWheel) -> None:
    make("tiny_models-1.9.3", model(operations={}))
    make("tiny_models-1.10.0rc1", model(operations={}))

    assert look(guide, both)["A-01"].status == "holds"

    make("tiny_models-1.11.0", model(operations={}))

    assert look(guide, both)["A-01"].status == "changed"


@pytest.mark.parametrize(
    ("fact", "files", "said"),
    [
        ("A-01", model(operations={"OpenVault": {}}), "lacks LockVault"),
        ("A-02", shapes(Vault={"members": {"place": {}}}), "lacks region"),
        ("A-03", shapes(Kind={"enum": ["small", "huge"]}), "has also huge, lacks large"),
        ("A-04", shapes(Wait={"max": 7200}), "the max is 7200, not 3600"),
        ("A-06", model(operations={"LockVault": {}, "ShareVault": {}}), "found, though the guide says"),
        ("A-08", said("At most 3,600 turns."), "the text says 3600, not 1800"),
        ("A-09", said("At most 1,800 turns. The default is FAST."), "lacks The default is SLOW"),
        ("A-10", shapes(Vault={"members": {}}), "lacks region"),
    ],
)
def test_what_differs_is_changed(guide: Guide, both: Path, make: MakeWheel, fact: str, files: dict, said: str) -> None:
    make("tiny_models-2.0", files)

    result = look(guide, both)[fact]

    assert result.status == "changed"
    assert said in result.because


@pytest.mark.parametrize(
    ("fact", "files"),
    [
        ("A-03", shapes(Kind={"enum": ["small", "large", "huge"]})),
        ("A-10", shapes(Vault={"members": {"region": {}, "huge": {}}})),
    ],
)
def test_what_is_new_in_a_full_list_is_news(guide: Guide, both: Path, make: MakeWheel, fact: str, files: dict) -> None:
    make("tiny_models-2.0", files)

    report = probe(guide, ON, both)

    result = next(result for result in report.results if result.fact == fact)
    assert (result.status, "has also huge" in result.because, report.holds()) == ("news", True, False)


def test_a_new_module_of_a_package_is_news(guide: Guide, both: Path, make: MakeWheel) -> None:
    make("tiny_client-2.1", {"tiny/client.py": CLIENT, "tiny/rent.py": "", "tiny/other.py": ""})

    result = look(guide, both)["A-12"]

    assert (result.status, result.because.endswith("has also rent")) == ("news", True)


def test_a_class_that_came_where_the_guide_says_none_is_changed(guide: Guide, both: Path, make: MakeWheel) -> None:
    make("tiny_client-2.1", {"tiny/client.py": f"{CLIENT}\nclass FastCloser: ..."})

    result = look(guide, both)["A-11"]

    assert (result.status, "has FastCloser" in result.because) == ("changed", True)


def test_a_class_that_is_gone_is_changed(guide: Guide, both: Path, make: MakeWheel) -> None:
    make("tiny_client-2.1", {"tiny/client/__init__.py": "class Closer: ..."})

    assert look(guide, both)["A-05"].status == "changed"


@pytest.mark.parametrize(
    ("fact", "files", "said"),
    [
        ("A-01", {"tiny/data/safe/2026-01-01/service-2.json": "{}"}, "there is no API model of vault"),
        ("A-01", {"tiny/data/vault/2026-01-01/service-2.json": "{"}, "is no JSON"),
        ("A-01", {"tiny/data/vault/2026-01-01/service-2.json.gz": b"no gzip"}, "cannot be read"),
        ("A-02", model(shapes={}), "has no shape Vault any more"),
        ("A-02", {"tiny/data/vault/2026-01-01/service-2.json": "[]"}, "has no shape Vault any more"),
        ("A-04", shapes(Wait={"min": 1}), "Wait states no max"),
        ("A-08", said("As many turns as you like."), "no number after “At most” any more"),
        ("A-08", shapes(Open={"members": {}}), "no words at this place any more"),
    ],
)
def test_a_place_that_is_gone_proves_nothing(
    guide: Guide, both: Path, make: MakeWheel, fact: str, files: dict, said: str
) -> None:
    make("tiny_models-2.0", files)

    result = look(guide, both)[fact]

    assert result.status == "not provable"
    assert said in result.because


def test_a_class_that_moved_is_not_provable_and_the_keeper_learns_where_to_look(
    guide: Guide, both: Path, make: MakeWheel
) -> None:
    make("tiny_client-2.1", {"tiny/opening.py": CLIENT})

    result = look(guide, both)["A-05"]

    assert result.status == "not provable"
    assert result.because == "the module tiny.client is gone; look at tiny/opening.py"


def test_code_that_this_python_cannot_parse_proves_nothing(guide: Guide, both: Path, make: MakeWheel) -> None:
    make("tiny_client-2.1", {"tiny/client.py": "class Opener(:"})

    assert "cannot be parsed" in look(guide, both)["A-05"].because


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"PK\x03\x04 cut off"])
def test_a_broken_wheel_proves_nothing_and_the_others_are_still_read(guide: Guide, both: Path, content: bytes) -> None:
    (both / "tiny_models-9.0-py3-none-any.whl").write_bytes(content)

    results = look(guide, both)

    assert (results["A-01"].status, results["A-05"].status) == ("not provable", "holds")
    assert "cannot be read as a wheel" in results["A-01"].because


def test_a_cut_off_file_in_a_wheel_proves_nothing(guide: Guide, both: Path) -> None:
    path = both / "tiny_models-1.10.0-py3-none-any.whl"
    data = path.read_bytes()
    at = data.index(b"\x1f\x8b")
    path.write_bytes(data[: at + 12] + bytes(8) + data[at + 20 :])

    assert look(guide, both)["A-01"].status == "not provable"


def test_without_a_wheel_nothing_is_proved(guide: Guide, wheels: Path) -> None:
    assert {result.status for result in probe(guide, ON, wheels).results} == {"not provable"}


def test_a_folder_that_is_not_there_is_said_in_one_sentence(guide: Guide, tmp_path: Path) -> None:
    with pytest.raises(NoWheelsError, match=r"^There is no folder .*nowhere\.$"):
        probe(guide, ON, tmp_path / "nowhere")


def test_without_a_network_one_sentence_says_what_pip_said(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")

    with pytest.raises(NoWheelsError, match=r"^pip could not download tiny-models, Tiny\.Client: .*"):
        probe(guide, ON)


def test_a_changed_fact_tells_exactly_which_answer_sets_flip(guide: Guide, both: Path, make: MakeWheel) -> None:
    make("tiny_models-2.0", model(operations={}))

    hangs = look(guide, both)["A-01"].touched

    assert hangs is not None
    assert (hangs.rows, hangs.cases, hangs.of) == (("R1",), ("some",), 6)
    assert hangs.moves == (Moved("vault", "sqlite", 1),)  # medium and secret; a large team has R2


def test_a_fact_that_only_a_caution_names_touches_no_verdict(guide: Guide) -> None:
    hangs = touched(guide, ["A-02"], ON)

    assert (hangs.rows, hangs.cases, hangs.moves) == (("C1",), (), ())


def test_a_fact_that_nothing_names_touches_nothing(guide: Guide) -> None:
    hangs = touched(guide, ["A-05"], ON)

    assert (hangs.rows, hangs.cases, hangs.moves) == ((), (), ())


def test_the_counts_are_those_of_asking_every_answer_set(guide: Guide) -> None:
    facts = facts_on(guide, ON)
    flips = 0
    for choices in product(*([choice.id for choice in question.choices] for question in guide.questions.values())):
        answers = dict(zip(guide.questions, choices, strict=True))
        flipped = situation(guide, answers, {**facts, "A-01": not facts["A-01"]}).outcome()
        flips += outcome_of(guide, answers, ON) != flipped

    assert touched(guide, ["A-01"], ON).answer_sets() == flips == 1
