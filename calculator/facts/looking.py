"""What a probe looks for in a wheel, and how what it finds differs: one small function per kind of probe.

UnprovableError is raised where the place itself is gone; what is there and differs is told apart from what is new.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from calculator.engine.model import Probe

from .places import classes, modules, operations, shape, stated, text
from .wheels import UnprovableError, Wheel

MANY = 5  # so many names say what a probe is about


@dataclass(frozen=True, slots=True)
class Seen:
    """What a wheel shows: how it ``differs`` from the statement, and what is ``new`` beside it; None where nothing."""

    differs: str | None = None
    new: str | None = None


def look(wheel: Wheel, probe: Probe) -> Seen:
    """What the wheel shows at the place of the probe."""
    if probe.kind not in KINDS:
        raise UnprovableError(f"“{probe.kind}” is no kind of probe")
    return KINDS[probe.kind](wheel, probe)


def described(probe: Probe) -> str:
    """What the probe looks for, in a few words."""
    keys = ("service", "shape", "operation", "member", "module", "package", "bound")
    place = " ".join(probe.where[key] for key in keys if key in probe.where)
    return f"{probe.kind} {' '.join(filter(None, [probe.where.get('after'), _few(probe.expect)]))} in {place}"


def _few(expect: Sequence[str]) -> str:
    more = f" and {len(expect) - MANY} more" if len(expect) > MANY else ""
    return f"{', '.join(expect[:MANY])}{more}"


def _member(wheel: Wheel, probe: Probe) -> Seen:
    return _lacking(probe, shape(wheel, probe).get("members", {}))


def _members(wheel: Wheel, probe: Probe) -> Seen:
    return _whole(probe, shape(wheel, probe).get("members", {}))


def _enum(wheel: Wheel, probe: Probe) -> Seen:
    return _whole(probe, shape(wheel, probe).get("enum", []))


def _operation(wheel: Wheel, probe: Probe) -> Seen:
    return _lacking(probe, operations(wheel, probe))


def _number(wheel: Wheel, probe: Probe) -> Seen:
    bound = stated(probe, "bound")
    found = shape(wheel, probe).get(bound)
    if found is None:
        raise UnprovableError(f"{probe.where['shape']} states no {bound}")
    return _equal(probe, f"the {bound} is", str(found))


def _figure(wheel: Wheel, probe: Probe) -> Seen:
    """A number that stands in words: the first one after the given ones."""
    after = stated(probe, "after")
    found = re.search(rf"{re.escape(after)}\W*(\d[\d,]*(?:\.\d+)?)", text(wheel, probe))
    if found is None:
        raise UnprovableError(f"the text has no number after “{after}” any more")
    return _equal(probe, "the text says", found[1].rstrip(",").replace(",", ""))


def _phrase(wheel: Wheel, probe: Probe) -> Seen:
    words = text(wheel, probe)
    return _lacking(probe, [phrase for phrase in probe.expect if phrase in words])


def _class(wheel: Wheel, probe: Probe) -> Seen:
    return _lacking(probe, classes(wheel, probe))


def _modules(wheel: Wheel, probe: Probe) -> Seen:
    return _whole(probe, modules(wheel, probe))


def _absent(wheel: Wheel, probe: Probe) -> Seen:
    """Parts of names that no class of the module bears; a wheel cannot prove that there is no other way."""
    found = sorted(name for name in classes(wheel, probe) if any(part in name for part in probe.expect))
    return Seen(differs=f"has {', '.join(found)}" if found else None)


def _whole(probe: Probe, found: Collection[str]) -> Seen:
    """A full list: what was removed changes the statement, what was added is news that somebody has to read."""
    added = [name for name in found if name not in probe.expect]
    return Seen(_lacking(probe, found).differs, f"has also {', '.join(added)}" if added else None)


def _lacking(probe: Probe, found: Collection[str]) -> Seen:
    lacking = [name for name in probe.expect if name not in found]
    return Seen(differs=f"lacks {', '.join(lacking)}" if lacking else None)


def _equal(probe: Probe, said: str, found: str) -> Seen:
    return Seen(differs=None if [found] == list(probe.expect) else f"{said} {found}, not {', '.join(probe.expect)}")


KINDS: dict[str, Callable[[Wheel, Probe], Seen]] = {
    "member": _member,
    "members": _members,
    "enum": _enum,
    "operation": _operation,
    "number": _number,
    "figure": _figure,
    "phrase": _phrase,
    "class": _class,
    "modules": _modules,
    "absent": _absent,
}
