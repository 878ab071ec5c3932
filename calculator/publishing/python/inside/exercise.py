"""Runs inside Pyodide: uses the engine in every way the page does, and prints the library files that this took.

Arguments: the module names of the engine, as JSON, and a guide, as JSON.
"""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from types import ModuleType
from typing import Any

LIBRARY = "/lib/python314.zip/"


def requests(guide: dict[str, Any]) -> Iterator[Any]:
    """Every answer set, facts assumed away, other dates, old links, and what nobody should send."""
    choices = [[None, *(choice["id"] for choice in question["choices"])] for question in guide["questions"]]
    names = [question["id"] for question in guide["questions"]]
    for picked in product(*choices):
        answers = {name: choice for name, choice in zip(names, picked) if choice}
        yield {"answers": answers}
        yield {"answers": answers, "on": "2018-12-31", "today": "2040-02-29", "held": [fact["id"] for fact in guide["facts"]]}
    yield from ({"bill": {"cups": text}, "adr": True} for text in ("", "2", "1,000.5", "1e9", "-1"))
    yield from ({"fragment": text} for text in ("", "#where=in", "place=inside&feel=cold", "a=b&%zz=%F0%9F%98%80&where&=&where=wher"))
    yield from ({"answers": 3}, {"answers": {"where": ["in"]}}, {"on": "soon"}, {"held": "nothing", "on": "2020-13-41"}, {"fragment": 3}, [], None)


def survived(action: Callable[[], object]) -> None:
    """Runs the action through JavaScript, whose side of an error needs library files too."""
    from pyodide.code import run_js

    run_js("(action) => { try { action() } catch (error) { String(error.stack) + error.message } }")(action)


def use(bridge: ModuleType, guide: dict[str, Any]) -> None:
    """Opens the guide and asks it everything, mistakes included."""
    survived(lambda: bridge.answer("{}"))
    survived(lambda: bridge.open_guide("{"))
    survived(lambda: bridge.open_guide("{}"))
    bridge.open_guide(json.dumps(guide))
    for request in requests(guide):
        survived(lambda: bridge.answer(json.dumps(request)))
    survived(lambda: bridge.answer("{"))
    survived(lambda: bridge.answer("\ud800"))


def library_files() -> list[str]:
    """The files of the standard library that are imported now; what is frozen into Python needs no file, and names a .py."""
    found = (getattr(module, "__file__", None) or "" for module in tuple(sys.modules.values()))
    return sorted(name.removeprefix(LIBRARY) for name in found if name.startswith(LIBRARY) and name.endswith(".pyc"))


names, example = json.loads(sys.argv[1]), json.loads(sys.argv[2])
for name in names:
    import_module(name)
use(sys.modules["calculator.engine.bridge"], example)
print(json.dumps(library_files()))
