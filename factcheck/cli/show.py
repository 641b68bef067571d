"""`factcheck show`: the table of a run again, filtered, or one claim opened up."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.console import out, write
from factcheck.cli.options import Format, RunFolder, TableFormat
from factcheck.cli.render import render
from factcheck.types import Kind, Verdict


def show(
    run: RunFolder,
    verdict: Annotated[list[Verdict] | None, typer.Option(help="Only claims of this verdict; may be repeated.")] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only claims that turn on this; may be repeated.")] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only claims this source speaks of; may be repeated.")
    ] = None,
    story: Annotated[str | None, typer.Option(metavar="ID", help="Only this story: its id or its title.")] = None,
    claim: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Open one claim: its id, the start of it, or its number in the table."),
    ] = None,
    form: Format = TableFormat.TABLE,
) -> None:
    """Show the table of a run, some of its claims, or one claim with every source's words.

    \b
    Examples:
      factcheck show runs/today --verdict disputed --kind number
      factcheck show runs/today --claim 1
      factcheck show runs/today --source "Harbour Wire" --format csv > wire.csv
    """
    from factcheck.report.select import find_claim, select_claims
    from factcheck.store import read_run

    loaded = read_run(run)
    chosen = select_claims(loaded, verdicts=verdict or (), kinds=kind or (), sources=source or (), story=story)
    if claim is None:
        render(loaded, form, chosen)
        return
    one = find_claim(loaded, claim)
    if form is TableFormat.TABLE:
        from factcheck.report.opened import print_claim

        print_claim(loaded, one, out())
    elif form is TableFormat.JSON:
        from factcheck.report.exports import to_json

        write(to_json(loaded, [one], opened=True))
    else:
        render(loaded, form, [one])
