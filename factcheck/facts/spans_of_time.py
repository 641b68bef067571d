"""Date arithmetic: two dates and the time between them, a date and what lies so long after it, an age and a birth."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from factcheck.facts.coverage import uncovered
from factcheck.facts.stems import stem
from factcheck.facts.wording import overlap
from factcheck.types import DateSpan, Finding, Kind, Quantity, Statement

_DAYS: Final = {"y": 365.25, "year": 365.25, "mo": 30.44, "month": 30.44, "wk": 7.0, "week": 7.0, "d": 1.0, "day": 1.0,
                "h": 1 / 24, "hour": 1 / 24, "decade": 3652.5}  # fmt: skip
_LATER: Final = re.compile(r"\b(?:later|after|from that day|counted from|runs? (?:to|until)|expires?|lasts?)\b")
_BETWEEN: Final = re.compile(r"\b(?:old|for|after|lasted|later|during|spent|when (?:it|he|she|they)|before)\b")
_ANNIVERSARY: Final = re.compile(r"\b(\d{1,4})(?:st|nd|rd|th) (?:anniversary|birthday)")
_FOUNDED: Final = re.compile(r"\b(?:founded|established|set up|opened|born|created|built|began|started|launched)\b")
_LEAP: Final = 2024
_LEAST_ALIKE: Final = 0.33
_OTHERWISE: Final = 1
"""Words, beside those of time, that a statement may have and the other not, when both date one thing."""
_AGAIN: Final = re.compile(r"\b(?:again|another|second time|once more)\b")
_OF_TIME: Final = frozenset(
    stem(word)
    for word in "old age aged lasted later held spent years months weeks days hours release born birth founded "
    "established opened created built began started launched died death expires runs counted anniversary birthday "
    "early late mid teens twenties thirties forties fifties sixties seventies eighties nineties".split()
)


def compare_spans(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """Findings of kind date where arithmetic joins the dates and durations of two statements; at most one."""
    if not (premise.dates or hypothesis.dates) or overlap(premise.text, hypothesis.text) < _LEAST_ALIKE:
        return []  # every reckoning below begins with a date
    for one, other, turned in ((premise, hypothesis, False), (hypothesis, premise, True)):
        found = _between(one, other) or _after(one, other) or _anniversary(one, other) or _aged(one, other)
        found = found or _weekdays(one, other)
        if found is not None and _of_one_thing(one, other):
            holds, detail = found
            relation = "conflicts" if holds is False else "weaker" if turned or holds is None else "agrees"
            return [Finding(Kind.DATE, relation, detail, 0.8, derived=True)]
    return []


def _of_one_thing(dated: Statement, timed: Statement) -> bool:
    """Whether the second statement tells, beside its times, hardly anything that the first does not."""
    if bool(_AGAIN.search(dated.text)) != bool(_AGAIN.search(timed.text)):
        return False
    typed = [q.text for q in timed.quantities] + [d.text for d in timed.dates]
    figures = {stem(w.lower()) for text in typed for w in re.findall(r"\w+", text)}
    return sum(word not in _OF_TIME | figures for word in uncovered(dated, timed)) <= _OTHERWISE


_TENS: Final = {
    word: 10 * n
    for n, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
_DECADE: Final = re.compile(
    rf"\bin (?:his|her|their) (?:(?P<part>early|mid|late)[- ])?(?P<tens>{'|'.join(_TENS)}|[2-9]0s)\b", re.IGNORECASE
)
_PARTS: Final = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}
_BORN: Final = re.compile(r"\bborn\b", re.IGNORECASE)
_YEAR: Final = 365.25


def _aged(dated: Statement, timed: Statement) -> tuple[bool | None, str] | None:
    """Births: a birth and a later day in one, the age at that day in the other; or an age and its day, and a birth.

    None in the place of an answer where the other is more exact than the reckoning.
    """
    if len(dated.dates) == 2 and _BORN.search(dated.text) and (age := _age(timed)) is not None:
        birth, day = (_days(d) for d in dated.dates)
        if birth is None or day is None or _BORN.search(timed.text):
            return None
        youngest, eldest = int((day[0] - birth[1]) / _YEAR), int((day[1] - birth[0]) / _YEAR)
        if eldest < 0:
            return None
        holds = youngest <= age[1] and age[0] <= eldest
        exact = not (age[0] <= youngest and eldest <= age[1])
        aged = f"Somebody born in {dated.dates[0].text} was between {youngest} and {eldest} years old then"
        return (None if holds and exact else holds), f"{aged}, {'as' if holds else 'not as'} the other has it."
    if not dated.dates or not timed.dates:
        return None
    if _BORN.search(timed.text) and not _BORN.search(dated.text) and (age := _age(dated)) is not None:
        day = _days(dated.dates[0])
        births = [d for d in (_days(one) for one in timed.dates if one.text != dated.dates[0].text) if d is not None]
        births = [d for d in births if day is not None and d[1] < day[0]]
        if day is None or not births:
            return None
        low, high = day[0] - (age[1] + 1) * _YEAR, day[1] - age[0] * _YEAR
        holds = any(d[0] <= high and low <= d[1] for d in births)
        exact = sum(d[1] - d[0] for d in births) < _YEAR
        years = dt.date.fromordinal(int(low)).year, dt.date.fromordinal(int(high)).year
        born = f"a birth in {years[0]} or {years[1]}"
        return (None if holds and exact else holds), f"Such an age in {dated.dates[0].text} means {born}."
    return None


def _age(statement: Statement) -> tuple[float, float] | None:
    """(lowest, highest) age in years that a statement gives, by a figure or by a decade of life."""
    found = _DECADE.search(statement.text)
    if found is not None:
        tens = _TENS.get(found["tens"].lower()) or int(found["tens"][:2])
        low, high = _PARTS[(found["part"] or "").lower()]
        return tens + low, tens + high
    ages = [q for q in statement.quantities if q.kind == "age"]
    bare = re.search(r"[a-z], (\d{1,2}),", statement.text)
    if len(ages) == 1:
        return ages[0].value, ages[0].value
    return (float(bare[1]), float(bare[1])) if bare and not ages else None


_WEEKDAY: Final = re.compile(r"^W-([1-7])$")


def _weekdays(counted: Statement, dated: Statement) -> tuple[bool, str] | None:
    """A weekday and days or hours after it in one; the weekday that comes to in the other."""
    lengths = _durations(counted)
    if len(counted.dates) != 1 or len(lengths) != 1 or not _LATER.search(counted.text.lower()):
        return None
    others = [d for d in dated.dates if d.first != counted.dates[0].first]
    start, end = (_WEEKDAY.match(d.first) for d in (counted.dates[0], others[-1] if others else counted.dates[0]))
    days = lengths[0].value * _DAYS[_unit(lengths[0])]
    if start is None or end is None or not others or days > 7 or days != int(days):
        return None
    holds = (int(end[1]) - int(start[1]) - int(days)) % 7 == 0
    detail = f"“{lengths[0].text}” after “{counted.dates[0].text}” is {'' if holds else 'not '}“{others[-1].text}”."
    return holds, detail


def _days(span: DateSpan) -> tuple[int, int] | None:
    try:
        ends = [f"{_LEAP}{d[1:]}" if d.startswith("--") else d for d in (span.first, span.last)]
        first, last = (dt.date.fromisoformat(d).toordinal() for d in ends)
    except ValueError:
        return None
    return first, last


def _durations(statement: Statement) -> list[Quantity]:
    return [q for q in statement.quantities if q.kind in ("duration", "age") and _unit(q) in _DAYS]


def _unit(quantity: Quantity) -> str:
    return quantity.unit or "year"


def _between(dated: Statement, timed: Statement) -> tuple[bool, str] | None:
    """Two dates in one, the time between them in the other, which names neither."""
    lengths = _durations(timed)
    if (
        len(dated.dates) != 2
        or len(lengths) != 1
        or timed.dates
        or _durations(dated)
        or not _BETWEEN.search(timed.text)
    ):
        return None
    left, right = (_days(d) for d in dated.dates)
    if left is None or right is None:
        return None
    low, high = right[0] - left[1], right[1] - left[0]
    return _fits(low, high, lengths[0], f"from “{dated.dates[0].text}” to “{dated.dates[1].text}”")


def _fits(low: float, high: float, length: Quantity, what: str) -> tuple[bool, str] | None:
    unit = _DAYS[_unit(length)]
    slack = 0.5 * unit if unit > 1 else 1.0
    if high <= 0:
        return None
    holds = low - slack <= length.high * unit and length.low * unit <= high + slack
    found = f"{(low + high) / 2 / unit:.0f}"
    return holds, f"It is about {found} {_name(length)} {what}, {'as' if holds else 'not'} “{length.text}”."


def _name(length: Quantity) -> str:
    return {"y": "years", "mo": "months", "wk": "weeks", "d": "days", "h": "hours"}.get(
        _unit(length), f"{_unit(length)}s"
    )


def _after(counted: Statement, dated: Statement) -> tuple[bool, str] | None:
    """A date and a time after it in one; the day that comes to in the other."""
    lengths = _durations(counted)
    if len(counted.dates) != 1 or len(lengths) != 1 or not dated.dates or not _LATER.search(counted.text.lower()):
        return None
    start, end = _days(counted.dates[0]), _days(dated.dates[-1])
    if start is None or end is None or dated.dates[-1].text == counted.dates[0].text:
        return None
    gap = (end[0] - start[1], end[1] - start[0])
    if gap[1] <= 0 or (_durations(dated) and len(dated.dates) > 1):
        return None
    return _fits(gap[0], gap[1], lengths[0], f"from “{counted.dates[0].text}” to “{dated.dates[-1].text}”")


def _anniversary(counted: Statement, dated: Statement) -> tuple[bool, str] | None:
    """An anniversary and its year in one, the year of the beginning in the other."""
    if len(counted.dates) != 1 or len(dated.dates) != 1:
        return None
    found = _ANNIVERSARY.search(counted.text)
    if found is None or not _FOUNDED.search(dated.text):
        return None
    if not (counted.dates[0].first[:4].isdigit() and dated.dates[0].first[:4].isdigit()):
        return None
    year = int(counted.dates[0].first[:4]) - int(found[1])
    holds = year == int(dated.dates[0].first[:4])
    held = "as" if holds else "not"
    detail = f"A {found[0]} in {counted.dates[0].first[:4]} is counted from {year}, {held} the other says."
    return holds, detail
