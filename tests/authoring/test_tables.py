"""CSV of any spreadsheet is read, costs only its bad lines, and comes back as it came, without a formula."""

import csv
import io
import json
import locale
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from calculator.authoring import load
from calculator.authoring.beside.requests import Request, Row
from calculator.authoring.beside.tables import Dialect, Names, harmless, names_of, read_table
from calculator.cli import cli

SMALLEST = Path(__file__).parent / "guides/smallest.yaml"
HOME = Names({"home": "home"})
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]
MARKS = {"utf-8-sig": b"", "utf-8": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
# A cell as people write them, and as attackers do.
CELLS = st.one_of(
    st.sampled_from(["", "A", "Zoë", "a;b", 'say "x"', "a,b\tc|d", "two\r\nlines", "one\rline", "-5", "-1,5", " x "]),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", " ", "\t", "\r", "\n", "\ufeff", "\xa0"]),
        st.sampled_from("=+-@＝"),
        st.sampled_from(["1+1", 'cmd|"/c calc"!A1', "SUM(A1:A9)", "HYPERLINK(0)", "-5", ""]),
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)


def batch(data: bytes, *options: str) -> Result:
    return CliRunner().invoke(cli, ["batch", "-", "--rules", str(SMALLEST), *options], input=data)


def written(rows: list[list[str]], delimiter: str, ending: str, encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(rows)
    return MARKS[encoding] + text.getvalue().encode(encoding)


@given(
    cells=st.lists(CELLS, min_size=1, max_size=4),
    delimiter=st.sampled_from(",;\t|"),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(ENCODINGS),
)
def test_a_file_comes_back_in_its_dialect_with_every_cell_and_no_formula(
    cells: list[str], delimiter: str, ending: str, encoding: str
) -> None:
    sent = written([["note", "team-size"], *([cell, "large"] for cell in cells)], delimiter, ending, encoding)
    result = batch(sent)
    assert result.exit_code == 0, result.stderr
    assert result.stdout_bytes.startswith(sent[: len(MARKS[encoding]) or 3 * (encoding == "utf-8-sig")])
    text = result.stdout_bytes.removeprefix(MARKS[encoding]).decode(encoding)
    assert text.endswith(ending)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert [row[0] for row in rows] == ["note", *map(harmless, cells)]
    assert [row[rows[0].index("outcome")] for row in rows[1:]] == ["postgres"] * len(cells)
    for row in rows:
        assert not [cell for cell in row if begins_a_formula(cell)]


def begins_a_formula(cell: str) -> bool:
    """Naively: whether the first sign that is seen is one that a spreadsheet calculates from."""
    seen = cell.lstrip().lstrip("\ufeff\u200b").lstrip()
    number = seen[1:].replace(",", "").replace(".", "").isdigit() and cell[:1] == "-"
    return cell[:1] in ("\t", "\r", "\n") or (seen[:1] in tuple("=+-@＝＋－＠") and not number)


@pytest.mark.parametrize("cell", ["-5", "-1,5", "-1.5", "A=1", "", "'=1", "a@b", "5"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_cell_that_was_made_harmless_stays_so_when_the_file_goes_round_again() -> None:
    once = batch(b"note,team-size\n=1+1,large\n").stdout_bytes
    again = csv.reader(io.StringIO(batch(once).stdout))
    assert [row[0] for row in again] == ["note", "'=1+1"]


@pytest.mark.parametrize(
    "question", ["team-size", " Team-Size ", "TEAM-SIZE", "How many people write?", "how many people write"]
)
@pytest.mark.parametrize("choice", ["large", " Large", "Many", "many."])
def test_a_survey_may_use_the_words_of_the_form(question: str, choice: str) -> None:
    result = batch(f"{question};note\n{choice};x\n".encode())
    assert result.exit_code == 0
    assert next(csv.DictReader(io.StringIO(result.stdout), delimiter=";"))["outcome"] == "postgres"


def test_words_that_two_choices_share_are_not_guessed() -> None:
    guide = load(SMALLEST.with_name("databases.yaml")).guide
    assert guide
    names = names_of(guide)
    for question in guide.questions.values():
        labels = [choice.label for choice in question.choices]
        for choice in question.choices:
            expected = choice.id if labels.count(choice.label) == 1 else choice.label
            assert names.choice(question.id, choice.label) == expected
            assert names.choice(question.id, choice.id) == choice.id


def test_a_line_that_names_the_separator_is_understood_and_kept() -> None:
    result = batch(b"sep=;\r\nnote;team-size\r\na,b;large\r\n")
    assert result.stdout_bytes.startswith(b"sep=;\r\nnote;team-size;")
    assert ";postgres;" in result.stdout


def test_excel_gets_a_mark_its_line_ends_and_the_separator_of_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{"answers": {"team-size": "large"}, "team": "=1", "size": 5}\n{"team-size": "small"}\n'
    for point, delimiter in ((".", ","), (",", ";")):
        monkeypatch.setattr(locale, "localeconv", lambda point=point: {"decimal_point": point})
        result = batch(lines, "--excel")
        text = result.stdout_bytes.decode("utf-8")
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))
        assert text.startswith("\ufeff")
        assert text.count("\r\n") == text.count("\n") == 3
        assert [(row["team"], row["size"], row["outcome"]) for row in rows] == [
            ("'=1", "5", "postgres"), ("", "", "sqlite"),
        ]


def test_json_lines_of_a_redirect_on_windows_are_read() -> None:
    result = batch('{"team-size": "large"}\r\n{}\r\n'.encode("utf-16"))
    assert [json.loads(line)["outcome"] for line in result.stdout.splitlines()] == ["postgres", None]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\3\4", "standard input:1:1: this is an Excel workbook or another archive; save it as CSV (UTF-8)"),
        (b"t\0e\0a\0m\0", "standard input:1:1: this is no text in UTF-8; save it as CSV (UTF-8)"),
        ("team-size\n".encode("utf-16")[:-1], "standard input: the file is broken UTF-16; save it as UTF-8"),
        (b"team,size\n", "standard input:1:1: no column is a question; questions are: team-size"),
        (b"team-size,Team-Size\n", 'standard input:1:1: the column "team-size" stands twice in the header'),
        (b"a,team-size,a\n", 'standard input:1:1: the column "a" stands twice in the header'),
        (b'"team-size\n', "standard input:1:1: unexpected end of data"),
    ],
)
def test_a_file_that_cannot_be_read_ends_in_one_sentence(data: bytes, message: str) -> None:
    result = batch(data)
    assert (result.exit_code, result.stderr.strip()) == (2, message)


def test_question_columns_are_read_and_the_others_kept() -> None:
    table = read_table(["team;home;on\n", "A; aws ;2021-12-13\n", "\n", "B;;\n"], HOME, Dialect())

    assert table.header == ["team", "home", "on"]
    assert list(table.rows) == [
        Row(2, Request({"home": "aws"}, "2021-12-13", (), {"team": "A"}), "", ("A", " aws ", "2021-12-13")),
        Row(4, Request({"home": ""}, None, (), {"team": "B"}), "", ("B", "", "")),
    ]


def test_a_bad_line_costs_itself_only() -> None:
    lines = ["home,team\n", "aws\n", "aws,\udcff\n", "aws,A,B\n", '"aws,A\n']

    assert [(row.line, row.error) for row in read_table(lines, HOME, Dialect()).rows] == [
        (2, "this line has 1 fields, the header has 2"),
        (3, "this line is not UTF-8"),
        (4, "this line has 3 fields, the header has 2"),
        (5, "this is no CSV: unexpected end of data"),
    ]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    lines = ["sep=,\n", "home,team\n", 'aws,"two\n', 'lines"\n', "aws\n"]

    assert [row.line for row in read_table(lines, HOME, Dialect()).rows] == [3, 5]
