"""Score who says what on PolNeAR (Newell et al. 2018, LREC): attributions found, and their holders.

    python benchmarks/attribution.py --data ../shared/data [--part look|report] [--articles 84] [--errors 20] [--heads]

A labelled attribution is found when at least half of the words of its content stand in statements with a holder; a
statement with a holder is right when at least half of its words stand in the content of a labelled attribution. Of
those found, the holder is that of the statement with the largest share of the content (the shortest of equals): it
matches when it is the labelled source to the word, titles aside, or holds the head word of that source. Where the
labelled source is a pronoun, and a resolved name can't be compared with it, the attribution is left out of this count.

PolNeAR also marks what people want, criticise or know of ("his remarks"): contents that are no clause and make no
statement with a holder here. So recall is given twice, over all contents and over those that hold a clause.

PolNeAR's dev split is dealt into a third that was looked at and the rest, which is reported, by hash of the article.
`--heads` scores words instead, for the reader's attribution heads and for the statements, and both together.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statements import in_part

from factcheck.statements import find_attributions
from factcheck.statements.attributions import Attribution
from factcheck.statements.entities import bare_name
from factcheck.statements.reader import load_reader
from factcheck.statements.sentences import split_sentences
from factcheck.statements.tree import Tree
from factcheck.types import Article

_PRONOUNS = frozenset("he she they it i we you who him her them which one".split())
Spans = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An attribution as people marked it; spans are character offsets in the article."""

    source: Spans
    content: Spans


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of one gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def labelled_articles(folder: Path, part: str, limit: int) -> list[tuple[Article, list[Labelled]]]:
    """PolNeAR's dev articles with their attributions."""
    marked: dict[str, list[Labelled]] = defaultdict(list)
    for row in rows(folder / "attributions.jsonl.gz"):
        spans = {role: [s for one in row[role] or () for s in one["spans"]] for role in ("source", "content")}
        if row["split"] == "dev" and spans["content"]:
            marked[row["doc"]].append(Labelled(spans["source"], spans["content"]))
    articles = [r for r in rows(folder / "articles.jsonl.gz") if r["split"] == "dev" and in_part(r["id"], part)]
    return [
        (Article(r["id"], r["source"], r["text"], title=r["title"], date=r["date"]), marked[r["id"]])
        for r in articles[:limit]
    ]


def words_in(text: str, spans: Spans) -> set[int]:
    """Where the words within spans begin."""
    return {a + match.start() for a, b in spans for match in re.finditer(r"\w+", text[a:b])}


def head_word(text: str, spans: Spans, trees: Sequence[tuple[int, Tree]]) -> str:
    """The word of a source that governs its others, by the reader's tree; "" when it isn't read."""
    for start, tree in trees:
        inside = {
            i for i, t in enumerate(tree.tokens) if any(a <= start + t.start and start + t.end <= b for a, b in spans)
        }
        tops = [i for i in sorted(inside) if tree.tokens[i].head not in inside and tree.tokens[i].upos != "PUNCT"]
        if tops:
            return tree.low(tops[0])
    return ""


def holds_clause(content: Spans, trees: Sequence[tuple[int, Tree]]) -> bool:
    """Whether a content says something that could be true: a finite verb with its subject, by the reader's tree."""
    for start, tree in trees:
        inside = {
            i for i, t in enumerate(tree.tokens) if any(a <= start + t.start and start + t.end <= b for a, b in content)
        }
        for i in inside:
            if tree.is_predicate(i) and tree.finite(i) and tree.subject(i) in inside:
                return True
    return False


def matches(holder: str, source: str, head: str) -> bool:
    """Whether a holder is the labelled source, or holds its head word."""
    if plain(holder) == plain(source):
        return True
    words = set(re.findall(r"\w+", holder.lower()))
    return bool(head) and set(re.findall(r"\w+", head)) <= words


def plain(name: str) -> str:
    """A name in small letters without articles, titles and marks."""
    return " ".join(re.findall(r"\w+", re.sub(r"^(?:the|an?)\s", "", bare_name(name).lower())))


def score(article: Article, labels: Sequence[Labelled], held: Sequence[Attribution], counts: Counter[str]) -> None:
    """Adds what became of one article's attributions to the counts."""
    spans = {s: words_in(article.text, [(s.start, s.end)]) for s in held}
    everything = set().union(*spans.values())
    marked = set().union(*(words_in(article.text, one.content) for one in labels))
    counts["said"] += len(held)
    counts["right"] += sum(2 * len(s & marked) >= len(s) for s in spans.values())
    sentences = split_sentences(article)
    trees = [(s.start, Tree(s.text, t)) for s, t in zip(sentences, _read([s.text for s in sentences]), strict=True)]
    for one in labels:
        words = words_in(article.text, one.content)
        told = holds_clause(one.content, trees)
        counts["marked"] += 1
        counts["clauses marked"] += told
        if 2 * len(words & everything) < len(words):
            counts["missed " + ("with source" if one.source else "without")] += 1
            continue
        counts["found"] += 1
        counts["clauses found"] += told
        source = " ".join(article.text[a:b] for a, b in one.source)
        if not source or plain(source) in _PRONOUNS:
            counts["pronoun or none"] += 1
            continue
        best = max(held, key=lambda s: (len(spans[s] & words), -len(spans[s])))
        counts["holder asked"] += 1
        counts["holder right"] += matches(best.holder or "", source, head_word(article.text, one.source, trees))


def _read(texts: Sequence[str]) -> list[Any]:
    return list(load_reader().read(texts))


def explain(article: Article, labels: Sequence[Labelled], held: Sequence[Attribution], left: int) -> int:
    """Prints what was missed, taken for an attribution, or given to another; returns how many may still be printed."""
    everything = set().union(*(words_in(article.text, [(s.start, s.end)]) for s in held))
    marked = set().union(*(words_in(article.text, one.content) for one in labels))
    for one in labels:
        words = words_in(article.text, one.content)
        if left > 0 and 2 * len(words & everything) < len(words):
            left -= 1
            said = " ".join(article.text[a:b] for a, b in one.content)
            print("missed:", " ".join(article.text[a:b] for a, b in one.source), "|", said[:300].replace("\n", " "))
    for s in held:
        words = words_in(article.text, [(s.start, s.end)])
        if left > 0 and 2 * len(words & marked) < len(words):
            left -= 1
            before = article.text[max(0, s.start - 60) : s.start]
            print("wrong:", s.holder, "|", s.cue, "|", article.text[s.start : s.end], "| after:", before)
    return left


def content_words(
    article: Article, labels: Sequence[Labelled], held: Sequence[Attribution], counts: dict[str, Counter[str]]
) -> None:
    """Counts of words of contents by way of finding them: the reader's heads, the statements, or either."""
    gold = set().union(*(words_in(article.text, one.content) for one in labels))
    found = set().union(*(words_in(article.text, [(s.start, s.end)]) for s in held))
    sentences = split_sentences(article)
    heads: set[int] = set()
    for sentence, tokens in zip(sentences, _read([s.text for s in sentences]), strict=True):
        if any(t.attribution.endswith("CONTENT") for t in tokens):
            inside = [
                (sentence.start + t.start, sentence.start + t.end) for t in tokens if t.attribution.endswith("CONTENT")
            ]
            heads |= words_in(article.text, inside)
    for way, said in (("attributions", found), ("heads", heads), ("either", found | heads)):
        counts[way].update(hit=len(said & gold), said=len(said), marked=len(gold))


def f1(hit: int, said: int, recalled: int, marked: int) -> str:
    """Precision, recall and F1 in percent."""
    precision, recall = hit / max(said, 1), recalled / max(marked, 1)
    return f"P {precision:.1%}  R {recall:.1%}  F1 {2 * precision * recall / max(precision + recall, 1e-9):.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds attribution/polnear")
    parser.add_argument("--part", choices=("look", "report", "all"), default="report")
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--errors", type=int, default=0, help="misses and wrong attributions to print")
    parser.add_argument("--clauses", action="store_true", help="only what makes a statement with a holder")
    parser.add_argument("--heads", action="store_true", help="compare with the reader's attribution heads, by words")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    words: dict[str, Counter[str]] = defaultdict(Counter)
    left = arguments.errors
    for article, labels in labelled_articles(
        arguments.data / "attribution/polnear", arguments.part, arguments.articles
    ):
        held = [one for one in find_attributions(article) if one.clause or not arguments.clauses]
        score(article, labels, held, counts)
        left = explain(article, labels, held, left)
        if arguments.heads:
            content_words(article, labels, held, words)
    print("attributions found:", f1(counts["right"], counts["said"], counts["found"], counts["marked"]))
    clauses = f1(counts["right"], counts["said"], counts["clauses found"], counts["clauses marked"])
    print("of contents that hold a clause:", clauses, f"({counts['clauses marked']} of {counts['marked']})")
    print(
        f"holder exact or head match: {counts['holder right'] / max(counts['holder asked'], 1):.1%}"
        f" of {counts['holder asked']} found"
    )
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    for way, one in words.items():
        print(f"words of contents, {way:10}", f1(one["hit"], one["said"], one["hit"], one["marked"]))


if __name__ == "__main__":
    main()
