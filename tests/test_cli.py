"""The command line: what it prints, how it ends, and that nothing makes it show a traceback."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calculator.cli import COMMANDS, cli

ROOT = Path(__file__).parents[1]
BILL = ROOT / "tests/authoring/guides/bill.yaml"
SMALLEST = ROOT / "tests/authoring/guides/smallest.yaml"
DATABASES = ROOT / "tests/authoring/guides/databases.yaml"
Run = Callable[..., Result]


def run(*args: str, stdin: str | bytes = b"", rules: Path = SMALLEST) -> Result:
    """One call of the command line with a small rule file, unless the command has none."""
    options = [] if args[0] in ("diff", "schema") else ["--rules", str(rules)]
    return CliRunner().invoke(cli, [*args, *options], input=stdin, prog_name="calculator")


def test_each_command_says_what_it_does() -> None:
    for command in COMMANDS:
        assert command.help
        assert CliRunner().invoke(cli, [str(command.name), "--help"]).exit_code == 0


def test_decide_says_the_verdict_in_words() -> None:
    result = run("decide", "--set", "team-size=large")

    assert result.exit_code == 0
    assert "We recommend PostgreSQL." in result.stdout
    assert "Many writers need a server. [B-1]" in result.stdout


def test_decide_gives_the_decision_as_json() -> None:
    result = run("decide", "--set", "team-size=large", "--format", "json", "--on", "2026-11-23")
    decision = json.loads(result.stdout)

    assert (decision["status"], decision["outcome"], decision["rule"]) == ("decided", "postgres", "R1")
    assert decision["on"] == "2026-11-23"


def test_decide_gives_a_record_with_a_link_to_the_answers() -> None:
    result = run("decide", "--set", "team-size=large", "--format", "adr", "--site", "https://example.org/guide/")

    assert result.stdout.startswith("---\n")
    assert "https://example.org/guide/selector/#team-size=large" in result.stdout


@pytest.mark.parametrize("answers", ["team-size: large", '{"team-size": "large"}', "answers: {team-size: large}"])
def test_decide_reads_standard_input(answers: str) -> None:
    result = run("decide", "-", "--format", "json", stdin=answers)

    assert json.loads(result.stdout)["outcome"] == "postgres"


def test_set_wins_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("team-size: large\n", encoding="utf-8")
    result = run("decide", str(path), "--set", "team-size=small", "--format", "json")

    assert json.loads(result.stdout)["answers"] == {"team-size": "small"}


def test_unknown_answers_are_dropped_and_named_and_the_rest_is_kept() -> None:
    result = run("decide", "--set", "team-size=large", "--set", "colour=red", "--format", "json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["outcome"] == "postgres"
    assert [item["question"] for item in json.loads(result.stdout)["dropped"]] == ["colour"]
    assert "colour" in result.stderr


def test_without_answers_every_outcome_is_still_possible() -> None:
    decision = json.loads(run("decide", "--format", "json").stdout)

    assert decision["status"] == "open"
    assert [item["outcome"] for item in decision["possible"]] == ["sqlite", "postgres"]


def test_the_date_decides_which_facts_hold() -> None:
    answers = ["--set", "team-size=large", "--set", "reports=yes", "--format", "json", "--on"]

    # F-2 begins on 2021-01-01, and F-1 (as far back as the guide looks) keeps R1 from ever holding
    for on in ("2020-12-31", "2021-01-01"):
        assert json.loads(run("decide", *answers, on, rules=DATABASES).stdout)["outcome"] == "sqlite"


def test_the_clock_can_be_set_for_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert json.loads(run("decide", "--format", "json").stdout)["on"] == "1970-01-02"


NO_DATE = "is no date; expected a date such as 2026-11-23"
BAD_CALLS = {
    "--set without =": (["decide", "--set", "large"], '--set "large" has no "="; expected question=choice\n'),
    "no real day": (["decide", "--on", "2026-02-30"], f'--on "2026-02-30" {NO_DATE}\n'),
    "another form": (["decide", "--on", "20261123"], f'--on "20261123" {NO_DATE}\n'),
    "missing answers": (["decide", "nowhere.yaml"], "nowhere.yaml: there is no such file\n"),
    "a directory of answers": (["decide", str(ROOT)], f"{ROOT}: this is a directory; expected a file\n"),
    "missing batch": (["batch", "nowhere.csv"], "nowhere.csv: the file cannot be read: No such file or directory\n"),
    "no such rule file": (["diff", "old.yaml", "new.yaml"], "old.yaml: there is no such file\n"),
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_a_bad_call_ends_with_one_sentence(name: str) -> None:
    args, message = BAD_CALLS[name]
    result = run(*args)

    assert (result.exit_code, result.stderr, result.stdout) == (2, message, "")


@pytest.mark.parametrize("epoch", ["tomorrow", "9" * 30])
def test_a_clock_that_is_no_number_ends_with_one_sentence(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = run("decide")

    assert result.exit_code == 2
    assert result.stderr == f'SOURCE_DATE_EPOCH is "{epoch}"; expected seconds since 1970\n'


@pytest.mark.parametrize("data", [b"\xff\xfe", b"team-size: \xff\n", b"", b"[" * 100_000, b"\0", b"- a\n"])
def test_bad_standard_input_ends_with_one_sentence(data: bytes) -> None:
    result = run("decide", "-", stdin=data)

    assert result.exit_code == 2
    assert result.stderr.startswith("standard input")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["decide", "check", "cases", "facts", "publish"])
def test_every_command_shows_all_problems_of_the_rule_file(command: str) -> None:
    rules = ROOT / "tests/authoring/guides/many-problems.yaml"
    count = rules.read_text(encoding="utf-8").count("# expect: ")
    result = run(command, rules=rules)

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == count
    assert all(line.startswith(f"{rules}:") for line in result.stderr.splitlines())


def test_batch_gives_one_line_for_each_line_in_order() -> None:
    lines = ['{"team-size": "large"}', '{"team-size":', '{"answers": {"team-size": "small"}, "team": "A"}', "{}"]
    result = run("batch", "-", "--format", "jsonl", stdin="\n".join(lines))
    first, second, third, fourth = map(json.loads, result.stdout.splitlines())

    assert result.exit_code == 2
    assert first["outcome"] == "postgres"
    assert second == {"error": "this line is no JSON: Expecting value at column 14", "line": 2}
    assert (third["outcome"], third["extra"]) == ("sqlite", {"team": "A"})
    assert fourth["status"] == "open"


def test_batch_without_a_bad_line_succeeds() -> None:
    result = run("batch", "-", "--format", "jsonl", stdin='{"team-size": "large"}\n')

    assert result.exit_code == 0


def test_batch_decides_each_line_on_its_own_date() -> None:
    result = run("batch", "-", "--on", "2022-01-01", stdin='{"answers": {}, "on": "2021-01-01"}\n{}\n')

    assert [json.loads(line)["on"] for line in result.stdout.splitlines()] == ["2021-01-01", "2022-01-01"]


def test_batch_keeps_the_columns_of_a_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "teams.csv"
    path.write_bytes("\ufeffteam,team-size,outcome\nZoë,large,old\nB,small,\nC\n".encode())
    result = run("batch", str(path))
    rows = list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"))))

    assert result.exit_code == 2
    assert [(row["team"], row["outcome"], row["guide_outcome"]) for row in rows] == [
        ("Zoë", "old", "postgres"),
        ("B", "", "sqlite"),
        ("C", "", ""),
    ]
    assert rows[2]["error"] == "this line has 1 fields, the header has 3"


def test_batch_turns_csv_into_json_lines_and_back() -> None:
    there = run("batch", "-", "--format", "jsonl", stdin="team,team-size\nA,large\n")
    back = run("batch", "-", "--format", "csv", stdin='{"team-size": "large"}\n')

    assert json.loads(there.stdout)["extra"] == {"team": "A"}
    assert next(csv.DictReader(io.StringIO(back.stdout)))["outcome"] == "postgres"


def test_batch_survives_lone_surrogates() -> None:
    result = run("batch", "-", stdin='{"\\ud800": "\\ud800"}\n')

    assert result.exit_code == 0
    assert json.loads(result.stdout)["dropped"]


def test_an_empty_batch_is_no_mistake() -> None:
    assert (run("batch", "-").exit_code, run("batch", "-").stdout) == (0, "")


def test_check_finds_nothing_in_a_good_guide_and_something_in_a_bad_one(tmp_path: Path) -> None:
    bad = tmp_path / "rules.yaml"
    text = SMALLEST.read_text(encoding="utf-8")
    bad.write_text(text.replace("{id: R2, then", "{id: R2, when: {team-size: small}, then"), encoding="utf-8")
    good, found = run("check", str(SMALLEST)), run("check", str(bad), "--format", "json")

    assert good.exit_code == 0
    assert found.exit_code == 1
    assert any("gap" in finding["check"] for finding in json.loads(found.stdout)["findings"])


def test_check_gives_problems_as_json_too() -> None:
    result = run("check", "nowhere.yaml", "--format", "json")

    assert result.exit_code == 2
    assert json.loads(result.stdout)["problems"][0]["message"] == "nowhere.yaml: there is no such file"


def test_cases_compares_each_case_with_what_it_expects(tmp_path: Path) -> None:
    wrong = tmp_path / "rules.yaml"
    text = DATABASES.read_text(encoding="utf-8")
    wrong.write_text(text.replace("expect: sqlite\n", "expect: sqlite+postgres\n"), encoding="utf-8")

    assert run("cases", rules=DATABASES).exit_code == 0
    assert run("cases", rules=wrong).exit_code == 1
    assert "case shop: gets sqlite, expected sqlite+postgres" in run("cases", rules=wrong).stdout


def test_a_record_holds_until_the_rules_decide_otherwise(tmp_path: Path) -> None:
    record, changed = tmp_path / "adr.md", tmp_path / "rules.yaml"
    record.write_text(run("decide", "--set", "team-size=large", "--format", "adr").stdout, encoding="utf-8")
    text = SMALLEST.read_text(encoding="utf-8")
    changed.write_text(text.replace("then: postgres", "then: sqlite"), encoding="utf-8")

    stands, lost = run("recheck", str(record)), run("recheck", str(record), rules=changed)

    assert (stands.exit_code, lost.exit_code) == (0, 1)
    assert stands.stdout == "records: 1 stand, 0 need a look, 0 passed over\n"
    assert "decided postgres on" in lost.stdout
    assert lost.stdout.endswith("records: 0 stand, 1 need a look, 0 passed over\n")


@pytest.mark.parametrize("site", ['https://example.org/"a"/', "https://example.org/a b\\c/", "https://example.org/ü#/"])
def test_a_record_is_read_back_whatever_stands_in_its_link(tmp_path: Path, site: str) -> None:
    record = tmp_path / "adr.md"
    made = run("decide", "--set", "team-size=large", "--format", "adr", "--site", site)
    assert made.exit_code == 0
    record.write_text(made.stdout, encoding="utf-8")
    assert run("recheck", str(record)).stdout == "records: 1 stand, 0 need a look, 0 passed over\n"


def test_records_of_other_decisions_are_passed_over(tmp_path: Path) -> None:
    ours, theirs, plain = (tmp_path / f"000{number}.md" for number in (1, 2, 3))
    ours.write_text(run("decide", "--set", "team-size=large", "--format", "adr").stdout, encoding="utf-8")
    theirs.write_text("---\nstatus: accepted\nodd: *unknown\n---\n# Use tabs\n", encoding="utf-8")
    plain.write_text("# Use spaces\n", encoding="utf-8")
    result = run("recheck", str(theirs), str(ours), str(plain))

    assert (result.exit_code, result.stdout) == (0, "records: 1 stand, 0 need a look, 2 passed over\n")


def test_a_record_that_is_put_aside_loses_no_ground(tmp_path: Path) -> None:
    record, changed = tmp_path / "adr.md", tmp_path / "rules.yaml"
    text = run("decide", "--set", "team-size=large", "--format", "adr").stdout
    record.write_text(text.replace("status: proposed", "status: superseded by ADR-0123"), encoding="utf-8")
    changed.write_text(SMALLEST.read_text(encoding="utf-8").replace("then: postgres", "then: sqlite"), encoding="utf-8")
    result = run("recheck", str(record), rules=changed)

    assert result.exit_code == 0
    assert "superseded by ADR-0123, so its ground is not asked for" in result.stdout


def test_a_broken_record_is_named_and_the_others_are_still_looked_at(tmp_path: Path) -> None:
    whole, broken = tmp_path / "1.md", tmp_path / "2.md"
    text = run("decide", "--set", "team-size=large", "--format", "adr").stdout
    whole.write_text(text.replace("outcome: postgres", "outcome: sqlite"), encoding="utf-8")
    broken.write_text(text.replace("  outcome: postgres\n", ""), encoding="utf-8")
    result = run("recheck", str(broken), str(whole), str(tmp_path / "3.md"))

    assert result.exit_code == 2
    assert "decided sqlite on" in result.stdout
    assert 'the front matter has no "outcome" here' in result.stderr
    assert "there is no such file" in result.stderr


def test_where_no_record_is_the_guides_own_nothing_is_said_to_stand() -> None:
    result = run("recheck", str(ROOT / "README.md"))

    assert result.exit_code == 2
    assert result.stderr.startswith("none of these files is a record")


def test_facts_says_what_holds_on_the_date() -> None:
    before = run("facts", "--on", "2020-12-31", rules=DATABASES)
    after = run("facts", "--on", "2026-11-23", rules=DATABASES)

    assert "F-2\tdoes not hold\t" in before.stdout
    assert "F-2\tholds\t" in after.stdout


def test_schema_prints_a_json_schema() -> None:
    assert json.loads(run("schema").stdout)["$schema"].endswith("2020-12/schema")


def test_another_language_speaks_and_says_what_it_lacks(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_bytes(SMALLEST.read_bytes())
    (tmp_path / "languages").mkdir()
    words = "language: de\nwords: {verdict-decided: 'Wir empfehlen {outcome}.'}\n"
    (tmp_path / "languages/de.yaml").write_text(words, encoding="utf-8")
    result = run("decide", "--set", "team-size=large", "--language", "de", rules=rules)

    assert "Wir empfehlen PostgreSQL." in result.stdout
    assert "are not translated and stay English" in result.stderr


def test_a_language_that_is_not_there_ends_with_one_sentence() -> None:
    result = run("decide", "--language", "xx")

    assert result.exit_code == 2
    assert result.stderr == f"{SMALLEST.parent}/languages/xx.yaml: there is no such file\n"


def test_a_defect_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("calculator.commands.deciding.decide", broken)
    result = run("decide")

    assert result.exit_code == 3
    assert result.stderr.startswith("This is a defect of the program: RuntimeError: no\n")


def test_a_folder_that_cannot_be_written_ends_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("publish", "--docs", str(tmp_path / "file/docs"))

    assert result.exit_code == 2
    assert result.stderr.startswith(f"{tmp_path}/file/docs/generated")
    assert result.stderr.endswith(": Not a directory\n")


def test_an_interrupted_command_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("calculator.commands.deciding.decide", interrupted)
    result = run("decide")

    assert (result.exit_code, result.stderr.strip()) == (130, "")


def test_a_reader_that_stops_reading_is_no_mistake() -> None:
    command = [sys.executable, "-m", "calculator", "batch", "-", "--rules", str(SMALLEST)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT) as one:
        assert one.stdin
        assert one.stdout
        assert one.stderr
        one.stdout.close()
        one.stdin.write(b'{"team-size": "large"}\n' * 200)
        one.stdin.close()

        assert one.stderr.read() == b""
        assert one.wait() == 0


def test_the_module_is_the_command_line() -> None:
    command = [sys.executable, "-m", "calculator", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)

    assert "Exit code 0: success; 1: a negative finding; 2: bad input." in done.stdout


def test_the_answer_in_the_readme_is_what_its_command_prints() -> None:
    text = (ROOT / "README.md").read_text()
    shown = re.search(r"^\$ \S+ -m calculator (decide .*)\n((?:(?!\$|```).*\n)+)", text, re.MULTILINE)
    assert shown
    command, printed = shown.groups()
    result = run(*command.split(), "--on", "2026-11-27", rules=ROOT / "docs/rules.yaml")

    assert result.exit_code == 0
    assert result.stdout.startswith(printed)


def test_a_bill_is_printed_as_text_and_as_json_and_a_wrong_volume_ends_in_one_sentence() -> None:
    told = run("cost", "--volume", "runs=1000", rules=BILL)
    bill = json.loads(run("cost", "--volume", "runs=1000", "--format", "json", rules=BILL).stdout)

    assert told.exit_code == 0
    assert all(entry["title"] in told.stdout for entry in bill["entries"])
    for wrong in ("runs=1e308", "runs=-1", "runs=", "runs", "rums=1", "runs=1,5"):
        failed = run("cost", "--volume", wrong, rules=BILL)
        assert (failed.exit_code, failed.stderr.count("\n")) == (2, 1)
        assert failed.stderr.startswith("--volume")


def test_a_guide_without_prices_says_so_where_its_bill_is_asked_for() -> None:
    for command in (("cost",), ("decide", "--volume", "runs=1")):
        told = run(*command)
        assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (2, "", 1)


def test_a_record_holds_the_bill_on_request_and_is_rechecked_all_the_same(tmp_path: Path) -> None:
    record = run("decide", "--format", "adr", "--bill", "--set", "team=large", rules=BILL).stdout
    (tmp_path / "0001-it.md").write_text(record)

    assert "### The bill" in record
    assert run("recheck", str(tmp_path / "0001-it.md"), rules=BILL).exit_code == 0


OVERLAY = """\
by: Example Ltd
contact: Ask the data team.
hold: {team-size: [small, large]}
prefer: [{outcome: postgres, over: [sqlite], because: We run one already.}]
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """An overlay for the smallest guide."""
    path = tmp_path / "ours.yaml"
    path.write_text(OVERLAY)
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("decide", "--set", "team-size=small"), ("check",), ("cases",), ("facts",), ("export", "--format", "sql"),
        ("overlay",), ("diff", "{rules}", "{rules}"), ("batch", "-"), ("starter",), ("publish", "--docs", "{docs}"),
    ],
)
def test_each_command_lays_the_overlay_over_the_rule_file(
    command: tuple[str, ...], overlay: Path, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    args = [part.format(rules=SMALLEST, docs=docs) for part in command]
    good = run(*args, "--overlay", str(overlay), stdin='{"team-size": "small"}\n')
    overlay.write_text(OVERLAY.replace("postgres", "postgrs"))
    bad = run(*args, "--overlay", str(overlay), stdin='{"team-size": "small"}\n')

    assert good.exit_code in (0, 1), good.output
    assert bad.exit_code == 2
    assert f'{overlay}:4:20: preference 1 names the unknown outcome "postgrs"' in bad.stderr
    assert "Traceback" not in good.output + bad.output


def test_an_overlay_beside_the_rule_file_needs_no_option(tmp_path: Path) -> None:
    shutil.copy(SMALLEST, tmp_path / "rules.yaml")
    plain = run("decide", "--set", "team-size=small", rules=tmp_path / "rules.yaml").stdout
    (tmp_path / "overlay.yaml").write_text(OVERLAY)
    ours = run("decide", "--set", "team-size=small", rules=tmp_path / "rules.yaml").stdout

    assert "Example Ltd" not in plain
    assert "changed by Example Ltd" in ours
    assert "Ask the data team." in ours


def test_an_upgrade_under_an_overlay_is_told_until_somebody_has_looked(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    shutil.copy(SMALLEST, rules)
    (tmp_path / "overlay.yaml").write_text(OVERLAY)
    assert run("overlay", rules=rules).exit_code == 0
    assert run("overlay", "--accept", rules=rules).exit_code == 0
    assert run("overlay", rules=rules).exit_code == 0

    rules.write_text(rules.read_text().replace("label: Few", "label: Hardly any"))
    told = run("overlay", rules=rules)
    assert told.exit_code == 1
    assert 'look again: the choices of question "team-size"' in told.stdout
    assert run("overlay", "--accept", rules=rules).exit_code == 0
    assert run("overlay", rules=rules).exit_code == 0

    (tmp_path / "overlay.yaml.lock.json").write_text("[")
    broken = run("overlay", rules=rules)
    assert broken.exit_code == 2
    assert "--accept" in broken.stderr


def test_a_record_made_under_an_overlay_is_rechecked_under_it(overlay: Path, tmp_path: Path) -> None:
    options = ("--overlay", str(overlay))
    record = tmp_path / "record.md"
    record.write_text(run("decide", "--set", "team-size=small", "--format", "adr", *options, rules=SMALLEST).stdout)

    assert "changed by Example Ltd" in record.read_text()
    assert run("recheck", str(record), *options, rules=SMALLEST).exit_code == 0
    assert run("recheck", str(record), rules=SMALLEST).exit_code == 1


def test_without_an_overlay_the_command_says_how_to_get_one() -> None:
    done = run("overlay", rules=SMALLEST)

    assert done.exit_code == 2
    assert "write one, or name one with --overlay" in done.stderr
