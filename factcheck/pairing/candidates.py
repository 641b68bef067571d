"""Candidate pairs: the statements of a story that could be about one fact, at most a few for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from factcheck.facts.names import name_words
from factcheck.facts.ownership import extract_ownership
from factcheck.facts.posts import extract_posts
from factcheck.facts.wording import content_stems
from factcheck.types import Modality, Pair, Statement

LIMIT: Final = 24
_BLOCK: Final = 256
NEIGHBOURS: Final = 16
FLOOR: Final = 0.55
"""Nearness under which two statements are not about one fact, unless a typed fact joins them."""
WITHIN: Final = 1.0
"""The same for two statements of one article, which seldom unsays itself in other words."""
_JACCARD: Final = 0.5
"""What words in common among all words add to the nearness, beside meaning and the share of the shorter one's words."""


def comparable(statement: Statement) -> bool:
    """Questions and bare opinion state no fact that a source could bear out."""
    return statement.modality is not Modality.QUESTION


class Nearness:
    """How near the statements of a story are: cosine, plus words in common (0 to 1.5). Row by row, never all at once.

    The cosine alone ranks a short statement that stands word for word in a long one far behind any two sentences on
    one topic; what a model then finds is mostly where the words are.
    """

    def __init__(self, statements: Sequence[Statement], vectors: NDArray[np.float32]) -> None:
        """`vectors` are unit vectors (n, d) in the order of the statements."""
        self._vectors = np.ascontiguousarray(vectors)
        words = [content_stems(s.text) for s in statements]
        places: dict[str, list[int]] = {}
        for row, stems in enumerate(words):
            for word in stems:
                places.setdefault(word, []).append(row)
        posted = {word: np.asarray(rows, dtype=np.int64) for word, rows in places.items() if len(rows) > 1}
        self._posted = [[posted[word] for word in sorted(stems) if word in posted] for stems in words]
        self._sizes = np.asarray([max(1, len(stems)) for stems in words], dtype=np.float32)

    def __len__(self) -> int:
        return len(self._sizes)

    def cosine(self, left: int, right: int) -> float:
        """Cosine of two statements, -1 to 1."""
        return float(self._vectors[left] @ self._vectors[right])

    def rows(self, start: int, stop: int) -> NDArray[np.float32]:
        """The nearness (stop - start, n) of some statements to all."""
        scores: NDArray[np.float32] = self._vectors[start:stop] @ self._vectors.T
        for row in range(start, stop):
            if self._posted[row]:
                shared = np.bincount(np.concatenate(self._posted[row]), minlength=len(self)).astype(np.float32)
                shorter = np.minimum(self._sizes, self._sizes[row])
                every = self._sizes + self._sizes[row] - shared
                scores[row - start] += shared / shorter + _JACCARD * shared / every
        return scores


def neighbours(
    statements: Sequence[Statement], near: Nearness, count: int, floor: float
) -> Iterator[tuple[int, int, float]]:
    """(row, other row, nearness) of the `count` nearest to each that are near enough, never of one sentence: exact.

    Block by block: as fast as an index for the statements of a story, and no further library.
    """
    articles = _numbered([s.article_id for s in statements])
    sentences = _numbered([(s.article_id, s.sentence_start) for s in statements])
    k = min(count, len(statements))
    for start in range(0, len(statements), _BLOCK):
        stop = min(start + _BLOCK, len(statements))
        scores = near.rows(start, stop)
        same_article = articles[start:stop, None] == articles[None]
        scores[sentences[start:stop, None] == sentences[None]] = -np.inf
        scores[(scores < floor) | (same_article & (scores < max(floor, WITHIN)))] = -np.inf
        nearest = np.argpartition(-scores, k - 1, axis=1)[:, :k]
        values = np.take_along_axis(scores, nearest, axis=1)
        for row, place in np.argwhere(np.isfinite(values)).tolist():
            yield start + row, int(nearest[row, place]), float(values[row, place])


def _numbered(values: Sequence[Hashable]) -> NDArray[np.int64]:
    """Equal numbers for equal values."""
    numbers: dict[Hashable, int] = {}
    return np.asarray([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)


def fact_keys(statement: Statement) -> set[str]:
    """What a statement's typed facts are about: keys that two statements on one slot share."""
    keys = {f"post:{post.title}" for post in extract_posts(statement.text)}
    if extract_ownership(statement.text):
        keys.add("ownership")
    names = {name_words(entity.name)[0] for entity in statement.entities if name_words(entity.name)}
    for quantity in statement.quantities:
        if quantity.kind == "ordinal":
            continue
        slot = quantity.role or quantity.of
        keys.update(f"{quantity.kind}:{slot}:{name}" for name in names if slot)
        if quantity.kind == "money":
            keys.update(f"money:{name}" for name in names)
    return keys


def candidate_pairs(
    statements: Sequence[Statement],
    vectors: NDArray[np.float32],
    *,
    count: int = NEIGHBOURS,
    floor: float = FLOOR,
    limit: int = LIMIT,
) -> list[Pair]:
    """The pairs of one story worth judging: near neighbours and statements with a typed fact of one slot.

    `vectors` are unit vectors (n, d) in the order of the statements. Pairs lie across articles and within one, never
    within one sentence; no statement has more than `limit`. Pairs name the smaller statement id first, sorted.
    """
    usable = [i for i, s in enumerate(statements) if comparable(s)]
    if len(usable) < 2:
        return []
    some = [statements[i] for i in usable]
    near = Nearness(some, vectors[usable])
    scored = {_ordered(some, i, j): score for i, j, score in neighbours(some, near, count, floor)}
    typed = _typed(some)
    for i, j in sorted(typed - scored.keys()):
        scored[i, j] = near.cosine(i, j)
    return [
        Pair(some[i].statement_id, some[j].statement_id, round(near.cosine(i, j), 4))
        for i, j in _capped(some, scored, typed, limit)
    ]


def _capped(
    statements: Sequence[Statement],
    scored: Mapping[tuple[int, int], float],
    typed: set[tuple[int, int]],
    limit: int,
) -> list[tuple[int, int]]:
    """The nearest pairs, at most `limit` a statement; pairs of a typed fact have up to half of that first."""
    used: Counter[int] = Counter()
    kept: set[tuple[int, int]] = set()
    order = sorted(scored, key=lambda pair: (-scored[pair], pair))
    for most, turn in ((limit // 2, [p for p in order if p in typed]), (limit, order)):
        for i, j in turn:
            if (i, j) not in kept and used[i] < most and used[j] < most:
                used.update((i, j))
                kept.add((i, j))
    return sorted(kept, key=lambda p: (statements[p[0]].statement_id, statements[p[1]].statement_id))


def _typed(statements: Sequence[Statement]) -> set[tuple[int, int]]:
    groups: dict[str, list[int]] = {}
    for index, statement in enumerate(statements):
        for key in fact_keys(statement):
            groups.setdefault(key, []).append(index)
    return {
        _ordered(statements, i, j)
        for members in groups.values()
        for place, i in enumerate(members)
        for j in members[place + 1 : place + 1 + 3 * LIMIT]
        if not _one_sentence(statements[i], statements[j])
    }


def _ordered(statements: Sequence[Statement], i: int, j: int) -> tuple[int, int]:
    return (i, j) if statements[i].statement_id <= statements[j].statement_id else (j, i)


def _one_sentence(left: Statement, right: Statement) -> bool:
    return left.article_id == right.article_id and left.sentence_start == right.sentence_start
