"""A starter is taken home whole, by a command or as a zip, and nothing of the reader's is written over."""

import io
import os
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calculator.authoring import load
from calculator.authoring.beside.starter_sizes import measured
from calculator.authoring.beside.starters import NoStarterError, read_starter
from calculator.cli import cli
from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.report import report
from calculator.publishing.python.archives import zip_bytes

SMALLEST = Path(__file__).parents[1] / "authoring/guides/smallest.yaml"
Files = dict[str, dict[str, bytes]]
PATH = re.compile(r"(?<![\w/:.-])((?:[\w.+-]+/)+[\w.+-]+)(?![\w/])")


def run(*arguments: str | Path, rules: Path) -> Result:
    return CliRunner().invoke(cli, ["starter", *map(str, arguments), "--rules", str(rules)])


@pytest.fixture(scope="module")
def rules(project: Path) -> Path:
    return project / "docs/rules.yaml"


@pytest.fixture(scope="module")
def guide(rules: Path) -> Guide:
    guide = load(rules).guide
    assert guide
    return guide


@pytest.fixture(scope="module")
def taken(guide: Guide, rules: Path) -> Files:
    """The files of each starter, by its outcome."""
    return {id: read_starter(rules.parent, one.starter) for id, one in guide.outcomes.items() if one.starter}


def test_without_a_name_the_starters_are_listed(rules: Path, taken: Files) -> None:
    assert [line.partition("\t")[0] for line in run(rules=rules).stdout.splitlines()] == list(taken)


def test_a_folder_and_a_zip_hold_the_same_files(rules: Path, taken: Files, tmp_path: Path) -> None:
    for outcome, files in taken.items():
        result = run(outcome, tmp_path / "deep" / outcome, rules=rules)
        assert result.exit_code == 0, result.stderr
        written = {
            path.relative_to(tmp_path / "deep" / outcome).as_posix(): path.read_bytes()
            for path in (tmp_path / "deep" / outcome).rglob("*") if path.is_file()
        }
        with zipfile.ZipFile(io.BytesIO(zip_bytes({f"top/{path}": files[path] for path in files}))) as archive:
            inside = {name.removeprefix("top/"): archive.read(name) for name in archive.namelist()}
        assert files == written == inside


def test_the_zip_of_the_site_is_the_same_bytes_as_one_made_now(
    project: Path, guide: Guide, taken: Files
) -> None:
    for outcome, files in taken.items():
        site = project / f"site/{guide.outcomes[outcome].starter}.zip"
        assert site.read_bytes() == zip_bytes({f"starter-{outcome}/{path}": files[path] for path in files})


def test_all_that_a_starter_names_comes_along(taken: Files) -> None:
    """Each path in a command or a file, whose first folder came along, came along too or is written there."""
    for outcome, files in taken.items():
        tops = {path.partition("/")[0] for path in files}
        for name, data in files.items():
            for path in PATH.findall(data.decode()):
                if path.partition("/")[0] in tops and f"> {path}" not in data.decode():
                    assert any(file == path or file.startswith(f"{path}/") for file in files), (outcome, name, path)


@pytest.mark.parametrize(("page", "first"), [("# Mine\n", "# Mine"), ("---\ntitle: Told\n---\nSteps.\n", "# Told")])
def test_the_readme_of_a_starter_begins_with_its_name(tmp_path: Path, page: str, first: str) -> None:
    (tmp_path / "starters/mine").mkdir(parents=True)
    (tmp_path / "starters/mine/index.md").write_text(page)
    files = read_starter(tmp_path, "starters/mine")
    assert files["README.md"].decode().splitlines()[0] == first


def test_the_readme_has_nothing_that_only_the_site_understands(taken: Files) -> None:
    for outcome, files in taken.items():
        text = files["README.md"].decode()
        assert text.startswith("# "), outcome
        assert not re.search(r"--8<--|\{ ?[#.]|^---$|\]\(\.\.", text, re.MULTILINE), outcome
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert target.startswith("https://") or target in files, (outcome, target)


@pytest.mark.parametrize("there", ["a file", "a folder", "a link", "a link to nowhere"])
def test_nothing_that_exists_is_written_over(rules: Path, taken: Files, tmp_path: Path, there: str) -> None:
    place, other = tmp_path / "place", tmp_path / "other"
    if there == "a file":
        place.write_text("mine")
    elif there == "a folder":
        place.mkdir()
        (place / "mine").write_text("mine")
    else:
        place.symlink_to(other)
        if there == "a link":
            other.mkdir()
    result = run(next(iter(taken)), place, rules=rules)
    assert result.exit_code == 2
    assert result.stderr == f"{place} exists already and is not empty; name another folder\n"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and path.name != "mine" and path != place] == []


def test_an_empty_folder_is_filled(rules: Path, taken: Files, tmp_path: Path) -> None:
    assert run(next(iter(taken)), tmp_path, rules=rules).exit_code == 0
    assert (tmp_path / "README.md").is_file()


def test_a_disk_that_is_full_leaves_nothing_behind(
    rules: Path, taken: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome, files = next(iter(taken.items()))
    written: list[Path] = []

    def write(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == len(files):
            raise OSError(28, os.strerror(28), str(path))
        return path.write_text(data.decode()) and len(data)

    monkeypatch.setattr(Path, "write_bytes", write)
    result = run(outcome, tmp_path / "new", rules=rules)
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert result.stderr.endswith("No space left on device\n")


@pytest.mark.parametrize("said", ["", "no-such", "../../etc", "a" * 99, "\u200b"])
def test_an_unknown_outcome_ends_in_one_sentence(rules: Path, tmp_path: Path, said: str) -> None:
    result = run(said, tmp_path / "new", rules=rules)
    assert (result.exit_code, result.stderr.count("\n"), list(tmp_path.iterdir())) == (2, 1, [])
    assert "outcomes are: " in result.stderr


def test_a_slip_is_answered_with_the_nearest_outcome(rules: Path, taken: Files, tmp_path: Path) -> None:
    for outcome in taken:
        assert f'did you mean "{outcome}"?' in run(outcome[:-1], tmp_path / "new", rules=rules).stderr


def test_a_guide_without_starters_says_so_and_shows_none() -> None:
    guide = load(SMALLEST).guide
    assert guide
    assert run("postgres", rules=SMALLEST).stderr == '"postgres" has no starter; there is one for: no outcome\n'
    decision = decide(guide, {"team-size": "large"}, "2026-11-23")
    items = [item for section in report(guide, decision) for item in section.items]
    assert not [item for item in items if "starter:" in (item.link or "")]


def test_a_folder_without_a_starter_is_named(tmp_path: Path) -> None:
    text = SMALLEST.read_text().replace("    first_day:", "    starter: code/x\n    first_day:")
    (tmp_path / "rules.yaml").write_text(text)
    result = run("postgres", tmp_path / "new", rules=tmp_path / "rules.yaml")
    assert result.stderr == f"{tmp_path}/code/x: there is no starter; expected a folder with an index.md\n"
    with pytest.raises(NoStarterError):
        read_starter(tmp_path, "code/x")


@pytest.mark.parametrize("folder", ["../x", "/etc", "a/../b", "a//b", "", ".", "a\\b", "~x", "C:/x"])
def test_a_starter_cannot_lead_out_of_the_guide(tmp_path: Path, folder: str) -> None:
    (tmp_path / "rules.yaml").write_text(
        SMALLEST.read_text().replace("    first_day:", f"    starter: '{folder}'\n    first_day:")
    )
    loaded = load(tmp_path / "rules.yaml")
    assert len(loaded.problems) == 2  # both outcomes
    assert all('"starter"' in str(problem) for problem in loaded.problems)


def test_a_verdict_begins_the_first_day_with_its_starter(guide: Guide, taken: Files) -> None:
    for case in guide.cases.values():
        decision = decide(guide, case.answers, guide.edition)
        days = [section for section in report(guide, decision) if section.id == "steps_day"]
        links = [item.link for section in days for item in section.items]
        if decision.outcome in taken:
            assert links[0] == f"starter:{guide.outcomes[decision.outcome].starter}"


def test_a_template_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    starter = tmp_path / "code"
    starter.mkdir()
    (starter / "template.yaml").write_text("AWSTemplateFormatVersion: '2010-09-09'\nA: {b: c}\n- x\n")
    with pytest.raises(NoStarterError, match=r"template\.yaml:3:1: this does not fit the lines above"):
        measured(starter)
