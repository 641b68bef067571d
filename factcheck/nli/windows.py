"""Texts longer than a model reads: the premise in overlapping windows, the hypothesis cut as a last resort."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from factcheck.nli.interface import Scores

_SENTENCE_START: Final = re.compile(r"(?:[.!?…][\"'”’)\]]*\s+|\n\s*)(?=\S)")
MARGIN: Final = 4
"""Tokens kept free: a window read alone may come to slightly other tokens than within its text."""

Offsets = Sequence[tuple[int, int]]


class CountTokens(Protocol):
    """The character offsets of a text's tokens, special tokens left out."""

    def __call__(self, text: str) -> Offsets: ...


@dataclass(frozen=True, slots=True)
class Fitted:
    """The texts one pair is read as: its premise's windows and its hypothesis."""

    premises: tuple[str, ...]
    hypothesis: str
    windowed: bool = False
    truncated: bool = False


def _starts(text: str, offsets: Offsets) -> tuple[list[int], list[int]]:
    """Token indices that begin a word, and those that begin a sentence; both hold 0."""
    begins = [begin for begin, _ in offsets]
    words = [
        i
        for i, begin in enumerate(begins)
        if i == 0 or begin == 0 or text[begin - 1].isspace() or text[begin].isspace()
    ]
    sentences = sorted({0, *(bisect_left(begins, match.end()) for match in _SENTENCE_START.finditer(text))})
    return words, [i for i in sentences if i < len(begins)]


def spans(text: str, offsets: Offsets, room: int) -> list[tuple[int, int]]:
    """Character spans of windows of at most `room` tokens that together cover the text.

    A window ends with a sentence where one ends in its second half, otherwise at a word. The next one begins with the
    sentences that lie in the window's last quarter, or with that quarter where the cut went through a sentence.
    """
    count = len(offsets)
    words, sentences = _starts(text, offsets)
    found, start = [], 0
    while True:
        end = min(start + room, count)
        if end < count:
            end = _last(sentences, start + max(1, room // 2), end) or _last(words, start + 1, end) or end
        stop = len(text) if end >= count else offsets[end][0]
        found.append((offsets[start][0] if start else 0, stop))
        if end >= count:
            return found
        earliest = max(start + 1, end - room // 4)
        overlap = None if end in sentences else _first(words, earliest, end)
        start = _first(sentences, earliest, end) or overlap or end


def _last(ordered: Sequence[int], low: int, high: int) -> int | None:
    place = bisect_right(ordered, high) - 1
    return ordered[place] if place >= 0 and ordered[place] >= low else None


def _first(ordered: Sequence[int], low: int, high: int) -> int | None:
    place = bisect_left(ordered, low)
    return ordered[place] if place < len(ordered) and ordered[place] < high else None


def fit(premise: str, hypothesis: str, tokens: CountTokens, room: int) -> Fitted:
    """The pair as texts that together take at most `room` tokens (special tokens not counted) a window.

    The hypothesis may take two thirds of the room (more beside a short premise) before it is cut.
    """
    left, right = tokens(premise), tokens(hypothesis)
    if len(left) + len(right) <= room:
        return Fitted((premise,), hypothesis)
    allowed = max(room * 2 // 3, room - len(left))
    truncated = len(right) > allowed
    if truncated:
        hypothesis, right = hypothesis[: right[allowed - 1][1]], right[:allowed]
    left_room = max(1, room - len(right))
    if len(left) <= left_room:
        return Fitted((premise,), hypothesis, truncated=truncated)
    cut = spans(premise, left, max(1, left_room - MARGIN))
    return Fitted(tuple(premise[a:b].strip() for a, b in cut), hypothesis, windowed=True, truncated=truncated)


def combine(scores: Scores, counts: Sequence[int]) -> Scores:
    """One row a pair from one row a window: the window with the lowest neutral probability speaks for the pair.

    :param scores: (sum of counts, 3), the windows of each pair next to each other.
    :param counts: windows of each pair, each at least 1.
    """
    ends = np.cumsum(counts)
    chosen = [end - count + int(scores[end - count : end, 1].argmin()) for end, count in zip(ends, counts, strict=True)]
    return scores[chosen] if chosen else np.zeros((0, 3), dtype=np.float32)
