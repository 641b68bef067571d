"""`factcheck corpora`: the collections of articles that come with the program."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.console import out, write
from factcheck.cli.options import Plain, PlainFormat
from factcheck.errors import InputError

app = typer.Typer(invoke_without_command=True)


@app.callback()
def corpora(context: typer.Context, form: Plain = PlainFormat.TABLE) -> None:
    """List and describe the articles that come with the program.

    \b
    Examples:
      factcheck corpora
      factcheck corpora describe scale-ai
      factcheck check corpus:scale-ai
    """
    if context.invoked_subcommand is None:
        list_corpora(form)


@app.command("list")
def list_corpora(form: Plain = PlainFormat.TABLE) -> None:
    """List the corpora.

    \b
    Example:
      factcheck corpora list --format json
    """
    rows = [{"name": folder.name, "articles": _article_count(folder), "about": _about(folder)} for folder in _folders()]
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps

        write(dumps(rows))
        return
    from factcheck.report.catalogue import catalogue_lines
    from factcheck.report.terminal import print_lines, screen_of

    console = out()
    items = [(f"corpus:{row['name']}", f"{row['about']} ({row['articles']} files)") for row in rows]
    print_lines(console, catalogue_lines(items, screen_of(console)))


@app.command("describe")
def describe(
    name: Annotated[str, typer.Argument(help="A name from 'factcheck corpora'.", show_default=False)],
    form: Plain = PlainFormat.TABLE,
) -> None:
    """Print the card of a corpus: what it holds, who wrote it, its licence.

    \b
    Example:
      factcheck corpora describe scale-ai
    """
    folder = corpus_folder(name.removeprefix("corpus:"))
    card = (folder / "card.md").read_text("utf-8")
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps

        card = dumps({"name": folder.name, "articles": _article_count(folder), "card": card})
    write(card)


def corpus_folder(name: str) -> Path:
    """The folder of a corpus.

    :raises InputError: there is none of that name.
    """
    folders = {folder.name: folder for folder in _folders()}
    if name in folders:
        return folders[name]
    near = get_close_matches(name, folders, n=1)
    raise InputError(
        f"there is no corpus {name!r}", mend=f"did you mean {near[0]}?" if near else f"known: {', '.join(folders)}"
    )


def _folders() -> list[Path]:
    from factcheck.resources import resource

    return sorted(path.parent for path in resource("corpora").glob("*/card.md"))


def _article_count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.glob("articles/**/*"))


def _about(folder: Path) -> str:
    """The first paragraph of the card under its heading."""
    blocks = (folder / "card.md").read_text("utf-8").split("\n\n")
    return next((" ".join(block.split()) for block in blocks if block.strip() and not block.startswith("#")), "")
