"""The semantic diff between editions that differ in more than rules, and how it is told."""

import pytest

from calculator.analysis.difference.diff import diff
from calculator.analysis.difference.difference_text import as_markdown, as_text
from calculator.analysis.difference.expected import Expected, undeclared
from tests.analysis.small import TODAY, guide

ASK = {"size": ["small", "large"], "place": ["here", "there"]}
OLD = [({"size": ["small"]}, {}, "one"), ({}, {}, "two")]
NEW = [({"size": ["small"], "place": ["here"]}, {}, "one"), ({}, {}, "two")]


def test_the_same_file_twice_is_said_to_be_the_same_file_twice():
    same = guide(ASK, OLD)
    assert as_text(diff(same, same, TODAY)).startswith("The same file twice: none of 4 answer sets changes")


def test_rules_in_another_order_with_the_same_verdicts_are_proved_to_be_the_same():
    split = [({"size": ["large"]}, {}, "two"), ({}, {}, "one")]
    found = diff(guide(ASK, OLD), guide(ASK, split), TODAY)
    assert found.same
    assert "Same verdicts everywhere" in as_text(found)


def test_a_change_names_its_rules_its_size_and_the_fewest_answers_that_show_it():
    (group,) = diff(guide(ASK, OLD), guide(ASK, NEW), TODAY).groups
    assert (group.old, group.new, group.sets) == ("one", "two", 1)
    assert [(one.old, one.new, one.sets) for one in group.rules] == [("R0", "R1", 1)]
    assert group.witness == {"size": "small", "place": "there"}
    assert group.link == "place=there&size=small"


def test_renamed_ids_are_followed():
    renamed = {"bulk": ["small", "big"], "place": ["here", "there"]}
    rules = [({"bulk": ["small"]}, {}, "one"), ({}, {}, "two")]
    steps = [
        {"kind": "question", "from": "size", "to": "bulk"},
        {"kind": "choice", "question": "bulk", "from": "large", "to": "big"},
    ]
    found = diff(guide(ASK, OLD), guide(renamed, rules, migrations=steps), TODAY)
    assert found.same
    assert found.compared == 4
    assert not found.apart
    assert [(one.kind, one.id, one.change) for one in found.beside] == [
        ("question", "bulk", "renamed from size"),
        ("choice", "bulk=big", "renamed from large"),
    ]


def test_a_choice_is_renamed_though_its_question_is_called_the_same():
    before = {"size": ["size", "large"], "place": ["here", "there"]}
    after = {"size": ["small", "big"], "place": ["here", "there"]}
    steps = [
        {"kind": "choice", "question": "size", "from": "size", "to": "small"},
        {"kind": "choice", "question": "size", "from": "large", "to": "big"},
    ]
    rest = ({}, {}, "two")
    old, new = guide(before, [({"size": ["large"]}, {}, "one"), rest]), [({"size": ["big"]}, {}, "one"), rest]
    found = diff(old, guide(after, new, migrations=steps), TODAY)
    assert found.same
    assert (found.compared, found.apart) == (4, ())


def test_a_case_told_in_renamed_ids_is_read_by_the_old_edition_too():
    case = {"id": "anna", "title": "Anna", "story": "s", "expect": "one"}
    before = guide(ASK, OLD, cases=[{**case, "answers": {"size": "small", "place": "here"}}])
    renamed = {"bulk": ["small", "large"], "place": ["here", "there"]}
    rules = [({"bulk": ["small"]}, {}, "one"), ({}, {}, "two")]
    answers = {"bulk": "small", "place": "here"}
    steps = [{"kind": "question", "from": "size", "to": "bulk"}]
    found = diff(before, guide(renamed, rules, cases=[{**case, "answers": answers}], migrations=steps), TODAY)
    assert found.same
    assert found.cases == ()


def test_a_new_question_is_free_in_the_old_file_and_a_new_choice_is_set_apart():
    more = {**ASK, "size": ["small", "large", "huge"], "time": ["day", "night"]}
    rules = [({"size": ["small"], "time": ["day"]}, {}, "one"), ({}, {}, "two")]
    found = diff(guide(ASK, OLD), guide(more, rules), TODAY)
    assert found.compared == 8
    assert [(group.old, group.new, group.sets) for group in found.groups] == [("one", "two", 2)]
    assert found.apart == (
        "question time is asked by the new file only",
        "choice huge of question size is offered by the new file only",
    )


def test_files_that_share_no_question_are_different_guides():
    other = guide({"colour": ["red", "blue"]}, [({}, {}, "one")])
    found = diff(guide(ASK, OLD), other, TODAY)
    assert not found.same
    assert not found.proved
    assert "share no question" in as_text(found)


def test_one_file_at_two_dates_differs_by_its_facts():
    dated = guide(ASK, [({}, {"F": True}, "one"), ({}, {}, "two")], {"F": ("2021-01-01", None)})
    found = diff(dated, dated, "2022-01-01", on_old="2020-01-01")
    assert [(group.old, group.new, group.sets) for group in found.groups] == [("two", "one", 4)]
    assert diff(dated, dated, "2022-01-01", on_old="2021-01-01").same


def test_words_that_change_are_listed_apart_from_verdicts():
    old, new = guide(ASK, OLD), guide({**ASK}, OLD)
    object.__setattr__(new.rules[0], "because", "another reason")
    found = diff(old, new, TODAY)
    assert found.same
    assert [(one.kind, one.id, one.change) for one in found.wording] == [("rule", "R0", "because")]


def test_cases_and_saved_links_that_get_another_verdict_are_named():
    case = {"id": "anna", "title": "a", "story": "s", "answers": {"size": "small", "place": "there"}, "expect": "one"}
    old, new = guide(ASK, OLD, cases=[case]), guide(ASK, NEW, cases=[case])
    found = diff(old, new, TODAY, saved=["https://example.org/#place=there&size=small", "#place=here&size=small"])
    assert [(one.name, one.old, one.new) for one in found.cases] == [("anna", "one", "two")]
    assert [one.name for one in found.links] == ["https://example.org/#place=there&size=small"]


def test_markdown_shows_text_of_the_rule_file_as_text():
    odd = {"size": ["small", "large"], "place": ["here", "there|<b>"]}
    found = diff(guide(odd, OLD), guide(odd, NEW), TODAY)
    assert "there\\|\\<b\\>" in as_markdown(found)


@pytest.mark.parametrize(
    ("declared", "wrong"),
    [
        ([Expected("one", "two", "why")], []),
        ([Expected("one", "two", "why", rule="R1", sets=1)], []),
        ([Expected("one", "two", "why", at_most=5)], []),
        ([], ["not declared: one -> two by rule R1, for 1 answer sets"]),
        ([Expected("one", "two", "why", sets=3)], ["one -> two: 1 answer sets change, 3 were declared"]),
        ([Expected("one", "two", "why", at_most=0)], ["one -> two: 1 answer sets change, at most 0 were declared"]),
        (
            [Expected("one", "two", "why"), Expected("two", "one", "why")],
            ["declared but not made: two -> one"],
        ),
        (
            [Expected("one", "two", "why", rule="R9")],
            ["not declared: one -> two by rule R1, for 1 answer sets", "declared but not made: one -> two by rule R9"],
        ),
    ],
)
def test_exactly_the_declared_changes_pass(declared, wrong):
    assert list(undeclared(diff(guide(ASK, OLD), guide(ASK, NEW), TODAY), declared)) == wrong
