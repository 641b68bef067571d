"""A run as a person reads it: on the terminal, as one HTML page, and as JSON, CSV and Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.run import Run

__all__ = ["terminal_text", "write_html"]


def terminal_text(run: Run, width: int = 100) -> str:
    """The consistency table as plain text without colours, no line wider than `width` columns (at least 40)."""
    from factcheck.report.terminal import plain_text

    return plain_text(run, width)


def write_html(run: Run, path: str | Path) -> None:
    """Write the run as one self-contained page.

    :raises RunError: the file can't be written.
    """
    from factcheck.report.html import write_page

    write_page(run, path)
