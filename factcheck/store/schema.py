"""Every table and column of a run folder, in one place, with the version of the whole.

A run folder holds `run.json` and one Parquet file (zstd) for each table below. The tables are joined by ids:

    statements.article_id -> articles.article_id
    judgements.premise_id, judgements.hypothesis_id -> statements.statement_id
    claims.story_id -> stories.story_id
    stances.claim_id -> claims.claim_id, stances.statement_id -> statements.statement_id

In DuckDB: `SELECT c.text, s.source, s.stance FROM 'claims.parquet' c JOIN 'stances.parquet' s USING (claim_id)`; `end`
is a reserved word there and wants quotes. Nothing in a table depends on when or where the run was made, so the same
input gives byte-identical files; versions, settings and timings are in `run.json`. Raise `SCHEMA_VERSION` when a column
is renamed, removed or changes its meaning or type.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from factcheck.store.names import TABLES

_text, _int, _float, _bool = pa.string(), pa.int64(), pa.float64(), pa.bool_()
_span = pa.struct([("start", _int), ("end", _int), ("reason", _text)])
_quantity = pa.struct(
    [
        ("text", _text),
        ("start", _int),
        ("end", _int),
        ("value", _float),
        ("low", _float),
        ("high", _float),
        ("unit", _text),
        ("kind", _text),
        ("relation", _text),
        ("role", _text),
        ("of", _text),
    ]
)
_date = pa.struct(
    [("text", _text), ("start", _int), ("end", _int), ("first", _text), ("last", _text), ("relation", _text)]
)
_entity = pa.struct([("text", _text), ("start", _int), ("end", _int), ("name", _text), ("type", _text)])

_COLUMNS: Final[dict[str, list[tuple[str, pa.DataType, str]]]] = {
    "articles": [
        ("article_id", _text, "content hash"),
        ("source", _text, "who published it"),
        ("title", _text, "headline; empty when not known"),
        ("date", _text, "ISO 8601, as precise as it is known"),
        ("url", _text, "where it was published"),
        ("story", _text, "the story the user put it in"),
        ("language", _text, "language code when known"),
        ("path", _text, "where it was read from"),
        ("copy_of", _text, "id of the article it repeats almost word for word"),
        ("text", _text, "the text as read; every offset of the other tables counts its characters"),
        ("boilerplate", pa.list_(_span), "spans that are not the article, with the reason"),
    ],
    "stories": [
        ("story_id", _text, "content hash"),
        ("title", _text, "a title for the event"),
        ("article_ids", pa.list_(_text), "the articles that report it"),
    ],
    "statements": [
        ("statement_id", _text, "content hash"),
        ("article_id", _text, "the article it is taken from"),
        ("source", _text, "who published that article"),
        ("text", _text, "the proposition, readable on its own"),
        ("quote", _text, "the exact characters text[start:end] of the article"),
        ("start", _int, "first character of the quote"),
        ("end", _int, "one past the last character of the quote"),
        ("sentence_start", _int, "first character of its sentence"),
        ("sentence_end", _int, "one past the last character of its sentence"),
        ("original", _text, "the proposition before pronouns and dates were resolved"),
        ("holder", _text, "who says it, when not the article itself"),
        ("modality", _text, "asserted, planned, possible, reported, hypothetical, question"),
        ("polarity", _text, "positive, negative"),
        ("opinion", _bool, "whether it is opinion"),
        ("time", _text, "ISO 8601 date or interval first/last it is about"),
        ("quantities", pa.list_(_quantity), "amounts; value, low and high are in units, and may be infinite"),
        ("dates", pa.list_(_date), "times as intervals of days"),
        ("entities", pa.list_(_entity), "names, joined within the story"),
        ("flags", pa.list_(_text), "notes on what was resolved or left open"),
    ],
    "judgements": [
        ("premise_id", _text, "the statement taken as given"),
        ("hypothesis_id", _text, "the statement it is held against"),
        ("similarity", _float, "cosine of the two embeddings"),
        ("label", _text, "entailment, neutral, contradiction"),
        ("kind", _text, "what it turns on"),
        ("score", _float, "calibrated probability that the label is right"),
        ("forward_entailment", _float, "premise -> hypothesis"),
        ("forward_neutral", _float, "premise -> hypothesis"),
        ("forward_contradiction", _float, "premise -> hypothesis"),
        ("backward_entailment", _float, "hypothesis -> premise"),
        ("backward_neutral", _float, "hypothesis -> premise"),
        ("backward_contradiction", _float, "hypothesis -> premise"),
        ("explanation", _text, "one sentence that is true of the score"),
        ("stance", _text, "what the premise does to the hypothesis taken as a claim"),
    ],
    "claims": [
        ("claim_id", _text, "content hash"),
        ("position", _int, "1 for the row a person should look at first"),
        ("story_id", _text, "the story it belongs to"),
        ("text", _text, "the claim"),
        ("verdict", _text, "disputed, updated, agreed, single-source"),
        ("kind", _text, "what the agreement or difference turns on"),
        ("score", _float, "how sure the program is of the verdict, 0 to 1"),
        ("explanation", _text, "one sentence"),
    ],
    "stances": [
        ("claim_id", _text, "the claim"),
        ("source", _text, "the source"),
        ("article_id", _text, "its article"),
        ("stance", _text, "supports, qualifies, contradicts, silent"),
        ("statement_id", _text, "the statement that carries the stance; null when silent"),
        ("statement", _text, "that statement"),
        ("quote", _text, "the source's own words: text[start:end] of the article"),
        ("start", _int, "first character of the quote"),
        ("end", _int, "one past the last character of the quote"),
        ("score", _float, "how sure the program is of the stance, 0 to 1"),
        ("kind", _text, "what the stance turns on"),
        ("explanation", _text, "one sentence"),
        ("copy", _bool, "the article repeats another one and is not counted as an independent source"),
    ],
}


def schema_of(table: str) -> pa.Schema:
    """The Arrow schema of a table; each field's metadata holds its `description`."""
    return pa.schema([pa.field(name, kind, metadata={"description": note}) for name, kind, note in _COLUMNS[table]])


assert set(_COLUMNS) == set(TABLES)
