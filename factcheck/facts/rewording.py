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
from factcheck.facts.names import same_name
from factcheck.facts.oppositions import read
from factcheck.facts.turned import turn
from factcheck.facts.wording import jaccard
from factcheck.types import Finding, Kind, Statement

_SENSE: Final = re.compile(
    r"\b(?:all|every|each|both|most|many|some|several|few|none|half|only|just|except|neither|either|never|always|"
    r"before|after|until|since|while|during|because|if|unless|although|than|former|latter|instead|without|against|"
    r"may|might|could|should|must|again|still|yet|already|almost|nearly|first|last|next|another|other|same)\b",
    re.IGNORECASE,
)
_ONE_SENSE: Final = {"each": "every", "all": "every", "could": "may", "might": "may", "during": "while", "just": "only"}
_MOST_LEFT_OUT: Final = 8
_LEAST_WORDS: Final = 3


def compare_rewording(premise: Statement, hypothesis: Statement, findings: Sequence[Finding]) -> list[Finding]:
    """At most one finding of kind other: the premise says it all, or all but what it names; `findings` are the rest."""
    if any(f.relation in ("conflicts", "linked", "weaker") for f in findings) or not _one_sense(premise, hypothesis):
        return []
    missing, left_out = uncovered(premise, hypothesis), uncovered(hypothesis, premise)
    shared = jaccard(premise.text, hypothesis.text)
    if not missing and len(left_out) <= _MOST_LEFT_OUT and shared >= _SHARED:
        sure = 0.9 if len(left_out) <= 1 else 0.7
        return [Finding(Kind.OTHER, "agrees", "Every word of the other has its counterpart here.", sure)]
    if not left_out and 0 < len(missing) <= _MOST_LEFT_OUT and shared >= _SHARED:
        detail = f"One says less: nothing of “{missing[0]}”."
        return [Finding(Kind.OTHER, "weaker", detail, 0.6)]
    return []


_SHARED: Final = 0.3


def _one_sense(premise: Statement, hypothesis: Statement) -> bool:
    """Whether the words that change the sense of the rest are the same in both."""
    left, right = read(premise.text), read(hypothesis.text)
    if min(len(left.words), len(right.words)) < _LEAST_WORDS or left.negations != right.negations:
        return False
    if any(right.words.get(word, sign) != sign for word, sign in left.words.items()):
        return False
    if gives_cause(premise.text) != gives_cause(hypothesis.text) or _senses(premise.text) != _senses(hypothesis.text):
        return False
    found = turn(premise, hypothesis)
    return not found.exchanged if found is not None else _in_one_order(premise, hypothesis)


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
