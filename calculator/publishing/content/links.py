"""Addresses of things in the guide, relative to the root of the site.

A template puts its own ``root`` ("", "../", "../../") in front, so that the site works under any path.
"""

from urllib.parse import quote

from calculator.engine.link import edition, write_fragment  # noqa: F401  templates ask for the edition here
from calculator.engine.model import Answers

ENGLISH = "en"  # the language of the rule file


def fact(id: str) -> str:
    """Where a fact or a source is printed."""
    return f"facts/#{id}"


def rule(id: str) -> str:
    """Where a row of the decision table is printed."""
    return f"rules/#{id}"


def question(id: str) -> str:
    """Where a question is printed with its choices."""
    return f"rules/#question-{id}"


def outcome(id: str) -> str:
    """The page of an outcome."""
    return f"outcomes/{quote(id)}/"


def starter(folder: str) -> str:
    """The page of a starter; its folder is one of the site too."""
    return f"{quote(folder)}/"


def versus(one: str, other: str) -> str:
    """The page of two outcomes that people weigh against each other."""
    return f"versus/{quote(one)}-vs-{quote(other)}/"


def case(id: str) -> str:
    """The page of a case."""
    return f"cases/{quote(id)}/"


def form(language: str) -> str:
    """The selector in a language; that of the rule file has the short address."""
    return "selector/" if language == ENGLISH else f"selector/{language}/"


def bill(language: str) -> str:
    """The bill in a language."""
    return "bill/" if language == ENGLISH else f"bill/{language}/"


def rules(language: str) -> str:
    """The rules.json in a language."""
    return "rules.json" if language == ENGLISH else f"rules.{language}.json"


def answers(given: Answers) -> str:
    """Answers as a fragment, without its #."""
    return write_fragment(given)


def selector(given: Answers) -> str:
    """The selector, filled in with these answers."""
    fragment = answers(given)
    return f"selector/#{fragment}" if fragment else "selector/"


def pair(one: Answers, other: Answers) -> str:
    """Two answer sets as the fragment of the page that compares them."""
    sides = {"a": one, "b": other}
    return write_fragment({f"{side}.{id}": choice for side, given in sides.items() for id, choice in given.items()})


def target(link: str) -> str:
    """The address behind a link of the engine: ``#size=large``, ``outcome:<id>``, ``rule:<id>`` or ``fact:<id>``."""
    if link.startswith("#"):
        return f"selector/{link}"
    kind, _, id = link.partition(":")
    places = {"outcome": outcome, "rule": rule, "fact": fact, "question": question, "case": case, "starter": starter}
    return places[kind](id)
