"""Score the quantity reader on the CQE recogniser sentences and, for information, on MeasEval's spans.

    python benchmarks/quantities.py --data ../shared/data [--errors]

Value: a predicted figure equals a labelled one of the sentence (a range equals "40-50" by both ends). Value and unit:
the unit too; where the label counts things ("fighter jet") the head noun must agree. Ordinals, which the labels leave
out, are not scored, and amounts written in cents or pence, which the reader gives in dollars or pounds, are compared in
cents.
MeasEval: a predicted span overlaps a labelled one. Prints sentences a second as well, one thread.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.facts.quantities import extract_quantities
from factcheck.types import Quantity

_NAMES = {
    "dollar": "USD", "pound sterling": "GBP", "euro": "EUR", "canadian dollar": "CAD", "australian dollar": "AUD",
    "hong kong dollar": "HKD", "new zealand dollar": "NZD", "japanese yen": "JPY", "chinese yuan": "CNY",
    "swiss franc": "CHF",
    "finnish markka": "FIM", "netherlands guilde": "NLG", "peseta": "ESP", "mexican peso": "MXN", "rupee": "INR",
    "bitcoin": "BTC",
    "turkish lira": "TRY", "costa rican colón": "CRC", "georgian lari": "GEL", "lao kip": "LAK",
    "sri lankan rupee": "LKR",
    "percentage": "%", "mile": "mi", "foot": "ft", "inch": "in", "pound-mass": "lb", "ounce": "oz", "metre": "m",
    "decimetre": "dm",
    "kilometre": "km", "millimetre": "mm", "centimetre": "cm", "picometre": "pm", "square metre": "m²",
    "square kilometre": "km²",
    "cubic foot": "ft³", "gallon": "gal", "millilitre": "ml", "metric ton": "t", "kilogram": "kg", "microgram": "µg",
    "gram": "g",
    "hour": "h", "minute": "min", "second": "s", "millisecond": "ms", "celsius": "°C", "fahrenheit": "°F",
    "megabyte": "MB",
    "megabit": "Mbit", "tablespoon": "tbsp", "teaspoon": "tsp", "radian": "rad", "barrel": "bbl", "-": "", "count": "",
}  # fmt: skip
_HUNDREDTHS = ("cent", "pence", "penny", "pennies", "¢")
_RATES = {"mi/h": "mph"}


@dataclass(slots=True)
class Tally:
    """Hits against predictions and labels."""

    hit: int = 0
    predicted: int = 0
    labelled: int = 0

    def line(self, name: str) -> str:
        precision, recall = self.hit / max(self.predicted, 1), self.hit / max(self.labelled, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return (
            f"{name:32} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}  ({self.labelled} labelled)"
        )


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of one gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def same_value(quantity: Quantity, label: str) -> bool:
    """Whether the figure is the labelled one; a range by both its ends."""
    ends = label.split("-") if not label.startswith("-") else [label]
    figures = [float(end) for end in ends]
    if len(figures) == 2:
        return (
            quantity.relation == "range"
            and math.isclose(quantity.low, figures[0])
            and math.isclose(quantity.high, figures[1])
        )
    scale = 100.0 if any(word in quantity.text.lower() for word in _HUNDREDTHS) else 1.0
    options = {quantity.value, quantity.value * scale}
    return any(math.isclose(option, figures[0], rel_tol=1e-6) for option in options)


def same_unit(quantity: Quantity, label: str) -> bool:
    """Whether the unit is the labelled one, or the thing counted has the same head noun."""
    label = label.lower()
    if label.endswith(" of age"):
        return quantity.kind == "age" and quantity.unit == label.split()[0]
    base, _, per = label.partition(" per ")
    if base in ("cent", "penny", "sen", "satoshi"):
        unit = {"cent": "USD", "penny": "GBP"}.get(base, base)
    else:
        unit = _NAMES.get(base, base)
    if per:
        unit = f"{unit}/{_NAMES.get(per, per)}"
        unit = _RATES.get(unit, unit)
    if quantity.unit == unit:
        return True
    head = label.split()[-1].replace("people", "person")
    return quantity.kind in ("count", "rate") and bool(quantity.of) and quantity.of.split()[-1] == head


def score_cqe(folder: Path, errors: bool) -> tuple[list[str], int, float]:
    """Lines of figures, sentences read and seconds taken."""
    lines, count, seconds = [], 0, 0.0
    value_all, unit_all = Tally(), Tally()
    for path in sorted(folder.glob("*.jsonl.gz")):
        value, unit = Tally(), Tally()
        for row in rows(path):
            began = time.process_time()
            found = [q for q in extract_quantities(row["text"]) if q.kind != "ordinal"]
            seconds += time.process_time() - began
            count += 1
            hits, unit_hits = match(found, row["quantities"])
            for tally, hit in ((value, hits), (value_all, hits), (unit, unit_hits), (unit_all, unit_hits)):
                tally.hit += hit
                tally.predicted += len(found)
                tally.labelled += len(row["quantities"])
            if errors and not hits == unit_hits == len(found) == len(row["quantities"]):
                labels = [(q["value"], q["normalized_unit"]) for q in row["quantities"]]
                print(
                    f"{row['text']}\n   labels {labels}\n   found  {[(q.text, q.value, q.unit or q.of) for q in found]}"
                )
        lines += [value.line(f"{path.stem.split('.')[0]} value"), unit.line(f"{path.stem.split('.')[0]} value+unit")]
    return [*lines, value_all.line("CQE value"), unit_all.line("CQE value+unit")], count, seconds


def match(found: list[Quantity], labels: list[dict[str, str]]) -> tuple[int, int]:
    """How many labels have a figure of their own with the same value, and with the same value and unit."""
    hits = []
    for needs_unit in (False, True):
        free, hit = list(found), 0
        for label in labels:
            fitting = [
                q
                for q in free
                if same_value(q, label["value"]) and (not needs_unit or same_unit(q, label["normalized_unit"]))
            ]
            if fitting:
                free.remove(next((q for q in fitting if same_unit(q, label["normalized_unit"])), fitting[0]))
                hit += 1
        hits.append(hit)
    return hits[0], hits[1]


def score_measeval(path: Path) -> Tally:
    """Spans that overlap a labelled quantity, and labelled quantities that are overlapped."""
    tally, covered = Tally(), 0
    for row in rows(path):
        gold = [
            (int(a["startOffset"]), int(a["endOffset"])) for a in row["annotations"] if a["annotType"] == "Quantity"
        ]
        found = [(q.start, q.end) for q in extract_quantities(row["text"]) if q.kind != "ordinal"]
        covered += sum(any(s < end and start < e for s, e in found) for start, end in gold)
        tally.hit += sum(any(s < end and start < e for start, end in gold) for s, e in found)
        tally.predicted += len(found)
        tally.labelled += len(gold)
    precision = tally.hit / max(tally.predicted, 1)
    tally.hit, tally.predicted = covered, round(covered / max(precision, 1e-9))
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder that holds quantities/cqe_rt and quantities/measeval"
    )
    parser.add_argument("--errors", action="store_true", help="print every sentence that is not read as labelled")
    arguments = parser.parse_args()
    lines, count, seconds = score_cqe(arguments.data / "quantities" / "cqe_rt", arguments.errors)
    for name in ("trial", "train"):
        tally = score_measeval(arguments.data / "quantities" / "measeval" / f"{name}.jsonl.gz")
        lines.append(tally.line(f"MeasEval {name} spans"))
    print("\n".join([*lines, f"{count / max(seconds, 1e-9):,.0f} sentences a second"]))


if __name__ == "__main__":
    main()
