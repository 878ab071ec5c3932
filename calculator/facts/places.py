"""Where a probe looks inside a wheel: API models with their shapes and words, modules with their classes and text.

Whatever is not there raises UnprovableError, because then a name may have moved rather than vanished.
"""

import ast
import json
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from calculator.engine.model import Probe

from .wheels import UnprovableError, Wheel

Json = dict[str, Any]
_INLINE = re.compile(r"</?(?:a|b|code|em|i)\b[^<>]*>")  # tags inside a sentence; all others part two
_TAG = re.compile(r"</?\w[^<>]*>")


def stated(probe: Probe, key: str) -> str:
    """What the probe says about its place under this key."""
    if key not in probe.where:
        raise UnprovableError(f"the probe does not say in which {key} to look")
    return probe.where[key]


def operations(wheel: Wheel, probe: Probe) -> Json:
    """The operations of a service."""
    found = _model(wheel, stated(probe, "service")).get("operations", {})
    return found if isinstance(found, dict) else {}


def shape(wheel: Wheel, probe: Probe) -> Json:
    """The shape of a service that the probe names."""
    service, name = stated(probe, "service"), stated(probe, "shape")
    found = _model(wheel, service).get("shapes", {}).get(name)
    if not isinstance(found, dict):
        raise UnprovableError(f"the API model of {service} has no shape {name} any more")
    return found


def text(wheel: Wheel, probe: Probe) -> str:
    """The words at a place: a module's source, or what a model says about an operation, a shape or a member of it."""
    in_module = "module" in probe.where
    raw = wheel.read(_module(wheel, probe)).decode(errors="replace") if in_module else _words(wheel, probe)
    return " ".join(_TAG.sub(" ", _INLINE.sub("", raw)).split())


def classes(wheel: Wheel, probe: Probe) -> set[str]:
    """The classes that a module defines."""
    name = _module(wheel, probe)
    try:
        parsed = ast.parse(wheel.read(name))
    except (SyntaxError, ValueError, RecursionError) as error:
        raise UnprovableError(f"{name} cannot be parsed ({error})") from None
    return {node.name for node in ast.walk(parsed) if isinstance(node, ast.ClassDef)}


def modules(wheel: Wheel, probe: Probe) -> list[str]:
    """The modules of a package whose names have the ending that the probe names."""
    package, ending = stated(probe, "package").replace(".", "/"), stated(probe, "ending")
    path = re.compile(rf"{re.escape(package)}/(\w*{re.escape(ending)})\.py")
    found = [match[1] for name in wheel.names if (match := path.fullmatch(name))]
    if not found:
        raise UnprovableError(f"the package {stated(probe, 'package')} has no module that ends in {ending} any more")
    return found


def _words(wheel: Wheel, probe: Probe) -> str:
    if "operation" in probe.where:
        about = operations(wheel, probe).get(probe.where["operation"], {})
    else:
        about = shape(wheel, probe)
        about = about.get("members", {}).get(probe.where["member"], {}) if "member" in probe.where else about
    if not isinstance(about, dict) or "documentation" not in about:
        raise UnprovableError("the API model has no words at this place any more")
    return str(about["documentation"])


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


def _module(wheel: Wheel, probe: Probe) -> str:
    module = stated(probe, "module")
    path = module.replace(".", "/")
    found = next((name for name in (f"{path}.py", f"{path}/__init__.py") if name in wheel.names), None)
    if found is None:
        raise UnprovableError(f"the module {module} is gone{_elsewhere(wheel, probe.expect)}")
    return found


def _elsewhere(wheel: Wheel, expected: Collection[str]) -> str:
    """Where else in the wheel the first class is defined, so that the keeper can correct the probe."""
    wanted = re.compile(rb"^class (?:%s)\b" % b"|".join(re.escape(name).encode() for name in expected), re.MULTILINE)
    places = [name for name in wheel.names if name.endswith(".py") and wanted.search(wheel.read(name))]
    return f"; look at {', '.join(places[:3])}" if places else ""
