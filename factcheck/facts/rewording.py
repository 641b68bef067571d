"""Whether one statement says nothing that the other does not: a rewording, or the same with details left out.

Every content word of the one has a counterpart in the other, and none of the words that change the sense of all the
rest (negations, shares of a group, order and cause, who acts on whom, how surely it is said) is different. In the
monotonicity calculus of MacCartney and Manning (2007) such an edit is an equivalence or a deletion, never an exclusion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from factcheck.facts.causes import gives_cause
from factcheck.facts.coverage import uncovered
from factcheck.facts.edits import edits
from factcheck.facts.names import same_name
from factcheck.facts.oppositions import Reading, Side, complementary, read
from factcheck.facts.shares import shares
from factcheck.facts.stems import stem
from factcheck.facts.turned import turn
from factcheck.facts.wording import jaccard, prefixed, same_sides
from factcheck.types import Finding, Kind, Statement

_SENSE: Final = re.compile(
    r"\b(?:all|every|each|both|most|many|some|several|few|none|half|only|just|except|neither|either|never|always|"
    r"before|after|until|since|while|during|because|if|unless|although|than|former|latter|instead|without|against|"
    r"may|might|could|should|must|once|again|still|yet|already|almost|nearly|first|last|next|another|other|same)\b",
    re.IGNORECASE,
)
_ONE_SENSE: Final = {
    "each": "every",
    "all": "every",
    "could": "may",
    "might": "may",
    "during": "while",
    "just": "only",
    "once": "after",
}
_MOST_LEFT_OUT: Final = 8
_LEAST_WORDS: Final = 3


def compare_rewording(premise: Statement, hypothesis: Statement, findings: Sequence[Finding]) -> list[Finding]:
    """At most one finding: the premise says it all, or all but what it names; `findings` are the rest.

    Two sides of an opposition that come to the same ("did not close", "stayed open") are each other's counterpart. A
    denial of one side is the other side only where there is no third: what is not rejected is not yet approved.
    """
    if any(f.relation in ("conflicts", "linked", "weaker") for f in findings):
        return []
    sides = same_sides(premise.text, hypothesis.text)
    spoken = frozenset(stem(word) for pair in sides for side in pair for word in side.text.split()) | _ASSENT
    if one := _one_of_all(premise, hypothesis):
        return [Finding(Kind.ENTITY, "agrees", f"What holds of all of them holds of “{one}”.", 0.7)]
    if not _one_sense(premise, hypothesis, sides, spoken):
        return []
    missing = [word for word in uncovered(premise, hypothesis) if word not in spoken]
    left_out = [word for word in uncovered(hypothesis, premise) if word not in spoken]
    kind = Kind.NEGATION if any(one.negated != other.negated for one, other in sides) else Kind.OTHER
    shared = jaccard(premise.text, hypothesis.text)
    if not missing and len(left_out) <= _MOST_LEFT_OUT and shared >= _SHARED:
        if (third := next((pair for pair in sides if _leaves_a_third(*pair)), None)) is not None:
            detail = f"Not “{third[0].text}” is not yet “{third[1].text}”."
            return [Finding(Kind.NEGATION, "weaker", detail, 0.6)]
        sure = 0.9 if len(left_out) <= 1 else 0.7
        return [Finding(kind, "agrees", "Every word of the other has its counterpart here.", sure)]
    if not left_out and 0 < len(missing) <= _MOST_LEFT_OUT and shared >= _SHARED:
        narrower = edits(premise, hypothesis).narrower
        detail = f"One says less: nothing of “{missing[0]}”."
        return [Finding(Kind.ENTITY if narrower else Kind.OTHER, "weaker", detail, 0.6)]
    return []


def _one_of_all(premise: Statement, hypothesis: Statement) -> str:
    """The name or number by which the hypothesis picks one of a group of which the premise tells all ("every district",
    "the Lund district"); "" where it says anything else that the premise does not."""
    groups = {noun.rstrip("e") for s in shares(premise) if s.low == s.high == 1 for noun in s.nouns}
    if not groups or shares(hypothesis) or read(premise.text).negations or read(hypothesis.text).negations:
        return ""
    if _senses(_undated(premise)) - {"every"} != _senses(_undated(hypothesis)):
        return ""
    missing = {word.rstrip("e") for word in uncovered(premise, hypothesis)}
    for found in _PICKED.finditer(hypothesis.text):
        name, noun = (found["name"], found["noun"]) if found["name"] else (found["number"], found["thing"])
        of = stem(noun.lower()).rstrip("e")
        words = {stem(word.lower()).rstrip("e") for word in re.findall(r"[^\W_]+", name)} | {of}
        before = re.findall(r"[a-z]+", hypothesis.text[: found.start()])[-1:]
        if groups & {of, *(stem(word).rstrip("e") for word in before)} and missing <= words:
            return str(name).removeprefix("The ")
    return ""


_PICKED: Final = re.compile(
    r"\b(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*) (?P<noun>[a-z]+)\b|\b(?P<thing>[a-z]+) (?P<number>\d{1,3})\b"
)
_ASSENT: Final = frozenset({"true", "case", "used", "longer"})
"""Stems of words that say no more than that something is so, or was: the sign of the act says it too."""


def _leaves_a_third(one: Side, other: Side) -> bool:
    """Whether the premise only denies what the hypothesis states the contrary of."""
    if not one.negated or other.negated or one.text == other.text:
        return False
    return not complementary(one.row) and not prefixed(one.text, other.text)


_SHARED: Final = 0.3


def _one_sense(
    premise: Statement, hypothesis: Statement, sides: Sequence[tuple[Side, Side]], spoken: frozenset[str]
) -> bool:
    """Whether the words that change the sense of the rest are the same in both."""
    left, right = read(premise.text), read(hypothesis.text)
    if min(len(left.words), len(right.words)) < _LEAST_WORDS or not _one_polarity(left, right, sides, spoken):
        return False
    if gives_cause(premise.text) != gives_cause(hypothesis.text) or _senses(_undated(premise)) != _senses(
        _undated(hypothesis)
    ):
        return False
    if _sexes(premise.text) and _sexes(hypothesis.text) and _sexes(premise.text) != _sexes(hypothesis.text):
        return False
    found = turn(premise, hypothesis)
    return not found.exchanged if found is not None else _in_one_order(premise, hypothesis)


_SEX: Final = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)


@lru_cache(maxsize=16384)
def _sexes(text: str) -> frozenset[str]:
    """Of which sex those are for whom a text has pronouns."""
    return frozenset("he" if found[0] else "she" for found in _SEX.findall(text))


def _one_polarity(left: Reading, right: Reading, sides: Sequence[tuple[Side, Side]], spoken: frozenset[str]) -> bool:
    """Whether what one denies the other denies: the heads of denials and the sides of oppositions lie alike."""
    heads = left.denied | right.denied | {stem(w) for s in (*left.sides, *right.sides) for w in s.text.split()}
    if left.negations == right.negations == 0:
        return True
    if any(right.words.get(word, sign) != sign for word, sign in left.words.items() if word in heads - spoken):
        return False
    return (left.negations - right.negations) % 2 == 0 or any(one.negated != other.negated for one, other in sides)


def _undated(statement: Statement) -> str:
    """A statement's text without its dates, which are compared by themselves ("the first week of June")."""
    text = statement.text
    for date in sorted(statement.dates, key=lambda d: -d.start):
        text = text[: date.start] + text[date.end :]
    return text


@lru_cache(maxsize=16384)
def _senses(text: str) -> frozenset[str]:
    words = (word.lower() for word in _SENSE.findall(text))
    return frozenset(_ONE_SENSE.get(word, word) for word in words)


def _in_one_order(premise: Statement, hypothesis: Statement) -> bool:
    """Whether the persons and bodies that both name come in one order, so that nobody has changed places."""
    places = []
    for one in premise.entities:
        other = next(
            (e for e in hypothesis.entities if same_name(e.name, one.name) or same_name(e.text, one.text)), None
        )
        if other is not None and one.type in ("person", "organisation"):
            places.append(other.start)
    return places == sorted(places)
