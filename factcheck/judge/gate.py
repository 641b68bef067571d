"""The gate: a contradiction needs one event. Like words about another place, day, person or body are neutral."""

from __future__ import annotations

from factcheck.facts.comparison import shared_names
from factcheck.facts.dates import compare_dates
from factcheck.facts.wording import jaccard, overlap
from factcheck.types import Statement


def _names(statement: Statement, *types: str) -> list[str]:
    return [e.name for e in statement.entities if e.type in types]


def other_event(premise: Statement, hypothesis: Statement, similarity: float, *, one_slot: bool = False) -> str | None:
    """Why two statements are not about one event, in a few words; None when they may be.

    Explicitly different places, parties or days tell two events apart; statements that share no name must share most
    of their words. With `one_slot` a typed fact has already shown that both fill one slot, and only places tell apart.
    """
    left_places, right_places = _names(premise, "place"), _names(hypothesis, "place")
    if left_places and right_places and not shared_names(left_places, right_places):
        return f"they are about different places ({left_places[0]}, {right_places[0]})"
    if one_slot:
        return None
    left = _names(premise, "person", "organisation", "place", "other")
    right = _names(hypothesis, "person", "organisation", "place", "other")
    if left and right and not shared_names(left, right):
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
    return disjoint and jaccard(premise.text, hypothesis.text) < 0.4
