"""What a probe looks for in a wheel, and how what it finds differs: one small function per kind of probe.

Each returns None where the wheel shows what is expected and else a sentence part; it raises UnprovableError where the
place itself is gone, because then a name may have moved rather than vanished.
"""

import ast
import json
import re
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from calculator.engine.model import Probe

from .wheels import UnprovableError, Wheel

Json = dict[str, Any]


def difference(wheel: Wheel, probe: Probe) -> str | None:
    """How the wheel differs from what the probe expects; None where it does not."""
    if probe.kind not in KINDS:
        raise UnprovableError(f"“{probe.kind}” is no kind of probe")
    return KINDS[probe.kind](wheel, probe)


def described(probe: Probe) -> str:
    """What the probe looks for, in a few words."""
    place = " ".join(probe.where[key] for key in ("service", "shape", "module", "bound") if key in probe.where)
    return f"{probe.kind} {', '.join(probe.expect)} in {place}"


def _member(wheel: Wheel, probe: Probe) -> str | None:
    return _lacking(probe, _shape(wheel, probe).get("members", {}))


def _operation(wheel: Wheel, probe: Probe) -> str | None:
    return _lacking(probe, _model(wheel, _where(probe, "service")).get("operations", {}))


def _enum(wheel: Wheel, probe: Probe) -> str | None:
    """An enum is a full list: what was added may matter as much as what was removed."""
    values = _shape(wheel, probe).get("enum", [])
    added = [value for value in values if value not in probe.expect]
    parts = [f"has also {', '.join(added)}"] if added else []
    return ", ".join([*parts, *filter(None, [_lacking(probe, values)])]) or None


def _number(wheel: Wheel, probe: Probe) -> str | None:
    bound = _where(probe, "bound")
    stated = _shape(wheel, probe).get(bound)
    if stated is None:
        raise UnprovableError(f"{probe.where['shape']} states no {bound}")
    return None if [str(stated)] == list(probe.expect) else f"the {bound} is {stated}, not {', '.join(probe.expect)}"


def _class(wheel: Wheel, probe: Probe) -> str | None:
    module = _where(probe, "module")
    path = module.replace(".", "/")
    found = next((name for name in (f"{path}.py", f"{path}/__init__.py") if name in wheel.names), None)
    if found is None:
        raise UnprovableError(f"the module {module} is gone{_elsewhere(wheel, probe.expect)}")
    return _lacking(probe, _classes(wheel, found))


def _lacking(probe: Probe, found: Collection[str]) -> str | None:
    lacking = [name for name in probe.expect if name not in found]
    return f"lacks {', '.join(lacking)}" if lacking else None


def _where(probe: Probe, key: str) -> str:
    if key not in probe.where:
        raise UnprovableError(f"the probe does not say in which {key} to look")
    return probe.where[key]


def _shape(wheel: Wheel, probe: Probe) -> Json:
    service, name = _where(probe, "service"), _where(probe, "shape")
    shape = _model(wheel, service).get("shapes", {}).get(name)
    if not isinstance(shape, dict):
        raise UnprovableError(f"the API model of {service} has no shape {name} any more")
    return shape


@lru_cache(maxsize=32)
def _model(wheel: Wheel, service: str) -> Json:
    """The newest API model of a service that a wheel carries."""
    path = re.compile(rf"[^/]+/data/{re.escape(service)}/[^/]+/service-2\.json(\.gz)?")
    found = max((name for name in wheel.names if path.fullmatch(name)), default=None)
    if found is None:
        raise UnprovableError(f"there is no API model of {service}")
    try:
        model = json.loads(wheel.read(found))
    except ValueError as error:
        raise UnprovableError(f"{found} is no JSON ({error})") from None
    return model if isinstance(model, dict) else {}


def _classes(wheel: Wheel, name: str) -> set[str]:
    try:
        parsed = ast.parse(wheel.read(name))
    except (SyntaxError, ValueError, RecursionError) as error:
        raise UnprovableError(f"{name} cannot be parsed ({error})") from None
    return {node.name for node in ast.walk(parsed) if isinstance(node, ast.ClassDef)}


def _elsewhere(wheel: Wheel, expected: Collection[str]) -> str:
    """Where else in the wheel the first class is defined, so that the keeper can correct the probe."""
    wanted = re.compile(rb"^class (?:%s)\b" % b"|".join(re.escape(name).encode() for name in expected), re.MULTILINE)
    places = [name for name in wheel.names if name.endswith(".py") and wanted.search(wheel.read(name))]
    return f"; look at {', '.join(places[:3])}" if places else ""


KINDS: dict[str, Callable[[Wheel, Probe], str | None]] = {
    "member": _member,
    "enum": _enum,
    "operation": _operation,
    "number": _number,
    "class": _class,
}
