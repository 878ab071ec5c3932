"""A coding agent asks the guide over the Model Context Protocol, with the protocol's own client."""

import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from calculator.agents.tools import Desk
from calculator.authoring import load
from calculator.engine.model import Guide, Migration

ON = "2026-11-28"
SITE = "https://guide.example/"
Ask = Callable[[Client], Awaitable[Any]]


def asked(project: Path, ask: Ask, rules: str = "docs/rules.yaml") -> Any:
    """What comes of talking to a server of its own."""
    command = ["-m", "calculator", "mcp", "--rules", rules, "--site", SITE]

    async def talk() -> Any:
        server = StdioServerParameters(command=sys.executable, args=command, cwd=project, env=dict(os.environ))
        async with Client(server) as client:
            return await ask(client)

    with ThreadPoolExecutor(1) as own:  # the browser of other tests has a loop in this thread
        return own.submit(anyio.run, talk).result()


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """A tool's answer; AssertionError with its sentence if it is an error."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


async def refusal(client: Client, tool: str, **arguments: Any) -> str:
    """The sentence with which a tool refuses."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return " ".join(part.text for part in result.content if part.type == "text")


@pytest.mark.parametrize("rules", ["docs/rules.yaml", "tests/authoring/guides/databases.yaml"])
def test_the_tools_say_what_can_be_asked(project: Path, rules: str) -> None:
    tools = asked(project, lambda client: client.list_tools(), rules).tools
    guide = load(project / rules).guide
    assert guide
    assert {tool.name for tool in tools} == {"decide", "next_question", "compare", "starter", "facts"}
    assert all(tool.description for tool in tools)
    (about,) = [str(tool.description) for tool in tools if tool.name == "decide"]
    for question in guide.questions.values():
        assert f"{question.id}: {', '.join(choice.id for choice in question.choices)}" in about


def test_each_case_gets_the_verdict_that_the_guide_gives(project: Path, shipped: Guide) -> None:
    async def ask(client: Client) -> list[dict[str, Any]]:
        return [await call(client, "decide", answers=dict(case.answers), on=ON) for case in shipped.cases.values()]

    for case, told in zip(shipped.cases.values(), asked(project, ask), strict=True):
        assert (told["verdict"] or {}).get("id") == case.expect, case.id
        assert told["on"] == ON
        assert told["because"]
        assert told["link"].startswith(f"{SITE}selector/#")
        assert all(fact["as_of"] and fact["id"] in shipped.facts for fact in told["rests_on"])


def test_it_never_answers_for_the_person_and_asks_until_there_is_a_verdict(project: Path, shipped: Guide) -> None:
    case = next(case for case in shipped.cases.values() if case.expect and len(case.answers) == len(shipped.questions))

    async def ask(client: Client) -> dict[str, Any]:
        said: dict[str, str] = {}
        while (told := await call(client, "next_question", answers=said, on=ON))["question"]:
            assert told["answers"] == said
            assert told["question"]["id"] in told["still_open"]
            assert len(told["possible"]) > 1
            choices = {choice["id"] for choice in told["question"]["choices"]}
            assert case.answers[told["question"]["id"]] in choices
            said[told["question"]["id"]] = case.answers[told["question"]["id"]]
        return await call(client, "decide", answers=said, on=ON)

    told = asked(project, ask)
    assert told["verdict"]["id"] == case.expect
    assert told["answers"].items() <= case.answers.items()


def test_what_is_wrong_is_said_and_the_next_question_is_answered(project: Path, shipped: Guide) -> None:
    question = next(iter(shipped.questions.values()))

    async def ask(client: Client) -> None:
        told = await call(client, "decide", answers={question.id: "no-such-choice", "no-such-question": "yes"}, on=ON)
        assert told["answers"] == {}
        assert "no-such-choice" in " ".join(told["not_understood"])
        assert "no-such-question" in " ".join(told["not_understood"])
        assert '"tomorrow" is no date' in await refusal(client, "decide", answers={}, on="tomorrow")
        assert "there is no outcome" in await refusal(client, "starter", outcome="no-such-outcome")
        assert "no fact speaks of" in await refusal(client, "facts", about="blockchain quantum")
        assert await refusal(client, "decide", answers="aws")
        assert await refusal(client, "decide")
        assert (await call(client, "decide", answers={}, on=ON))["verdict"] is None

    asked(project, ask)


def test_two_situations_facts_and_a_starter(project: Path, shipped: Guide) -> None:
    one, other, *_ = [case for case in shipped.cases.values() if case.expect]
    outcome = next(outcome for outcome in shipped.outcomes.values() if outcome.starter)
    fact = next(iter(shipped.facts.values()))

    async def ask(client: Client) -> None:
        told = await call(client, "compare", one=dict(one.answers), other=dict(other.answers), on=ON)
        assert told["lead"]
        assert told["differs"]
        files = (await call(client, "starter", outcome=outcome.id))["files"]
        assert files["README.md"].startswith("# ")
        (found,) = [each for each in (await call(client, "facts", about=fact.id))["facts"] if each["id"] == fact.id]
        assert (found["as_of"], found["statement"]) == (fact.as_of, fact.statement)

    asked(project, ask)


def test_a_starter_is_found_by_the_id_that_its_outcome_had_before(project: Path, shipped: Guide) -> None:
    id = next(outcome.id for outcome in shipped.outcomes.values() if outcome.starter)
    moved = replace(shipped, migrations=(*shipped.migrations, Migration("outcome", "before", id)))
    desk = Desk(moved, project / "docs/rules.yaml", lambda: ON)
    assert desk.starter("before") == desk.starter(id)


def test_without_the_package_one_sentence_says_what_to_install(project: Path, tmp_path: Path) -> None:
    (tmp_path / "mcp.py").write_text("raise ModuleNotFoundError('none', name='mcp')")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "calculator", "mcp"]
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "this command needs the package mcp; run: pip install mcp\n")
