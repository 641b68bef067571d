"""How many of the agreements that a check finds in real news are real, and how many of the real ones it finds.

    python benchmarks/agreements.py ../shared/data/news/basil/articles.jsonl.gz --half odd
    python benchmarks/agreements.py ../shared/data/news/basil/articles.jsonl.gz --half odd --show wrong

Pairs of statements of two articles were drawn from the candidates of a check, evenly over the odds that it gave them,
and read blind: "yes" where one source reports all that the other's statement says, "partly", "no" or "against". The
agreement model is fitted on the events at even places; those at odd places are for measuring. Each pair counts as many
times as there were candidates of its odds for each one drawn. Pairs whose figures or names the other side does not have
were not drawn: no odds decide those.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from readings import articles, readings

from factcheck.judge.combine import judge
from factcheck.pipeline import check
from factcheck.types import Stance


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="articles.jsonl.gz of BASIL")
    parser.add_argument("--half", choices=["even", "odd"], default="odd")
    parser.add_argument("--model", default="embedded")
    parser.add_argument(
        "--show", choices=["wrong", "missed"], help="print the agreements that are none, or those missed"
    )
    arguments = parser.parse_args()
    run = check(articles(arguments.path, arguments.half), model=arguments.model)
    by_id = {s.statement_id: s for s in run.statements}
    judged = {(j.pair.premise_id, j.pair.hypothesis_id): j.judgement for j in run.judged}
    for j in run.judged:  # a run keeps one direction of each pair
        one, other = by_id[j.pair.hypothesis_id], by_id[j.pair.premise_id]
        ways = j.judgement.backward, j.judgement.forward
        judged[one.statement_id, other.statement_id] = judge(one, other, *ways, j.pair.similarity)
    known, lost = readings(run.statements)
    weighed: Counter[tuple[str, str]] = Counter()
    plain: Counter[tuple[str, str]] = Counter()
    for reading in known:
        one, other = reading.premise, reading.hypothesis
        found = judged.get((one.statement_id, other.statement_id))
        stance = str(found.stance) if found is not None else "not asked"
        label = reading.labels[0] if reading.agreed is not None else "split"
        weighed[stance, label] += reading.stands_for  # type: ignore[assignment]
        plain[stance, label] += 1
        wrong = stance == Stance.SUPPORTS and label != "yes"
        missed = stance != Stance.SUPPORTS and label == "yes"
        if (arguments.show == "wrong" and wrong) or (arguments.show == "missed" and missed):
            print(f"{label}, {stance}: {one.text} || {other.text}\n  {found.explanation if found else ''}\n")
    said = {label: weighed[str(Stance.SUPPORTS), label] for label in ("yes", "partly", "no", "against", "split")}
    real = sum(count for (_, label), count in weighed.items() if label == "yes")
    print(f"{len(known)} pairs read, {lost} lost since; as many pairs as they stand for:")
    print(f"agreements found that are real: {said['yes'] / sum(said.values()):.1%}")
    print(f"  or partly: {(said['yes'] + said['partly']) / sum(said.values()):.1%}")
    print(f"real agreements found: {said['yes'] / real:.1%}")
    for stance in sorted({stance for stance, _ in plain}):
        rows = ", ".join(f"{plain[stance, label]} {label}" for label in said if plain[stance, label])
        print(f"  {stance}: {rows}")


if __name__ == "__main__":
    main()
