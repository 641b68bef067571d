"""Candidate pairs: the statements of a story that could be about one fact, at most a few for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from factcheck.facts.names import name_words
from factcheck.facts.ownership import extract_ownership
from factcheck.facts.posts import extract_posts
from factcheck.types import Modality, Pair, Statement

WITHIN: Final = 0.55
"""Cosine under which two statements of one article are not compared: an article seldom unsays itself in other words."""
LIMIT: Final = 20
_BLOCK: Final = 256
NEIGHBOURS: Final = 12
FLOOR: Final = 0.35
"""Cosine under which two statements are not about one fact, unless a typed fact joins them."""


def comparable(statement: Statement) -> bool:
    """Questions and bare opinion state no fact that a source could bear out."""
    return statement.modality is not Modality.QUESTION


def neighbours(vectors: NDArray[np.float32], count: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Cosines and indices, each (n, k), of the unit vectors nearest to each, itself included: exact, block by block.

    One matrix product a block is as fast as an index for the statements of a story, and needs no further library.
    """
    size = len(vectors)
    k = min(count, size)
    similarities = np.empty((size, k), dtype=np.float32)
    found = np.empty((size, k), dtype=np.int64)
    for start in range(0, size, _BLOCK):
        scores = vectors[start : start + _BLOCK] @ vectors.T
        nearest = np.argpartition(-scores, k - 1, axis=1)[:, :k]
        values = np.take_along_axis(scores, nearest, axis=1)
        order = np.lexsort((nearest, -values), axis=1)
        found[start : start + _BLOCK] = np.take_along_axis(nearest, order, axis=1)
        similarities[start : start + _BLOCK] = np.take_along_axis(values, order, axis=1)
    return similarities, found


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
    kept = np.ascontiguousarray(vectors[usable])
    similarities, found = neighbours(kept, count + 1 + 4)
    scored: dict[tuple[int, int], float] = {}
    for row, (scores, columns) in enumerate(zip(similarities, found, strict=True)):
        taken = 0
        for score, column in zip(scores, columns, strict=True):
            i, j = usable[row], usable[int(column)]
            if taken == count or i == j or _one_sentence(statements[i], statements[j]):
                continue
            same_article = statements[i].article_id == statements[j].article_id
            if score < (max(floor, WITHIN) if same_article else floor):
                continue
            scored[_ordered(statements, i, j)] = float(score)
            taken += 1
    typed = _typed(statements, usable)
    for i, j in typed:
        scored.setdefault((i, j), float(vectors[i] @ vectors[j]))
    return _capped(statements, scored, typed, limit)


def _capped(
    statements: Sequence[Statement],
    scored: Mapping[tuple[int, int], float],
    typed: set[tuple[int, int]],
    limit: int,
) -> list[Pair]:
    """The nearest pairs, at most `limit` a statement; pairs of a typed fact have up to half of that first."""
    used: Counter[int] = Counter()
    kept: set[tuple[int, int]] = set()
    order = sorted(scored, key=lambda pair: (-scored[pair], pair))
    for most, turn in ((limit // 2, [p for p in order if p in typed]), (limit, order)):
        for i, j in turn:
            if (i, j) not in kept and used[i] < most and used[j] < most:
                used.update((i, j))
                kept.add((i, j))
    pairs = [Pair(statements[i].statement_id, statements[j].statement_id, round(scored[i, j], 4)) for i, j in kept]
    return sorted(pairs, key=lambda p: (p.premise_id, p.hypothesis_id))


def _typed(statements: Sequence[Statement], usable: Sequence[int]) -> set[tuple[int, int]]:
    groups: dict[str, list[int]] = {}
    for index in usable:
        for key in fact_keys(statements[index]):
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
