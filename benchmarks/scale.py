"""How the work of a check grows: cold, again, and with one article more, from a hundred articles to thousands.

    python benchmarks/scale.py --data ../shared/data/news --sizes 100 300 1000 2000 4000
    python benchmarks/scale.py --data ../shared/data/news --sizes 1000 --share 0.3 --model embedded

Events are drawn at random from BASIL (300 long articles) and AllSides (1,479 short ones with dates, 9,198 without); the
share of BASIL's articles is the same at every size. Seconds are those of the processor (all threads), so that other
work on the machine does not count; a check of two articles comes before them, so that loading the program and its
models does not flatten the line. By default a stand-in takes the place of the pair classifier, whose share grows with
its calls, which are counted: what is timed is everything else, the reader and the sentence encoder included.
`--model embedded` times the real one. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import random
import resource
import tempfile
import time
import traceback
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.articles.load import content_id
from factcheck.nli import load
from factcheck.nli.interface import Pairs, Scores
from factcheck.store import read_run
from factcheck.store.checking import check_into
from factcheck.types import Article


class StandIn:
    """An `nli.Model` that costs nothing: mostly neutral, the same for a pair every time."""

    name, revision, classes = "stand-in", "stand-in", ("entailment", "neutral", "contradiction")
    two_class, limits, windowed, truncated = False, "", 0, 0

    def predict(self, pairs: Pairs) -> Scores:
        rows = np.full((len(pairs), 3), 0.02, dtype=np.float32)
        for row, (premise, hypothesis) in zip(rows, pairs, strict=True):
            chance = zlib.crc32(f"{premise}\n{hypothesis}".encode())
            row[0 if chance % 20 == 0 else 2 if chance % 20 == 1 else 1] = 0.96
        return rows


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def events(data: Path) -> tuple[list[list[Article]], list[list[Article]]]:
    """The articles of each event, BASIL's and AllSides', each in an order drawn once."""
    basil: dict[str, list[Article]] = {}
    allsides: dict[str, list[Article]] = {}
    for path, found in (("basil/articles.jsonl.gz", basil), ("allsides/articles_sourced.jsonl.gz", allsides)):
        for row in lines(data / path):
            found.setdefault(str(row["event"]), []).append(_article(row, row.get("source") or "", row.get("date")))
    for row in lines(data / "allsides/triples.jsonl.gz"):
        articles = row["articles"] if isinstance(row["articles"], list) else json.loads(row["articles"])
        allsides[str(row["event"])] = [_article(a, f"{row['event']}-{n}", None) for n, a in enumerate(articles)]
    return _drawn(basil), _drawn(allsides)


def _drawn(found: dict[str, list[Article]]) -> list[list[Article]]:
    groups = [group for group in found.values() if all(a.text.strip() for a in group)]
    random.Random(11).shuffle(groups)
    return groups


def corpus(data: Path, size: int, share: float) -> list[Article]:
    """So many articles and one more, whole events (but for the last ones), in an order drawn once."""
    basil, allsides = ([article for group in groups for article in group] for groups in events(data))
    long = min(len(basil), round(share * size))
    chosen = basil[:long] + allsides[: size - long]
    random.Random(12).shuffle(chosen)
    return [*chosen, allsides[size - long]]


def _article(row: dict[str, Any], source: str, date: str | None) -> Article:
    text, title = row.get("text") or row.get("body") or "", row.get("title") or ""
    return Article(content_id(source, title, date, text), source, text, title, date or None)


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: processor seconds of the three checks, and what the first one counted."""

    articles: int
    cold: float
    warm: float
    one_more: float
    megabytes: float
    stages: dict[str, float]
    counts: dict[str, int]


def measure(articles: Sequence[Article], more: Article, model: str) -> Measured:
    """Check, check again, and check with one article more, in one folder."""
    if model == "stand-in":
        load.load_model = lambda *_, **__: StandIn()
        import factcheck.nli

        factcheck.nli.load_model = load.load_model
    with tempfile.TemporaryDirectory() as place:
        check_into(articles[:2], Path(place) / "first", model=model)
        folder, took = Path(place) / "run", []
        for some in (articles, articles, [*articles, more]):
            began = time.process_time()
            done = check_into(some, folder, model=model)
            took.append(time.process_time() - began)
            if len(took) == 1:
                stages, peak = done.timings, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                counts = read_run(folder, without=("statements", "judgements", "claims", "stances")).counts
    return Measured(len(articles), took[0], took[1], took[2], peak, stages, counts)


def in_child(articles: Sequence[Article], more: Article, model: str) -> Measured:
    """The same in a process of its own, so that its memory is its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            found = json.dumps(asdict(measure(articles, more, model))).encode()
            with os.fdopen(writing, "wb") as handle:
                handle.write(found)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as handle:
        text = handle.read()
    os.waitpid(child, 0)
    return Measured(**json.loads(text))


def slope(points: Sequence[Measured], of: str) -> float:
    """The exponent of the power law through the points, by least squares of the logarithms."""
    values = [p.counts[of] if of in p.counts else getattr(p, of) for p in points]
    x, y = np.log([p.articles for p in points]), np.log(values)
    return float(np.polyfit(x, y, 1)[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds basil and allsides")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000, 2000, 4000])
    parser.add_argument("--share", type=float, default=0.075, help="of the articles that are BASIL's")
    parser.add_argument("--model", default="stand-in")
    arguments = parser.parse_args()
    points: list[Measured] = []
    for size in arguments.sizes:
        chosen = corpus(arguments.data, size, arguments.share)
        found = in_child(chosen[:size], chosen[size], arguments.model)
        points.append(found)
        print(
            f"{found.articles:6} articles: cold {found.cold:8.1f} s, again {found.warm:6.2f} s "
            f"({found.warm / found.cold:.1%}), one more {found.one_more:6.2f} s, {found.megabytes:.0f} MB; "
            f"{found.counts['stories']} stories, {found.counts['statements']} statements, "
            f"{found.counts['calls']} calls",
            flush=True,
        )
        print("       wall seconds by stage: " + ", ".join(f"{k} {v:.0f}" for k, v in found.stages.items()), flush=True)
    if len(points) > 1 and math.isfinite(points[-1].cold):
        print(f"slope of seconds {slope(points, 'cold'):.2f}, of calls of the model {slope(points, 'calls'):.2f}")


if __name__ == "__main__":
    main()
