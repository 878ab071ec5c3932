"""The exported query gives this engine's verdicts in a database, on every answer set there is."""

import random

import duckdb
import pytest
import sqlglot
from click.testing import CliRunner
from sqlglot import expressions as exp

from calculator.analysis.export.exchange import exchange
from calculator.analysis.export.sql import as_sql
from calculator.cli import cli
from calculator.engine.logic.decide import decide
from tests.analysis.small import TODAY, guide
from tests.engine.naive import WholeSpace

DATABASES = ("duckdb", "trino", "athena", "spark", "postgres", "snowflake", "bigquery")
EARLIER, NOW = "2021-12-13", "2026-11-28"


def query(made_of, on, table="answers"):
    return as_sql(exchange(made_of, on), made_of.title, table)


def filled(database, made_of, rows):
    """A table of answers, one column for each question by its exported name."""
    names = [one.name for one in exchange(made_of, TODAY).inputs]
    database.execute(f"CREATE TABLE answers (id INTEGER, {', '.join(f'{name} VARCHAR' for name in names)})")
    marks = ", ".join("?" for _ in range(len(names) + 1))
    ids = list(made_of.questions)
    database.executemany(
        f"INSERT INTO answers VALUES ({marks})", [[at, *(row.get(id) for id in ids)] for at, row in enumerate(rows)]
    )


@pytest.mark.parametrize("on", [EARLIER, NOW])
def test_a_database_gives_every_answer_set_the_verdict_of_the_naive_evaluator(real_guide, on):
    space = WholeSpace(real_guide)
    database = duckdb.connect()
    place, number, tables = space.size, [], []
    for question, choices in space.questions.items():
        place //= len(choices)
        rows = ", ".join(f"('{choice}', {at * place})" for at, choice in enumerate(choices))
        tables.append(f"(VALUES {rows}) AS t_{question}({question}, at_{question})")
        number.append(f"at_{question}")
    database.execute(f"CREATE VIEW answers AS SELECT *, {' + '.join(number)} AS n FROM {', '.join(tables)}")
    sets = f"bitstring_agg(n, 0, {space.size - 1})::VARCHAR"  # a sign for each answer set, the first one first
    counted = f"SELECT verdict, {sets} FROM ({query(real_guide, on)}) AS told GROUP BY verdict"
    told = database.execute(counted).fetchall()
    expected = {outcome: sets for outcome, sets in space.outcomes(on).items() if sets}
    assert {verdict: int(signs[::-1], 2) for verdict, signs in told} == expected


def test_a_row_with_open_answers_is_decided_only_as_the_engine_decides_it(real_guide):
    rng = random.Random(7)
    questions = real_guide.questions.values()
    rows = [
        {q.id: rng.choice(q.choices).id for q in questions if rng.random() < share}
        for share in (0.5, 0.8, 0.95)
        for _ in range(200)
    ]
    database = duckdb.connect()
    filled(database, real_guide, rows)
    told = database.execute(f"SELECT id, verdict, decided_by FROM ({query(real_guide, NOW)}) AS told ORDER BY id")
    decided = 0
    for (_, verdict, rule), answers in zip(told.fetchall(), rows, strict=True):
        decision = decide(real_guide, answers, NOW)
        assert (verdict is None) == (rule is None)
        if verdict:
            decided += 1
            assert (decision.outcome, [rule]) == (verdict, list(decision.rules))
    assert decided > len(rows) // 10


def test_a_word_that_is_no_choice_leaves_the_row_undecided(real_guide):
    whole = {q.id: q.choices[0].id for q in real_guide.questions.values()}
    first = next(iter(real_guide.questions))
    database = duckdb.connect()
    filled(database, real_guide, [whole, whole | {first: "tpyo"}])
    (right,), (wrong,) = database.execute(f"SELECT verdict FROM ({query(real_guide, NOW)}) ORDER BY id").fetchall()
    assert (right, wrong) == (decide(real_guide, whole, NOW).outcome, None)


@pytest.mark.parametrize("dialect", DATABASES)
def test_other_databases_read_the_query_as_the_same(real_guide, dialect):
    text = query(real_guide, NOW)
    (read,) = sqlglot.parse(text, dialect=dialect)
    assert isinstance(read, exp.Select)
    assert not list(read.find_all(exp.Command))
    cases = list(read.find_all(exp.Case))
    assert len(cases) == 2
    assert read.sql(dialect="duckdb", comments=False) == sqlglot.parse_one(text).sql(dialect="duckdb", comments=False)


def test_questions_that_are_words_of_sql_are_asked_under_other_names():
    words = ("in", "not", "and", "true", "select", "order", "end", "null")
    odd = guide(
        {word: ["x", "y"] for word in words},
        [({"in": ["x"], "not": ["y"]}, {}, "one"), ({"true": ["x"], "end": ["x"]}, {}, "two"), ({}, {}, "three")],
    )
    rng = random.Random(7)
    rows = [{word: rng.choice("xy") for word in words} for _ in range(100)]
    database = duckdb.connect()
    filled(database, odd, rows)
    told = database.execute(f"SELECT verdict FROM ({query(odd, TODAY)}) ORDER BY id").fetchall()
    assert [verdict for (verdict,) in told] == [decide(odd, row, TODAY).outcome for row in rows]


def test_the_table_is_named_by_an_option_and_nothing_else_gets_in(project):
    rules = str(project / "docs/rules.yaml")
    good = CliRunner().invoke(cli, ["export", "--format", "sql", "--table", "ml.teams", "--rules", rules])
    assert "FROM ml.teams AS asked" in good.output
    bad = CliRunner().invoke(cli, ["export", "--format", "sql", "--table", "t; DROP TABLE t", "--rules", rules])
    assert (bad.exit_code, "is no name of a table" in bad.output) == (2, True)


def test_a_title_of_several_lines_stays_a_comment():
    odd = guide({"size": ["x", "y"]}, [({}, {}, "one")])
    text = as_sql(exchange(odd, TODAY), "first\nDROP TABLE answers", "answers")
    assert [type(one) for one in sqlglot.parse(text)] == [exp.Select]
