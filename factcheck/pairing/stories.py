"""Grouping articles into stories: the same event, near in time, by the embeddings of title and opening."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from factcheck.types import Article, Story

OPENING: Final = 900
"""Characters of an article's text that stand for it, with its title."""
THRESHOLD: Final = 0.58
WINDOW_DAYS: Final = 21


def opening(article: Article) -> str:
    """The text that an article is embedded by: its title and the first lines that are its own."""
    kept, at = [], 0
    for span in article.boilerplate:
        kept.append(article.text[at : span.start])
        at = span.end
        if sum(map(len, kept)) > OPENING:
            break
    kept.append(article.text[at : at + OPENING])
    return f"{article.title}. {''.join(kept).strip()[:OPENING]}".strip(". ")


def _day(article: Article) -> int | None:
    try:
        return datetime.date.fromisoformat((article.date or "")[:10]).toordinal()
    except ValueError:
        return None


def group_stories(
    articles: Sequence[Article], vectors: NDArray[np.float32], threshold: float = THRESHOLD
) -> list[Story]:
    """Stories of articles whose unit `vectors` (n, d) are given: stories named by the user are kept, the rest is found.

    An article joins the story whose articles are most like it on average, if that is at least `threshold` and the story
    has an article within `WINDOW_DAYS`; otherwise it opens one. Articles are taken by date and id, so the order of the
    input does not matter.
    """
    named: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        if article.story is not None:
            named.setdefault(article.story, []).append(index)
    free = sorted(
        (i for i, a in enumerate(articles) if a.story is None),
        key=lambda i: (articles[i].date or "", articles[i].article_id),
    )
    found: list[list[int]] = []
    sums: list[NDArray[np.float32]] = []
    for index in free:
        best, best_score = -1, threshold
        if sums:
            sizes = np.array([len(members) for members in found], dtype=np.float32)
            scores = (np.stack(sums) @ vectors[index]) / sizes
            for candidate in np.argsort(-scores, kind="stable")[:5]:
                if scores[candidate] >= best_score and _near(articles, found[candidate], index):
                    best, best_score = int(candidate), float(scores[candidate])
                    break
        if best < 0:
            found.append([index])
            sums.append(vectors[index].copy())
        else:
            found[best].append(index)
            sums[best] = sums[best] + vectors[index]
    stories = [_story(articles, members, title) for title, members in named.items()]
    stories += [_story(articles, members, None) for members in found]
    return sorted(stories, key=lambda s: (-len(s.article_ids), s.title, s.story_id))


def _near(articles: Sequence[Article], members: Sequence[int], index: int) -> bool:
    day = _day(articles[index])
    days = [d for d in (_day(articles[m]) for m in members) if d is not None]
    return day is None or not days or min(abs(day - d) for d in days) <= WINDOW_DAYS


def _story(articles: Sequence[Article], members: Sequence[int], name: str | None) -> Story:
    ids = tuple(sorted((articles[m].article_id for m in members), key=lambda i: i))
    digest = hashlib.sha256("\n".join([name or "", *ids]).encode()).hexdigest()[:10]
    titles = [
        articles[m].title
        for m in sorted(members, key=lambda m: (articles[m].date or "9999", articles[m].article_id))
        if articles[m].title
    ]
    title = name or (titles[0] if titles else articles[members[0]].source)
    order = tuple(articles[m].article_id for m in members)
    return Story("t" + digest, title, order)
