"""Sentences split a second, where the time goes, peak memory, and the splitter's share of a check.

    python benchmarks/splitting.py ../shared/data/news/basil/articles.jsonl.gz --articles 60
    python benchmarks/splitting.py corpora/scale-ai --check

One process reads the articles once to warm up (models loaded, words remembered) and is timed on the second turn, so
the figure is that of a long run. `--check` runs a whole check as well and gives the share of its stage "splitting".
The reader takes as many sentences at a time as there are cores; under `taskset -c 0` the figure is that of one core.
On a machine that does other work as well, the seconds of processor time are the ones to go by. What they allow on two
cores lies between two figures: the network on both and then the rules, which are one thread; or all of it side by side,
for the rules of one batch run while the next is being read.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from reading import articles_of

from factcheck.articles import load_articles
from factcheck.statements import split_articles
from factcheck.statements.reader import load_reader
from factcheck.statements.sentences import split_sentences
from factcheck.types import Article, Dropped


def timed(articles: Sequence[Article]) -> tuple[int, int, float, float, float]:
    """Sentences, statements, seconds in all, seconds of processor time in all, those of the network."""
    texts = [one.text for article in articles for one in split_sentences(article)]
    busy = time.process_time()
    load_reader().read(texts)
    read = time.process_time() - busy
    began, busy = time.perf_counter(), time.process_time()
    statements = split_articles(articles, Dropped())
    return len(texts), len(statements), time.perf_counter() - began, time.process_time() - busy, read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--check", action="store_true", help="run a check too, and give the splitter's share of it")
    arguments = parser.parse_args()
    lines = arguments.path.name.endswith(".jsonl.gz")
    articles = (articles_of(arguments.path) if lines else load_articles([arguments.path]))[: arguments.articles]
    split_articles(articles[:5], Dropped())
    sentences, statements, seconds, busy, read = timed(articles)
    cores = len(os.sched_getaffinity(0))
    print(f"{len(articles)} articles, {sentences} sentences, {statements} statements, {cores} cores")
    print(f"{sentences / seconds:.0f} sentences a second by the clock, on {cores} cores with whatever else they do")
    after, beside = sentences / (busy - read / 2), sentences / max(busy / 2, busy - read)
    print(f"{sentences / busy:.0f} a second of one core's time; {after:.0f} to {beside:.0f} on two free cores")
    print(f"network {read / busy:.0%} of the time, the rest rules and figures")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if arguments.check:
        from factcheck.pipeline import check

        check(articles)
        run = check(articles)
        whole = sum(run.timings.values())
        print(", ".join(f"{name} {spent / whole:.1%}" for name, spent in sorted(run.timings.items())))


if __name__ == "__main__":
    main()
