"""Pairs of statements of real news that were read, kept by their places, without the text.

`eval/agreement/basil.jsonl`, an object a line: `premise` and `hypothesis` (article id, start and end in characters, the
first eight digits of the SHA-256 of the statement's text), `readings` (what one or two readers made of premise ->
hypothesis: yes, partly, no or against) and `stands_for` (how many candidate pairs of the same odds the pair was drawn
for). Pairs whose statements the splitter no longer makes are left out and counted.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from factcheck.types import Article, Statement

KEPT = Path(__file__).parent.parent / "eval" / "agreement" / "basil.jsonl"
Place = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """Two statements of a run, what readers made of them, and how many pairs they stand for."""

    premise: Statement
    hypothesis: Statement
    labels: tuple[str, ...]
    stands_for: float

    @property
    def agreed(self) -> bool | None:
        """Whether the premise bears the hypothesis out; None where the readers differ on it."""
        said = {label == "yes" for label in self.labels}
        return said.pop() if len(said) == 1 else None


def place(statement: Statement) -> Place:
    """Where a statement stands, and what it says."""
    digest = hashlib.sha256(statement.text.encode()).hexdigest()[:8]
    return statement.article_id, statement.start, statement.end, digest


def readings(statements: Iterable[Statement], path: Path = KEPT) -> tuple[list[Reading], int]:
    """(the kept readings of these statements, how many of their articles' readings have lost a statement)."""
    at = {place(s): s for s in statements}
    articles = {s.article_id for s in at.values()}
    found, lost = [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        left, right = tuple(row["premise"]), tuple(row["hypothesis"])
        if left in at and right in at:
            found.append(Reading(at[left], at[right], tuple(row["readings"]), row["stands_for"]))
        else:
            lost += left[0] in articles and right[0] in articles
    return found, lost


def articles(path: Path, half: str) -> list[Article]:
    """BASIL's articles of the events at even or odd places of its file, each with its event as its story."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle if line.strip()]
    events = list(dict.fromkeys(r["event"] for r in rows))
    kept = {e for n, e in enumerate(events) if half == "all" or n % 2 == (half == "odd")}
    return [
        Article(r["id"], r["source"], r["text"], r["title"] or "", (r["date"] or "")[:10] or None, story=r["event"])
        for r in rows
        if r["event"] in kept
    ]  # fmt: skip
