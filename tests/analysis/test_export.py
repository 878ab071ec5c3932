"""The exported tables are read by other programs, and other engines decide with them as this one does."""

import json
import random
import subprocess
from pathlib import Path

import zen
from click.testing import CliRunner

from calculator.analysis.export.dmn import as_dmn
from calculator.analysis.export.exchange import context, exchange
from calculator.analysis.export.jdm import as_jdm
from calculator.cli import cli
from calculator.engine.logic.advice import cautions
from calculator.engine.logic.situation import facts_on
from tests.analysis.small import TODAY, guide
from tests.evaluate import evaluator
from tests.tools import node_tool

HERE = Path(__file__).parent
ON = "2026-11-23"
EARLIER = "2021-12-13"


def seeded(made, count):
    rng = random.Random(7)
    return [{q.id: rng.choice(q.choices).id for q in made.questions.values()} for _ in range(count)]


def run_dmn(text, contexts):
    node_tool("dmn-moddle", "the DMN export")
    asked = json.dumps({"xml": text, "contexts": contexts})
    done = subprocess.run(
        ["node", HERE / "run_dmn.cjs"], input=asked, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_dmn_engine_decides_the_exported_tables_as_this_engine_does(real_guide):
    on = ON
    made, facts, sets = exchange(real_guide), facts_on(real_guide, on), seeded(real_guide, 100)
    found = run_dmn(as_dmn(made, real_guide.title), [context(made, answers, facts) for answers in sets])
    expected = [evaluator(real_guide, on)(answers) for answers in sets]
    assert found["warnings"] == []
    assert found["policies"] == ["FIRST", "COLLECT"]
    assert found["verdicts"] == expected
    told = [[row.id for row in cautions(real_guide, a, facts, [v])] for a, v in zip(sets, expected, strict=True)]
    assert found["cautions"] == told


def test_a_dmn_engine_agrees_where_the_facts_of_a_date_are_built_in(real_guide):
    made, sets = exchange(real_guide, EARLIER), seeded(real_guide, 100)
    found = run_dmn(as_dmn(made, real_guide.title), [context(made, answers, {}) for answers in sets])
    assert found["verdicts"] == [evaluator(real_guide, EARLIER)(answers) for answers in sets]


def test_a_peer_engine_agrees_on_twenty_thousand_answer_sets(real_guide):
    made, facts = exchange(real_guide), facts_on(real_guide, ON)
    decision, evaluate = zen.ZenEngine().create_decision(as_jdm(made)), evaluator(real_guide, ON)
    for answers in seeded(real_guide, 20_000):
        found = decision.evaluate(context(made, answers, facts))["result"]
        assert found["outcome"] == evaluate(answers)


def test_a_peer_engine_finds_the_same_cautions(real_guide):
    made, facts = exchange(real_guide), facts_on(real_guide, ON)
    decision = zen.ZenEngine().create_decision(as_jdm(made))
    for answers in seeded(real_guide, 500):
        found = decision.evaluate(context(made, answers, facts))["result"]
        expected = [row.id for row in cautions(real_guide, answers, facts, [found["outcome"]])]
        assert [one["caution"] for one in found["cautions"]] == expected


def test_ids_that_other_engines_cannot_read_get_names_that_differ():
    odd = guide({"a-b": ["x", "y"], "a.b": ["x", "y"], "1st": ["x", "y"], "outcome": ["x", "y"]}, [({}, {}, "one")])
    names = [one.name for one in exchange(odd, TODAY).inputs]
    assert len(set(names)) == 4
    assert all(name.isidentifier() and name != "outcome" for name in names)


def test_ids_that_are_words_of_an_engine_do_not_change_what_it_decides():
    words = ("in", "not", "and", "or", "true", "null", "if", "len")
    odd = guide(
        {word: ["x", "y"] for word in words},
        [({"in": ["x"], "not": ["y"]}, {}, "one"), ({"true": ["x"], "if": ["x"]}, {}, "two"), ({}, {}, "three")],
    )
    made, sets = exchange(odd, TODAY), seeded(odd, 100)
    asked = [context(made, answers, {}) for answers in sets]
    expected = [evaluator(odd, TODAY)(answers) for answers in sets]
    decision = zen.ZenEngine().create_decision(as_jdm(made))
    assert [decision.evaluate(each)["result"]["outcome"] for each in asked] == expected
    assert run_dmn(as_dmn(made, odd.title), asked)["verdicts"] == expected


def test_the_command_prints_either_form(project):
    for form, sign in (("dmn", '<?xml version="1.0"'), ("jdm", '{\n "contentType"')):
        result = CliRunner().invoke(cli, ["export", "--format", form, "--rules", str(project / "docs/rules.yaml")])
        assert result.exit_code == 0
        assert result.output.startswith(sign)
