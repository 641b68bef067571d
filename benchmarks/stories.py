"""Story grouping against the events of a labelled corpus: B-cubed precision, recall and F1.

    python benchmarks/stories.py ../shared/data/news/basil/articles.jsonl.gz

B-cubed (Bagga and Baldwin 1998): for each article, how much of its story is of its event, and how much of its event
is in its story.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter

from factcheck.pairing.encoder import load_encoder
from factcheck.pairing.stories import THRESHOLD, group_stories, opening
from factcheck.types import Article


def b_cubed(found: list[str], gold: list[str]) -> tuple[float, float, float]:
    """(precision, recall, F1) of one grouping against another, each a group name an item."""
    both = Counter(zip(found, gold, strict=True))
    sizes_found, sizes_gold = Counter(found), Counter(gold)
    precision = sum(n * n / sizes_found[f] for (f, _), n in both.items()) / len(found)
    recall = sum(n * n / sizes_gold[g] for (_, g), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", help="JSONL, plain or .gz, with text, title, date and event")
    parser.add_argument("--event", default="event", help="the column that names the event")
    parser.add_argument("--thresholds", type=float, nargs="*", default=[THRESHOLD])
    arguments = parser.parse_args()
    opener = gzip.open if arguments.path.endswith(".gz") else open
    with opener(arguments.path, "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle if line.strip()]
    articles = [
        Article(f"a{i}", str(r.get("source", "")), r["text"], r.get("title") or "", (r.get("date") or "")[:10] or None)
        for i, r in enumerate(rows)
    ]
    vectors = load_encoder().encode([opening(a) for a in articles])
    for threshold in arguments.thresholds:
        stories = group_stories(articles, vectors, threshold)
        of = {article: story.story_id for story in stories for article in story.article_ids}
        precision, recall, f1 = b_cubed([of[a.article_id] for a in articles], [str(r[arguments.event]) for r in rows])
        print(
            f"threshold {threshold:.2f}: {len(stories)} stories, B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        )


if __name__ == "__main__":
    main()
