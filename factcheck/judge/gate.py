"""The gate: a contradiction needs one event. Like words about another place, day, person or body are neutral."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from factcheck.facts.comparison import compare_quantities, shared_names, undated, unsupported_names
from factcheck.facts.coverage import uncovered
from factcheck.facts.dates import compare_dates
from factcheck.facts.oppositions import read
from factcheck.facts.stems import stem
from factcheck.facts.wording import jaccard, overlap
from factcheck.types import DateSpan, Kind, Statement


@lru_cache(maxsize=16384)
def _names(statement: Statement, *types: str) -> tuple[str, ...]:
    return tuple(e.name for e in statement.entities if e.type in types)


_ONE_THING: Final = 0.6
"""Cosine from which two statements are of one thing though no name of one was read as a name in the other."""
_ONE_WORDING: Final = 0.5
_RELATED: Final = 0.35
_UNNAMED: Final = re.compile(
    r"(?:He|She|It|They|His|Her|Its|Their|This [a-z]+|The (?:film|song|album|show|video|book|series|band))\b"
)
"""How a text opens that does not name whom it is about: its names can't tell it from another."""


def _mentioned(premise: Statement, hypothesis: Statement) -> bool:
    """Whether any name of either stands in the other's text, read as a name there or not."""
    for one, other in ((premise, hypothesis), (hypothesis, premise)):
        text = other.text.lower()
        if any(word in text for e in one.entities for word in e.text.lower().split() if len(word) >= _LONG):
            return True
    return False


_LONG: Final = 4


@lru_cache(maxsize=4096)
def other_event(premise: Statement, hypothesis: Statement, similarity: float, *, one_slot: bool = False) -> str | None:
    """Why two statements are not about one event, in a few words; None when they may be.

    Explicitly different places, parties or days tell two events apart; statements that share no name must share most
    of their words. With `one_slot` a typed fact has already shown that both fill one slot, and only places tell apart.
    """
    alike = (
        similarity >= _ONE_THING
        and overlap(premise.text, hypothesis.text) >= _ONE_WORDING
        and _mentioned(premise, hypothesis)
    )
    left_places, right_places = _names(premise, "place"), _names(hypothesis, "place")
    if left_places and right_places and not shared_names(left_places, right_places) and not alike:
        return f"they are about different places ({left_places[0]}, {right_places[0]})"
    if one_slot:
        return None
    left = _names(premise, "person", "organisation", "place", "other")
    right = _names(hypothesis, "person", "organisation", "place", "other")
    if left and right and not shared_names(left, right) and not alike:
        return f"they are about different parties ({left[0]}, {right[0]})"
    if (not left or not right) and overlap(premise.text, hypothesis.text) < 0.5 and similarity < 0.4:
        return "they share no name and few words"
    if _other_day(premise, hypothesis):
        return "they are about different days"
    if similarity < 0.3 and jaccard(premise.text, hypothesis.text) < 0.1:
        return "they are about different things"
    return None


def _other_day(premise: Statement, hypothesis: Statement) -> bool:
    """Days that are not one: only where each names one day and the rest of the words differ too."""
    if len(premise.dates) != 1 or len(hypothesis.dates) != 1:
        return False
    disjoint = compare_dates(premise.dates[0], hypothesis.dates[0]) == "disjoint"
    return disjoint and jaccard(*(undated(s.text, s.dates[0]) for s in (premise, hypothesis))) < 0.4


@lru_cache(maxsize=4096)
def differs_besides(premise: Statement, hypothesis: Statement, kind: Kind) -> bool:
    """Whether two statements differ in more than the fact of `kind` on which they seem to conflict.

    One difference between like statements is a contradiction; two, such as another day and another toll, tell of two
    events. Days count, and names that each side has and the other has not.
    """
    days = _day(premise), _day(hypothesis)
    if kind is not Kind.DATE and days[0] and days[1] and compare_dates(days[0], days[1]) == "disjoint":
        return True
    if kind in {Kind.ROLE, Kind.OWNERSHIP, Kind.ENTITY}:
        return False
    if unsupported_names(premise, hypothesis) and unsupported_names(hypothesis, premise):
        return True
    if kind is not Kind.DATE:
        return False
    again = [bool(_AGAIN.search(s.text)) for s in (premise, hypothesis)]
    periods = all(days) and all("quarter" in d.text.lower() for d in days if d)
    figures = any(f.relation == "conflicts" for f in compare_quantities(premise, hypothesis))
    return again[0] != again[1] or periods or figures


_LIKE: Final = 0.35


@lru_cache(maxsize=4096)
def differs_twice(premise: Statement, hypothesis: Statement, fact: bool) -> str | None:
    """The two respects in which statements of like words differ, place or day among them; None where they do not.

    The same words of another place and with another figure, day or outcome tell of another event. `fact` says that a
    typed fact other than a figure or a day conflicts.
    """
    if jaccard(premise.text, hypothesis.text) < _LIKE:
        return None
    found = ["place"] if _other_place(premise, hypothesis) else []
    days = _day(premise), _day(hypothesis)
    if days[0] and days[1] and compare_dates(days[0], days[1]) == "disjoint":
        found.append("day")
    if not found:
        return None
    if any(f.relation == "conflicts" for f in compare_quantities(premise, hypothesis)):
        found.append("figure")
    elif fact and found == ["place"]:
        found.append("outcome")
    return " and ".join(found[:2]) if len(found) >= 2 else None


def _other_place(premise: Statement, hypothesis: Statement) -> bool:
    """Whether each names a place that the other's text does not have."""
    sides = ((premise, hypothesis), (hypothesis, premise))
    return all(
        any(
            not shared_names([e.name], _names(other, "place")) and e.text not in other.text
            for e in one.entities
            if e.type == "place"
        )
        for one, other in sides
    )


_AGAIN: Final = re.compile(r"\b(?:again|another|first|second time|once more|re-?\w+ed)\b", re.IGNORECASE)


def _day(statement: Statement) -> DateSpan | None:
    """The one day or period that a statement names; a deadline counts as its day."""
    if len(statement.dates) != 1 or statement.dates[0].relation not in ("on", "by"):
        return None
    return replace(statement.dates[0], relation="on")


@lru_cache(maxsize=4096)
def unmatched(premise: Statement, hypothesis: Statement) -> int:
    """How many words each side has that the other has no counterpart for: the lesser. The two sides of one opposition
    are each other's counterpart ("threw out", "upheld")."""
    counts = []
    for one, other in ((premise, hypothesis), (hypothesis, premise)):
        rows = {side.row for side in read(one.text).sides}
        spoken = {stem(w) for side in read(other.text).sides if side.row in rows for w in side.text.split()}
        typed = [q.text for q in other.quantities] + [d.text for d in other.dates]
        figures = {stem(w.lower()) for text in typed for w in re.findall(r"\w+", text)}
        counts.append(sum(word not in spoken | figures for word in uncovered(one, other)))
    return min(counts)
