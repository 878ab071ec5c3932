"""The command line: parse arguments, call, print, exit code.  No logic lives here."""

import click

from .commands.agents import mcp_command
from .commands.batch import batch_command
from .commands.cases import cases_command
from .commands.comparing import diff_command
from .commands.costing import cost_command
from .commands.deciding import decide_command
from .commands.ending import Commands
from .commands.exporting import export_command
from .commands.facts import facts_command
from .commands.keeping import check_command, edition_command, recheck_command, renew_command
from .commands.overlays import overlay_command
from .commands.portfolio import portfolio_command
from .commands.publishing import publish_command, schema_command
from .commands.starting import new_command, starter_command
from .commands.streams import open_streams

COMMANDS = (
    decide_command, cost_command, batch_command, portfolio_command, check_command, cases_command, facts_command,
    diff_command, recheck_command, starter_command, new_command, publish_command, export_command, edition_command,
    renew_command, schema_command, overlay_command, mcp_command,
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Answer, prove, compare and publish a decision guide that is one rule file.

    Exit code 0: success; 1: a negative finding; 2: bad input.
    """


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    open_streams()
    cli(prog_name="calculator")
