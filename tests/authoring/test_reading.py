"""Bad files get one clear answer each, at once: no traceback, no hang, nothing expanded."""

import os
import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculator.authoring import Kind, UnreadableError, load, load_bytes
from calculator.authoring.reading import decode

SMALLEST = (Path(__file__).parent / "guides/smallest.yaml").read_bytes()
NEEDED = "expected a mapping with the keys guide, sources, outcomes, questions, rules"

BAD = {
    "nothing": (b"", "f: the file is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "f: the file is empty"),
    "only comments": (b"# one\n# two\n", "f: the file is empty"),
    "only a document marker": (b"---\n", "f: the file is empty"),
    "null": (b"~\n", "f: the file is empty"),
    "a sentence": (b"hello\n", f'f:1:1: the file is "hello"; {NEEDED}'),
    "a list": (b"- a\n", f"f:1:1: the file is a list; {NEEDED}"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "f: this is a binary file; expected a text file"),
    "a control character": (
        b"guide:\n  title: a\x07b\n",
        "f:2:11: the file holds the control character U+0007; expected a text file",
    ),
    "a zero byte": (b"a: \0\n", "f:1:4: the file holds the control character U+0000; expected a text file"),
    "latin-1": (b"guide:\n  title: f\xfcr\n", "f:2:11: the byte 0xFC is not UTF-8; save the file as UTF-8"),
    "latin-1 behind a byte order mark": (
        b"\xef\xbb\xbf\xc3\xa9\xc3\xa9\xc3\xa9\xff",
        "f:1:4: the byte 0xFF is not UTF-8; save the file as UTF-8",
    ),
    "utf-16": ("a: b\n".encode("utf-16"), "f:1:1: the file is UTF-16; save it as UTF-8"),
    "a tab": (b"guide:\n\ttitle: x\n", "f:2:1: a tab indents this line; indent with spaces"),
    "a tab after spaces": (b"a:\n  b: c\n  \td: e\n", "f:3:3: a tab indents this line; indent with spaces"),
    "an open quote": (b'a: "b\nc: d\n', 'f:1:4: this " is never closed; expected a "'),
    "an open bracket": (b"a: [b,\nc: d\n", "f:1:4: this [ is never closed; expected a ]"),
    "cut off in a bracket": (SMALLEST[:300], "f:9:4: the file ends in the middle of a value; expected the rest"),
    "cut off in a list": (b"a: [b, ", "f:1:8: the file ends in the middle of a value; expected the rest"),
    "two colons": (b"a: b: c\n", 'f:1:5: this ":" does not follow a key; put a text that holds ": " in quotes'),
    "a text that begins with @": (b"a: @b\n", "f:1:4: an unquoted text cannot begin with @; put the text in quotes"),
    "wrong indentation": (
        b"a:\n  b: c\n d: e\n",
        "f:3:2: this does not fit the lines above; check the indentation and the quotes",
    ),
    "an unknown escape": (
        b'a: "\\q"\n',
        "f:1:5: this backslash sequence is unknown; use single quotes to write a backslash",
    ),
    "a future YAML": (
        b"%YAML 1.3\n---\na: b\n",
        "f:1:1: this is not the start of a document; remove directives and document markers",
    ),
    "two documents": (b"a: b\n---\nc: d\n", "f:2:1: a second document begins here; expected one document"),
    "an anchor": (b"a: &x b\n", "f:1:4: the anchor &x is not allowed; write the value out"),
    "an alias": (b"a: *x\n", "f:1:4: the alias *x is not allowed; write the value out"),
    "a Python object": (b"a: !!python/object/apply:os.system [exit]\n",
                        "f:1:4: the tag !!python/object/apply:os.system is not allowed; expected a plain value"),
    "a custom tag": (b"a: !secret b\n", "f:1:4: the tag !secret is not allowed; expected a plain value"),
    "a bomb": (b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 123)),
               "f:1:4: the anchor &a is not allowed; write the value out"),
    "100,000 open lists": (b"[" * 100_000, "f:1:33: this is nested more than 32 levels deep; expected at most 8"),
    "100,000 open braces": (b"{a: " * 100_000, "f:1:129: this is nested more than 32 levels deep; expected at most 8"),
    "100,000 dashes": (b"- " * 100_000, "f:1:65: this is nested more than 32 levels deep; expected at most 8"),
    "9 MB": (b"#" * 9_000_000, "f: the file is larger than 8 MB; shorten it"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_clear_answer(name: str) -> None:
    data, message = BAD[name]

    start = time.monotonic()
    loaded = load_bytes(data, "f")

    assert [str(problem) for problem in loaded.problems] == [message]
    assert loaded.guide is None
    assert time.monotonic() - start < 5


def test_a_merge_key_is_a_key_that_the_guide_does_not_know() -> None:
    data = SMALLEST.replace(b"  title: Which database?", b"  <<: {title: Which database?}\n  title: x")

    assert [str(problem) for problem in load_bytes(data, "f").problems] == [
        'f:3:3: guide has no key "<<"; keys are: title, edition, licence, scope, not_for, moments'
    ]


def test_a_key_that_is_a_list_is_reported() -> None:
    problems = load_bytes(SMALLEST.replace(b"  title: Which database?", b"  title: x\n  [a]: b"), "f").problems

    assert [str(problem) for problem in problems] == ["f:4:3: a key of guide is a list; expected a text"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"

    assert [str(problem) for problem in load(path).problems] == [f"{path}: there is no such file"]


def test_a_directory_is_named(tmp_path: Path) -> None:
    problems = load(tmp_path).problems

    assert [str(problem) for problem in problems] == [f"{tmp_path}: this is a directory; expected a file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.touch(mode=0)

    assert [str(problem) for problem in load(path).problems] == [f"{path}: the file cannot be read: Permission denied"]


def test_a_name_that_no_file_can_have_is_reported() -> None:
    assert [problem.kind for problem in load("a\0b").problems] == [Kind.UNREADABLE_FILE]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_an_endless_file_is_not_read_to_its_end() -> None:
    assert [str(problem) for problem in load("/dev/zero").problems] == [
        "/dev/zero: the file is larger than 8 MB; shorten it"
    ]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + SMALLEST, SMALLEST.replace(b"\n", b"\r\n")], ids=["BOM", "CRLF"])
def test_byte_order_mark_and_windows_line_ends_do_no_harm(data: bytes) -> None:
    broken = data.replace(b"team-size: large", b"team-size: larg")

    assert load_bytes(data, "f").problems == ()
    assert [str(problem) for problem in load_bytes(broken, "f").problems] == [
        'f:41:32: question "team-size" has no choice "larg"; did you mean "large"? choices are: small, medium, large'
    ]


def test_every_truncation_of_a_guide_is_answered() -> None:
    for length in range(0, len(SMALLEST), 7):
        loaded = load_bytes(SMALLEST[:length], "f")

        assert loaded.problems or loaded.guide
        assert all(str(problem).startswith("f:") for problem in loaded.problems)


def test_no_damage_makes_the_reading_raise() -> None:
    chance = random.Random(20261123)
    pieces = [b"[", b"]", b"{", b"}", b": ", b"- ", b"\n", b'"', b"'", b"&a ", b"*a ", b"!x ", b"|", b"? ", b"\t",
              b"\xff", b"\0", b"%", b"...", b"<<", b"\xc2\x85", b"\xe2\x80\xa8", b"null", b"true", b""]
    for _ in range(500):
        data = bytearray(SMALLEST)
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data))
            data[start : start + chance.choice((0, 1, 3, 20, 100))] = chance.choice(pieces)

        loaded = load_bytes(bytes(data), "f")

        assert loaded.problems or loaded.guide, bytes(data)


def test_the_parser_without_libyaml_gives_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    monkeypatch.setattr("calculator.authoring.reading.LOADER", yaml.SafeLoader)

    for name in ("a tab", "an open bracket", "two colons", "an anchor", "a text that begins with @", "two documents"):
        data, message = BAD[name]
        assert [str(problem) for problem in load_bytes(data, "f").problems] == [message], name


MARK = b"\xef\xbb\xbf"
BEFORE = st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.sampled_from([b"", MARK]), BEFORE, st.sampled_from([b"\xff", b"\x80", b"\xc3", b"\xed\xa0\x80"]), BEFORE)
def test_a_wrong_byte_is_named_where_it_is(mark, before, wrong, after):
    assume(not (mark + before.encode() + wrong).startswith((b"\xff\xfe", b"\xfe\xff")))
    after = "x" + after  # so that what is wrong stays wrong
    with pytest.raises(UnreadableError) as found:
        decode(mark + before.encode() + wrong + after.encode(), "f")
    problem = found.value.problem
    column = len(before.removeprefix("" if mark else "\ufeff")) + 1
    assert (problem.line, problem.column, f"0x{wrong[0]:02X}" in str(problem)) == (1, column, True)


@given(st.binary(max_size=200))
def test_no_bytes_are_a_traceback(data):
    with suppress(UnreadableError):
        assert isinstance(decode(data, "f"), str)
