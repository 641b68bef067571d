"""`factcheck split`: the atomic statements of a text."""

from __future__ import annotations

import dataclasses
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.console import out, say, write
from factcheck.cli.options import Plain, PlainFormat
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.types import Article, Dropped, Statement


class Level(StrEnum):
    """How finely sentences are split."""

    SENTENCE = "sentence"
    CLAUSE = "clause"
    ATOMIC = "atomic"
    FINE = "fine"


def split(
    text: Annotated[
        str, typer.Argument(metavar="TEXT|FILE", help="A text, a file of articles, or '-'.", show_default=False)
    ],
    level: Annotated[Level, typer.Option(help="How finely sentences are split.")] = Level.ATOMIC,
    reader: Annotated[
        str, typer.Option(metavar="NAME", help="What parses the sentences: 'embedded', or a spaCy pipeline by name.")
    ] = "embedded",
    form: Plain = PlainFormat.TABLE,
) -> None:
    """Show the statements of a text: each on its own, with who says it, how surely, and what was done to it.

    \b
    Examples:
      factcheck split "The firm, which is based in Oslo, plans to hire 40 people."
      factcheck split article.txt --level clause
      factcheck split article.txt --format json
      factcheck split article.txt --reader en_core_web_sm     # needs the extra "spacy"
    """
    from factcheck.statements import split_articles
    from factcheck.types import Dropped

    dropped = Dropped()
    articles = _articles(text, dropped)
    statements = split_articles(articles, dropped, level=level.value, reader=reader)
    for reason, count in dropped.reasons.items():
        say(f"Left out or cut: {reason}: {count}")
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps

        write(dumps([_object(statement) for statement in statements]))
        return
    from factcheck.report.split_view import split_lines
    from factcheck.report.terminal import print_lines, screen_of

    console = out()
    print_lines(console, split_lines(statements, {one.article_id: one.text for one in articles}, screen_of(console)))


def _articles(text: str, dropped: Dropped) -> list[Article]:
    """The articles of a file, or the text itself as one."""
    from factcheck.types import Article

    if text == "-":
        text = sys.stdin.read()
    elif _is_file(text):
        from factcheck.articles import load_articles

        return load_articles([text], dropped=dropped)
    if not text.strip():
        raise InputError("there is no text to split", mend="give a sentence or the name of a file")
    return [Article("", "", text)]


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
    from factcheck.statements.flags import explained

    plain = dataclasses.asdict(statement) | {"notes": explained(statement)}
    first = ("text", "quote", "start", "end", "holder", "modality", "polarity", "quantities")
    return {key: plain[key] for key in first} | {key: value for key, value in plain.items() if key not in first}
