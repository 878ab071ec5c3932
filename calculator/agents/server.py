"""The tools over the Model Context Protocol, on standard input and output; the package ``mcp`` speaks it."""

from collections.abc import Callable
from functools import wraps

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from calculator.engine.model import Guide

from .tools import CannotError, Desk, Json

Answers = dict[str, str]


def server(desk: Desk) -> MCPServer:
    """A server with the tools of one guide."""
    guide = desk.guide
    made = MCPServer(guide.title, version=guide.edition, instructions=_instructions(guide), log_level="ERROR")

    def tool(*about: str) -> Callable[[Callable[..., Json]], Callable[..., Json]]:
        return made.tool(description=" ".join(about), structured_output=True)

    @tool(
        f"{guide.scope} Give the verdict for what the person said, or what is still possible.",
        "`answers` maps a question to a choice; leave out what was not said. Questions with their choices:",
        "; ".join(f"{id}: {', '.join(one.id for one in asked.choices)}" for id, asked in guide.questions.items()),
    )
    @_in_words
    def decide(answers: Answers, on: str | None = None) -> Json:
        return desk.decide(answers, on)

    @tool("Say what to ask the person next, with the choices to offer. Never choose for them.")
    @_in_words
    def next_question(answers: Answers, on: str | None = None) -> Json:
        return desk.next_question(answers, on)

    @tool("Set two situations side by side, such as today and next year: what differs in verdict, reasons and work.")
    @_in_words
    def compare(one: Answers, other: Answers, on: str | None = None) -> Json:
        return desk.compare(one, other, on)

    @tool("Give the files to begin with for an outcome, each run by its own tool before it was published.")
    @_in_words
    def starter(outcome: str) -> Json:
        return desk.starter(outcome)

    @tool("Look up dated facts with their sources, by id or by words such as the name of a service.")
    @_in_words
    def facts(about: str) -> Json:
        return desk.facts(about)

    return made


def _instructions(guide: Guide) -> str:
    return (
        f"{guide.title}. Ask the person what `next_question` says, one question at a time, and offer its choices. "
        "Never answer for them; what they do not know stays open. Pass on the verdict with its reason, its cautions, "
        "the dates of what it rests on, what is still open, and the link."
    )


def _in_words(told: Callable[..., Json]) -> Callable[..., Json]:
    """What cannot be answered reaches the agent as one sentence."""

    @wraps(told)
    def asked(**arguments: object) -> Json:
        try:
            return told(**arguments)
        except CannotError as error:
            raise ToolError(str(error)) from None

    return asked


