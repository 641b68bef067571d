"""`factcheck diff`: what changed between two runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.console import out, write
from factcheck.cli.options import Plain, PlainFormat


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of the earlier run.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of the later run.", show_default=False)],
    form: Plain = PlainFormat.TABLE,
) -> None:
    """Show the claims that appeared, vanished, or changed their verdict from one run to another.

    \b
    Example:
      factcheck diff runs/yesterday runs/today
    """
    from factcheck.report.changes import change_lines, changes, changes_object
    from factcheck.store import read_run

    found = changes(read_run(old), read_run(new))
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps

        write(dumps(changes_object(found)))
        return
    from factcheck.report.terminal import print_lines, screen_of

    console = out()
    print_lines(console, change_lines(found, screen_of(console)))
