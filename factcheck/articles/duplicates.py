"""Near-duplicates: an article that repeats another one almost word for word is marked as its copy.

MinHash sketches (Broder 1997) propose the pairs, exact sets of word shingles decide on them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from factcheck.types import Article

SAME = 0.85
"""Share of shingles in common, of both articles or of the shorter one, from which on one copies the other."""

_SHINGLE = 3
_FEWEST = 25
"""Shingles a text must have before sharing them says anything."""
_OPENING = 80
"""Words of the opening that are sketched once more: a wire text is mostly cut from its end."""
_PERMUTATIONS = 128
_ROWS = 2
_SEED = 20240501
_MUCH_SHORTER = 0.6
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")

_Shingles = NDArray[np.uint64]


def mark_copies(articles: Sequence[Article]) -> list[Article]:
    """The same articles in the same order, with `copy_of` set to the id of the article each one repeats.

    Two articles are copies when the Jaccard index of their word 3-shingles, or the containment of the shorter one, is
    0.85 or more. The original is the earliest by date, then by order; undated articles come last. An article that is
    much shorter than the other is always the copy. Articles that the user put in different stories are never copies.
    """
    words = [_words(article) for article in articles]
    sets = [_shingles(sequence) for sequence in words]
    order = sorted(range(len(articles)), key=lambda number: (_moment(articles[number].date), number))
    rank = {number: position for position, number in enumerate(order)}
    originals: dict[int, int] = {}
    for one, other in sorted(_candidates(words, sets), key=lambda pair: sorted((rank[pair[0]], rank[pair[1]]))):
        first, second = sorted((one, other), key=rank.__getitem__)
        if _may_copy(articles[first], articles[second]) and _same(sets[first], sets[second]):
            if len(sets[first]) < _MUCH_SHORTER * len(sets[second]):
                first, second = second, first
            originals.setdefault(second, first)
    roots = [_root(number, originals) for number in range(len(articles))]
    return [
        replace(article, copy_of=None if roots[number] == number else articles[roots[number]].article_id)
        for number, article in enumerate(articles)
    ]


def _root(number: int, originals: dict[int, int]) -> int:
    """The article at the end of a chain of copies; a circle ends at its smallest number."""
    passed = [number]
    while passed[-1] in originals:
        following = originals[passed[-1]]
        if following in passed:
            return min(passed)
        passed.append(following)
    return passed[-1]


def _may_copy(one: Article, other: Article) -> bool:
    return one.story is None or other.story is None or one.story == other.story


def _same(one: _Shingles, other: _Shingles) -> bool:
    """Exact check. Containment covers Jaccard: the shared part is never a smaller share of the shorter set."""
    shorter = min(len(one), len(other))
    return bool(shorter) and len(np.intersect1d(one, other, assume_unique=True)) >= SAME * shorter


def _words(article: Article) -> list[str]:
    """Lower-case words of the article without its boilerplate; characters where a script writes no spaces."""
    ends = [span.end for span in article.boilerplate]
    starts = [span.start for span in article.boilerplate]

    def outside(position: int) -> bool:
        before = bisect_right(starts, position) - 1
        return before < 0 or position >= ends[before]

    return [found.group().lower() for found in _WORD.finditer(article.text) if outside(found.start())]


def _shingles(words: Sequence[str]) -> _Shingles:
    """Sorted distinct 64-bit hashes of every run of three words."""
    from rensa import RMinHash

    runs = [" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)]
    hashes = RMinHash.hash_token_sets([runs])[0] if runs else []
    return np.unique(np.asarray(hashes, dtype=np.uint64))


def _candidates(words: Sequence[Sequence[str]], sets: Sequence[_Shingles]) -> set[tuple[int, int]]:
    """Pairs worth the exact check: their sketches, or those of their openings, agree in two places of one band."""
    long_enough = [number for number, shingles in enumerate(sets) if len(shingles) >= _FEWEST]
    openings = [_shingles(words[number][:_OPENING]) for number in long_enough]
    found = set(_agreeing([sets[number] for number in long_enough]))
    found.update(_agreeing(openings))
    return {(long_enough[one], long_enough[other]) for one, other in found}


def _agreeing(sets: Sequence[_Shingles]) -> Iterator[tuple[int, int]]:
    if len(sets) < 2:
        return
    from rensa import RMinHash

    hashes = [shingles.tolist() for shingles in sets]
    matrix = RMinHash.digest_matrix_from_token_hash_sets(hashes, _PERMUTATIONS, _SEED)
    rows = matrix.to_rows()
    for start in range(0, _PERMUTATIONS, _ROWS):
        yield from _sharing([tuple(row[start : start + _ROWS]) for row in rows])


def _sharing(keys: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    bands: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        for earlier in bands[key]:
            yield earlier, number
        bands[key].append(number)


def _moment(date: str | None) -> str:
    """A key that sorts ISO dates of any precision by time, undated last."""
    if date is None:
        return "~"
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return date
    return date if moment.tzinfo is None else moment.astimezone(UTC).isoformat()
