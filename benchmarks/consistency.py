"""Whether pairs about one event are judged alike both ways: what contradicts a statement is contradicted by it.

    python benchmarks/consistency.py ../shared/data/news/ecbplus/sentence_pairs.jsonl.gz --cap 1000

Reads JSONL with text_a, text_b and same_event (plain or .gz); an even spread of `--cap` pairs of one event is taken. A
pair is consistent where both directions are a contradiction or neither is. Judged as in a check, where pairs are found
by the thousand, and as pairs that somebody chose.
"""

from __future__ import annotations

import argparse
import gzip
import json

import numpy as np

from factcheck.config import JudgeSettings, Settings
from factcheck.pipeline import compare_many
from factcheck.types import Label


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--cap", type=int, default=1000)
    parser.add_argument("--model", default="embedded")
    arguments = parser.parse_args()
    opener = gzip.open if arguments.path.endswith(".gz") else open
    with opener(arguments.path, "rt", encoding="utf-8") as handle:
        rows = [row for line in handle if line.strip() and (row := json.loads(line))["same_event"]]
    chosen = [rows[int(i)] for i in np.linspace(0, len(rows) - 1, min(arguments.cap, len(rows)))]
    pairs = [(row["text_a"], row["text_b"]) for row in chosen]
    there_and_back = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    for name, settings in (
        ("as in a check", Settings()),
        ("as pairs that somebody chose", Settings(judge=JudgeSettings(given=True))),
    ):
        judged = compare_many(there_and_back, model=arguments.model, settings=settings)
        opposed = np.array([j.label is Label.CONTRADICTION for j in judged]).reshape(-1, 2)
        alike = opposed[:, 0] == opposed[:, 1]
        print(f"{name}: {alike.mean():.1%} of {len(pairs)} pairs alike both ways; {opposed.any(1).sum()} contradicted")


if __name__ == "__main__":
    main()
