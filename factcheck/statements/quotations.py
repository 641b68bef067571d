"""Quotations that run over several sentences: who speaks in the sentences between the marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.types import Sentence

_CURLY = re.compile("\u201c[^\u201c\u201d]*(?:\u201d|$)")
_DOUBLED = re.compile("(?:``|'')(?:[^']|'(?!'))*(?:''|$)")
"""Two apostrophes, or as typesetters write: ``so''."""
_STRAIGHT = re.compile('"[^"]*(?:"|$)')


def quoted_regions(text: str) -> list[tuple[int, int]]:
    """Spans of quotations, marks included, paragraph by paragraph; one left open runs to the paragraph's end."""
    regions: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        for pattern in (_CURLY, _STRAIGHT, _DOUBLED):
            regions.extend((start + m.start(), start + m.end()) for m in pattern.finditer(paragraph))
        start += len(paragraph) + 1
    return sorted(regions)


def quoted_tokens(
    sentence: Sentence, offsets: Sequence[tuple[int, int]], regions: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """The tokens of a sentence that stand in a quotation, with its number; `offsets` are within the sentence."""
    near = [
        (number, start - sentence.start, end - sentence.start)
        for number, (start, end) in enumerate(regions)
        if start < sentence.end and sentence.start < end
    ]
    return {
        index: number
        for index, (start, end) in enumerate(offsets)
        for number, first, last in near
        if first <= start and end <= last
    }


def speakers(text: str, sentences: Sequence[Sentence], named: Sequence[str | None]) -> list[str | None]:
    """For each sentence that stands wholly inside a quotation, who is named as its speaker beside it; else None.

    `named` is who each sentence itself names as the speaker of what it quotes.
    """
    found: list[str | None] = [None] * len(sentences)
    for start, end in quoted_regions(text):
        touching = [i for i, one in enumerate(sentences) if one.start < end and start < one.end]
        if len(touching) < 2:
            continue
        speaker = next((named[i] for i in touching if named[i] and not _inside(sentences[i], start, end)), None)
        if speaker is None:
            continue
        for i in touching:
            if _inside(sentences[i], start, end) and named[i] is None:
                found[i] = speaker
    return found


def carried_on(
    sentences: Sequence[Sentence],
    regions: Sequence[tuple[int, int]],
    named: Sequence[str | None],
    spoken: Sequence[str | None],
) -> list[str | None]:
    """`spoken`, with quotations that name nobody given to who spoke in a quotation just before."""
    found: list[str | None] = []
    last: str | None = None
    for sentence, name, speaker in zip(sentences, named, spoken, strict=True):
        quotes = [(start, end) for start, end in regions if start < sentence.end and sentence.start < end]
        whole = any(_inside(sentence, start, end) for start, end in quotes)
        if speaker is None and name is None and whole:
            speaker = last
        last = (name or speaker) if quotes or sentence.text.rstrip().endswith(":") else None
        found.append(speaker)
    return found


def _inside(sentence: Sentence, start: int, end: int) -> bool:
    return start <= sentence.start and sentence.end <= end
