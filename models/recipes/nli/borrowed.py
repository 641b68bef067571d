"""Labels of ours on texts that are not: hypotheses for public premises, labels of statements from public reports.

Only what is ours lies here (hypotheses, labels); the texts are taken from the data folder and known by their hash, so
that a row whose text is not found there is counted, never guessed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.statements import split_articles
from factcheck.types import Article, Dropped, Statement

Row = tuple[str, str, str]
"""(premise, hypothesis, label)"""
LOST = "its text is not in the data folder"
_WAYS = {
    "both": ("entailment", "entailment"),
    "first": ("entailment", "neutral"),
    "second": ("neutral", "entailment"),
    "neither": ("neutral", "neutral"),
    "contradiction": ("contradiction", "contradiction"),
}
"""What a reader found, as labels of (first -> second, second -> first): which of the two bears the other out."""


APART = Path(__file__).parent / "labelled" / "allsides_apart.jsonl"
"""Events that no network is trained on: the judge is fitted on one half of them, figures are reported on the other."""


def fitted_on(event: str) -> bool:
    """Whether an event kept apart from the network is one that the judge is fitted on."""
    return int(digest(f"half of {event}"), 16) % 2 == 0


def digest(text: str) -> str:
    """16 hexadecimal digits of the SHA-256 of a text: what it is known by."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def hypotheses(file: Path, premises: Iterable[str], lost: Counter[str]) -> Iterator[Row]:
    """The pairs of one file of hypotheses, with the public premises they were written for."""
    known = {digest(text): text for text in premises}
    for row in _rows(file):
        premise = known.get(row["premise"])
        if premise is None:
            lost[LOST] += 1
            continue
        yield premise, row["hypothesis"], row["label"]


@dataclass(frozen=True, slots=True)
class Read:
    """Two statements of different reports of one event, and what a reader found of them."""

    event: str
    first: Statement
    second: Statement
    found: str
    """Which bears the other out: "both", "first", "second", "neither"; or "contradiction"."""
    stands_for: float
    """How many candidate pairs it was drawn for."""

    def ways(self) -> tuple[str, str]:
        """The labels of (first -> second, second -> first)."""
        return _WAYS[self.found]


def labelled(reports: Path, file: Path, lost: Counter[str]) -> Iterator[Read]:
    """The pairs that were read, event by event.

    `reports`: events with a neutral summary and several articles each; their statements are made by the splitter, so
    a pair whose statement it words differently today is counted as lost.
    """
    labels: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(file):
        labels.setdefault(row["event"], []).append(row)
    for event in _rows(reports):
        rows = labels.get(event["event"])
        if rows is None:
            continue
        known = {digest(statement.text): statement for statement in split_articles(_articles(event), Dropped())}
        for row in rows:
            first, second = known.get(row["first"]), known.get(row["second"])
            if first is None or second is None:
                lost[LOST] += 1
                continue
            yield Read(event["event"], first, second, row["found"], row.get("stands_for", 1.0))


def _articles(event: dict[str, Any]) -> list[Article]:
    texts = [event["neutral_summary"], *(article["text"] for article in event["articles"])]
    return [
        Article(f"{event['event']}_{number}", str(number), text.strip(), story=event["event"])
        for number, text in enumerate(texts)
        if text
    ]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle if line.strip())
