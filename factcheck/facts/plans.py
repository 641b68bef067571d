"""A plan given up, against the same thing done, planned or thought possible."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from factcheck.facts.coverage import kin, uncovered
from factcheck.facts.dates import compare_dates
from factcheck.facts.oppositions import read
from factcheck.facts.stems import FUNCTION, stem
from factcheck.types import Finding, Kind, Statement

_GIVEN_UP: Final = re.compile(
    r"\b(?:(?:gave|gives?|given|giving) up|abandon(?:s|ed|ing)?|drop(?:s|ped|ping)?|scrap(?:s|ped|ping)?|"
    r"shelv(?:es?|ed|ing)|ditch(?:es|ed|ing)?|cancel(?:s|l?ed|l?ing)?|withdr(?:ew|awn?|aws)|renounc(?:es?|ed))\s+"
    r"(?:(?:its|their|his|her|the|a|any|all)\s+)?(?:\w+\s+)?"
    r"(?:plans?|bid|intention|idea|proposal|attempt|effort)s?\s+"
    r"(?:to\s+|(?:of|for)\s+(?=\w+ing\b))"
    r"|\b(?:rul(?:es|ed|ing) out|decid(?:es|ed|ing) against|decid(?:es|ed) not to|no longer plans? to|chose not to)"
    r"\s+",
    re.IGNORECASE,
)
_PLANNED: Final = re.compile(
    r"\b(?:abandon|drop|scrap|shelv|ditch|cancel|call)\w*(?: off| up)? (?:\w+ )?(?:planned|proposed|intended)\b",
    re.IGNORECASE,
)
"""Other words for a plan given up: "abandoned its planned sale"."""
_END: Final = re.compile(r"[,.;:]|\b(?:but|after|because|while|when)\b")
_WORD: Final = re.compile(r"[^\W_]+")
_MOST_NEW: Final = 1
"""Words of the other statement that the one which gives the plan up may lack."""


@lru_cache(maxsize=16384)
def given_up(text: str) -> str:
    """The stem of the act that a text says is planned no more ("ruled out selling": sell); "" where there is none."""
    found = _GIVEN_UP.search(text)
    if found is None or re.search(r"\b(?:not|never|n[’']t)\b[^,;.]{0,20}$", text[: found.start()]):
        return ""
    clause = _END.split(text[found.end() :], maxsplit=1)[0]
    words = [w.lower() for w in _WORD.findall(clause) if w.lower() not in FUNCTION]
    return stem(words[0]) if words else ""


def _other_day(one: Statement, other: Statement) -> bool:
    """Whether the two are of different days: a plan of April can be given up in June."""
    return any(compare_dates(a, b) == "disjoint" for a in one.dates for b in other.dates)


def compare_plans(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """At most one conflict: one says that a plan is given up, the other that the act is done or still to come."""
    for one, other in ((premise, hypothesis), (hypothesis, premise)):
        act = given_up(one.text)
        if not act or given_up(other.text) or _PLANNED.search(other.text) or _other_day(one, other):
            continue
        signs = read(other.text).words
        match = next((word for word in signs if kin(act, word)), None)
        if match is None or signs[match] < 0 or len(uncovered(one, other)) > _MOST_NEW:
            continue
        detail = "One says that the plan is given up, the other that it stands or is carried out."
        return [Finding(Kind.MODALITY, "conflicts", detail, 0.8)]
    return []
