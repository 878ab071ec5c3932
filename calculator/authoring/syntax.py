"""A parser's complaint -> a Problem in plain words that points at the cause.

Both YAML parsers (libyaml and the pure Python one) word their complaints; the patterns fit the two.
"""

import re

import yaml

from .problems import Kind, Problem

_UNCLOSED = re.compile(r"unexpected end of stream|expected ',' or '[]}]'")
_ADVICE = (
    (r"mapping values are not allowed|could not find expected ':'",
     'this ":" does not follow a key', 'put a text that holds ": " in quotes'),
    (r"unknown escape character|invalid Unicode character|expected escape sequence",
     "this backslash sequence is unknown", "use single quotes to write a backslash"),
    (r"sequence entries are not allowed", "a list cannot begin here", 'begin each "- " on a line of its own'),
    (r"expected key|expected '-' indicator|expected <block end>",
     "this does not fit the lines above", "check the indentation and the quotes"),
    (r"expected node content", "a value is missing here", "check the brackets and commas"),
    (r"document start|incompatible YAML document|directive", "this is not the start of a document",
     "remove directives and document markers"),
)


def explain(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """The Problem behind a parser error."""
    complaint = getattr(error, "problem", None) or str(error)
    context: yaml.Mark | None = getattr(error, "context_mark", None)
    line, column = _position(getattr(error, "problem_mark", None) or context)
    if tab := _tab(text, line):
        return Problem(Kind.TAB, name, line, tab, "a tab indents this line", "indent with spaces")
    if context and _UNCLOSED.search(complaint):
        return _unclosed(context, text, name)
    if not _rest(text, line, column):
        what = "the file ends in the middle of a value"
        return Problem(Kind.UNFINISHED, name, *_end(text), what, "expected the rest")
    if "cannot start any token" in complaint:
        what = f"an unquoted text cannot begin with {_character(text, line, column)}"
        return Problem(Kind.SYNTAX, name, line, column, what, "put the text in quotes")
    return Problem(Kind.SYNTAX, name, line, column, *_words(complaint))


def _position(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _character(text: str, line: int, column: int) -> str:
    return text.splitlines()[line - 1][column - 1]


def _unclosed(mark: yaml.Mark, text: str, name: str) -> Problem:
    line, column = _position(mark)
    opened = _character(text, line, column)
    closing = {"[": "]", "{": "}"}.get(opened, opened)
    return Problem(Kind.UNFINISHED, name, line, column, f"this {opened} is never closed", f"expected a {closing}")


def _end(text: str) -> tuple[int, int]:
    lines = text.splitlines() or [""]
    return len(lines), len(lines[-1]) + 1


def _rest(text: str, line: int, column: int) -> str:
    return "".join(text.splitlines()[line - 1 :])[column - 1 :].strip()


def _tab(text: str, line: int) -> int:
    lines = text.splitlines()
    indent = re.match(r" *\t", lines[line - 1]) if line <= len(lines) else None
    return indent.end() if indent else 0


def _words(complaint: str) -> tuple[str, str]:
    for pattern, what, advice in _ADVICE:
        if re.search(pattern, complaint):
            return what, advice
    return f"this is not YAML: {complaint}", ""
