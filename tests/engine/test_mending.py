"""A link arrives: whatever was done to it on the way, it gives the same answers or says what it dropped."""

import html
import json
import random
import sys
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest

from calculator.engine.link import read_fragment, write_fragment
from calculator.engine.mending import BLANK, parts
from tests.engine.javascript import asked

PROJECT = Path(__file__).parents[2]
TABLE = json.loads((PROJECT / "tests/data/mended.json").read_text(encoding="utf-8"))
IDS = [case["what"] for case in TABLE["cases"]]


@pytest.mark.parametrize("case", TABLE["cases"], ids=IDS)
def test_each_case_of_the_table_is_read_as_it_says(case):
    assert [list(part) for part in parts(case["text"], TABLE["known"])] == case["parts"]


def in_javascript(texts, known):
    """What the page reads in each text before Python is there."""
    read = "value.texts.map((text) => parts(text, new Map(Object.entries(value.known))))"
    return asked("mending.js", "parts", read, {"texts": texts, "known": known})


def test_the_page_reads_the_table_as_the_engine_does():
    texts = [case["text"] for case in TABLE["cases"]]
    assert in_javascript(texts, TABLE["known"]) == [case["parts"] for case in TABLE["cases"]]


def test_every_blank_of_unicode_is_one_that_no_id_holds():
    blanks = {chr(sign) for sign in range(sys.maxunicode + 1) if chr(sign).isspace()} - {*map(chr, range(0x1C, 0x20))}
    assert blanks - set(BLANK) == set()
    assert {sign for sign in set(BLANK) - blanks if unicodedata.category(sign) != "Cf"} == set()


def capitals(text, rng):
    return "".join(sign.upper() if rng.random() < 0.5 else sign for sign in text)


def broken(text, rng):
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(["\n", "\r\n", " ", "\u00a0", "\u200b", "%0A", "\u00ad"]) + text[at:]


def encoded(text, rng):
    kept = "=" if rng.random() < 0.3 else ""
    return quote(text, safe=kept)


WAYS = {
    "html": lambda text, _: html.escape(text),
    "encoded": encoded,
    "capitals": capitals,
    "broken": broken,
    "behind": lambda text, rng: text + rng.choice([".", ",", ")", "]", ">", '"', "’", "”.", "**", "!"]),
    "in front": lambda text, rng: rng.choice(["#", "?", "(", "“", "<", "##"]) + text,
}


def mangled(text, rng):
    """A link after one to four of the things that happen to links, in any order."""
    for way in rng.choices(list(WAYS), k=rng.randrange(1, 5)):
        text = WAYS[way](text, rng)
    return text


def test_a_link_mangled_in_any_order_gives_the_same_answers(guide, partial_answers):
    rng = random.Random(11)
    for answers in partial_answers:
        text = mangled(write_fragment(answers, on="2021-12-13", rules="0123456789ab"), rng)
        link = read_fragment(guide, text)
        assert (link.answers, link.on, link.digest, link.dropped) == (answers, "2021-12-13", "0123456789ab", ()), text


def test_the_page_reads_mangled_links_as_the_engine_does(guide, partial_answers):
    rng = random.Random(12)
    known = {q.id: [c.id for c in q.choices] for q in guide.questions.values()}
    texts = [mangled(write_fragment(answers, on="2021-12-13"), rng) for answers in partial_answers]
    assert in_javascript(texts, known) == [[list(part) for part in parts(text, known)] for text in texts]


def test_a_link_that_was_mended_says_so_and_one_that_was_not_does_not(guide, full_answers):
    written = write_fragment(full_answers[0], rules="0123456789ab")

    assert read_fragment(guide, f"#{written}").mended == ""
    for text in (f"{written}.", written.upper(), html.escape(written), f"#{quote(written)}"):
        assert read_fragment(guide, text).mended


def test_what_is_ambiguous_is_refused_by_name(guide):
    link = read_fragment(guide, "#home=awss&workload=scripts,containers&home")

    assert link.answers == {}
    assert {(dropped.question, dropped.choice) for dropped in link.dropped} == {
        ("home", "awss"), ("workload", "scripts,containers"), ("home", ""),
    }
