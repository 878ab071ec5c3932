"""Everything in the rule file is on a page, under its own anchor."""

import re

import pytest

from tests.publishing.conftest import ON, Published


def _anchors(text: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', text)) | set(re.findall(r"\{ #(\S+) \}", text))


def test_every_row_caution_effort_and_question_has_an_anchor_on_the_rules_page(any_guide: Published) -> None:
    guide = any_guide.guide
    rows = {row.id for rows in (guide.rules, guide.cautions, guide.effort) for row in rows}
    questions = {f"question-{id}" for id in guide.questions}

    assert rows | questions <= _anchors(any_guide.text("pages/rules.md"))


def test_every_fact_and_source_has_an_anchor_on_the_facts_page(any_guide: Published) -> None:
    guide = any_guide.guide

    assert {*guide.facts, *guide.sources} <= _anchors(any_guide.text("pages/facts.md"))


def test_every_fact_and_source_can_be_cited_from_prose(any_guide: Published) -> None:
    defined = re.findall(r"^\[(\S+)\]: /facts\.md#(\S+) ", any_guide.text("parts/citations.md"), re.MULTILINE)

    assert {*any_guide.guide.facts, *any_guide.guide.sources} == {id for id, anchor in defined if id == anchor}


def test_every_judged_claim_is_in_then_and_now(any_guide: Published) -> None:
    text = any_guide.text("pages/then-and-now.md")

    assert all(f'facts/#{fact.id}"' in text for fact in any_guide.guide.facts.values() if fact.now)


def test_every_case_has_a_page_with_its_recommendation(any_guide: Published) -> None:
    guide = any_guide.guide
    for case in guide.cases.values():
        assert guide.outcomes[case.expect].title in any_guide.text(f"pages/cases/{case.id}.md")
        assert f'href="{case.id}/"' in any_guide.text("pages/cases/index.md")


def test_every_outcome_has_a_piece_that_names_each_row_that_recommends_it(any_guide: Published) -> None:
    for outcome in any_guide.guide.outcomes:
        text = any_guide.text(f"parts/outcomes/{outcome}.md")
        rows = [rule.id for rule in any_guide.guide.rules if rule.then == outcome]
        assert all(f"../../rules/#{id}" in text for id in rows), outcome


def test_an_outcome_is_not_charged_with_what_no_longer_holds(any_guide: Published) -> None:
    guide = any_guide.guide
    for outcome in guide.outcomes:
        text = any_guide.text(f"parts/outcomes/{outcome}.md")
        for row in (*guide.cautions, *guide.effort):
            held = all(guide.facts[fact].holds(ON) == holds for fact, holds in row.given.items())
            assert held or f'#{row.id}">' not in text, row.id


def test_every_tool_is_compared_in_every_row(any_guide: Published) -> None:
    guide, text = any_guide.guide, any_guide.text("pages/compare.md")
    asked = [row.id for row in guide.comparison if not row.after]
    shown = [tool for tool in guide.tools.values() if any(row in tool.compare for row in asked)]

    assert all(f'id="tool-{tool.id}"' in text for tool in shown)
    assert text.count('class="cell"') == len(shown) * (len(asked) + 1)


def test_the_day_after_answers_each_question_for_each_tool_or_says_that_nothing_was_found(any_guide: Published) -> None:
    guide, text = any_guide.guide, any_guide.text("pages/after.md")
    parts = {part.partition("{ #")[2].partition(" }")[0]: part for part in text.split("\n## ")[1:]}
    assert list(parts) == [row.id for row in guide.comparison if row.after]
    for row, part in parts.items():
        for tool in guide.tools.values():
            answered, _, unanswered = part.partition("</table>")
            assert (f">{tool.title}<" in answered) == (row in tool.compare), (row, tool.id)
            assert (tool.title in unanswered) == (bool(tool.compare) and row not in tool.compare), (row, tool.id)


def test_every_cell_of_the_comparison_that_rests_on_facts_says_how_old_they_are(any_guide: Published) -> None:
    guide, cells = any_guide.guide, any_guide.text("pages/compare.md").split('<div class="cell"')[1:]
    resting = [cell for cell in cells if any(id in guide.facts for id in re.findall(r'facts/#([^"]+)"', cell))]
    assert [cell for cell in resting if 'class="age">as of <time>' not in cell] == []


def test_the_form_asks_every_question_with_every_choice_and_not_knowing_yet(any_guide: Published) -> None:
    text = any_guide.text("parts/selector.html")
    for question in any_guide.guide.questions.values():
        values = re.findall(rf'<input type="radio" name="{question.id}" value="([^"]*)"', text)
        assert values == [*(choice.id for choice in question.choices), ""]
        assert f'name="{question.id}" value="" checked' in text


@pytest.mark.parametrize("name", ["pages/rules.json", "pages/rules.schema.json"])
def test_the_rules_travel_as_data_too(any_guide: Published, name: str) -> None:
    assert any_guide.text(name).startswith("{")


def test_an_overdue_fact_says_so(databases: Published) -> None:
    assert "overdue for review since <time>2026-06-01</time>" in databases.text("pages/facts.md")


def test_text_of_the_rule_file_cannot_become_markup(databases: Published) -> None:
    assert "<code>BEGIN IMMEDIATE</code> &amp; co." in databases.text("pages/facts.md")


def test_a_guide_about_databases_speaks_of_databases_alone(databases: Published) -> None:
    pages = "".join(path.read_text() for path in databases.docs.rglob("generated/**/*.*") if path.suffix != ".json")

    assert not re.search(r"\b(AWS|SageMaker|Airflow|orchestrat\w+)\b", pages)


def test_every_price_stands_with_its_date_where_there_are_prices_and_else_nothing_is_said_of_a_bill(
    any_guide: Published,
) -> None:
    guide, table, form = any_guide.guide, any_guide.text("parts/prices.html"), any_guide.text("parts/bill.html")

    for price in guide.prices.values():
        assert price.title in table
        assert guide.facts[price.fact].as_of in table
    assert all(sample.label in form for sample in guide.samples)
    if not guide.prices:
        assert (table.strip(), form.strip()) == ("", "")
    assert ("data-bill=" in any_guide.text("parts/selector.html")) == bool(guide.prices)
