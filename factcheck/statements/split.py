"""From texts and articles to statements: the public calls of this package."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence

from factcheck.statements.sentences import split_sentences
from factcheck.types import Article, Dropped, Modality, Polarity, Sentence, Statement

Progress = Callable[[int, int], None]
"""Called with (sentences done, sentences in all)."""


def statement_id(article_id: str, start: int, end: int, text: str) -> str:
    """'s' and 12 hexadecimal digits of the SHA-256 of where and what."""
    digest = hashlib.sha256("\x1f".join((article_id, str(start), str(end), text)).encode("utf-8", "surrogatepass"))
    return "s" + digest.hexdigest()[:12]


def split_article(article: Article, dropped: Dropped) -> list[Statement]:
    """The atomic statements of one article; what is left out is counted in `dropped`."""
    return split_articles([article], dropped)


def split_articles(articles: Sequence[Article], dropped: Dropped, progress: Progress | None = None) -> list[Statement]:
    """The atomic statements of many articles, all sentences read in one pass."""
    return [
        _plain(article, sentence)
        for article in articles
        for sentence in split_sentences(article, dropped)
    ]


def split_statements(text: str | Article, *, level: str = "atomic") -> list[Statement]:
    """The statements of a text. `level`: sentence, clause or atomic."""
    article = text if isinstance(text, Article) else Article("", "", text)
    return split_articles([article], Dropped())


def single_statement(text: str) -> Statement:
    """The whole text as one statement, every field filled."""
    return _plain(Article("", "", text), Sentence("", 0, len(text), text))


def _plain(article: Article, sentence: Sentence) -> Statement:
    text = sentence.text
    return Statement(
        statement_id=statement_id(article.article_id, sentence.start, sentence.end, text),
        article_id=article.article_id,
        source=article.source,
        text=text,
        quote=text,
        start=sentence.start,
        end=sentence.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        original=text,
        modality=Modality.QUESTION if text.rstrip().endswith("?") else Modality.ASSERTED,
        polarity=Polarity.NEGATIVE if re.search(r"\b(?:not|never|no)\b|n['\u2019]t\b", text) else Polarity.POSITIVE,
    )
