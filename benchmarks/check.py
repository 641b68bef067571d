"""Where the time of a check goes, as shares of the whole, and its peak memory.

    python benchmarks/check.py corpora/scale-ai

The check runs twice in one process; the second, with files and models warm, is the one reported.
"""

from __future__ import annotations

import argparse
import resource
import time

from factcheck.articles import load_articles
from factcheck.pipeline import check


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--model", default="embedded")
    arguments = parser.parse_args()
    for turn in ("cold", "warm"):
        began = time.perf_counter()
        run = check(load_articles(arguments.paths), model=arguments.model)
        seconds = time.perf_counter() - began
        print(f"{turn}: {seconds:.1f} s")
    print(", ".join(f"{name} {count}" for name, count in run.counts.items()))
    for stage, spent in sorted(run.timings.items(), key=lambda item: -item[1]):
        print(f"{stage:10} {spent / seconds:6.1%}")
    print(f"pairs judged a second (two model calls each): {run.counts['pairs'] / run.timings['judging']:.0f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
