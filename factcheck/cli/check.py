"""`factcheck check`: the main job."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.console import progress_bars, say
from factcheck.cli.options import Format, Model, TableFormat, Verbose
from factcheck.cli.program import INTERRUPTED, MET
from factcheck.cli.render import render
from factcheck.errors import InputError, RunError

if TYPE_CHECKING:
    from factcheck.run import Run
    from factcheck.types import Dropped, GivenClaim

_RUNS = Path("factcheck-runs")


class Engine(StrEnum):
    """Where the work is done."""

    LOCAL = "local"


class Condition(StrEnum):
    """What makes the exit status 1."""

    DISPUTED = "disputed"


def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files (.txt, .md, .html, .jsonl, .csv, .parquet), folders of them, '-' for standard input, "
            "corpus:NAME (see 'factcheck corpora'), or the name of a data set on the hub.",
            show_default=False,
        ),
    ],
    claim: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Check this claim; the rows are then the given claims.")
    ] = None,
    claims: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Check the claims of a file: one a line, or JSONL with claim and story."),
    ] = None,
    model: Model = "embedded",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="RUN", help=f"Folder for the run, new or of an older run [default: {_RUNS}/<run id>]"
        ),
    ] = None,
    form: Format = TableFormat.TABLE,
    fail_on: Annotated[Condition | None, typer.Option(help="Exit with status 1 if a claim is disputed.")] = None,
    settings: Annotated[Path | None, typer.Option(metavar="FILE", help="Settings in TOML.")] = None,
    engine: Annotated[Engine, typer.Option(help="Where the work is done.")] = Engine.LOCAL,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="The source of every article.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title of every article.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The date of every article, ISO 8601.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="The address of every article.")] = None,
    story: Annotated[str | None, typer.Option(metavar="NAME", help="One story for all of the articles.")] = None,
    verbose: Verbose = False,
) -> None:
    """Check articles against each other and show what the sources make of each claim.

    \b
    Examples:
      factcheck check articles/ --out runs/today
      factcheck check corpus:scale-ai --format json > table.json
      factcheck check wire.txt post.html --claim "The council fined Blue Line $2.4 million"
      factcheck check articles/ --fail-on disputed

    The run is kept in a folder, so that 'factcheck show', 'report' and 'diff' can come back to it.
    """
    from factcheck.pipeline import CheckInterrupted
    from factcheck.store import check_target

    check_target(out if out is not None else _RUNS / "new")  # before the long work
    stopped = False
    try:
        run = _checked(
            paths, claim or [], claims, model, settings, source=source, title=title, date=date, url=url, story=story
        )
    except CheckInterrupted as interruption:
        run, stopped = interruption.run, True
    except KeyboardInterrupt:
        say("factcheck: interrupted before any pair was judged: nothing was written")
        raise typer.Exit(INTERRUPTED) from None
    folder = out if out is not None else _RUNS / run.run_id
    failure = _keep(run, folder)
    if stopped:
        finished = len({c.story_id for c in run.claims_list})
        say(f"factcheck: interrupted: {finished} of {len(run.stories)} stories are finished and kept in {folder}")
        raise typer.Exit(INTERRUPTED)
    render(run, form)
    if failure is not None:
        raise failure
    say(
        f"Kept in {folder}: 'factcheck show {folder} --claim 1' opens a claim, 'factcheck report {folder} -o page.html'"
    )
    if verbose:
        say("Seconds: " + ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in run.timings.items()))
    if fail_on is Condition.DISPUTED and any(c.verdict.value == fail_on.value for c in run.claims_list):
        raise typer.Exit(MET)


def _checked(
    paths: list[str], texts: list[str], file: Path | None, model: str, settings: Path | None, **given: str | None
) -> Run:
    from factcheck import pipeline
    from factcheck.articles import load_articles
    from factcheck.config import read_settings
    from factcheck.types import Dropped

    wanted = _given_claims(texts, file)
    chosen = read_settings(settings) if settings is not None else None
    dropped = Dropped()
    articles = load_articles([_resolved(path) for path in paths], dropped=dropped, **given)
    if not articles:
        raise InputError("no article found", path=", ".join(paths), mend=_why_none(dropped))
    with progress_bars() as progress:
        return pipeline.check(articles, model=model, claims=wanted, settings=chosen, progress=progress, dropped=dropped)


def _resolved(path: str) -> str:
    from factcheck.cli.corpora import corpus_folder

    name = path.removeprefix("corpus:")
    return path if name == path or Path(path).exists() else str(corpus_folder(name))


def _why_none(dropped: Dropped) -> str:
    reasons = ", ".join(f"{reason}: {count}" for reason, count in dropped.reasons.items())
    return f"left out: {reasons}" if reasons else "name files or folders with articles"


def _given_claims(texts: list[str], file: Path | None) -> list[GivenClaim]:
    from factcheck.cli.given import read_claims
    from factcheck.types import GivenClaim

    if any(not text.strip() for text in texts):
        raise InputError("--claim is empty", mend="write the claim as a sentence in quotation marks")
    return [GivenClaim(text) for text in texts] + (read_claims(file) if file is not None else [])


def _keep(run: Run, folder: Path) -> RunError | None:
    """Write the run; a failure waits until the table has been shown, for the work is done."""
    from factcheck.store import write_run

    try:
        write_run(run, folder)
    except RunError as error:
        return error
    return None
