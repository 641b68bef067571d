"""Dataclasses to Arrow tables and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from factcheck.store.schema import schema_of
from factcheck.types import (
    Article,
    Cell,
    Claim,
    DateSpan,
    Entity,
    Judged,
    Judgement,
    Kind,
    Label,
    Modality,
    Pair,
    Polarity,
    Probabilities,
    Quantity,
    Span,
    Stance,
    Statement,
    Story,
    Verdict,
)

if TYPE_CHECKING:
    from factcheck.run import Run

Row = dict[str, Any]
_CLASSES: Final = ("entailment", "neutral", "contradiction")
_BATCH: Final = 8192
"""Rows that are dictionaries at one time: a story of hundreds of articles has millions of stances."""


def to_table(name: str, run: Run) -> pa.Table:
    """One table of a run.

    :raises UnicodeEncodeError: a text holds half of a surrogate pair, which no UTF-8 file can hold.
    """
    of: dict[str, Sequence[Any]] = {
        "articles": run.articles,
        "stories": run.stories,
        "statements": run.statements,
        "judgements": run.judged,
        "claims": run.claims_list,
        "stances": run.claims_list,
    }
    return table_of(name, of[name])


def table_of(name: str, items: Sequence[Any]) -> pa.Table:
    """A table from its nouns: of `claims` and `stances` from claims, their positions counted from 1.

    :raises UnicodeEncodeError: a text holds half of a surrogate pair, which no UTF-8 file can hold.
    """
    rows: dict[str, Callable[[], Iterable[Row]]] = {
        "articles": lambda: map(_article_row, items),
        "stories": lambda: map(_shallow, items),
        "statements": lambda: map(_statement_row, items),
        "judgements": lambda: map(_judged_row, items),
        "claims": lambda: (_claim_row(claim, n) for n, claim in enumerate(items, 1)),
        "stances": lambda: (_shallow(cell) | {"claim_id": c.claim_id} for c in items for cell in c.stances),
    }
    schema, left = schema_of(name), iter(rows[name]())
    batches = []
    while some := [_plain(row) for row in islice(left, _BATCH)]:
        batches.append(pa.RecordBatch.from_pylist(some, schema=schema))
    return pa.Table.from_batches(batches, schema=schema).combine_chunks()


def moved(claims: pa.Table, by: int) -> pa.Table:
    """A claim table whose positions are raised by the number of rows before it."""
    place = claims.schema.get_field_index("position")
    raised = pc.add(claims.column(place), by)
    return claims.set_column(place, claims.schema.field(place), raised)


def chunks(name: str, items: Sequence[Any], size: int) -> Iterator[pa.Table]:
    """The same rows as a few tables of at most `size` nouns each, made one at a time."""
    for start in range(0, len(items), size):
        yield table_of(name, items[start : start + size])


def _shallow(item: Any) -> Row:
    return {f.name: getattr(item, f.name) for f in dataclasses.fields(item)}


def _plain(row: Row) -> Row:
    return {key: str(value) if isinstance(value, str) else value for key, value in row.items()}


def _article_row(article: Article) -> Row:
    # A path may hold bytes that are no UTF-8 (surrogate escapes); it is for messages only.
    path = article.path and article.path.encode("utf-8", "backslashreplace").decode("utf-8")
    return _shallow(article) | {"boilerplate": [_shallow(s) for s in article.boilerplate], "path": path}


def _statement_row(statement: Statement) -> Row:
    nested = ("quantities", "dates", "entities")
    return _shallow(statement) | {name: [_shallow(item) for item in getattr(statement, name)] for name in nested}


def _judged_row(judged: Judged) -> Row:
    row = _shallow(judged.pair) | _shallow(judged.judgement)
    for side in ("forward", "backward"):
        probabilities = row.pop(side)
        row |= {f"{side}_{name}": getattr(probabilities, name) for name in _CLASSES}
    return row


def _claim_row(claim: Claim, position: int) -> Row:
    row = _shallow(claim) | {"position": position}
    del row["stances"]
    return row


def articles_from(table: pa.Table) -> list[Article]:
    return [Article(**row | {"boilerplate": tuple(Span(**s) for s in row["boilerplate"])}) for row in table.to_pylist()]


def stories_from(table: pa.Table) -> list[Story]:
    return [Story(**row | {"article_ids": tuple(row["article_ids"])}) for row in table.to_pylist()]


def statements_from(table: pa.Table) -> list[Statement]:
    return [
        Statement(
            **row
            | {
                "modality": Modality(row["modality"]),
                "polarity": Polarity(row["polarity"]),
                "quantities": tuple(Quantity(**q) for q in row["quantities"]),
                "dates": tuple(DateSpan(**d) for d in row["dates"]),
                "entities": tuple(Entity(**e) for e in row["entities"]),
                "flags": tuple(row["flags"]),
            }
        )
        for row in table.to_pylist()
    ]


def judged_from(table: pa.Table) -> list[Judged]:
    return [_judged(row) for row in table.to_pylist()]


def _judged(row: Mapping[str, Any]) -> Judged:
    sides = [Probabilities(**{name: row[f"{side}_{name}"] for name in _CLASSES}) for side in ("forward", "backward")]
    judgement = Judgement(
        label=Label(row["label"]),
        kind=Kind(row["kind"]),
        score=row["score"],
        forward=sides[0],
        backward=sides[1],
        explanation=row["explanation"],
        stance=Stance(row["stance"]),
    )
    return Judged(Pair(row["premise_id"], row["hypothesis_id"], row["similarity"]), judgement)


def claims_from(claims: pa.Table, stances: pa.Table) -> list[Claim]:
    """Claims in the order of `position`, each with its stances in the order of their rows."""
    cells: dict[str, list[Cell]] = {}
    for row in stances.to_pylist():
        owner = row.pop("claim_id")
        cells.setdefault(owner, []).append(Cell(**row | {"stance": Stance(row["stance"]), "kind": Kind(row["kind"])}))
    return [
        Claim(
            claim_id=row["claim_id"],
            story_id=row["story_id"],
            text=row["text"],
            verdict=Verdict(row["verdict"]),
            kind=Kind(row["kind"]),
            score=row["score"],
            explanation=row["explanation"],
            stances=tuple(cells.get(row["claim_id"], ())),
        )
        for row in claims.sort_by("position").to_pylist()
    ]
