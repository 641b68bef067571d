"""The training stories: labelled pairs of quotes, and the statements of the splitter that carry them.

A folder a story: four articles (`<outlet>.txt`, front matter with title, source and date) and `pairs.jsonl`, an object
a line: `a` and `b` (sources), `quote_a` and `quote_b` (exact stretches, each found once), `label`, `kind` and `why`.
The labels: contradiction; update (they differ because one is later); agree (a bears b out); qualifies (a tells b's fact
more weakly); neutral (alike, and of different things). In `other-event/` stands the report of another event of the same
sort, told in like words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from factcheck.articles import load_articles
from factcheck.facts.wording import jaccard
from factcheck.statements import split_articles
from factcheck.types import Article, Dropped, Statement

HERE = Path(__file__).parent
LABELS = ("contradiction", "update", "agree", "qualifies", "neutral")
_CARRIED = 0.5
"""Least share (of what quote and statement cover together) that both cover."""


@dataclass(frozen=True, slots=True)
class StoryPair:
    """Two statements of two outlets and what they say of each other; `label` as in the file."""

    story: str
    premise: Statement
    hypothesis: Statement
    label: str
    kind: str


def names() -> list[str]:
    """The stories, in order."""
    return sorted(path.parent.name for path in HERE.glob("*/pairs.jsonl"))


def held_out(story: str, portion: float) -> bool:
    """Whether a story is kept apart, when this portion of all is."""
    return int.from_bytes(hashlib.sha256(story.encode()).digest()[:6], "big") / 2**48 < portion


def articles_of(story: str) -> list[Article]:
    """The articles of one story."""
    return load_articles(sorted((HERE / story).glob("*.txt")))


def other_event(story: str) -> list[Article]:
    """The report of another event of the same sort."""
    return load_articles(sorted((HERE / story / "other-event").glob("*.txt")))


def rows_of(story: str) -> list[dict[str, str]]:
    """Its labelled pairs of quotes."""
    text = (HERE / story / "pairs.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def carrier(statements: Sequence[Statement], article: Article, quote: str) -> tuple[Statement, bool] | None:
    """The statement that carries the quote, and whether it says little else; None where none has all or most of it."""
    start = article.text.find(quote)
    end = start + len(quote)
    best: tuple[float, Statement] | None = None
    for statement in statements:
        shared = min(statement.end, end) - max(statement.start, start)
        share = shared / (max(statement.end, end) - min(statement.start, start))
        if (share >= _CARRIED or shared == len(quote)) and (best is None or share > best[0]):
            best = share, statement
    return None if best is None else (best[1], best[0] >= _CARRIED)


def story_pairs(story: str) -> tuple[list[StoryPair], int]:
    """(its pairs as statements, how many pairs are left out because a statement says too little or too much).

    A statement may say more than its quote where that leaves the label: on either side of a contradiction, and on the
    side that bears the other out.
    """
    articles = {article.source: article for article in articles_of(story)}
    said: dict[str, list[Statement]] = {article.article_id: [] for article in articles.values()}
    for statement in split_articles(list(articles.values()), Dropped()):
        said[statement.article_id].append(statement)
    found: dict[frozenset[str], StoryPair] = {}
    lost = 0
    for row in rows_of(story):
        sides = [articles[row[side]] for side in "ab"]
        one, other = (carrier(said[a.article_id], a, row[f"quote_{s}"]) for a, s in zip(sides, "ab", strict=True))
        if one is None or other is None or not _holds(row["label"], one[1], other[1]):
            lost += 1
            continue
        key = frozenset((one[0].statement_id, other[0].statement_id))
        found.setdefault(key, StoryPair(story, one[0], other[0], row["label"], row["kind"]))
    return list(found.values()), lost


def _holds(label: str, premise_alone: bool, hypothesis_alone: bool) -> bool:
    """Whether the label of the quotes is that of the statements, some of which say more."""
    if label in ("contradiction", "update"):
        return True
    return hypothesis_alone and (premise_alone or label == "agree")


def unlike_pairs(pairs: Sequence[StoryPair], count: int) -> list[StoryPair]:
    """Neutral pairs of one story that nobody had to label: statements of two outlets that tell two facts, those first
    that share the most words. What the labelled pairs join, directly or over others, is one fact."""
    fact: dict[str, str] = {}

    def of(key: str) -> str:
        while fact.setdefault(key, key) != key:
            key = fact[key]
        return key

    said = {s.statement_id: s for pair in pairs for s in (pair.premise, pair.hypothesis)}
    for pair in pairs:
        fact[of(pair.premise.statement_id)] = of(pair.hypothesis.statement_id)
    apart = [
        (round(jaccard(one.text, other.text), 6), left, right)
        for (left, one), (right, other) in combinations(sorted(said.items()), 2)
        if one.source != other.source and of(left) != of(right)
    ]
    chosen = sorted(apart, key=lambda found: (-found[0], *found[1:]))[:count]
    return [StoryPair(pairs[0].story, said[left], said[right], "neutral", "other") for _, left, right in chosen]


def other_event_pairs(story: str, each: int) -> list[StoryPair]:
    """Neutral pairs of a story and the report of another event of its sort: to every statement of that report the
    `each` statements of the story that share the most words. Both sides name something, and nothing in common: without
    a name, nobody could tell that "two people were hurt" is of another event."""
    told = [one for one in split_articles(articles_of(story), Dropped()) if one.entities]
    found = []
    for other in split_articles(other_event(story), Dropped()):
        named = _named(other)
        rivals = [one for one in told if named and not named & _named(one)]
        rivals.sort(key=lambda one: (-round(jaccard(one.text, other.text), 6), one.statement_id))
        found += [StoryPair(story, one, other, "neutral", "other event") for one in rivals[:each]]
    return found


def _named(statement: Statement) -> set[str]:
    """The words of the names in a statement."""
    return {word for entity in statement.entities for word in entity.text.casefold().split()}


def three_way(pair: StoryPair) -> Iterator[tuple[str, str, str]]:
    """Its text pairs with entailment, neutral or contradiction, if any: the last two both ways round; none where a side
    says "he" of nobody in particular."""
    one, other = pair.premise, pair.hypothesis
    if any(flag.startswith("unresolved") for side in (one, other) for flag in side.flags):
        return
    if pair.label in ("contradiction", "neutral"):
        yield one.text, other.text, pair.label
        yield other.text, one.text, pair.label
    elif pair.label in ("agree", "qualifies"):
        yield one.text, other.text, "entailment" if pair.label == "agree" else "neutral"
