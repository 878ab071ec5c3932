"""Generated cases as YAML that people can read in a review."""

import re
from collections.abc import Iterator, Mapping

from .generated import Cases, Generated

HEAD = """\
# Made from the rule file: `python -m calculator cases --write`.  A test makes them again and compares.
# `rules` has an answer set for each rule.  `conditions` has, for each condition of a rule, an answer set that the rule
# decides, and one other answer (`instead`) with which the outcome is another (`then`).
"""
_PLAIN = re.compile(r"(?!(?i:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][A-Za-z0-9_.+-]*")


def as_yaml(cases: Cases) -> str:
    """The text of the file of generated cases."""
    lines = [HEAD + "rules:"]
    for case in cases.rules:
        lines += _entry(case)
    lines.append("conditions:" if cases.conditions else "conditions: []")
    for case in cases.conditions:
        lines += _entry(case)
    lines += ["# Conditions for which no such pair exists on that date, proved by search."]
    lines.append("without_pair:" if cases.idle else "without_pair: []")
    lines += [f"- {{rule: {_scalar(rule)}, condition: {_scalar(condition)}}}" for rule, condition in cases.idle]
    return "\n".join(lines) + "\n"


def _entry(case: Generated) -> Iterator[str]:
    yield f"- rule: {_scalar(case.rule)}"
    if case.condition:
        yield f"  condition: {_scalar(case.condition)}"
    yield f'  date: "{case.date}"'
    yield f"  answers: {_mapping(case.answers)}"
    yield f"  outcome: {_scalar(case.outcome)}"
    if case.condition:
        yield f"  instead: {_mapping(case.instead)}"
        yield f"  then: {_scalar(case.then) if case.then else 'null'}"


def _mapping(values: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_scalar(key)}: {_scalar(value)}" for key, value in values.items()) + "}"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else f'"{text}"'
