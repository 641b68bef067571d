"""Articles into stories."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from factcheck.pairing.stories import group_stories, opening
from factcheck.types import Article, Span


def _article(number: int, date: str | None = None, story: str | None = None) -> Article:
    return Article(f"a{number}", f"s{number}", f"text {number}", f"title {number}", date, story=story)


def _vectors(*angles: float) -> np.ndarray:
    return np.array([[np.cos(a), np.sin(a)] for a in angles], dtype=np.float32)


def _groups(articles: list[Article], vectors: np.ndarray) -> set[frozenset[str]]:
    return {frozenset(s.article_ids) for s in group_stories(articles, vectors)}


def test_like_articles_of_one_week_are_one_story() -> None:
    articles = [_article(1, "2025-06-12"), _article(2, "2025-06-15"), _article(3, "2025-06-13")]
    assert _groups(articles, _vectors(0.0, 0.1, 1.5)) == {frozenset({"a1", "a2"}), frozenset({"a3"})}


def test_like_articles_a_year_apart_are_two_stories() -> None:
    articles = [_article(1, "2024-06-12"), _article(2, "2025-06-12")]
    assert len(_groups(articles, _vectors(0.0, 0.05))) == 2


def test_given_stories_are_kept_whatever_the_words_say() -> None:
    articles = [_article(1, story="ferry"), _article(2, story="ferry"), _article(3, story="fire")]
    stories = group_stories(articles, _vectors(0.0, 1.5, 0.0))
    assert {s.title: set(s.article_ids) for s in stories} == {"ferry": {"a1", "a2"}, "fire": {"a3"}}


@given(st.permutations(range(6)))
def test_the_order_of_the_input_does_not_matter(order: list[int]) -> None:
    articles = [_article(i, f"2025-06-{10 + i}") for i in range(6)]
    vectors = _vectors(0.0, 0.1, 0.9, 1.0, 2.0, 0.2)
    shuffled = group_stories([articles[i] for i in order], vectors[list(order)])
    assert {(s.story_id, frozenset(s.article_ids)) for s in shuffled} == {
        (s.story_id, frozenset(s.article_ids)) for s in group_stories(articles, vectors)
    }


def test_the_opening_leaves_out_what_is_not_the_article() -> None:
    article = Article("a", "s", "Home » News\nThe bridge opened.", "Bridge", boilerplate=(Span(0, 12, "breadcrumb"),))
    assert opening(article) == "Bridge. The bridge opened"
