"""Labelled pairs denied by rule: what a three-way label of two sentences says once one of them, or both, carry "not".

From a pair (P, H), with not-S the denial of the one finite clause of S:

    P entails H          P contradicts not-H;  not-H entails not-P (contraposition);  not-P leaves H open, or
                         contradicts it where H says nothing that P does not
    P contradicts H      P entails not-H;  not-P leaves H open;  not-P leaves not-H open
    P leaves H open      P leaves not-H open;  not-P leaves H open
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    """Every pair that the laws above make of the given ones."""
    made: list[Pair] = []
    for premise, hypothesis, label in given:
        no_premise, no_hypothesis = denied(premise), denied(hypothesis)
        if no_hypothesis is not None:
            turned = {"entailment": "contradiction", "contradiction": "entailment", "neutral": "neutral"}[label]
            made.append((premise, no_hypothesis, turned))
        if no_premise is not None:
            made.append((no_premise, hypothesis, _without_premise(premise, hypothesis, label)))
        if no_premise is not None and no_hypothesis is not None:
            if label == "entailment":
                made.append((no_hypothesis, no_premise, "entailment"))
            elif label == "contradiction":
                made.append((no_premise, no_hypothesis, "neutral"))
    return made


def _without_premise(premise: str, hypothesis: str, label: str) -> str:
    """What a denied premise says of the hypothesis: the contrary of one that only repeats it, else nothing."""
    words = set(_WORD.findall(premise.lower())) - _PLAIN
    repeated = set(_WORD.findall(hypothesis.lower())) - _PLAIN
    return "contradiction" if label == "entailment" and len(words - repeated) <= 1 and repeated <= words else "neutral"
