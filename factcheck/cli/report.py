"""`factcheck report`: a run as one self-contained page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.console import say
from factcheck.cli.options import RunFolder


def report(
    run: RunFolder,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.html", help="The page.", show_default=False)],
) -> None:
    """Write a run as one HTML page that needs no network and no other file.

    \b
    Example:
      factcheck report runs/today -o today.html
    """
    from factcheck.report.html import write_page
    from factcheck.store import read_run

    write_page(read_run(run), out)
    say(f"Wrote {out}")
