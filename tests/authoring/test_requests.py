"""Answers are read from YAML, JSON and JSON Lines; what cannot be read costs its own line only."""

import json

import pytest

from calculator.authoring import UnreadableError, read_request
from calculator.authoring.beside.requests import SHAPE, Request, Row, json_rows


@pytest.mark.parametrize(
    "data",
    [b"home: aws\n", b'{"home": "aws"}', b'{\n\t"home":"aws",\n\t"size": null}', b"\xef\xbb\xbfhome: aws\r\nsize:\r\n"],
)
def test_answers_are_read_from_yaml_and_json_alike(data: bytes) -> None:
    assert read_request(data, "f") == Request({"home": "aws"})


@pytest.mark.parametrize("data", [b'{"home": "aws",\n\t\t"team": "\\ud83d\\ude00"}', b'{"home":"\\ud83d\\ude00"}'])
def test_json_that_is_no_yaml_is_read_as_json(data: bytes) -> None:
    assert read_request(data, "f") == Request(json.loads(data))


def test_a_request_may_carry_a_date_and_held_questions() -> None:
    data = b"answers: {home: aws}\non: 2021-12-13\nheld: [home]\nteam: A\n"

    assert read_request(data, "f") == Request({"home": "aws"}, "2021-12-13", ("home",), {"team": "A"})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f: the file is empty"),
        (b"home: [aws]\n", f'f:1:1: the answer to "home" is not the id of a choice; {SHAPE}'),
        (b"- aws\n", f"f:1:1: this is no set of answers; {SHAPE}"),
        (b"home: aws\nhome: k8s\n", 'f:2:1: "home" is answered twice; keep one'),
        (b"answers: {}\non: 2021-02-30\n", 'f:1:1: "2021-02-30" is no date; expected a date such as 2026-11-23'),
        (b"home: &a aws\n", "f:1:7: the anchor &a is not allowed; write the value out"),
        (b"{" * 100_000, "f:1:33: this is nested more than 32 levels deep; expected at most 8"),
    ],
)
def test_a_bad_answers_file_gets_one_clear_answer(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_request(data, "f")

    assert str(caught.value) == message


def test_blank_lines_of_a_batch_are_skipped_but_counted() -> None:
    rows = list(json_rows([b'\xef\xbb\xbf{"a": "b"}\r\n', b"\n", b'{"a": null}\n']))

    assert rows == [Row(1, Request({"a": "b"})), Row(3, Request({}))]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"a": \n', "this line is no JSON: Expecting value at column 6"),
        (b'{"a": 1}', f'the answer to "a" is not the id of a choice; {SHAPE}'),
        (b'{"a": "b", "a": "c"}', '"a" stands twice in this line'),
        (b'{"b": "b", "a": "b", "a": "c"}', '"a" stands twice in this line'),
        (b"\xff", "this line is not UTF-8"),
        (b"[" * 100_000, "this line is nested too deeply"),
        (b"1" * 5_000, f'"{"1" * 57}..." is no number that can be kept'),
        (b'{"answers": {}, "size": NaN}', '"NaN" is no number that can be kept'),
        (b'{"answers": {}, "size": 1e999}', '"1e999" is no number that can be kept'),
        (b"1", f"this is no set of answers; {SHAPE}"),
        (b'{"answers": {}, "held": "a"}', '"held" is not a list of question ids'),
        (b'{"answers": {}, "on": "soon"}', '"soon" is no date; expected a date such as 2026-11-23'),
    ],
)
def test_a_bad_line_of_json_says_why(line: bytes, error: str) -> None:
    assert list(json_rows([line])) == [Row(1, None, error)]
