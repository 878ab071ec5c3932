"""Asks a module of the page in Node what it makes of a value."""

import json
import subprocess
from pathlib import Path
from typing import Any

SELECTOR = Path(__file__).parents[2] / "docs/assets/selector"


def asked(module: str, name: str, answer: str, value: Any) -> Any:
    """What the expression ``answer`` gives, with ``name`` imported from the module and ``value`` at hand."""
    script = f"""
        import {{ {name} }} from {json.dumps((SELECTOR / module).as_uri())};
        const value = JSON.parse(await new Response(process.stdin).text());
        console.log(JSON.stringify({answer}));
    """
    command = ["node", "--input-type=module", "-e", script]
    done = subprocess.run(command, input=json.dumps(value), capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)
