"""Pairs of sentences that differ in one value: contradictions found, against false alarms where the value is the same.

    python benchmarks/conflicts.py ../shared/data/conflicts/dynamicqa/pairs.jsonl.gz [--half odd] [--cap 300] [--show]

Reads JSONL with text_a, text_b, value_a and value_b (plain or .gz). From every pair an identical-value twin is made:
text_b with its value put back to that of text_a, and reworded in ways that leave the meaning alone (counts below
thirteen in words, "%" for "percent", "&" spelt out, an opening "In all, "). Recall is of contradiction among the
pairs, the alarms are of contradiction among the twins; the model's own figures stand beside the judge's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.nli import load_model
from factcheck.nli.cache import CachedModel
from factcheck.pipeline import compare_many
from factcheck.types import Judgement, Label

_FIGURES = "zero one two three four five six seven eight nine ten eleven twelve".split()


def twin(row: dict[str, Any]) -> str | None:
    """text_b with text_a's value, reworded; None where the value does not stand in text_b."""
    pattern = re.compile(re.escape(row["value_b"]), re.IGNORECASE)
    if not pattern.search(row["text_b"]):
        return None
    text = pattern.sub(lambda _: str(row["value_a"]), row["text_b"], count=1)
    text = re.sub(
        r"(?<=[a-z] )(\d|1[0-2])(?= (?!january|march|september)[a-z]+s\b)", lambda m: _FIGURES[int(m.group())], text
    )
    text = text.replace(" percent", "%").replace(" & ", " and ")
    return f"In all, {text}"


def opposed(judgement: Judgement) -> bool:
    """Whether the model alone calls premise -> hypothesis a contradiction."""
    odds = judgement.forward
    return odds.contradiction > max(odds.entailment, odds.neutral)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--cap", type=int, default=300, help="an even spread of so many pairs is taken")
    parser.add_argument("--half", choices=("even", "odd"), help="every other pair: rules were made on the even ones")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--cache", type=Path, help="SQLite file that keeps the model's predictions")
    parser.add_argument("--show", action="store_true", help="print the twins that are called a contradiction")
    arguments = parser.parse_args()
    opener = gzip.open if arguments.path.endswith(".gz") else open
    with opener(arguments.path, "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle if line.strip()]
    rows = rows[arguments.half == "odd" :: 2] if arguments.half else rows
    rows = [rows[int(i)] for i in np.linspace(0, len(rows) - 1, min(arguments.cap, len(rows)))]
    made = [(row["text_a"], other) for row in rows if (other := twin(row)) is not None]
    pairs = [(row["text_a"], row["text_b"]) for row in rows]
    judged = compare_many([*pairs, *made], model=CachedModel(load_model(arguments.model), arguments.cache))
    apart, same = judged[: len(pairs)], judged[len(pairs) :]
    print(f"{'':24}{'judge':>8}{'model alone':>14}")
    for name, some in (("recall, other value", apart), ("alarms, same value", same)):
        whole = np.mean([j.label is Label.CONTRADICTION for j in some])
        print(f"{name:24}{whole:8.1%}{np.mean([opposed(j) for j in some]):14.1%}   of {len(some)}")
    for pair, judgement in zip(made, same, strict=True):
        if arguments.show and judgement.label is Label.CONTRADICTION:
            print(f"{judgement.kind} {judgement.score:.2f} {judgement.explanation}\n  {pair[0]}\n  {pair[1]}")


if __name__ == "__main__":
    main()
