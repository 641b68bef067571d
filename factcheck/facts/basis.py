"""What a figure is reckoned on, where its words say so: the period of a change, a forecast, a time of its own.

Two figures of one slot by their nouns may still measure two things: prices "rose 0.6 percent in May" and "5.4% from a
year earlier"; "economists had expected 500,000 jobs" and the jobs that there were; the migrants of June and of January.
"""

from __future__ import annotations

import re
from typing import Final

from factcheck.facts.dates import compare_dates
from factcheck.types import DateSpan, Modality, Quantity, Statement

_NEAR: Final = 70
"""Characters after or before a figure in which the words of its period stand."""
_MONTHS: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PERIODS: Final = {
    "year": (
        r"year[- ](?:over|on)[- ]year|a year (?:ago|earlier|before)|the year before|annual(?:ly|i[sz]ed)?\b|yearly|"
        r"12[- ]month|(?:the )?(?:past|last|previous|same \w+ (?:last|a)) (?:year|12 months)|per year|over the year"
    ),
    "quarter": r"quarter[- ](?:over|on)[- ]quarter|(?:past|last|previous|prior) quarter|quarterly",
    "month": (
        r"month[- ](?:over|on)[- ]month|a month (?:ago|earlier|before)|the month before|monthly|"
        rf"(?:past|last|previous|prior) month|(?:from|in) (?-i:{_MONTHS})\b"
    ),
    "week": r"week[- ](?:over|on)[- ]week|a week (?:ago|earlier)|(?:past|last|previous|prior) week|weekly",
    "day": r"(?:past|last|previous) (?:day|24 hours)|daily",
}
_PERIOD: Final = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _PERIODS.items()), re.IGNORECASE)
_CHANGE: Final = re.compile(
    r"\b(?:rose|rise[sn]?|rising|fell|fall(?:s|en|ing)?|increas\w+|decreas\w+|grew|grow(?:n|s|th|ing)?|jump\w*|climb\w*|"
    r"drop\w*|declin\w+|gain\w*|slip\w*|surg\w+|plung\w+|shr[aiu]nk\w*|inflation|up|down)\b"
)
_BREAK: Final = re.compile(r"[,;]|\b(?:but|and|which|who)\b")
_FORECAST: Final = re.compile(
    r"(?<!as )(?<!As )(?<!than )\b(?:expect(?:ed|ing|s)?|forecast(?:s|ed|ing)?|predict(?:ed|ing|s)?|"
    r"project(?:ed|ing|ions?)|anticipat(?:ed|ing|es)|consensus|bets? on)\b"
)
_RUNNING: Final = re.compile(
    rf"\b(?:since (?:\w+ )?(?:\d{{4}}|{_MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|so far|to date|"
    r"bringing the (?:total|number|count|tally))\b"
)
"""Words of a count that adds up over a stretch of time."""
_RECORD: Final = re.compile(r"\b(?:\w+est|most|first|worst|least|record|only|\w+er than)\b[^.;]{0,60}\bsince\b")
"""Not so "the deadliest attack since 2001"."""


_MORE: Final = re.compile(r"^\W*[\d.,]+ (?:more|fewer) (?:\w+ ){0,3}than\b")
_NEW: Final = re.compile(r"\b(?:new|additional|extra|further)\b")
_IN_ALL: Final = re.compile(r"\b(?:total|in all|altogether|overall|so far|cumulative)\b")
_THEN_IT_WAS: Final = re.compile(r"\bsince (?:\w+ )?\d{4},? when\b[^.;]*$")
_THEN: Final = re.compile(r"\bwhen\b[^,;.]{0,30}\b(?:was|were)\b[^,;.]{0,8}$")
"""Before an age that somebody had at another time: "sent them when he was 16"."""


def other_basis(left: Quantity, right: Quantity, premise: Statement, hypothesis: Statement) -> bool:
    """Whether two figures that seem of one slot are reckoned on two things by the words beside them."""
    sides = ((left, premise), (right, hypothesis))
    if left.kind == "percent" and all(_CHANGE.search(side.text) for _, side in sides):
        one, other = (_period(q, side) for q, side in sides)
        if one and other and one != other:
            return True
    if left.kind in ("percent", "count", "money") and (_ahead(*sides[0], hypothesis) or _ahead(*sides[1], premise)):
        return True
    if left.kind == "age" and len({bool(_THEN.search(side.text[: q.start])) for q, side in sides}) == 2:
        return True
    if left.kind == "count" and (_on_top(*sides[0], *sides[1]) or _on_top(*sides[1], *sides[0])):
        return True
    if left.kind in ("count", "percent") and _since_then(*sides[0]) != _since_then(*sides[1]):
        return True
    if left.kind == "count" and _adds_up(*sides[0]) != _adds_up(*sides[1]):
        return True
    return _other_time(_date_of(left, premise), _date_of(right, hypothesis))


def _period(quantity: Quantity, statement: Statement) -> str:
    """The period that a change is reckoned over: of those named after the figure a year, else the first; else the last
    one before it."""
    figures = [q for q in statement.quantities if q.kind == quantity.kind]
    stop = min((q.start for q in figures if q.start >= quantity.end), default=len(statement.text))
    begin = max((q.end for q in figures if q.end <= quantity.start), default=0)
    text = statement.text
    after = [found.lastgroup or "" for found in _PERIOD.finditer(text, quantity.end, min(stop, quantity.end + _NEAR))]
    before = [
        found.lastgroup or "" for found in _PERIOD.finditer(text, max(begin, quantity.start - _NEAR), quantity.start)
    ]
    named = after or before[-1:]
    return "year" if "year" in named else named[0] if named else ""  # "in June from a year earlier"


def _ahead(quantity: Quantity, statement: Statement, other: Statement) -> bool:
    """Whether a figure is a forecast and the other statement tells what came of it."""
    if other.modality is not Modality.ASSERTED or _FORECAST.search(other.text):
        return False
    earlier = [q.end for q in statement.quantities if q.kind == quantity.kind and q.end <= quantity.start]
    begin = max([*earlier, *(found.end() for found in _BREAK.finditer(statement.text, 0, quantity.start))], default=0)
    return _FORECAST.search(statement.text[begin : quantity.start]) is not None


def _on_top(quantity: Quantity, statement: Statement, other: Quantity, whole: Statement) -> bool:
    """Whether a count is what came on top and the other the whole: "82 more incidents than", "new" beside "in all"."""
    if _MORE.search(statement.text[quantity.start :]) is not None and not _MORE.search(whole.text[other.start :]):
        return True
    return _NEW.search(quantity.text) is not None and _IN_ALL.search(whole.text) is not None


def _since_then(quantity: Quantity, statement: Statement) -> bool:
    """Whether a figure is the older one that a record is measured by: "the most since 2009, when prices rose 4.9%"."""
    return _THEN_IT_WAS.search(statement.text[: quantity.start]) is not None


def _adds_up(quantity: Quantity, statement: Statement) -> bool:
    """Whether the clause of a figure says that it adds up over a stretch of time."""
    text = statement.text
    begin = max((found.end() for found in re.finditer(r"[,;]", text[: quantity.start])), default=0)
    stop = re.search(r"[,;](?!\d)", text[quantity.end :])
    clause = text[begin : quantity.end + stop.start() if stop is not None else len(text)]
    return _RUNNING.search(clause) is not None and _RECORD.search(clause) is None


def _date_of(quantity: Quantity, statement: Statement) -> DateSpan | None:
    """The date nearest to a figure; None where there is none, or another figure of its kind stands nearer to it."""

    def gap(one: Quantity | DateSpan, other: DateSpan) -> int:
        return max(other.start - one.end, one.start - other.end, 0)

    own = [d for d in statement.dates if d.relation == "on"]
    if not own:
        return None
    date = min(own, key=lambda d: gap(quantity, d))
    rivals = [q for q in statement.quantities if q is not quantity and q.kind == quantity.kind]
    return None if any(gap(q, date) < gap(quantity, date) for q in rivals) else date


def _other_time(left: DateSpan | None, right: DateSpan | None) -> bool:
    """Whether two figures have months or years of their own that have no day in common; days are left to updates."""
    if left is None or right is None or any(d.first == d.last for d in (left, right)):
        return False
    return compare_dates(left, right) == "disjoint"
