"""How a command ends: 0 for success, 1 for a negative finding, 2 for bad input; one sentence, never a traceback."""

import os
import sys
from collections.abc import Iterable
from typing import IO, Any

import click

from calculator.authoring import Problem

FINDING, BAD_INPUT, DEFECT, INTERRUPTED = 1, 2, 3, 130


class BadInputError(click.ClickException):
    """Something that the caller has to put right; its sentence goes to standard error as it is."""

    exit_code = BAD_INPUT

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence without a prefix, so that editors find file, line and column."""
        click.echo(self.format_message(), file=file, err=file is None)


def bad_input(problems: Iterable[Problem]) -> BadInputError:
    """The error that lists problems, one a line."""
    return BadInputError("\n".join(map(str, problems)))


class Commands(click.Group):
    """A group of commands that end as this module says."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an interrupted or cut-off one ends quietly, a defect in one sentence."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains while it closes
            ctx.exit(0)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except OSError as error:  # a folder that nobody may write to, a disk that is full
            raise BadInputError(f"{error.filename or 'a file'}: {error.strerror or error}") from None
        except Exception as error:
            if os.environ.get("CALCULATOR_TRACEBACK"):
                raise
            click.echo(f"This is a defect of the program: {type(error).__name__}: {error}", err=True)
            click.echo("Please report it with the output of the same command under CALCULATOR_TRACEBACK=1.", err=True)
            ctx.exit(DEFECT)
