"""A run for other programs: JSON, JSON lines, CSV, Parquet and Markdown."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any, Final

from factcheck.report.safe import json_text, one_line, spreadsheet_cell
from factcheck.report.view import JudgedPairs, Row, StoryView, is_judged, story_views, verdict_counts, verdict_note
from factcheck.report.words import SYMBOLS, percent
from factcheck.run import Run
from factcheck.types import Cell, Claim, Judgement, Probabilities, Stance

_COLUMNS: Final = (
    "story_id", "story", "claim_id", "claim", "verdict", "kind", "claim_score", "explanation",
    "source", "article_id", "date", "url", "stance", "statement", "quote", "start", "end", "score",
)  # fmt: skip
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which no UTF-8 file can hold."""


def to_json(run: Run, claims: Sequence[Claim] | None = None, *, opened: bool = False) -> str:
    """One JSON document in the shape that scripts rely on; `counts` are of the whole run, and of the verdicts shown.

    With `opened`, each claim also has its `judgements`: the judged pairs between its statements.
    """
    views = story_views(run, claims)
    pairs = JudgedPairs(run)
    shown = [row.claim for view in views for row in view.rows]
    document = {
        "run": {
            "run_id": run.run_id,
            "versions": run.versions,
            "settings": run.settings,
            "dropped": run.dropped,
        },
        "stories": [
            {
                "story_id": view.story.story_id,
                "title": view.story.title,
                "claims": [
                    claim_object(row.claim) | (_judgements(row.claim, pairs) if opened else {}) for row in view.rows
                ],
            }
            for view in views
        ],
        "counts": run.counts | {"claims": len(shown)} | {v.value: n for v, n in verdict_counts(shown).items()},
    }
    return dumps(document)


def dumps(document: object, indent: int | None = 2) -> str:
    """JSON text that prints safely on any terminal, without a line end."""
    return json_text(json.dumps(document, ensure_ascii=False, indent=indent, default=str))


def _judgements(claim: Claim, pairs: JudgedPairs) -> dict[str, Any]:
    return {
        "judgements": [
            {"premise_id": j.pair.premise_id, "hypothesis_id": j.pair.hypothesis_id} | judgement_object(j.judgement)
            for j in pairs.among(claim)
        ]
    }


def judgement_object(judgement: Judgement) -> dict[str, Any]:
    """A judgement as JSON-ready data; forward is premise -> hypothesis."""
    return {
        "label": judgement.label.value,
        "kind": judgement.kind.value,
        "score": judgement.score,
        "forward": _probabilities(judgement.forward),
        "backward": _probabilities(judgement.backward),
        "explanation": judgement.explanation,
    }


def _probabilities(p: Probabilities) -> dict[str, float]:
    return {"entailment": p.entailment, "neutral": p.neutral, "contradiction": p.contradiction}


def claim_object(claim: Claim) -> dict[str, Any]:
    """A claim as JSON-ready data."""
    return {
        "claim_id": claim.claim_id,
        "text": claim.text,
        "verdict": claim.verdict.value,
        "kind": claim.kind.value,
        "score": claim.score,
        "explanation": claim.explanation,
        "stances": [cell_object(cell) for cell in claim.stances],
    }


def cell_object(cell: Cell) -> dict[str, Any]:
    """A cell as JSON-ready data; the offsets count characters of the article's text."""
    return {
        "source": cell.source,
        "article_id": cell.article_id,
        "stance": cell.stance.value,
        "statement": cell.statement,
        "quote": cell.quote,
        "start": cell.start,
        "end": cell.end,
        "score": cell.score,
    }


def to_jsonl(run: Run, claims: Sequence[Claim] | None = None) -> str:
    """One JSON document a line and claim, each with its story."""
    lines = (
        {"story_id": view.story.story_id, "story": view.story.title} | claim_object(row.claim)
        for view in story_views(run, claims)
        for row in view.rows
    )
    return "".join(dumps(line, indent=None) + "\n" for line in lines)


def to_csv(run: Run, claims: Sequence[Claim] | None = None) -> str:
    """RFC 4180 text, one row a claim and source; texts that a spreadsheet would run as a formula are defused."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for line in _flat_rows(run, claims):
        writer.writerow([spreadsheet_cell(v) if isinstance(v, str) else v for v in line])
    return out.getvalue()


def to_parquet(run: Run, claims: Sequence[Claim] | None = None) -> bytes:
    """A Parquet file with the columns of the CSV and the texts as they are, one row a claim and source."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"start": pa.int64(), "end": pa.int64(), "score": pa.float64(), "claim_score": pa.float64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in _COLUMNS])
    rows = [[_HALF_PAIR.sub("\ufffd", v) if isinstance(v, str) else v for v in r] for r in _flat_rows(run, claims)]
    columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    table = pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def _flat_rows(run: Run, claims: Sequence[Claim] | None) -> Iterator[tuple[str | int | float, ...]]:
    """One row a claim and source, as `_COLUMNS`."""
    articles = {article.article_id: article for article in run.articles}
    for view in story_views(run, claims):
        for row in view.rows:
            c = row.claim
            for cell in c.stances:
                article = articles.get(cell.article_id)
                dated = (article.date or "", article.url or "") if article else ("", "")
                yield (
                    view.story.story_id, view.story.title, c.claim_id, c.text, c.verdict.value, c.kind.value, c.score,
                    c.explanation, cell.source, cell.article_id, *dated, cell.stance.value, cell.statement, cell.quote,
                    cell.start, cell.end, cell.score,
                )  # fmt: skip


def to_markdown(run: Run, claims: Sequence[Claim] | None = None) -> str:
    """GitHub-flavoured Markdown: a table a story, and under it each source's words on what is disputed or updated."""
    return "\n".join(line for view in story_views(run, claims) for line in _story_markdown(view)) + "\n"


def _story_markdown(view: StoryView) -> Iterator[str]:
    names = [f"{_md(s)} (copy)" if s in view.copies else _md(s) for s in view.sources]
    yield f"## {_md(view.story.title) or 'Untitled story'}"
    yield ""
    yield "| | claim | verdict | kind | " + " | ".join(names) + " |"
    yield "|---:|---|---|---|" + "---|" * len(names)
    for row in view.rows:
        c = row.claim
        cells = [", ".join(f"{SYMBOLS[s]} {s.value}" for s in row.stances(source)) for source in view.sources]
        facts = (f"{c.verdict.value} ({percent(c.score)})", c.kind.value) if is_judged(c) else (c.verdict.value, "")
        yield f"| {row.number} | {_md(c.text)} | " + " | ".join((*facts, *cells)) + " |"
    for row in view.rows:
        if Stance.CONTRADICTS in {c.stance for c in row.claim.stances} or row.claim.verdict.value == "updated":
            yield from _words_markdown(row, view)
    yield ""


def _words_markdown(row: Row, view: StoryView) -> Iterator[str]:
    claim = row.claim
    yield ""
    yield f"**{row.number}. {_md(claim.text)}** {claim.verdict.value}, {verdict_note(claim)}"
    yield ""
    yield f"Why: {_md(claim.explanation)}"
    yield ""
    for source in view.sources:
        for cell in row.cells(source):
            yield f"- {SYMBOLS[cell.stance]} {_md(source)} {cell.stance.value}: “{_md(cell.quote)}”"


def _md(text: str) -> str:
    """One line in which nothing is markup: HTML, links, emphasis and table pipes are escaped."""
    clean = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", clean)
