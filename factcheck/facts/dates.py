"""Dates of a text as intervals of days, and how two of them relate.

`DateSpan.first` and `last` are ISO 8601 days. What a text leaves open is written so:

| the text says | with an anchor (the article's date) | without one |
|---|---|---|
| June 12, 2025 / 2025 / Q3 2024 / the 1990s | the first and last day | the same |
| June 12 / in June / the third quarter | nearest year, the past first | no year: "--06-12", "--06-01" to "--06-30" |
| on Tuesday | the last such day up to the anchor (the next, after "will" or "next") | ISO weekday "W-2" |
| yesterday / last month / two years ago | counted from the anchor | the distance: "-P1D", "-P1M", "-P2Y" |

`relation` is on, before, after, since, until or by; the span's text is the date alone, without that word.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from factcheck.facts.date_words import candidates
from factcheck.facts.parts_of_periods import narrowed
from factcheck.types import DateSpan

_RELATIONS: Final = {
    "before": "before", "prior to": "before", "ahead of": "before", "after": "after", "following": "after",
    "since": "since",
    "until": "until", "till": "until", "through": "until", "by": "by", "no later than": "by", "from": "since",
    "starting": "since",
    "beginning": "since", "starting on": "since", "starting in": "since",
}  # fmt: skip
_RELATION = re.compile(
    r"(?i)\b("
    + "|".join(sorted(_RELATIONS, key=len, reverse=True))
    + r")(?: the| about| around| early| late)? ?(?:on |in )?$"
)
_RELATION_REACH: Final = 32
_AHEAD = re.compile(
    r"(?i)\b(?:will|won['’]t|due|scheduled|expected|plans?|planned|set to|to be|upcoming|deadline|would|"
    r"going to|aims?)\b"
    r"|\b(?:by|until|before)(?: the)? $"
)
# "On Friday, voters will ...": the date opens the sentence and its verb looks ahead.
_AHEAD_AFTER = re.compile(
    r"^,? (?:(?!said|says|had|was|were|that|told|announced|which|who|he|she)\w+ ){1,4}"
    r"(?:will|would|is (?:due|to|expected))\b"
)
_OPENS = re.compile(r"(?:^|[.!?]\s|\n)(?:On |In |By )?$")
_AHEAD_REACH: Final = 60
_TO_BE_DATED: Final = re.compile(
    r"(?:\b(?:[Ii]n|[Oo]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Oo]f|[Dd]uring|[Tt]hrough|[Ff]rom|[Bb]y|[Bb]efore|[Aa]fter|[Bb]etween|to|and|late|early|mid|"
    r"[Ll]ast|[Nn]ext|[Tt]his|[Ff]or|[Aa]round|[Aa]s of|every|[Ii]t was|until|previous|each) |mid-|\()$"
)
_ALWAYS_DATED: Final = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Dd]uring|late|early|mid|[Ll]ast|[Nn]ext|[Tt]his|[Uu]ntil)[ -]$"
)
_AMBIGUOUS: Final = frozenset({"may", "march", "mar", "jan", "dec", "august", "april", "june", "sep", "jun"})
_NAMES_VERBS: Final = re.compile(
    r"^(?:['’]s?\b| (?:said|told|says|was|is|has|had|will|resigned|won|lost|announced|"
    r"called|I|you|we|he|she|it|they|the)\b)"
)
_NOT_A_YEAR = re.compile(
    r"^(?:-(?!\w*(?:\s|$))| (?:people|homes|jobs|workers|employees|troops|soldiers|deaths|men|women|children|"
    r"students|cases|"
    r"houses|votes|"
    r"dollars|euros|pounds|km|miles|metres|meters|feet|tonnes|tons|kg|percent|passengers|patients|barrels|hectares|acres|megawatts|"
    r"million|billion|points|shares|units|residents)\b)"
)
_FIRM = re.compile(
    r"(?i)(?:more than|fewer than|less than|at least|nearly|almost|as many as|up to|"
    r"some|no\.|number|route|highway|of about|room|area) $"
)
_JOINT: Final = re.compile(r"[-–—]|\b(?:to|and|through|until)\b")
_FOUR_DIGITS: Final = re.compile(r"[0-9]{4}")
_LONGEST_LOOK: Final = 16


def extract_dates(text: str, anchor: dt.date | None = None) -> list[DateSpan]:
    """The dates stated in `text`, in order, their spans disjoint; `anchor` is the day the text was published."""

    def ahead(start: int) -> bool:
        before = text[max(0, start - _AHEAD_REACH) : start]
        if _OPENS.search(before) and _AHEAD_AFTER.match(
            re.sub(r"^[\w.]+(?: \d+)?", "", text[start : start + _AHEAD_REACH])
        ):
            return True
        return _AHEAD.search(re.split(r"[.;!?]\s", before)[-1]) is not None

    found = sorted(candidates(text, anchor, ahead), key=lambda item: (item[0], -item[1]))
    spans: list[DateSpan] = []
    free = 0
    for start, end, days in found:
        if start < free or not _is_date(text, start, end):
            continue
        merged = _weekday_beside(text, spans, start, end)
        spans.append(DateSpan(text[start:end], start, end, *days, _relation(text, start)))
        if merged:
            previous = spans.pop(-2)
            spans[-1] = DateSpan(text[previous.start : end], previous.start, end, *days, previous.relation)
        free = end
    return _open_intervals(text, [narrowed(text, span) for span in spans])


def _is_date(text: str, start: int, end: int) -> bool:
    """Whether the stretch stands for a time: not "Theresa May said", "March with us", "2000 people", "the fall of"."""
    words, before, after = text[start:end], text[max(0, start - _LONGEST_LOOK) : start], text[end : end + _LONGEST_LOOK]
    bare = words.rstrip(".").lower()
    if bare in _AMBIGUOUS:
        named = _NAMES_VERBS.match(after) is not None and _ALWAYS_DATED.search(before) is None
        return _TO_BE_DATED.search(before) is not None and not named
    if words.isdigit():
        if int(words) < 1900 and _TO_BE_DATED.search(before) is None:
            return False
        return _NOT_A_YEAR.match(after) is None and _FIRM.search(before) is None
    if bare.removeprefix("the ") in ("spring", "summer", "autumn", "fall", "winter"):
        return (
            bare.removeprefix("the ") != "fall"
            and re.search(r"\b(?:[Ii]n|[Dd]uring|[Bb]y|[Uu]ntil|[Ss]ince|[Tt]his|[Ll]ast) (?:the )?$", before)
            is not None
        )
    if bare.endswith(("half", "quarter")):
        return (
            re.match(r"^ of (?!the year|this year|last year)\w", after) is None
            or re.match(r"^ of (?:the|this|last) year", after) is not None
        )
    return not (
        re.fullmatch(r"['’]?[2-9]0s", bare)
        and re.search(r"\b(?:his|her|their|in their|my|your|under-?|the mid-?) ?$", before)
    )


def _weekday_beside(text: str, spans: list[DateSpan], start: int, end: int) -> bool:
    """Whether the span before is the weekday of this date: "Tuesday, June 12"."""
    if not spans or not re.fullmatch(r",? (?:the )?", text[spans[-1].end : start]):
        return False
    return spans[-1].text.split()[-1].lower().endswith("day") and any(ch.isdigit() for ch in text[start:end])


def _relation(text: str, start: int) -> str:
    found = _RELATION.search(text[max(0, start - _RELATION_REACH) : start])
    return _RELATIONS[found[1].lower()] if found else "on"


def _open_intervals(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """Join "from June 3 to July 9" and "between 2010 and 2014" into one span; a lone "from" stays a beginning."""
    joined: list[DateSpan] = []
    for span in spans:
        left = joined[-1] if joined else None
        first = _with_year(left, span) if left is not None else ""
        if left is not None and _makes_interval(text, left, span) and _order(first, span.last):
            joined[-1] = DateSpan(text[left.start : span.end], left.start, span.end, first, span.last, "on")
        elif span.relation == "since" and span.first != span.last and _JOINT.search(span.text):
            joined.append(replace(span, relation="on"))
        else:
            joined.append(span)
    return joined


def _with_year(left: DateSpan, right: DateSpan) -> str:
    """The first day of `left` in the year that `right` names: "from June 3 to July 9, 2024"."""
    unnamed, named = not _FOUR_DIGITS.search(left.text), _FOUR_DIGITS.search(right.text)
    return right.last[:4] + left.first[-6:] if unnamed and named and left.first[-6:-5] == "-" else left.first


def _makes_interval(text: str, left: DateSpan, right: DateSpan) -> bool:
    between = text[left.end : right.start].strip()
    before = text[max(0, left.start - 10) : left.start].lower()
    if between == "and":
        return before.endswith("between ")
    return bool(between) and (
        between in "-–" or (between in ("to", "until", "through", "till") and before.endswith("from "))
    )


def _order(first: str, last: str) -> bool:
    return (
        first[:1].isdigit() == last[:1].isdigit()
        and "P" not in first + last
        and "W" not in first + last
        and first <= last
    )


_EVER: Final = (dt.date.min.toordinal(), dt.date.max.toordinal())
_MIRROR: Final = {"first_narrower": "second_narrower", "second_narrower": "first_narrower"}


def compare_dates(a: DateSpan, b: DateSpan) -> str:
    """How two dates relate: equal, compatible (they overlap), first_narrower or second_narrower (one lies within the
    other), disjoint, incomparable (nothing in common to compare, such as a weekday and a month).

    Truncated dates are compared by the fields both have: "2025-06-12" only says more than "--06-12".
    """
    first, second = _days(a), _days(b)
    if first is not None and second is not None:
        return _begun(a, b, first, second) or _compare(_bounded(first, a.relation), _bounded(second, b.relation))
    if (a.first, a.last) == (b.first, b.last):
        return "equal" if a.relation == b.relation else "compatible"
    if a.relation != b.relation or "P" in a.first + a.last + b.first + b.last:
        return "incomparable"
    if a.first.startswith("W") or b.first.startswith("W"):
        return _compare_weekdays(a, b)
    return _compare_truncated(a, b)


def other_period(a: DateSpan, b: DateSpan) -> bool:
    """Whether two dates are periods of which one is much longer: what holds of 2014 need not hold of 2007 to 2014."""
    first, second = _days(a), _days(b)
    if first is None or second is None:
        return False
    short, long = sorted(last - start + 1 for start, last in (first, second))
    return short >= _MONTH and long >= 2 * short


def term_and_day(a: DateSpan, b: DateSpan) -> bool:
    """Whether one is a time of years and the other a few days: what was done today is not when an office was held."""
    first, second = _days(a), _days(b)
    if first is None or second is None:
        return False
    short, long = sorted(last - start + 1 for start, last in (first, second))
    return short < _MONTH and long >= _YEARS


_YEARS: Final = 2 * 365
_MONTH: Final = 28
"""Days from which a date is a period that things are reckoned by, not the day of an act."""


def _begun(a: DateSpan, b: DateSpan, first: tuple[int, int], second: tuple[int, int]) -> str | None:
    """The same where "since" tells when a lasting state began: it has one beginning, and a later day says nothing of
    it. None where neither says "since"."""
    if a.relation == b.relation == "since":
        return _compare(first, second)
    if {a.relation, b.relation} != {"since", "on"}:
        return None
    state, day = (first, second) if a.relation == "since" else (second, first)
    if day[0] > state[1]:
        return "incomparable"
    return "disjoint" if day[1] < state[0] else "compatible"


def _days(span: DateSpan) -> tuple[int, int] | None:
    """The span as day numbers; None when the year or more is unknown."""
    try:
        return dt.date.fromisoformat(span.first).toordinal(), dt.date.fromisoformat(span.last).toordinal()
    except ValueError:
        return None


def _bounded(days: tuple[int, int], relation: str) -> tuple[int, int]:
    first, last = days
    if relation == "before":
        return _EVER[0], first - 1
    if relation == "after":
        return last + 1, _EVER[1]
    if relation == "since":
        return first, _EVER[1]
    if relation in ("until", "by"):
        return _EVER[0], last
    return days


def _compare(a: tuple[int, int], b: tuple[int, int]) -> str:
    if a == b:
        return "equal"
    if max(a[0], b[0]) > min(a[1], b[1]):
        return "disjoint"
    if b[0] <= a[0] and a[1] <= b[1]:
        return "first_narrower"
    if a[0] <= b[0] and b[1] <= a[1]:
        return "second_narrower"
    return "compatible"


def _compare_weekdays(a: DateSpan, b: DateSpan) -> str:
    if a.first.startswith("W") and b.first.startswith("W"):
        return "disjoint"
    if b.first.startswith("W"):
        return _MIRROR.get(turned := _compare_weekdays(b, a), turned)
    days = _days(b)
    if days is None:
        return "incomparable"
    if days[1] - days[0] >= 6:
        return "compatible"
    weekdays = {dt.date.fromordinal(day).isoweekday() for day in range(days[0], days[1] + 1)}
    if int(a.first[2:]) not in weekdays:
        return "disjoint"
    return "second_narrower" if len(weekdays) == 1 else "compatible"


def _compare_truncated(a: DateSpan, b: DateSpan) -> str:
    """At least one has no year: compare month and day, as if within one (leap) year."""
    first, second = _in_one_year(a), _in_one_year(b)
    if first is None or second is None:
        return "compatible"
    relation = _compare(first, second)
    if relation != "equal":
        return relation
    return "second_narrower" if a.first.startswith("--") else "first_narrower"


def _in_one_year(span: DateSpan) -> tuple[int, int] | None:
    """Day numbers within a leap year; None for spans that cross the turn of a year."""
    if not span.first.startswith("--") and span.first[:4] != span.last[:4]:
        return None
    try:
        first, last = (dt.date.fromisoformat(f"2024{day[-6:]}").toordinal() for day in (span.first, span.last))
    except ValueError:
        return None
    return (first, last) if first <= last else None
