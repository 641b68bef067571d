"""Options that several verbs share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class TableFormat(StrEnum):
    """How a claim table is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"


class PlainFormat(StrEnum):
    """How anything else is printed."""

    TABLE = "table"
    JSON = "json"


Format = Annotated[TableFormat, typer.Option("--format", "-f", help="How to print the claims.")]
Plain = Annotated[PlainFormat, typer.Option("--format", "-f", help="How to print the result.")]
Model = Annotated[str, typer.Option("--model", "-m", metavar="NAME", help="NLI model: see 'factcheck models'.")]
RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.", show_default=False)]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell on standard error how long each stage took.")]
