"""What a command is asked: answers from a file and from options, and volumes for a bill."""

from calculator.authoring import UnreadableError
from calculator.authoring.beside.requests import Request, read_request
from calculator.engine.bill.volumes import prefilled, read_volumes
from calculator.engine.decision import Decision
from calculator.engine.model import Guide
from calculator.engine.telling.bill import has_bill

from .ending import BadInputError, bad_input
from .options import read_input


def request_in(file: str | None) -> Request:
    """What a file of answers asks; nothing, if there is none."""
    if file is None:
        return Request({})
    try:
        return read_request(read_input(file), "standard input" if file == "-" else file)
    except UnreadableError as error:
        raise bad_input([error.problem]) from None


def pair(text: str) -> tuple[str, str]:
    """Question and choice of ``--set``."""
    question, equals, choice = text.partition("=")
    if not equals or not question:
        raise BadInputError(f'--set "{text}" has no "="; expected question=choice')
    return question.strip(), choice.strip()


def volumes_in(guide: Guide, decision: Decision, volumes: tuple[str, ...]) -> dict[str, str]:
    """The volumes that options name, by id; a wrong one ends the command with the sentence that says why."""
    if volumes and not has_bill(guide):
        raise BadInputError("--volume is for a bill, and this rule file has no prices")
    said = {}
    for text in volumes:
        id, equals, number = (part.strip() for part in text.partition("="))
        if not equals or not id:
            raise BadInputError(f'--volume "{text}" has no "="; expected volume=number, such as runs=30')
        said[id] = number
    _, wrong = read_volumes(guide, said, prefilled(guide, decision.answers))
    if wrong:
        raise BadInputError("\n".join(f"--volume {one.volume}: {one.because}" for one in wrong))
    return said
