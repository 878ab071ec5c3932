"""``mcp``: the guide for coding agents."""

from pathlib import Path

import click

from calculator.agents.tools import Desk

from .ending import BadInputError
from .options import open_guide, rules_option, today


@click.command("mcp")
@click.option("--site", metavar="URL", default="", help="Where the guide is published, for links to a verdict.")
@rules_option
def mcp_command(site: str, rules: Path) -> None:
    """Answer coding agents over the Model Context Protocol, on standard input and output."""
    try:
        from calculator.agents.server import server  # noqa: PLC0415  only this command needs that package
    except ModuleNotFoundError as missing:
        raise BadInputError(f"this command needs the package {missing.name}; run: pip install mcp") from None
    server(Desk(open_guide(rules), rules, today, site)).run()
