"""Runs inside Pyodide: answers each line of requests.jsonl, in the shipped library and engine alone."""

import sys
from pathlib import Path

from calculator.engine import bridge

folder = Path(sys.argv[1])
bridge.open_guide((folder / "rules.json").read_text(encoding="utf-8"))
requests = (folder / "requests.jsonl").read_text(encoding="utf-8").splitlines()
(folder / "inside.jsonl").write_text("".join(f"{bridge.answer(line)}\n" for line in requests), encoding="utf-8")
