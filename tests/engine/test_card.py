"""The card of a decision can be pasted anywhere: no script, no picture, nothing that is not escaped."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from calculator.engine.logic.decide import decide
from calculator.engine.telling.card import card
from calculator.engine.telling.reason import because
from calculator.engine.telling.teller import Teller
from calculator.engine.words import say
from tests.engine.conftest import TODAY


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.seen, self.open, self.text = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def decided(guide):
    return decide(guide, next(iter(guide.cases.values())).answers, TODAY)


def test_a_card_says_verdict_reason_answers_and_where_it_comes_from(guide, decided):
    tags = Tags(card(guide, decided, "https://example.org/selector/#home=aws"))
    text = " ".join(tags.text)

    assert guide.outcomes[decided.outcome].title in text
    assert because(Teller(guide, decided)) in text
    assert guide.digest[:12] in text
    assert ("a", {"href": "https://example.org/selector/#home=aws", "style": "color:#0a5c61"}) in tags.seen
    assert sum(tag == "li" for tag, _ in tags.seen) == len(decided.answers)
    assert tags.open == []


def test_a_card_of_an_open_verdict_names_nothing_that_would_also_do(guide, partial_answers):
    also = {
        one.outcome is None: one
        for one in (decide(guide, answers, TODAY) for answers in partial_answers)
        if any(other.fit == "works" for other in one.shortlist)
    }
    words = say(guide, "card-also", outcomes="|").split("|")[0].strip()
    assert words not in card(guide, also[True])
    assert words in card(guide, also[False])


def test_a_card_has_no_script_no_picture_and_no_style_of_the_page(guide, decided):
    tags = Tags(card(guide, decided, "https://example.org/"))

    assert {tag for tag, _ in tags.seen} <= {"div", "p", "ul", "li", "a"}
    assert {name for _, attrs in tags.seen for name in attrs} <= {"style", "href"}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", '"><script>', ""])
def test_a_link_that_is_no_address_is_left_out(guide, decided, link):
    assert "href" not in card(guide, decided, link)


def test_markup_in_a_rule_file_stays_text(guide, decided):
    hostile = replace(guide, title='<img src=x onerror="alert(1)">')

    assert "<img" not in card(hostile, decided)
    assert "&lt;img" in card(hostile, decided)
