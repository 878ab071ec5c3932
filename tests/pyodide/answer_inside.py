"""Runs inside Pyodide: answers each line of requests.jsonl, in the shipped library and engine alone."""

import sys

from calculator.engine import bridge

folder = sys.argv[1]
with open(f"{folder}/rules.json", encoding="utf-8") as rules:
    bridge.open_guide(rules.read())
with open(f"{folder}/requests.jsonl", encoding="utf-8") as requests, open(f"{folder}/inside.jsonl", "w", encoding="utf-8") as out:
    for request in requests:
        out.write(bridge.answer(request) + "\n")
