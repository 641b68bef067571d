"""Recall of candidate pairs against judging every pair, and how many model calls it saves.

    python benchmarks/candidates.py corpora/scale-ai
    python benchmarks/candidates.py --stories 5 ../shared/data/news/basil/articles.jsonl.gz

Every pair of statements of a story that are not of one sentence is judged both ways; recall is the share of those
found to be entailment or contradiction, in either direction, that the candidates contain.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from factcheck.articles import load_articles
from factcheck.config import Settings
from factcheck.judge.combine import judge
from factcheck.nli import load_model
from factcheck.pairing.candidates import candidate_pairs, comparable
from factcheck.pairing.encoder import load_encoder
from factcheck.pipeline import embed, find_stories, predict
from factcheck.statements import split_articles
from factcheck.types import Article, Dropped, Label, Statement


def _silent(stage: str, done: int, total: int) -> None:
    """No progress."""


def measure(statements: Sequence[Statement], settings: Settings, model_name: str) -> Counter[str]:
    """Counts of one story: pairs of all kinds found by exhaustive comparison, those that are candidates, and calls."""
    encoder, model = load_encoder(), load_model(model_name)
    usable = [s for s in statements if comparable(s)]
    vectors = embed([s.text for s in usable], encoder, _silent)
    kept = candidate_pairs(usable, vectors, count=settings.neighbours, floor=settings.floor, limit=settings.limit)
    chosen = {(p.premise_id, p.hypothesis_id) for p in kept}
    place = {s.statement_id: i for i, s in enumerate(usable)}
    every = [
        (a, b)
        for a, b in itertools.combinations(sorted(usable, key=lambda s: s.statement_id), 2)
        if (a.article_id, a.sentence_start) != (b.article_id, b.sentence_start)
    ]
    table = predict(model, [t for a, b in every for t in ((a.text, b.text), (b.text, a.text))], _silent)
    counts: Counter[str] = Counter(statements=len(usable), candidates=len(kept), exhaustive=len(every))
    for number, (a, b) in enumerate(every):
        similarity = float(vectors[place[a.statement_id]] @ vectors[place[b.statement_id]])
        forward, backward = table[2 * number], table[2 * number + 1]
        labels = {
            judge(a, b, forward, backward, similarity, settings=settings.judge).label,
            judge(b, a, backward, forward, similarity, settings=settings.judge).label,
        } - {Label.NEUTRAL}
        for label in labels:
            counts[f"{label} in all"] += 1
            counts[f"{label} kept"] += (a.statement_id, b.statement_id) in chosen
    return counts


def read(paths: Sequence[str]) -> list[Article]:
    """Articles of paths; .jsonl.gz is unpacked, and an `event` column serves as the story."""
    articles: list[Article] = []
    for path in paths:
        if not path.endswith(".jsonl.gz"):
            articles += load_articles([path])
            continue
        with gzip.open(path, "rt", encoding="utf-8") as handle, tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "articles.jsonl"
            rows = [json.loads(line) for line in handle]
            fields = ("id", "text", "title", "source", "date")
            target.write_text(
                "\n".join(json.dumps({f: r.get(f) for f in fields} | {"story": r.get("event")}) for r in rows)
            )
            articles += load_articles([target])
    return articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--stories", type=int, default=0, help="only the first N stories")
    parser.add_argument("--neighbours", type=int, default=Settings().neighbours)
    parser.add_argument("--floor", type=float, default=Settings().floor)
    arguments = parser.parse_args()
    settings = Settings(neighbours=arguments.neighbours, floor=arguments.floor)
    articles = read(arguments.paths)
    stories = find_stories(articles, load_encoder(), settings)
    total: Counter[str] = Counter()
    for story in stories[: arguments.stories or None]:
        own = [a for a in articles if a.article_id in story.article_ids]
        total += measure(split_articles(own, Dropped()), settings, arguments.model)
    print(f"statements {total['statements']}, candidates {total['candidates']}, all pairs {total['exhaustive']}")
    print(f"candidates a statement (mean, each pair counted once): {total['candidates'] / total['statements']:.1f}")
    print(f"model calls saved: {total['exhaustive'] / max(1, total['candidates']):.1f} times fewer")
    for label in (Label.ENTAILMENT, Label.CONTRADICTION):
        found, kept = total[f"{label} in all"], total[f"{label} kept"]
        print(f"recall of {label}: {kept}/{found} = {kept / found:.1%}" if found else f"recall of {label}: none found")


if __name__ == "__main__":
    main()
