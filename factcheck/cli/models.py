"""`factcheck models`: what judges the pairs."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.console import out, write
from factcheck.cli.options import Plain, PlainFormat
from factcheck.errors import ModelError

if TYPE_CHECKING:
    from factcheck.nli.registry import Entry

app = typer.Typer(invoke_without_command=True)


@app.callback()
def models(context: typer.Context, form: Plain = PlainFormat.TABLE) -> None:
    """List, describe and verify the models that judge pairs.

    \b
    Examples:
      factcheck models
      factcheck models describe embedded
      factcheck models verify
    """
    if context.invoked_subcommand is None:
        list_models(form)


@app.command("list")
def list_models(form: Plain = PlainFormat.TABLE) -> None:
    """List the models known by name; any folder or hub id of a classifier of pairs loads as well.

    \b
    Example:
      factcheck models list --format json
    """
    from factcheck.nli import registry

    entries = registry.entries()
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps

        write(dumps([dataclasses.asdict(entry) for entry in entries]))
        return
    from factcheck.report.catalogue import catalogue_lines
    from factcheck.report.terminal import print_lines, screen_of

    console = out()
    print_lines(console, catalogue_lines([(entry.alias, _summary(entry)) for entry in entries], screen_of(console)))


def _summary(entry: Entry) -> str:
    place = "comes with the program" if entry.embedded else entry.id
    size = f"{entry.parameters / 1e6:,.0f} million parameters"
    return f"{place}; {entry.task}, {size}, {entry.licence}, reads {entry.max_tokens} tokens. {entry.notes}".strip()


@app.command("describe")
def describe(
    name: Annotated[str, typer.Argument(help="A name from 'factcheck models'.", show_default=False)],
    form: Plain = PlainFormat.TABLE,
) -> None:
    """Print what is known of a model, and its card when it comes with the program.

    \b
    Example:
      factcheck models describe embedded
    """
    from factcheck.nli import registry

    entry = registry.find(name)
    if entry is None:
        raise ModelError(f"{name}: no model of that name is known (see 'factcheck models')")
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps

        write(dumps(dataclasses.asdict(entry)))
        return
    from factcheck.report.catalogue import catalogue_lines
    from factcheck.report.terminal import print_lines, screen_of

    console = out()
    items = [
        (key, ", ".join(value) if isinstance(value, tuple) else str(value))
        for key, value in dataclasses.asdict(entry).items()
        if value not in ("", ())
    ]
    print_lines(console, catalogue_lines(items, screen_of(console)))
    if (card := _card(entry)) is not None:
        write("\n" + card.read_text("utf-8"))


def _card(entry: Entry) -> Path | None:
    from factcheck.errors import FactcheckError
    from factcheck.resources import resource

    try:
        return resource("models", "cards", f"{entry.id}.md")
    except FactcheckError:
        return None


@app.command("verify")
def verify(
    name: Annotated[str | None, typer.Argument(help="A model; all that come with the program when left out.")] = None,
    form: Plain = PlainFormat.TABLE,
) -> None:
    """Check a model's files against their hashes, and its answers on pairs that nobody disputes.

    \b
    Example:
      factcheck models verify
    """
    files = _checked_files() if name is None else {}
    model = name or "embedded"
    right, asked = _answers(model)
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps

        write(dumps({"files": files, "model": model, "right": right, "asked": asked}))
        return
    for folder, count in files.items():
        write(f"{folder}: {count} files are those its config.json was written for")
    write(f"{model}: right on {right} of {asked} pairs that nobody disputes")


def _checked_files() -> dict[str, int]:
    """How many files each shipped model has.

    :raises ModelError: one is missing or has another hash.
    """
    from factcheck.onnx import read_manifest
    from factcheck.resources import resource

    folders = sorted(path.parent for path in resource("models", "embedded").glob("*/config.json"))
    return {folder.name: len(read_manifest(folder)["files"]) for folder in folders}


def _answers(name: str) -> tuple[int, int]:
    """(right, asked) over the pairs that nobody disputes.

    :raises ModelError: so few are right that the classes must be mixed up.
    """
    from factcheck.nli import load_model
    from factcheck.nli.canary import CANARY

    table = load_model(name).predict([(pair.premise, pair.hypothesis) for pair in CANARY])
    classes = ("entailment", "neutral", "contradiction")
    right = sum(classes[int(row.argmax())] == pair.label for row, pair in zip(table, CANARY, strict=True))
    if right < len(CANARY) / 2:
        raise ModelError(
            f"{name}: right on only {right} of {len(CANARY)} pairs that nobody disputes: its classes are mixed up "
            f"(state their order: {name}#labels=...)"
        )
    return right, len(CANARY)
