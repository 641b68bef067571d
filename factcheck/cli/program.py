"""How every verb ends: the exit statuses, and one clear line for what the user can mend."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from factcheck.errors import FactcheckError

DONE, MET, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
_DEBUG = "FACTCHECK_DEBUG"


class Program(TyperGroup):
    """The group of verbs; turns every end of a verb into an exit status."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line; in standalone mode (the default) ends with SystemExit."""
        extra["windows_expand_args"] = windows_expand_args
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader of our output has enough: `factcheck show RUN | head`
            _leave_quietly()
            status = DONE
        except KeyboardInterrupt:
            status = INTERRUPTED
        except Exception as error:
            status = _explain(error)
        raise SystemExit(status if isinstance(status, int) else DONE)

    def invoke(self, ctx: Any) -> Any:
        """Run a verb; a pipe closed by its reader is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _leave_quietly()
            raise typer.Exit(DONE) from None


def _leave_quietly() -> None:
    """Let the interpreter's own last flush go nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _explain(error: Exception) -> int:
    """Print one line on standard error and give the exit status."""
    if os.environ.get(_DEBUG):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, FactcheckError):
        message = str(error)
    elif callable(wording := getattr(error, "format_message", None)):  # wrong usage, whichever click raised it
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "factcheck"
        message = f"{' '.join(str(wording()).split()).rstrip('.')} (see '{command} --help')"
    elif isinstance(error, OSError):
        named = f"{error.filename}: " if error.filename else ""
        message = f"{named}{error.strerror or error}"
    elif isinstance(error, typer.Abort):
        return INTERRUPTED
    else:
        message = f"a fault in the program: {type(error).__name__}: {error} (set {_DEBUG}=1 for the traceback)"
    say_error(message)
    return UNUSABLE


def say_error(message: str) -> None:
    """The one line that an error is."""
    from factcheck.report.safe import one_line

    typer.echo(f"factcheck: error: {one_line(message)}", err=True)
