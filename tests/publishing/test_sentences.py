"""A link sits on the name of what it leads to."""

from calculator.engine.telling.section import Item
from calculator.publishing.content.sentences import Linked, linked
from tests.publishing.conftest import Published


def test_a_sentence_that_begins_with_an_outcome_links_its_name(databases: Published) -> None:
    item = Item("One file: it has one writer.", "outcome:file_db")

    assert linked(databases.guide, item) == Linked("One file", ": it has one writer.", "", "outcomes/file_db/")


def test_the_name_of_an_item_carries_its_link(databases: Published) -> None:
    item = Item("it has one writer", "question:writers", name="Who writes?")

    assert linked(databases.guide, item) == Linked(
        "Who writes?", " it has one writer", "", "rules/#question-writers"
    )


def test_a_sentence_about_a_rule_ends_in_the_rules_id(databases: Published) -> None:
    item = Item("One writer fits.", "rule:R1")

    assert linked(databases.guide, item) == Linked("", "One writer fits.", "R1", "rules/#R1")


def test_a_sentence_about_other_answers_is_a_link_as_a_whole(databases: Published) -> None:
    item = Item("It would be recommended after one other answer.", "#writers=many")

    assert linked(databases.guide, item) == Linked(item.text, "", "", "selector/#writers=many")


def test_a_sentence_without_a_link_stays_as_it_is(databases: Published) -> None:
    assert linked(databases.guide, Item("Back it up.")) == Linked("", "Back it up.", "", "")
