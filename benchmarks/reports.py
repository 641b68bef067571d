"""What the model and the judge make of pairs of statements of two real reports of one event, as a reader labelled them.

    python benchmarks/reports.py ../shared/data
    python benchmarks/reports.py ../shared/data --show contradiction     # the pairs that are called so and are not

The pairs of `models/recipes/nli/labelled/allsides_apart.jsonl` whose events neither the network was trained on nor the
judge fitted on, both ways round. They were drawn by strata (typed conflict, contradiction or entailment likely to an
earlier model, near, others); each counts as many times as there were candidates for each one drawn.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from factcheck.judge.combine import judge
from factcheck.nli import load_model
from factcheck.pairing.encoder import load_encoder
from factcheck.pipeline import predict
from factcheck.types import Label, Probabilities

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "recipes" / "nli"))
from borrowed import APART, fitted_on, labelled

Table = defaultdict[tuple[str, str], float]
"""How many pairs have (the label of the reader, the label found)."""


def told(name: str, weighed: Table, plain: Table) -> None:
    """Precision and recall of the two classes that a table shows."""
    for label in (Label.ENTAILMENT.value, Label.CONTRADICTION.value):
        right = weighed[label, label]
        found = sum(count for (_, said), count in weighed.items() if said == label)
        real = sum(count for (read, _), count in weighed.items() if read == label)
        calls = sum(count for (_, said), count in plain.items() if said == label)
        precision, recall = (f"{right / of:.1%}" if of else "none" for of in (found, real))
        print(
            f"{name:<9}{label:<14} precision {precision}, recall {recall}; of the pairs drawn "
            f"{plain[label, label]:.0f} of {calls:.0f} called so are so"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with news/")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--show", choices=["entailment", "contradiction"], help="print the pairs wrongly called so")
    arguments = parser.parse_args()
    lost: Counter[str] = Counter()
    every = labelled(arguments.data / "news" / "allsides" / "triples.jsonl.gz", APART, lost)
    known = [read for read in every if not fitted_on(read.event)]
    texts = sorted({s.text for r in known for s in (r.first, r.second)})
    vectors = dict(zip(texts, load_encoder().encode(texts), strict=True))
    turned = [p for r in known for p in ((r.first.text, r.second.text), (r.second.text, r.first.text))]
    answers = predict(load_model(arguments.model), turned, lambda *_: None)
    tables: dict[str, tuple[Table, Table]] = {
        name: (defaultdict(float), defaultdict(float)) for name in ("model", "judge")
    }
    for number, read in enumerate(known):
        near = float(vectors[read.first.text] @ vectors[read.second.text])
        ways = answers[2 * number], answers[2 * number + 1]
        for one, other, gold, forward, backward in (
            (read.first, read.second, read.ways()[0], *ways),
            (read.second, read.first, read.ways()[1], *ways[::-1]),
        ):
            found = judge(one, other, forward, backward, near)
            for name, label in (("model", likeliest(forward)), ("judge", found.label)):
                tables[name][0][gold, label.value] += read.stands_for
                tables[name][1][gold, label.value] += 1
            if found.label.value == arguments.show != gold:
                print(f"{gold}: {one.text} || {other.text}\n  {found.explanation} ({found.score:.0%})\n")
    print(f"{len(known)} pairs, each both ways round; {lost.total()} lost since they were read")
    for name, (weighed, plain) in tables.items():
        told(name, weighed, plain)


def likeliest(answer: Probabilities) -> Label:
    """The class with the highest probability."""
    return max(Label, key=lambda label: getattr(answer, label.value))


if __name__ == "__main__":
    main()
