"""How many of the disputed rows of real news are real: each was read by a person, and the readings are kept.

    python benchmarks/disputes.py ../shared/data/news/basil/articles.jsonl.gz --half even
    python benchmarks/disputes.py ../shared/data/news/basil/articles.jsonl.gz --half odd --show

The readings are in `eval/disputes/basil.jsonl`: two places (article id, start, end in characters), what they are to
each other, and why, without the text. `conflict`: both cannot be true of one thing; `arguable`: a careful reader would
want to see the two side by side, though both may be true; `false`: no conflict. A row is what its best pair is. Rules
were made on the events of the even places in the file, then on what was still wrong at the odd ones, so that neither
half is unseen. A pair that nobody has read yet is counted as unread and printed in full with --show.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from readings import articles

from factcheck.pipeline import check
from factcheck.types import Cell, Claim, Stance, Verdict

READINGS = Path(__file__).parent.parent / "eval" / "disputes" / "basil.jsonl"
ORDER = ("conflict", "arguable", "false", "unread")
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Reading:
    """Two places and what a reader found them to be."""

    left: Place
    right: Place
    label: str


def readings(path: Path) -> list[Reading]:
    """The kept readings, in the order of the file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Reading(tuple(r["left"]), tuple(r["right"]), r["label"]) for r in rows]


def same_place(one: Place, other: Place) -> bool:
    """Whether two places of one article share at least half of the shorter."""
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and 2 * shared >= min(one[2] - one[1], other[2] - other[1])


def label_of(left: Place, right: Place, known: Sequence[Reading]) -> str:
    """What was read of two places, in either order; "unread" where nobody has."""
    for reading in known:
        pairs = ((reading.left, reading.right), (reading.right, reading.left))
        if any(same_place(left, one) and same_place(right, other) for one, other in pairs):
            return reading.label
    return "unread"


def disputes(claim: Claim) -> list[tuple[Cell, Cell]]:
    """(the claim's own cell, the cell that contradicts it) for every contradiction of a row."""
    own = next(c for c in claim.stances if c.stance is Stance.SUPPORTS and not c.explanation)
    return [(own, c) for c in claim.stances if c.stance is Stance.CONTRADICTS]


def place(cell: Cell) -> Place:
    return cell.article_id, cell.start, cell.end


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="articles.jsonl.gz of BASIL")
    parser.add_argument("--half", choices=["even", "odd", "all"], default="odd")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--show", action="store_true", help="print the pairs that nobody has read")
    parser.add_argument("--show-all", action="store_true", help="print every pair with its reading")
    arguments = parser.parse_args()
    known, given = readings(READINGS), articles(arguments.path, arguments.half)
    run = check(given, model=arguments.model)
    found: Counter[str] = Counter()
    for claim in run.claims_list:
        if claim.verdict is not Verdict.DISPUTED:
            continue
        labels = []
        for own, other in disputes(claim):
            labels.append(label_of(place(own), place(other), known))
            if arguments.show_all or (arguments.show and labels[-1] == "unread"):
                shown = {"left": place(own), "right": place(other), "label": labels[-1]}
                print(json.dumps(shown), f"\n  {own.statement}\n  {other.statement}\n  {other.explanation}\n")
        found[min(labels, key=ORDER.index)] += 1
    total = sum(found.values())
    verdicts = Counter(str(claim.verdict) for claim in run.claims_list)
    counts = ", ".join(f"{n} {verdict}" for verdict, n in verdicts.most_common())
    print(f"{len(given)} articles, {len(run.claims_list)} rows: {counts}")
    print(f"{total} disputed rows: {', '.join(f'{found[label]} {label}' for label in ORDER)}")


if __name__ == "__main__":
    main()
