"""What is said back to a reader can be seen."""

import unicodedata
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calculator.authoring import load_bytes
from calculator.engine.answers import clean, visible

GUIDE = load_bytes(
    b"""
guide: {title: T, edition: 2026-01-01, licence: CC0-1.0, scope: s}
sources: [{id: B, title: A, url: https://example.org/}]
tools: [{id: tool, title: T, url: https://example.org/, suits: s, cost: c, sources: [B]}]
outcomes:
  - {id: kept, title: K, parts: [tool], summary: s, first_day: [a], first_week: [b], sources: [B],
     pattern: {nodes: [{id: n, label: L, owner: you}], edges: []}}
questions:
  - {id: place, ask: Where?, why: w, sources: [B],
     choices: [{id: here, label: H, help: h}, {id: there, label: T, help: t}]}
rules: [{id: R, then: kept, because: b, sources: [B]}]
""",
    "rules.yaml",
).guide
INVISIBLE = st.characters(categories=["Cf", "Cc", "Zl", "Zp", "Zs"], exclude_characters=" ")


@given(sign=INVISIBLE, at=st.integers(0, 4), where=st.sampled_from(["question", "choice"]))
def test_an_invisible_sign_in_an_id_is_written_out(sign: str, at: int, where: str) -> None:
    assert GUIDE
    said: dict[str, Any] = {"question": {f"{'place'[:at]}{sign}{'place'[at:]}": "here"}}.get(
        where, {"place": f"{'here'[:at]}{sign}{'here'[at:]}"}
    )
    _, (dropped,) = clean(GUIDE, said)
    assert f"U+{ord(sign):04X}" in dropped.because
    assert not [one for one in dropped.because if unicodedata.category(one) in ("Cf", "Cc", "Zl", "Zp")]


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Mn", "Mc"])))
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(slips=st.integers(0, 6), id=st.sampled_from(["abcdef", "abcdefghi"]))
def test_a_word_is_taken_for_an_id_if_two_of_three_letters_are_right(slips: int, id: str) -> None:
    assert GUIDE
    guide = replace(GUIDE, questions={id: replace(GUIDE.questions["place"], id=id)})
    _, dropped = clean(guide, {"?" * slips + id[slips:]: "here"})
    assert any(f"“{id}”?" in one.because for one in dropped) == (0 < slips <= len(id) // 3)
