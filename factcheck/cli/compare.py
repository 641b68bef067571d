"""`factcheck compare`: judge pairs directly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.console import out, say, write
from factcheck.cli.options import Model, Plain, PlainFormat
from factcheck.cli.program import INTERRUPTED
from factcheck.errors import InputError

if TYPE_CHECKING:
    from factcheck.types import Judgement

_CHUNK = 512
"""Pairs judged before their results are printed, so that an interrupted command has printed what it had."""


def compare(
    premise: Annotated[str | None, typer.Argument(help="What is taken as given.", show_default=False)] = None,
    hypothesis: Annotated[str | None, typer.Argument(help="What is held against it.", show_default=False)] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Judge the pairs of a file: objects with premise and hypothesis."),
    ] = None,
    model: Model = "embedded",
    form: Plain = PlainFormat.TABLE,
) -> None:
    """Judge whether one text bears out or contradicts another, both ways.

    \b
    Examples:
      factcheck compare "About 120 people were hurt." "More than 100 people were hurt."
      factcheck compare --pairs pairs.jsonl --format json > judged.jsonl

    With --pairs and --format json, prints one JSON line for each line of the file.
    """
    from factcheck import pipeline
    from factcheck.cli.given import read_pairs

    if (pairs is None) == (premise is None) or (premise is None) != (hypothesis is None):
        raise InputError(
            "name a premise and a hypothesis, or a file with --pairs", mend="see 'factcheck compare --help'"
        )
    if pairs is None:
        assert premise is not None
        assert hypothesis is not None
        if not premise.strip() or not hypothesis.strip():
            raise InputError("the premise or the hypothesis is empty", mend="give two sentences")
        _print(pipeline.compare(premise, hypothesis, model=model), (premise, hypothesis), form, indent=2)
        return
    texts = read_pairs(pairs)
    done = 0
    try:
        for start in range(0, len(texts), _CHUNK):
            chunk = texts[start : start + _CHUNK]
            for pair, judgement in zip(chunk, pipeline.compare_many(chunk, model=model), strict=True):
                _print(judgement, pair, form, indent=None)
                done += 1
    except KeyboardInterrupt:
        say(f"factcheck: interrupted: {done} of {len(texts)} pairs were printed")
        raise typer.Exit(INTERRUPTED) from None


def _print(judgement: Judgement, pair: tuple[str, str], form: PlainFormat, indent: int | None) -> None:
    if form is PlainFormat.JSON:
        from factcheck.report.exports import dumps, judgement_object

        write(dumps(judgement_object(judgement), indent))
        return
    from factcheck.report.opened import judgement_lines
    from factcheck.report.terminal import print_lines, screen_of

    console = out()
    print_lines(console, judgement_lines(judgement, pair, screen_of(console)))
