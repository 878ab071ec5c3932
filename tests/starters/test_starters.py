"""Every starter was proved as it is, is as small as it says, and is shown where people decide for its tool."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from calculator.authoring import load
from calculator.authoring.beside.starter_sizes import measured, sizes
from calculator.engine.model import Guide
from tests.starters import prove as proving
from tests.starters.prove import RECORD, STARTERS, TOOLS, inputs

MOST_COMMANDS = 3
MOST_ORCHESTRATION = 120  # lines of code
MOST_LINES = 40  # of a heart: what is read at one look
LEAST_NOTES = 3


def test_each_starter_has_a_line_in_the_table_of_sizes_and_a_guide_without_any_has_no_table(
    shipped: Guide, tmp_path: Path
) -> None:
    (table,) = sizes(shipped, STARTERS.parent).values()
    assert all(outcome.starter.rpartition("/")[2] in table for outcome in shipped.outcomes.values() if outcome.starter)
    assert sizes(shipped, tmp_path) == {}


@pytest.mark.parametrize("starter", TOOLS)
def test_a_starter_is_what_was_proved(starter: str) -> None:
    proof = json.loads(RECORD.read_text(encoding="utf-8")).get(starter, {})
    assert proof.get("inputs") == inputs(starter), f"run: make starters ARGS='{starter}'"


def test_a_starter_that_fails_keeps_no_other_from_being_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prove(starter: str) -> dict[str, object]:
        if starter == "kubeflow":
            raise subprocess.CalledProcessError(1, ["/somewhere/bin/python"])
        return {"said": "compiled"}

    monkeypatch.setattr(proving, "prove", prove)
    monkeypatch.setattr(proving, "RECORD", tmp_path / "proved.json")
    with pytest.raises(SystemExit, match="kubeflow: python ended with 1"):
        proving.main([])
    assert set(json.loads((tmp_path / "proved.json").read_text())) == set(TOOLS) - {"kubeflow"}


def test_each_starter_belongs_to_an_outcome(project: Path) -> None:
    rules = load(project / "docs/rules.yaml").json
    assert rules is not None
    folders = {path.name for path in STARTERS.iterdir() if path.is_dir()} - {"job"}
    assert folders == set(TOOLS)
    assert {f"starters/{name}" for name in folders} == {one["starter"] for one in rules["outcomes"] if "starter" in one}


@pytest.mark.parametrize("starter", TOOLS)
def test_the_page_of_an_outcome_leads_to_its_starter(project: Path, starter: str) -> None:
    assert f"../starters/{starter}/index.md" in (project / f"docs/outcomes/{starter}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("starter", TOOLS)
def test_a_starter_is_deployed_by_a_few_commands(starter: str) -> None:
    page = (STARTERS / starter / "index.md").read_text(encoding="utf-8")
    (commands,) = re.findall(r"## Deploy.*?```sh\n(.*?)\n```", page, re.DOTALL)
    assert len(commands.splitlines()) <= MOST_COMMANDS


@pytest.mark.parametrize("starter", TOOLS)
def test_what_the_commands_ask_for_is_said_before_them(starter: str) -> None:
    page = (STARTERS / starter / "index.md").read_text(encoding="utf-8")
    (need, commands) = re.findall(r"## Deploy.*?\n\n(You need .*?)```sh\n(.*?)\n```", page, re.DOTALL)[0]
    asked = set(re.findall(r"\$\{?([A-Z_]+)", commands)) - set(re.findall(r"\b([A-Z_]+)=\$\(", commands))
    asked |= set(re.findall(r"(?<=[ =])(?:https://)?you[r/][\w/-]+", commands))
    missing = [name for name in asked if f"`{name}`" not in need]
    programs = {"aws": "AWS CLI", "docker": "Docker", "sh job/push.sh": "Docker", "kubectl": "`kubectl`"}
    missing += [said for name, said in programs.items() if re.search(rf"\b{name}\b", commands) and said not in need]
    assert not missing, missing


@pytest.mark.parametrize("starter", TOOLS)
def test_a_tool_that_a_reader_installs_is_the_one_that_was_proved(starter: str) -> None:
    page = (STARTERS / starter / "index.md").read_text(encoding="utf-8")
    tools = json.loads(RECORD.read_text(encoding="utf-8"))[starter]["tools"]
    named = dict(re.findall(r"pip install ([\w-]+)==([\w.]+)", page))
    assert named.items() <= tools.items()
    runs = re.search(rf"^python {re.escape(starter)}/", page, re.MULTILINE)
    assert named or not runs, "it says to run Python that needs a package, and not which"


@pytest.mark.parametrize("starter", TOOLS)
def test_the_heart_that_is_shown_is_a_whole_piece_of_the_file(starter: str) -> None:
    """It begins at the start of a part, and neither begins nor ends in an empty line."""
    page = (STARTERS / starter / "index.md").read_text(encoding="utf-8")
    ((name, first, last),) = re.findall(r'--8<-- "starters/([^":]+):(\d+):(\d+)"', page)
    lines = (STARTERS / name).read_text(encoding="utf-8").splitlines()[int(first) - 1 : int(last)]
    assert len(lines) == int(last) - int(first) + 1 <= MOST_LINES
    assert all((lines[0].strip(), lines[-1].strip()))
    least = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    assert len(lines[0]) - len(lines[0].lstrip()) == least, f"{name}:{first} is inside something"


@pytest.mark.parametrize("starter", TOOLS)
def test_a_line_that_is_spoken_of_says_what_is_quoted(starter: str) -> None:
    page = (STARTERS / starter / "index.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r'title="([^"]+)" linenums', page)
    spoken_of = re.findall(r"(?:`([\w.]+)`, )?\b[Ll]ine (\d+), `([^`]+)`", page)
    assert len(re.findall(r"\b[Ll]ine \d", page)) == len(spoken_of)
    for file, number, quoted in spoken_of:
        line = (STARTERS / starter / (file or shown)).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert quoted in line, f"{file or shown}:{number} is {line.strip()}"


@pytest.mark.parametrize("starter", TOOLS)
def test_the_heart_stands_on_the_page_of_its_outcome_with_a_note_for_what_matters(starter: str, project: Path) -> None:
    page = (STARTERS / starter / "index.md").read_text(encoding="utf-8")
    (heart,) = re.findall(r"\[start:heart\][^\n]*\n(.*)\n[^\n]*\[end:heart\]", page, re.DOTALL)
    notes = [int(number) for number in re.findall(r"^- Line (\d+),", heart, re.MULTILINE)]
    ((first, last),) = re.findall(r'--8<-- "[^"]+:(\d+):(\d+)"', heart)
    assert len(notes) >= LEAST_NOTES
    assert notes == sorted(note for note in notes if int(first) <= note <= int(last))
    built = (project / f"site/outcomes/{starter}/index.html").read_text(encoding="utf-8")
    assert re.search(rf'data-linenos=" *{first} *"', built)


ORCHESTRATORS = "StateMachine|CodePipeline::Pipeline|Schedule|Events::Rule|Pipes::Pipe"
CODE = re.compile(r"\s*[^#\s]")


def _counted(starter: str) -> list[Path]:
    """The files of a starter but for its page and what it calls a second form."""
    page = (STARTERS / starter / "index.md").read_text(encoding="utf-8")
    second = re.findall(r"^second_form: \[(.*)\]$", page, re.MULTILINE)
    left_out = {"index.md", *", ".join(second).split(", ")}
    return [path for path in (STARTERS / starter).iterdir() if path.is_file() and path.name not in left_out]


def _orchestration(path: Path) -> int:
    """Lines of code that say what runs when, told by the indentation of a template's resources."""
    text = path.read_text(encoding="utf-8")
    if "AWSTemplateFormatVersion" in text:
        resources = re.split(r"\n(?=  \w+:)", text.partition("\nResources:")[2].partition("\nOutputs:")[0])
        text = "\n".join(one for one in resources if re.search(rf"\n    Type: AWS::.*({ORCHESTRATORS})\n", one))
    elif re.search("^services:|^kind: Role", text, re.MULTILINE):
        return 0
    return sum(bool(CODE.match(line)) for line in text.split("\n"))


@pytest.mark.parametrize("starter", TOOLS)
def test_the_size_of_a_starter_is_what_a_reader_counts(starter: str) -> None:
    files = _counted(starter)
    code = [line for path in files for line in path.read_text().split("\n") if CODE.match(line)]
    text = "\n".join(code)
    allowed = re.findall(r"Action: *(\[[^\]]*\]|\S+)", text)
    rights = {right for some in allowed for right in re.findall(r"[a-z0-9-]+:[A-Za-z*]+", some)} - {"sts:AssumeRole"}
    size = measured(STARTERS / starter)
    assert (size.files, size.orchestration + size.infrastructure) == (len(files), len(code))
    assert size.orchestration == sum(map(_orchestration, files))
    assert sum(size.lines.values()) == len(code)
    assert set(size.services) == set(re.findall(r"Type: \"?AWS::(\w+)::", text))
    assert set(size.rights) == rights
    assert "other" not in size.lines


def test_what_the_facts_say_of_a_starter_is_counted_again(shipped: Guide) -> None:
    """Effort rows rest on these facts, so a row and the code behind it cannot part."""
    told = {fact.title: fact for fact in shipped.facts.values() if fact.evidence == "measured"}
    cited = {source for row in shipped.effort for source in row.sources}
    for outcome in shipped.outcomes.values():
        if outcome.starter:
            size = measured(STARTERS.parent / outcome.starter)
            place = f" and sets up the place for it in {size.infrastructure} more" if size.infrastructure else ""
            rights = f"{len(size.rights)} rights" if size.rights else "no rights in AWS"
            fact = told.pop(f"Our starter: {outcome.title}")
            said = f"It says in {size.orchestration} lines of code what runs when{place}. It grants {rights}."
            assert fact.statement == said, f"fact {fact.id} of the rule file should say: {said}"
            assert fact.id in cited, f"no effort row rests on {fact.id}"
    assert not told, "each fact that is measured has something that is counted"


@pytest.mark.parametrize("starter", TOOLS)
def test_the_orchestration_of_a_starter_is_read_at_one_sitting(starter: str) -> None:
    assert measured(STARTERS / starter).orchestration <= MOST_ORCHESTRATION


def test_the_page_of_all_starters_shows_each_size(project: Path) -> None:
    """Of the site as `make site` built it."""
    page = re.sub("</?abbr[^>]*>", "", (project / "site/starters/index.html").read_text(encoding="utf-8"))
    for starter in TOOLS:
        size = measured(STARTERS / starter)
        counts = (size.files, size.orchestration, size.infrastructure or "none")
        row = [*counts, ", ".join(sorted(size.lines)), size.learns]
        assert re.search("".join(rf"<td[^>]*>{re.escape(str(cell))}</td>\s*" for cell in row), page), starter
