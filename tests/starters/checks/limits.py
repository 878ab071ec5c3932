"""What a service says of a request in its own description and botocore does not look at: lengths, figures, patterns."""

import re
from collections.abc import Iterator
from typing import Any

from botocore.model import Shape
from botocore.validate import ParamValidator, ValidationErrors

REFERENCE = "\0"  # stands for a text that is known only when the request is made


def refused(request: dict[str, Any], shape: Shape) -> list[str]:
    """Why a service would refuse a request: the place and the reason, one text each."""
    report = ParamValidator().validate(request, shape)
    return [*filter(None, [report.generate_report()]), *_beyond(request, shape, "")]


def enforce() -> None:
    """From now on every client of this process refuses what the service would."""
    ordinary = ParamValidator.validate

    def validate(self: ParamValidator, params: dict[str, Any], shape: Shape) -> ValidationErrors:
        report = ordinary(self, params, shape)
        for reason in [] if report.has_errors() else _beyond(params, shape, ""):
            raise ValueError(f"{shape.name}{reason}")
        return report

    ParamValidator.validate = validate


def _beyond(value: Any, shape: Shape, place: str) -> Iterator[str]:
    """What is longer, shorter, larger, smaller or written otherwise than the description allows."""
    for name, part, inner in _parts(value, shape):
        yield from _beyond(part, inner, f"{place}{name}")
    if not isinstance(value, str) or REFERENCE not in value:
        yield from (f"{place}: {reason}" for reason in _out_of_bounds(value, shape))


def _out_of_bounds(value: Any, shape: Shape) -> Iterator[str]:
    """What is wrong with a value itself, whatever is in it; of dates and streams nothing is said."""
    size = len(value) if isinstance(value, str | bytes | list | dict) else value
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if most is not None and size > most:
        yield f"{size} is more than {most}"
    if least is not None and size < least:
        yield f"{size} is less than {least}"
    if isinstance(value, str) and shape.type_name == "string":
        if shape.enum and value not in shape.enum:
            yield f"{value} is none of {', '.join(shape.enum)}"
        if not re.fullmatch(shape.metadata.get("pattern", ".*"), value, re.DOTALL):
            yield f"{value} does not fit {shape.metadata['pattern']}"


def _parts(value: Any, shape: Shape) -> Iterator[tuple[str, Any, Shape]]:
    """What a value is made of: where, what, and what is said of it."""
    if shape.type_name == "structure":
        yield from ((f".{name}", part, shape.members[name]) for name, part in value.items() if name in shape.members)
    elif shape.type_name == "map":
        yield from ((f".{name}", part, shape.value) for name, part in value.items())
    elif shape.type_name == "list":
        yield from ((f"[{number}]", part, shape.member) for number, part in enumerate(value))
