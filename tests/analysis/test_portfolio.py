"""The plans for few tools are the best there are, and the command names whoever it cannot count."""

import json
import random
from itertools import combinations

import pytest
from click.testing import CliRunner

from calculator.analysis.measures.portfolio import portfolio, team
from calculator.cli import cli
from calculator.engine.logic.decide import decide

ON = "2026-11-28"


def sampled(guide, count, seed):
    """Answers of teams, some of them with open ones."""
    rng = random.Random(seed)
    questions = guide.questions.values()
    return [{q.id: rng.choice(q.choices).id for q in questions if rng.random() < 0.97} for _ in range(count)]


def naive_cost(guide, decisions, tools):
    """Teams that are lost and work that is added, from whole Decisions and one team at a time."""
    lost = extra = 0
    for decision in decisions:
        work = {each.outcome: each.weight for each in decision.effort}
        able = {
            id: work[id] for id, one in guide.outcomes.items() if set(one.parts) <= set(tools) and work[id] is not None
        }
        if decision.outcome in able:
            continue
        if able:
            extra += max(0, min(able.values()) - (work[decision.outcome] or 0))
        else:
            lost += 1
    return lost, extra


@pytest.mark.parametrize("seed", range(3))
def test_no_set_of_as_many_tools_is_better_than_the_plan(real_guide, seed):
    answers = sampled(real_guide, 40, seed)
    decisions = [decide(real_guide, each, ON) for each in answers]
    told = portfolio(real_guide, [team(str(at), real_guide, each, ON) for at, each in enumerate(answers)])
    decided = [decision for decision in decisions if decision.outcome]
    assert len(told.open) == len(decisions) - len(decided)
    assert told.verdicts == {
        id: count for id in real_guide.outcomes if (count := [d.outcome for d in decided].count(id))
    }
    for plan in told.plans:
        costs = [naive_cost(real_guide, decided, tools) for tools in combinations(real_guide.tools, len(plan.tools))]
        assert (len(plan.unserved), plan.extra) == min(costs) == naive_cost(real_guide, decided, plan.tools)
        assert plan.extra == sum(payer.extra for payer in plan.payers)
        able = [id for id, one in real_guide.outcomes.items() if set(one.parts) <= set(plan.tools)]
        taken = {payer.takes for payer in plan.payers} | {d.outcome for d in decided if d.outcome in plan.outcomes}
        assert set(plan.outcomes) == taken <= set(able)
        assert list(plan.outcomes) == [id for id in real_guide.outcomes if id in taken]


def test_more_tools_never_cost_more(real_guide):
    teams = [team(str(at), real_guide, each, ON) for at, each in enumerate(sampled(real_guide, 60, 9))]
    costs = [(len(plan.unserved), plan.extra) for plan in portfolio(real_guide, teams).plans]
    assert costs == sorted(costs, reverse=True)


def test_the_command_counts_the_good_lines_and_names_the_others(real_guide, project, tmp_path):
    case = next(case for case in real_guide.cases.values() if case.expect)
    file = tmp_path / "teams.csv"
    heads, cells = ",".join(case.answers), ",".join(case.answers.values())
    file.write_text(f'team,{heads}\nred,{cells}\nblue,{cells},one too many\ngreen,{cells}\n')
    command = ["portfolio", str(file), "--rules", str(project / "docs/rules.yaml"), "--on", ON]
    done = CliRunner().invoke(cli, [*command, "--format", "json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["teams"], told["verdicts"]) == (2, 2, {case.expect: 2})
    assert f"{file}:3: " in done.stderr
    parts = set(real_guide.outcomes[case.expect].parts)
    assert not any(plan["payers"] for plan in told["plans"] if parts <= set(plan["tools"]))
    words = CliRunner().invoke(cli, command).stdout
    assert words.startswith("Teams: 2\n")
    assert real_guide.outcomes[case.expect].title in words


def test_a_team_with_open_answers_is_named_and_not_counted(real_guide, project, tmp_path):
    file = tmp_path / "teams.jsonl"
    file.write_text('{"team": "the undecided", "answers": {}}\n')
    done = CliRunner().invoke(cli, ["portfolio", str(file), "--rules", str(project / "docs/rules.yaml"), "--on", ON])
    assert done.exit_code == 0
    assert "still open: the undecided" in done.stdout


def test_a_file_without_teams_is_refused(project, tmp_path):
    file = tmp_path / "teams.csv"
    file.write_text("team,home\n")
    done = CliRunner().invoke(cli, ["portfolio", str(file), "--rules", str(project / "docs/rules.yaml")])
    assert (done.exit_code, done.stderr) == (2, f"{file}: there is no team in it\n")
