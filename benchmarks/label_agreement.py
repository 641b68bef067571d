"""How far two labellers, each from the texts alone, agree on the hand-labelled sets under eval/.

    python benchmarks/label_agreement.py

Krippendorff's alpha (nominal; Krippendorff 2011) with a 95% interval by bootstrap over stories (for the checklist over
modes), and the plain share of equal labels. It is computed from the two readings as they were made: where those
differed, the gold labels are the settled ones, and the first reading is taken from settled.jsonl or from `first`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.evaluation.labelling.agreement import krippendorff_alpha
from factcheck.resources import resource

Rows = dict[str, list[tuple[str, str]]]
"""Pairs of labels by the story or mode they belong to."""


def lines(path: Path) -> Iterable[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def grouped(rows: Iterable[dict[str, Any]], by: str, field: str) -> Rows:
    out: Rows = {}
    for row in rows:
        out.setdefault(row[by], []).append((row.get("first", row)[field], row["second"][field]))
    return out


def first_reading(folder: Path) -> list[dict[str, Any]]:
    """A story's claim table as the first labeller left it: gold.jsonl with what settled.jsonl records taken back."""
    table = list(lines(folder / "gold.jsonl"))
    rows = {row["id"]: row for row in table}
    settled = folder / "settled.jsonl"
    for record in lines(settled) if settled.is_file() else ():
        row = rows[record["id"]]
        if record["field"] == "stance":
            row = next(cell for cell in row["stances"] if cell["source"] == record["source"])
        row[record["field"]] = record["first"]
    return table


def stories(pick: Callable[[dict[str, Any], dict[str, Any]], list[tuple[str, str]]]) -> Rows:
    """Labels of every story's claim table, beside those of its second.jsonl."""
    out: Rows = {}
    for folder in sorted(p.parent for p in resource("eval", "stories").glob("*/second.jsonl")):
        second = {row["id"]: row for row in lines(folder / "second.jsonl")}
        out[folder.name] = [pair for row in first_reading(folder) for pair in pick(row, second[row["id"]])]
    return out


def cells(row: dict[str, Any], second: dict[str, Any]) -> list[tuple[str, str]]:
    return [(cell["stance"], second["stances"][cell["source"]]) for cell in row["stances"]]


def show(name: str, rows: Rows, draws: int = 1000) -> None:
    """One line: items, equal labels, alpha and its interval."""
    groups = list(rows.values())
    everything = [pair for group in groups for pair in group]
    chooser = np.random.default_rng(0)
    drawn = []
    for _ in range(draws):
        chosen = chooser.integers(0, len(groups), len(groups))
        drawn.append(krippendorff_alpha([pair for i in chosen for pair in groups[i]]))
    low, high = np.quantile([a for a in drawn if a is not None], [0.025, 0.975])
    equal = sum(a == b for a, b in everything) / len(everything)
    alpha = krippendorff_alpha(everything)
    print(
        f"{name:<28}{len(everything):>6} items{100 * equal:>7.1f}% equal   alpha {alpha:.3f} ({low:.3f} to {high:.3f})"
    )


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    show("stories: stance cells", stories(cells))
    show("stories: verdicts", stories(lambda row, second: [(row["verdict"], second["verdict"])]))
    show("stories: kinds", stories(lambda row, second: [(row["kind"], second["kind"])]))
    pairs = [row for path in sorted(resource("eval", "pairs").glob("*.jsonl")) for row in lines(path)]
    show("pairs: labels", grouped(pairs, "story", "label"))
    show("pairs: kinds", grouped(pairs, "story", "kind"))
    modes = [row for path in sorted(resource("eval", "checklist").glob("*.jsonl")) for row in lines(path)]
    show("checklist: labels", grouped(modes, "mode", "label"))
    show("checklist: backward labels", grouped(modes, "mode", "backward"))
    show("checklist: kinds", grouped(modes, "mode", "kind"))


if __name__ == "__main__":
    main()
