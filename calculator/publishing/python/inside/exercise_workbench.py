"""Runs inside Pyodide: uses the workbench in every way its pages do, and prints the library files that this took.

Arguments: its module names, as JSON; a rule file in YAML; the same guide, as JSON.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Callable
from importlib import import_module

LIBRARY = "/lib/python314.zip/"
TODAY = "2026-11-29"
OVERLAY = 'by: Example Ltd\nchange:\n  guide: {title: "Another one"}\n'
TEXTS = ("", "{", "a: [b", "a: &b c", "a: 1\n---\nb: 2\n", "guide: {edition: soon}\n", "\ud800", "\0", "a:\n\tb: c\n")
TABLES = ("", "team\nred\n", "team;{head}\nred;{cells}\n", "sep=;\nteam;{head}\nred;{cells};\"x\n", '{{"answers": {{}}}}\n[', "PK\3\4")


def survived(action: Callable[[], object]) -> None:
    """Runs the action through JavaScript, whose side of an error needs library files too."""
    from pyodide.code import run_js

    run_js("(action) => { try { action() } catch (error) { String(error.stack) + error.message } }")(action)


def use(ask: Callable[[str, object], object], rules: str, guide: dict) -> None:
    """Every kind of request, mistakes included."""
    for text in (*TEXTS, rules):
        for overlay in ("", OVERLAY, text):
            survived(lambda: ask("draft", {"rules": text, "overlay": overlay, "today": TODAY}))
    survived(lambda: ask("draft", {"rules": rules.replace("when:", "wenn:"), "overlay": "", "today": TODAY}))
    survived(lambda: ask("draft", {"rules": rules, "overlay": "", "today": TODAY}))
    survived(lambda: ask("draft", {"fragment": "a=b"}))
    for check in sys.modules["calculator.analysis.check"].CHECKS:
        survived(lambda: ask("draft", {"check": check}))
    survived(lambda: ask("draft", {"diff": True}))
    head = ";".join(question["id"] for question in guide["questions"])
    cells = ";".join(question["choices"][0]["id"] for question in guide["questions"])
    for table in TABLES:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            data = f"\ufeff{table.format(head=head, cells=cells)}".encode(encoding)
            survived(lambda: ask("teams", {"file": b64encode(data + b"\xff").decode(), "today": TODAY, "read": 9}))
            survived(lambda: ask("teams", {"file": b64encode(data).decode(), "today": TODAY, "read": 9}))
            survived(lambda: ask("teams", {"write": 9}))


calculator = import_module("calculator")  # its modules lie in both archives, as they do in the browser
calculator.__path__ += [f"{entry}/calculator" for entry in sys.path if entry.endswith(".whl")]
names, written, example = json.loads(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
for name in names:
    import_module(name)
sys.modules["calculator.engine.bridge"].open_guide(json.dumps(example))
answer = sys.modules["calculator.workbench.bridge"].answer
use(lambda part, asked: answer(json.dumps({part: asked})), written, example)
found = (getattr(module, "__file__", None) or "" for module in tuple(sys.modules.values()))
print(json.dumps(sorted(name.removeprefix(LIBRARY) for name in found if name.startswith(LIBRARY) and name.endswith(".pyc"))))
