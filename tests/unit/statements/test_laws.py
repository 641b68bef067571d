"""What holds for the statements of real articles, read by the shipped reader, and for text of every script."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.articles import load_articles
from factcheck.resources import resource
from factcheck.statements import split_articles, split_statements
from factcheck.types import Article, Dropped, Statement

_SCRIPTS = (
    ("\u0041", "\u005a"), ("\u00c0", "\u024f"), ("\u0391", "\u03c9"), ("\u0410", "\u044f"), ("\u05d0", "\u05ea"),
    ("\u0627", "\u064a"), ("\u0905", "\u0939"), ("\u0e01", "\u0e2e"), ("\u10d0", "\u10ef"), ("\uac00", "\ud7a3"),
    ("\u3041", "\u30fe"), ("\u4e00", "\u9fff"), ("\U00010400", "\U0001044f"), ("\U0001f300", "\U0001f64f"),
)  # fmt: skip
_HEDGES = r"\b(?:may|might|could|perhaps|possibly|probably|likely|reportedly|allegedly|nearly|almost|if|unless)\b"
_LOST_BY_NONE = re.compile(rf"\d+(?:[.,]\d+)*|\bnot\b(?! (?:only|just))|n[\u2019']t\b|\bnever\b|\bno\b|{_HEDGES}", re.I)


@lru_cache(maxsize=1)
def corpora() -> tuple[tuple[Article, ...], tuple[Statement, ...]]:
    articles = load_articles([resource("corpora")])
    return tuple(articles), tuple(split_articles(articles, Dropped()))


def by_sentence() -> dict[tuple[str, int, int], list[Statement]]:
    found: dict[tuple[str, int, int], list[Statement]] = defaultdict(list)
    for one in corpora()[1]:
        found[one.article_id, one.sentence_start, one.sentence_end].append(one)
    return found


def test_quotes_are_the_articles_own_characters() -> None:
    articles, statements = corpora()
    texts = {one.article_id: one.text for one in articles}
    assert len(statements) > 100
    for one in statements:
        assert one.quote == texts[one.article_id][one.start : one.end]
        assert one.sentence_start <= one.start < one.end <= one.sentence_end


def test_no_number_negation_or_hedge_of_an_article_is_lost() -> None:
    texts = {one.article_id: one.text for one in corpora()[0]}
    for (article, start, end), statements in by_sentence().items():
        told = " ".join(f"{one.original} {one.holder or ''}" for one in statements).lower()
        for word in _LOST_BY_NONE.findall(texts[article][start:end]):
            assert word.lower() in told, (word, texts[article][start:end], told)


def test_a_sentence_alone_gives_what_it_gives_in_its_article_but_for_resolution() -> None:
    texts = {one.article_id: one.text for one in corpora()[0]}
    for (article, start, end), statements in by_sentence().items():
        alone = split_statements(texts[article][start:end])
        assert [one.original for one in alone] == [one.original for one in statements]


def test_splitting_again_changes_little_and_adds_no_word() -> None:
    originals = sorted({one.original for one in corpora()[1]})
    again = defaultdict(list)
    for one in split_articles([Article(str(i), "", text) for i, text in enumerate(originals)], Dropped()):
        again[originals[int(one.article_id)]].append(one.original)
    kept = sum(text in parts for text, parts in again.items())
    assert kept >= 0.95 * len(again)
    for text, parts in again.items():
        words = set(re.findall(r"\w+", text.lower())) | set("is was are were the a an of".split())
        assert set(re.findall(r"\w+", " ".join(parts).lower())) <= words


@st.composite
def texts_of_scripts(draw: st.DrawFn) -> str:
    """Sentences of words of one or two scripts, with figures and marks between them."""
    scripts = draw(st.lists(st.sampled_from(_SCRIPTS), min_size=1, max_size=2))
    letters = st.one_of(*(st.characters(min_codepoint=ord(a), max_codepoint=ord(b)) for a, b in scripts))
    words = draw(st.lists(st.text(letters, min_size=1, max_size=8), min_size=1, max_size=14))
    marks = draw(
        st.lists(st.sampled_from([" ", " ", ", ", " 14 ", " \u201c", "\u201d ", "\u3002", "? ", "\n"]), min_size=14)
    )
    return "".join(word + mark for word, mark in zip(words, marks, strict=False)) + draw(
        st.sampled_from(".!?\u3002\u0964")
    )


@settings(max_examples=40, deadline=None)
@given(texts_of_scripts())
def test_quotes_hold_for_every_script(text: str) -> None:
    for one in split_statements(text):
        assert one.quote == text[one.start : one.end]
        assert one.text == one.text.strip() != ""


@pytest.mark.parametrize("level", ["sentence", "clause", "atomic", "fine"])
def test_finer_levels_never_give_fewer_statements(level: str) -> None:
    text = "Acme, a retailer in Leeds, sold its shops in Rome and Paris and hired 40 people, Ada Roy said."
    counts = {name: len(split_statements(text, level=name)) for name in ("sentence", "clause", "atomic", "fine")}
    assert counts["sentence"] == 1 <= counts["clause"] <= counts["atomic"] <= counts["fine"]
    assert counts["atomic"] >= 4
    assert all(one.quote for one in split_statements(text, level=level))
