"""Labelled pairs denied by rule: what a three-way label of two sentences says once one of them, or both, carry "not".

From a pair (P, H), with not-S the denial of the one finite clause of S:

    P entails H          P contradicts not-H;  not-H entails not-P (contraposition);  not-P contradicts H where both
                         turn on the same word
    P contradicts H      P entails not-H;  not-P leaves H open where they share no such word;  not-P leaves not-H open
    P leaves H open      P leaves not-H open

Of each form, and of "not" on either side, no label may be much commoner than another, or the form gives it away:
`pairs` keeps at most twice as many of one label as of the rarest other one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from factcheck.facts.stems import stem

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|(?:has|have|had)(?= been)|will|can|could|would)\b")
_DENIED = re.compile(
    r"\b(?:not|no|never|nobody|nothing|none|neither|nor|without|hardly|only|all|every|some|any|few)\b|n't"
)
_CLAUSES = re.compile(
    r"[,;:?!\"“”]|\b(?:and|but|or|because|that|who|which|when|while|where|if|as|after|before|until)\b"
)
_WORD = re.compile(r"[a-z]+|\d[\d.,]*")
_PLAIN = {
    "a",
    "an",
    "the",
    "is",
    "are",
    "was",
    "were",
    "in",
    "on",
    "at",
    "of",
    "to",
    "by",
    "there",
    "it",
    "for",
    "with",
}

Pair = tuple[str, str, str]
"""premise, hypothesis, label."""


def denied(text: str) -> str | None:
    """The sentence with its one auxiliary denied; None where what "not" covers would not be plain."""
    found = list(_AUXILIARY.finditer(text))
    if len(found) != 1 or _DENIED.search(text.lower()) or _CLAUSES.search(text.rstrip(".")) or found[0].start() == 0:
        return None
    rest = text[found[0].end() :]
    if not re.match(r" [a-z]", rest) or text[: found[0].start()].strip().lower() == "there":
        return None
    return text[: found[0].end()] + " not" + rest


def pairs(given: Iterable[Pair]) -> list[Pair]:
    """Every pair that the laws above make of the given ones, evened out by form."""
    made: list[Pair] = []
    for premise, hypothesis, label in given:
        no_premise, no_hypothesis = denied(premise), denied(hypothesis)
        if no_hypothesis is not None:
            turned = {"entailment": "contradiction", "contradiction": "entailment", "neutral": "neutral"}[label]
            made.append((premise, no_hypothesis, turned))
        if no_premise is not None:
            one_word = _denied_word(no_premise) in {stem(w) for w in _WORD.findall(hypothesis.lower())}
            if label == "entailment" and one_word:
                made.append((no_premise, hypothesis, "contradiction"))
            elif label == "contradiction" and not one_word:
                made.append((no_premise, hypothesis, "neutral"))
        if no_premise is not None and no_hypothesis is not None:
            if label == "entailment":
                made.append((no_hypothesis, no_premise, "entailment"))
            elif label == "contradiction":
                made.append((no_premise, no_hypothesis, "neutral"))
    return _evened(made)


def _denied_word(text: str) -> str:
    """The stem of the word that "not" stands before, adverbs left out."""
    rest = [w for w in _WORD.findall(text.lower().partition(" not ")[2]) if not w.endswith("ly") and w not in _PLAIN]
    return stem(rest[0]) if rest else ""


def _evened(made: list[Pair]) -> list[Pair]:
    """At most twice as many pairs of one label as of the rarest other label of its form; the first ones stay."""
    forms: dict[tuple[bool, bool], list[Pair]] = {}
    for pair in dict.fromkeys(made):
        forms.setdefault((" not " in pair[0], " not " in pair[1]), []).append(pair)
    kept: list[Pair] = []
    for found in forms.values():
        counts = Counter(label for *_, label in found)
        most = 2 * min(counts.values()) if len(counts) > 1 else len(found)
        taken: Counter[str] = Counter()
        for pair in found:
            taken[pair[2]] += 1
            if taken[pair[2]] <= most:
                kept.append(pair)
    return kept
