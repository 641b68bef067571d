"""A run in the format asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.cli.console import out, write
from factcheck.cli.options import TableFormat

if TYPE_CHECKING:
    from factcheck.run import Run
    from factcheck.types import Claim


def render(run: Run, form: TableFormat, claims: Sequence[Claim] | None = None) -> None:
    """Print a run, or some of its claims, on standard output."""
    if form is TableFormat.TABLE:
        from factcheck.report.terminal import print_table

        print_table(run, out(), claims)
    elif form is TableFormat.HTML:
        from factcheck.report.html import page

        write(page(run, claims))
    else:
        from factcheck.report import exports

        makers = {
            TableFormat.JSON: exports.to_json,
            TableFormat.CSV: exports.to_csv,
            TableFormat.MD: exports.to_markdown,
        }
        write(makers[form](run, claims))
