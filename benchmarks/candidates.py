"""What the program finds of all that exhaustive comparison finds, and how many model calls it saves.

    python benchmarks/candidates.py corpora/scale-ai
    python benchmarks/candidates.py --articles 100 ../shared/data/news/basil/articles.jsonl.gz --memory /tmp/exhaustive

Exhaustive comparison judges every pair of statements of two articles of a story, both ways; only pairs that no answer
of the model could make other than neutral (`judge.reach.Weighing.open`) are settled without asking. What it finds are
its entailments and contradictions: decisions (premise, hypothesis, label). Recall is the share of them that the program
makes too, with the same label; once for all of them, once for those that stand in a row of the table made from the
exhaustive judgements. The plain way asks the model every pair of sentences of two articles of a story, both ways.

With `--memory` a folder keeps what the model said: the same command goes on where it was stopped.
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
from factcheck.claims.clusters import build_clusters
from factcheck.claims.relations import Relations
from factcheck.claims.verdicts import independents
from factcheck.judge.reach import Weighing
from factcheck.pairing.candidates import comparable
from factcheck.pipeline import load_tools, make_plan
from factcheck.statements.sentences import split_sentences
from factcheck.store.ledger import Ledger
from factcheck.story import StoryResult, StoryTask, Tools, work
from factcheck.types import Article, Judgement, Label, Statement

Judgements = dict[tuple[str, str], Judgement]
"""By (premise id, hypothesis id)."""


def plain_calls(articles: Sequence[Article]) -> int:
    """Calls of the plain way: every sentence against every other sentence of each other article, both ways."""
    sentences = [[s.text for s in split_sentences(article)] for article in articles]
    pairs = {
        pair
        for ones, others in itertools.combinations(sentences, 2)
        for one, other in itertools.product(ones, others)
        if one != other
        for pair in ((one, other), (other, one))
    }
    return len(pairs)


def exhaustive(task: StoryTask, usable: Sequence[Statement], tools: Tools, counts: Counter[str]) -> Judgements:
    """Every pair of statements of two articles, judged both ways."""
    vectors = tools.embed([s.text for s in usable])
    dates = {a.article_id: a.date for a in task.articles}
    asked: list[tuple[Statement, Statement, Weighing]] = []
    for i, j in itertools.combinations(sorted(range(len(usable)), key=lambda i: usable[i].statement_id), 2):
        a, b = usable[i], usable[j]
        if a.article_id == b.article_id:
            continue
        counts["pairs"] += 1
        when = (dates[a.article_id], dates[b.article_id])
        case = Weighing(a, b, round(float(vectors[i] @ vectors[j]), 4), when, tools.settings.judge)
        if case.open():
            asked.append((a, b, case))
    forward = tools.predict([(a.text, b.text) for a, b, _ in asked])
    backward = tools.predict([(b.text, a.text) for a, b, _ in asked])
    counts["exhaustive calls"] += 2 * len(asked)
    found: Judgements = {}
    for (a, b, case), there, back in zip(asked, forward, backward, strict=True):
        ids = (a.statement_id, b.statement_id)
        found[ids], found[ids[::-1]] = case.judgements(there, back)
    return found


def in_rows(task: StoryTask, usable: Sequence[Statement], judged: Judgements, tools: Tools) -> set[tuple[str, str]]:
    """The decisions (premise id, hypothesis id) that stand in a row of the table made from all judgements."""
    place = {s.statement_id: row for row, s in enumerate(usable)}
    relations = Relations(place, tools.embed([s.text for s in usable]))
    for (premise, hypothesis), judgement in judged.items():
        relations.add(premise, hypothesis, judgement)
    clusters = build_clusters(usable, relations, independents(task.articles))
    return {(m.statement_id, c.hub.statement_id) for c in clusters for m in c.members}


def measure(task: StoryTask, tools: Tools) -> Counter[str]:
    """Counts of one story: what exhaustive comparison finds, what the program finds of it, and calls."""
    result = work(task, tools)
    counts: Counter[str] = Counter(articles=len(task.articles), stories=1, plain=plain_calls(task.articles))
    counts.update(calls=result.counts["calls"], candidates=result.counts["candidates"])
    usable = [s for s in result.statements if comparable(s)]
    counts["statements"] = len(usable)
    own = program(task, result, tools)
    every = exhaustive(task, usable, tools, counts)
    rows = in_rows(task, usable, own | every, tools)
    for ids, judgement in every.items():
        if judgement.label is Label.NEUTRAL:
            continue
        made = ids in own and own[ids].label is judgement.label
        for kind in (judgement.label.value, f"{judgement.label.value} in a row")[: 1 + (ids in rows)]:
            counts[f"{kind}, in all"] += 1
            counts[f"{kind}, found"] += made
    return counts


def program(task: StoryTask, result: StoryResult, tools: Tools) -> Judgements:
    """What the program judged, both ways (a run's table holds one way of each pair)."""
    by_id: dict[str, Statement] = {s.statement_id: s for s in result.statements}
    found: Judgements = {}
    dates = {a.article_id: a.date for a in task.articles}
    for row in result.judged:
        one, other = by_id[row.pair.premise_id], by_id[row.pair.hypothesis_id]
        when = (dates[one.article_id], dates[other.article_id])
        case = Weighing(one, other, row.pair.similarity, when, tools.settings.judge)
        ids = (one.statement_id, other.statement_id)
        found[ids], found[ids[::-1]] = case.judgements(row.judgement.forward, row.judgement.backward)
    return found


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
            fields = ("text", "title", "source", "date")
            target.write_text(
                "\n".join(json.dumps({f: r.get(f) or None for f in fields} | {"story": r.get("event")}) for r in rows)
            )
            articles += load_articles([target])
    return articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--articles", type=int, default=0, help="only the stories of about the first N articles")
    parser.add_argument("--skip", type=int, default=0, help="leave out the first N stories")
    parser.add_argument("--memory", type=Path, help="a folder that keeps what the model said")
    arguments = parser.parse_args()
    tools = load_tools(arguments.model)
    plan = make_plan(read(arguments.paths), tools)
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        folder = arguments.memory or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        with Ledger(folder) as ledger:
            tools.memory = ledger
            for number, task in enumerate(plan.tasks[arguments.skip :], 1):
                if arguments.articles and total["articles"] >= arguments.articles:
                    break
                total += measure(task, tools)
                if number % 10 == 0:
                    report(total)
    report(total)


def report(total: Counter[str]) -> None:
    """Print what has been counted so far."""
    statements, candidates, calls = total["statements"], total["candidates"], max(1, total["calls"])
    print(f"{total['articles']} articles, {total['stories']} stories, {statements} statements, {total['pairs']} pairs")
    print(
        f"candidates a statement: {candidates / statements:.1f} (each pair counted once), "
        f"{2 * candidates / statements:.1f} (counted at both its ends)"
    )
    print(
        f"model calls: {total['calls']}; exhaustive {total['exhaustive calls']}; "
        f"the plain way {total['plain']}, {total['plain'] / calls:.1f} times as many"
    )
    for kind in [f"{label}{end}" for label in ("entailment", "contradiction") for end in ("", " in a row")]:
        found, every = total[f"{kind}, found"], total[f"{kind}, in all"]
        print(f"recall of {kind}: {found}/{every}" + (f" = {found / every:.1%}" if every else ""), flush=True)


if __name__ == "__main__":
    main()
