"""Signs that a conflict of words is of two acts, not of one: another month, another person of a name's kin, two
objects. A conflict so marked stays, but weakly: it needs the model to see it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from factcheck.facts.coverage import uncovered
from factcheck.types import Finding, Kind, Statement

_MONTH: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_READING: Final = re.compile(
    r"\b(first|second|third|fourth|fifth|final)[ -](?=(?:reading|round|leg|half|quarter|season|session|heat|stage)\b)",
    re.IGNORECASE,
)
_KIN: Final = re.compile(
    r"\b(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)[’']s (?:\w+ )?(?P<who>brother|sister|son|daughter|wife|husband|father|"
    r"mother|cousin|uncle|aunt|widow|partner|lawyer|lawyers|agent|spokesman|spokeswoman|coach|deputy|predecessor|"
    r"successor|rival|assistant|doctor|teammate|friend|neighbour|neighbor|ally|allies|supporters|critics|staff)\b"
)
_WORDS: Final = frozenset({Kind.NEGATION, Kind.OTHER, Kind.MODALITY})
_WEAKLY: Final = 0.4
"""Share of a conflict's strength that is left where the two may be of two acts."""


def weakened(premise: Statement, hypothesis: Statement, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with conflicts of words made weak where the statements may be of two acts."""
    if not any(f.relation == "conflicts" for f in findings):
        return list(findings)
    apart = _other_time(premise.text, hypothesis.text) or _other_person(premise.text, hypothesis.text)

    def weak(found: Finding) -> bool:
        if found.relation != "conflicts":
            return False
        if found.kind is Kind.ROLE and "the other that" in found.detail:
            return bool(uncovered(premise, hypothesis)) and bool(uncovered(hypothesis, premise))
        return apart and found.kind in _WORDS

    return [replace(f, strength=f.strength * _WEAKLY) if weak(f) else f for f in findings]


@lru_cache(maxsize=16384)
def _times(text: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_MONTH.findall(text)), frozenset(word.lower() for word in _READING.findall(text))


def _other_time(left: str, right: str) -> bool:
    """Whether both name a month, or a round of something, and none in common."""
    return any(one and other and not one & other for one, other in zip(_times(left), _times(right), strict=True))


def _other_person(left: str, right: str) -> bool:
    """Whether one is about somebody's kin or aide ("Ann Lee's brother") of whom the other says nothing."""
    for one, other in ((left, right), (right, left)):
        for found in _KIN.finditer(one):
            if found["name"].split()[-1] in other and found["who"] not in other:
                return True
    return False
