"""`factcheck split`: the atomic statements of a text."""

from __future__ import annotations

import dataclasses
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.console import out, write
from factcheck.cli.options import Plain, PlainFormat
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.types import Statement


class Level(StrEnum):
    """How finely sentences are split."""

    SENTENCE = "sentence"
    CLAUSE = "clause"
    ATOMIC = "atomic"


def split(
    text: Annotated[
        str, typer.Argument(metavar="TEXT|FILE", help="A text, a file of articles, or '-'.", show_default=False)
    ],
    level: Annotated[Level, typer.Option(help="How finely sentences are split.")] = Level.ATOMIC,
    form: Plain = PlainFormat.TABLE,
) -> None:
    """Show the statements of a text: each on its own, with who says it and how surely.

    \b
    Examples:
      factcheck split "The firm, which is based in Oslo, plans to hire 40 people."
      factcheck split article.txt --format json
    """
    statements = _statements(text, level)
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps

        write(dumps([_object(statement) for statement in statements]))
        return
    from factcheck.report.opened import statement_lines
    from factcheck.report.terminal import print_lines, screen_of

    console = out()
    print_lines(console, statement_lines(statements, screen_of(console)))


def _statements(text: str, level: Level) -> list[Statement]:
    from factcheck.statements import split_articles, split_statements
    from factcheck.types import Dropped

    if text == "-":
        text = sys.stdin.read()
    elif _is_file(text):
        from factcheck.articles import load_articles

        dropped = Dropped()
        return split_articles(load_articles([text], dropped=dropped), dropped, level=level.value)
    if not text.strip():
        raise InputError("there is no text to split", mend="give a sentence or the name of a file")
    return split_statements(text, level=level.value)


def _is_file(text: str) -> bool:
    """Whether the words name a file; a name that looks like one but is none is an error, not a text."""
    try:
        if Path(text).is_file():
            return True
    except (OSError, ValueError):  # too long for a name, or with characters that none has
        return False
    path = Path(text)
    if path.is_dir() or (
        len(text.split()) == 1 and (path.suffix.lower() in {".txt", ".md", ".html", ".jsonl", ".csv"})
    ):
        raise InputError("no such file", path=text, mend="name a file, or give the text in quotation marks")
    return False


def _object(statement: Statement) -> dict[str, Any]:
    plain = dataclasses.asdict(statement)
    first = ("text", "quote", "start", "end", "holder", "modality", "polarity", "quantities")
    return {key: plain[key] for key in first} | {key: value for key, value in plain.items() if key not in first}
