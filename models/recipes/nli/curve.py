"""What more data would be worth: figures of runs on fractions of it, and how much a target would take.

    python models/recipes/nli/curve.py build/curve-*

Each run is a folder of `train.py` with another `fraction` and the same number of pairs seen
(`experiments/curve.toml`). A figure is taken to grow by as much with each doubling of the data; the two largest
fractions give the gain, which makes the pairs needed for a target a lower bound where the gain shrinks.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping
from pathlib import Path

TARGETS = {
    "mnli.dev_mismatched": (76.0, "mnli"),
    "vitaminc_real.dev": (82.0, "vitaminc_real"),
    "cad_snli.dev": (72.0, "cad_snli"),
    "written": (75.0, "written"),
    "statements": (75.0, "statements"),
}
"""Development set -> (the macro-F1 that is aimed at, the group of training pairs that is like it)."""

_FARTHEST = 1e8
"""Pairs beyond which a reckoning by doublings says nothing."""


def figures(folder: Path) -> tuple[dict[str, int], dict[str, float]]:
    """(pairs of each group, macro-F1 of each watched set at the end) of a finished run.

    :raises SystemExit: the folder holds no finished run.
    """
    try:
        events = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
        sizes = next(e["sizes"] for e in events if e["event"] == "start")
        return sizes, next(e["macro_f1"] for e in reversed(events) if e["event"] == "dev")
    except (OSError, StopIteration):
        raise SystemExit(f"{folder}: no finished run of train.py (train one with --config curve.toml)") from None


def needed(points: Mapping[int, float], target: float) -> float | None:
    """Pairs at which the target is reached if each further doubling gains as much as the last; None where none gains.

    >>> round(needed({1000: 60.0, 2000: 62.0}, 64.0))
    4000
    """
    (few, low), (many, high) = sorted(points.items())[-2:]
    gain = (high - low) / math.log2(many / few)
    return many * 2 ** ((target - high) / gain) if gain > 0 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path, help="folders of finished runs, two at least")
    arguments = parser.parse_args()
    runs = [figures(folder) for folder in arguments.runs]
    if len(runs) < 2:
        raise SystemExit("a curve takes two runs at least")
    for name, (target, group) in TARGETS.items():
        points = {sizes[group]: found[name] for sizes, found in runs}
        line = ", ".join(f"{pairs:,} pairs {score}" for pairs, score in sorted(points.items()))
        pairs = needed(points, target) if len(points) > 1 else None
        known = pairs is not None and pairs < _FARTHEST
        so = f"{target} at about {pairs:,.0f}" if known else f"{target} far beyond what more data would give"
        print(f"{name:22s} {line}; {so}")


if __name__ == "__main__":
    main()
