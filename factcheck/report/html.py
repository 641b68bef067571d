"""A run as one self-contained page: no network, no cookies, readable without its script."""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from factcheck.errors import RunError
from factcheck.report.quotes import Context, in_context
from factcheck.report.safe import printable, web_link
from factcheck.report.view import (
    Agreement,
    JudgedPairs,
    Row,
    StoryView,
    agreement,
    is_judged,
    story_views,
    verdict_counts,
)
from factcheck.report.words import STANCE_NOTES, SYMBOLS, VERDICT_NOTES, counted, percent
from factcheck.run import Run
from factcheck.types import Article, Cell, Claim, Judged, Kind, Stance, Statement, Verdict

_TEMPLATES = Path(__file__).with_name("templates")
_MOST_PAIRS = 12
"""Judged pairs shown under a claim; the run folder has them all."""
_WIDE = 6
"""Sources from which the table scrolls within its own frame."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One source's words on a claim."""

    cell: Cell
    article: Article | None
    link: str | None
    context: Context


@dataclass(frozen=True, slots=True)
class PairView:
    """Two statements of a claim and how they were judged."""

    premise: str
    premise_source: str
    hypothesis: str
    hypothesis_source: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A row with everything that opens under it."""

    row: Row
    voices: tuple[Voice, ...]
    pairs: tuple[PairView, ...]
    more_pairs: int
    """How many judged pairs are not shown."""
    speakers: tuple[str, ...]

    @property
    def claim(self) -> Claim:
        return self.row.claim


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story with its rows opened up and its sources held against each other."""

    view: StoryView
    claims: tuple[ClaimView, ...]
    matrix: dict[tuple[str, str], Agreement]

    @property
    def wide(self) -> bool:
        return len(self.view.sources) > _WIDE


def write_page(run: Run, path: str | Path, claims: Sequence[Claim] | None = None) -> Path:
    """Write the page, whole or not at all.

    :raises RunError: the file can't be written.
    """
    path = Path(path)
    text = page(run, claims)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RunError(
            f"{path}: can't write the page: {error.strerror} (name a file in a folder that exists)"
        ) from error
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def page(run: Run, claims: Sequence[Claim] | None = None) -> str:
    """The page as HTML text. Every text of the run is escaped and freed of hidden characters."""
    pairs = JudgedPairs(run)
    stories = [_story_page(run, view, pairs) for view in story_views(run, claims)]
    shown = [c.claim for story in stories for c in story.claims]
    style, script = (_TEMPLATES.joinpath(name).read_text("utf-8") for name in ("report.css", "report.js"))
    return _environment().get_template("report.html.j2").render(
        run=run,
        stories=stories,
        shown=shown,
        counts=verdict_counts(shown),
        sources=list(dict.fromkeys(s for story in stories for s in story.view.sources)),
        kinds=[kind for kind in Kind if any(c.kind is kind for c in shown)],
        dropped=sorted(((n, reason) for reason, n in run.dropped.items() if n), key=lambda d: (-d[0], d[1])),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )  # fmt: skip


def _hash(text: str) -> str:
    """The CSP source of an inline block (W3C, Content Security Policy Level 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _finalize(value: Any) -> Any:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_finalize,
    )
    environment.filters |= {"percent": percent, "counted": counted}
    environment.globals |= {
        "Stance": Stance,
        "Verdict": Verdict,
        "symbols": SYMBOLS,
        "stance_notes": STANCE_NOTES,
        "verdict_notes": VERDICT_NOTES,
        "counted": counted,
        "verdict_counts": verdict_counts,
        "is_judged": is_judged,
    }
    return environment


def _story_page(run: Run, view: StoryView, pairs: JudgedPairs) -> StoryPage:
    articles = {a.article_id: a for a in view.articles}
    statements = {s.statement_id: s for s in run.statements}
    claims = []
    for row in view.rows:
        speakers = tuple(s for s in view.sources if row.cells(s))
        voices = tuple(_voice(cell, articles, statements) for source in speakers for cell in row.cells(source))
        judged = pairs.among(row.claim)
        shown = tuple(_pair(j, row.claim, statements) for j in judged[:_MOST_PAIRS])
        claims.append(ClaimView(row, voices, shown, len(judged) - len(shown), speakers))
    return StoryPage(view, tuple(claims), agreement(view) if len(view.sources) > 1 else {})


def _voice(cell: Cell, articles: dict[str, Article], statements: dict[str, Statement]) -> Voice:
    article = articles.get(cell.article_id)
    context = in_context(cell, article, statements.get(cell.statement_id or ""))
    return Voice(cell, article, web_link(article.url if article else None), context)


def _pair(judged: Judged, claim: Claim, statements: dict[str, Statement]) -> PairView:
    sides = [statements.get(i) for i in (judged.pair.premise_id, judged.pair.hypothesis_id)]
    (premise, one), (hypothesis, other) = [(s.text, s.source) if s else (claim.text, "the claim") for s in sides]
    return PairView(premise, one, hypothesis, other, judged)
