"""Labels of ours on texts that are not: hypotheses for public premises, labels of statements from public reports.

Only what is ours lies here (hypotheses, labels); the texts are taken from the data folder and known by their hash, so
that a row whose text is not found there is counted, never guessed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

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


def labelled(file: Path, statements: Iterable[str], lost: Counter[str]) -> Iterator[Row]:
    """The pairs of one file of labels, both ways round, with the statements that were read."""
    known = {digest(text): text for text in statements}
    for row in _rows(file):
        first, second = known.get(row["first"]), known.get(row["second"])
        if first is None or second is None:
            lost[LOST] += 1
            continue
        there, back = _WAYS[row["found"]]
        yield first, second, there
        yield second, first, back


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as handle:
        yield from (json.loads(line) for line in handle if line.strip())
