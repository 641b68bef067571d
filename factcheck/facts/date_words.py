"""The words of dates: patterns, and the days each stands for (unresolved ones as `factcheck.facts.dates` says)."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from typing import Final

Days = tuple[str, str]
Reader = Callable[["re.Match[str]", dt.date | None, bool], Days | None]

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|"
        "december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tue tues|wednesday wed|thursday thu thurs|friday fri|saturday sat|sunday sun".split("|"), 1
    )
    for name in names.split()
}
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_NUMBERS: Final = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "couple of": 2}

# Capitals only: "may" and "march" in small letters are verbs.
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_LONG_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:][0-9])"
_YEAR = r"(?:1[5-9][0-9]{2}|20[0-9]{2})(?![\w%]|[.,:/][0-9])"
_PART = r"(?:[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he )?(?:start|beginning|middle|end) of|[Ee]arlier in|[Ll]ater in)"
_DASH = r"[-–—]"
_OPEN = r"(?<![\w$€£#.,/-])"
_COUNT = r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)"
_LENGTH = r"(?:day|week|month|year|decade)"


def month_days(year: int | None, month: int) -> Days:
    """First and last day of a month; without a year in the truncated form "--06-01"."""
    if year is None:
        return f"--{month:02}-01", f"--{month:02}-{monthrange(2024, month)[1]:02}"
    return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def _year_days(year: int) -> Days:
    return f"{year:04}-01-01", f"{year:04}-12-31"


def _nearest_year(month: int, day: int, anchor: dt.date, ahead: bool) -> int:
    """The year that puts the day nearest to the anchor; days to come (days gone by, where `ahead`) count double."""

    def distance(year: int) -> float:
        days = (dt.date(year, month, min(day, monthrange(year, month)[1])) - anchor).days
        return abs(days) * (2 if (days > 0) != ahead else 1)

    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= year <= 9998]
    return min(years, key=distance)


def _day(piece: str) -> int:
    return int(re.sub(r"\D", "", piece))


def _month(piece: str) -> int:
    return MONTHS[piece.lower().rstrip(".")]


def _one_day(year: int | None, month: int, day: int) -> str | None:
    if day > monthrange(year or 2024, month)[1]:
        return None
    return f"--{month:02}-{day:02}" if year is None else f"{year:04}-{month:02}-{day:02}"


def _read_day(match: re.Match[str], anchor: dt.date | None, ahead: bool) -> Days | None:
    month, day, end = _month(match["month"]), _day(match["day"]), match["end"]
    year = int(match["year"]) if match["year"] else None
    if year is None and anchor is not None:
        year = _nearest_year(month, day, anchor, ahead)
    first, last = _one_day(year, month, day), _one_day(year, month, _day(end) if end else day)
    if first is None or last is None or first > last:
        return None
    return first, last


def _read_iso(match: re.Match[str], _anchor: dt.date | None, _ahead: bool) -> Days | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    found = _one_day(year, month, day) if 1 <= month <= 12 and day else None
    return (found, found) if found else None


def _read_slashes(match: re.Match[str], _anchor: dt.date | None, _ahead: bool) -> Days | None:
    """Day and month are told apart only by size; when both could be either, the year alone is known."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a == b or (a > 12 >= b >= 1) or (b > 12 >= a >= 1):
        day, month = (a, b) if a > 12 else (b, a)
        found = _one_day(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
        return (found, found) if found else None
    return _year_days(year) if 1 <= a <= 12 and 1 <= b <= 12 else None


def _part(days: Days, part: str | None) -> Days:
    """A third of a month or year, generously: early 2016 is January to April, mid-June the 10th to the 20th."""
    part = (part or "").lower()
    if not part or days[0].startswith("W") or "P" in days[0]:
        return days
    stem_first, stem_last = days[0][:-2], days[1][:-2]
    early, mid = ("early", "earlier", "start", "beginning"), ("mid", "middle")
    which = 0 if any(word in part for word in early) else 1 if any(word in part for word in mid) else 2
    if stem_first == stem_last:
        first, last = (("01", "12"), ("10", "20"), ("20", days[1][-2:]))[which]
        return stem_first + first, stem_last + last
    if days[0][:4] != days[1][:4]:
        decade = int(days[0][:4])
        low, high = ((0, 3), (3, 7), (6, 9))[which]
        return _year_days(decade + low)[0], _year_days(decade + high)[1]
    year = days[0][:4]
    first, last = (("01-01", "04-30"), ("04-01", "09-30"), ("09-01", "12-31"))[which]
    return f"{year}-{first}", f"{year}-{last}"


def _read_month(match: re.Match[str], anchor: dt.date | None, ahead: bool) -> Days | None:
    month, step = _month(match["month"]), (match["step"] or "").lower()
    year = int(match["year"]) if match["year"] else None
    if year is None and anchor is not None:
        year = _nearest_year(month, 15, anchor, ahead or step == "next")
        if step == "last" and (year, month) >= (anchor.year, anchor.month):
            year -= 1
    return _part(month_days(year, month), match["part"])


def _read_months(match: re.Match[str], anchor: dt.date | None, ahead: bool) -> Days | None:
    left, right = _month(match["from"]), _month(match["month"])
    year = int(match["year"]) if match["year"] else None
    if year is None and anchor is not None:
        year = _nearest_year(right, 15, anchor, ahead)
    start = int(match["start"]) if match["start"] else year
    if year is None or start is None:
        return month_days(None, left)[0], month_days(None, right)[1]
    return month_days(start - (left > right and not match["start"]), left)[0], month_days(year, right)[1]


def _read_year(match: re.Match[str], _anchor: dt.date | None, _ahead: bool) -> Days | None:
    return _part(_year_days(int(match["year"])), match["part"])


def _read_years(match: re.Match[str], _anchor: dt.date | None, _ahead: bool) -> Days | None:
    start, end = int(match["start"]), match["year"]
    stop = int(end) if len(end) == 4 else start - start % 100 + int(end)
    return (_year_days(start)[0], _year_days(stop)[1]) if start < stop else None


def _read_decade(match: re.Match[str], _anchor: dt.date | None, _ahead: bool) -> Days | None:
    text = match["decade"]
    decade = int(text) if len(text) == 4 else (1900 if int(text) >= 30 else 2000) + int(text)
    return _part((_year_days(decade)[0], _year_days(decade + 9)[1]), match["part"])


_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4, "final": 4}


def _read_quarter(match: re.Match[str], anchor: dt.date | None, ahead: bool) -> Days | None:
    number, half = _ORDINALS[match["number"].lower()], match["unit"].lower() in ("half", "h")
    year = int(match["year"]) if match["year"] else None
    months = 6 if half else 3
    if half and number > 2:
        return None
    left, right = months * (number - 1) + 1, months * number
    if year is None and anchor is not None:
        year = _nearest_year(left, 15, anchor, ahead)
    return month_days(year, left)[0], month_days(year, right)[1]


def _read_season(match: re.Match[str], anchor: dt.date | None, ahead: bool) -> Days | None:
    """Northern seasons in whole months; "winter 2019" may be either winter that 2019 has a part in."""
    left, right = _SEASONS[match["season"].lower()]
    step = (match["step"] or "").lower()
    year = int(match["year"]) if match["year"] else None
    if year is None:
        if anchor is None:
            return None if step else (month_days(None, left)[0], month_days(None, right)[1])
        year = _nearest_year(left, 15, anchor, ahead or step == "next")
        if step == "last" and (year, left) >= (anchor.year, anchor.month):
            year -= 1
    if left > right:
        return month_days(year - bool(match["year"]), left)[0], month_days(year + 1, right)[1]
    return month_days(year, left)[0], month_days(year, right)[1]


def _read_weekday(match: re.Match[str], anchor: dt.date | None, ahead: bool) -> Days | None:
    number, step = WEEKDAYS[match["weekday"].lower()], (match["step"] or "").lower()
    if anchor is None:
        return f"W-{number}", f"W-{number}"
    back = (anchor.isoweekday() - number) % 7
    if step == "last":
        back = back or 7
    elif step in ("next", "coming") or (ahead and back):
        back = back - 7
    day = anchor - dt.timedelta(days=back)
    return day.isoformat(), day.isoformat()


_DAY_WORDS: Final = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "last night": -1, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "overnight": 0, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip


def _read_day_word(match: re.Match[str], anchor: dt.date | None, _ahead: bool) -> Days | None:
    return _shifted(anchor, _DAY_WORDS[re.sub(r"\s+", " ", match["word"].lower())], "day")


def _shifted(anchor: dt.date | None, count: int, unit: str, from_day: bool = False) -> Days | None:
    """The calendar day, week, month, year or decade `count` units from the anchor's; `from_day` counts from its day."""
    if anchor is None:
        letter = {"day": "D", "week": "W", "month": "M", "quarter": "M", "year": "Y", "decade": "Y", "weekend": "W"}[
            unit
        ]
        size = abs(count) * {"quarter": 3, "decade": 10}.get(unit, 1)
        text = f"{'-' if count < 0 else ''}P{size}{letter}" + ("/6" if unit == "weekend" else "")
        return text, text
    try:
        return _calendar_unit(anchor, count, unit, from_day)
    except (ValueError, OverflowError):
        return None


def _calendar_unit(anchor: dt.date, count: int, unit: str, from_day: bool) -> Days:
    if unit == "day":
        day = anchor + dt.timedelta(days=count)
        return day.isoformat(), day.isoformat()
    if unit in ("week", "weekend"):
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=count)
        if unit == "weekend":
            return (monday + dt.timedelta(days=5)).isoformat(), (monday + dt.timedelta(days=6)).isoformat()
        if from_day:
            day = anchor + dt.timedelta(weeks=count)
            return (day - dt.timedelta(days=3)).isoformat(), (day + dt.timedelta(days=3)).isoformat()
        return monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat()
    if unit in ("month", "quarter"):
        months = anchor.year * 12 + anchor.month - 1
        if unit == "month":
            start = end = months + count
        else:
            start = months - months % 3 + 3 * count
            end = start + 2
        first, last = month_days(start // 12, start % 12 + 1)[0], month_days(end // 12, end % 12 + 1)[1]
        return dt.date.fromisoformat(first).isoformat(), dt.date.fromisoformat(last).isoformat()
    year = anchor.year + count * (10 if unit == "decade" else 1)
    span = (year - year % 10, year - year % 10 + 9) if unit == "decade" and not from_day else (year, year)
    return dt.date(span[0], 1, 1).isoformat(), dt.date(span[1], 12, 31).isoformat()


def _read_ago(match: re.Match[str], anchor: dt.date | None, _ahead: bool) -> Days | None:
    count = int(match["count"]) if match["count"].isdigit() else _NUMBERS[match["count"].lower()]
    return _shifted(anchor, -count, match["unit"].lower(), from_day=True)


_STEPS: Final = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def _read_step(match: re.Match[str], anchor: dt.date | None, _ahead: bool) -> Days | None:
    days = _shifted(anchor, _STEPS[match["step"].lower()], match["unit"].lower())
    part = (match["part"] or "").lower()
    if days is None or anchor is None:
        return days
    if part.startswith("earlier"):
        return days[0], min(days[1], max(days[0], anchor.isoformat()))
    if part.startswith("later"):
        return max(days[0], min(days[1], anchor.isoformat())), days[1]
    return _part(days, part) if match["unit"].lower() in ("month", "year", "decade") else days


def _read_past(match: re.Match[str], anchor: dt.date | None, _ahead: bool) -> Days | None:
    """ "the past two years": from then up to the anchor."""
    count = _NUMBERS.get((match["count"] or "one").lower()) or int(match["count"])
    days = _shifted(anchor, -count, match["unit"].lower(), from_day=True)
    if days is None or anchor is None:
        return (days[0], "P0D") if days else None
    return days[0], anchor.isoformat()


_WORD_YEAR = rf"(?:,? (?:of )?(?P<year>{_YEAR}))?"
PATTERNS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"{_OPEN}(?P<year>[12][0-9]{{3}})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])", _read_iso),
        (rf"{_OPEN}(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])/(?P<year>[12][0-9]{{3}})(?![\w/])", _read_slashes),
        (
            rf"(?<!\w)(?P<month>{_MONTH}) ?(?P<day>{_DAY})(?:(?: ?{_DASH} ?| to | and | through )(?P<end>{_DAY}))?"
            rf"(?:,? (?P<year>{_YEAR}))?",
            _read_day,
        ),
        (
            rf"{_OPEN}(?:the )?(?P<day>{_DAY})(?:(?: ?{_DASH} ?| to | and )(?P<end>{_DAY}))? (?:of )?"
            rf"(?P<month>{_MONTH})(?!\w| ?[0-9]{{1,2}}(?![0-9]))"
            rf"(?:,? (?P<year>{_YEAR}))?",
            _read_day,
        ),
        (
            rf"(?<!\w)(?P<from>{_MONTH})(?: (?P<start>{_YEAR}))?(?: to | and | through | until | ?{_DASH} ?)"
            rf"(?P<month>{_MONTH})(?!\w)"
            rf"{_WORD_YEAR}(?! ?[0-9])",
            _read_months,
        ),
        (
            rf"(?<!\w)(?:(?P<part>{_PART})[- ])?(?:(?P<step>[Ll]ast|[Tt]his|[Nn]ext) )?"
            rf"(?P<month>{_MONTH})(?!\w){_WORD_YEAR}",
            _read_month,
        ),
        (
            rf"{_OPEN}(?:[Tt]he )?(?P<number>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|final)[- ]"
            r"(?P<unit>quarter|half)(?!\w)"
            rf"(?:(?: of)?(?: fiscal)? (?P<year>{_YEAR}))?",
            _read_quarter,
        ),
        (rf"{_OPEN}(?P<unit>[QH])(?P<number>[1-4])(?:(?: of)?(?: FY)? ?(?P<year>{_YEAR}))?(?!\w)", _read_quarter),
        (
            rf"{_OPEN}(?:[Tt]he )?(?:(?P<step>[Ll]ast|[Tt]his|[Nn]ext) )?"
            r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?!\w)"
            rf"(?:(?: of)? (?P<year>{_YEAR}))?",
            _read_season,
        ),
        (
            rf"{_OPEN}(?P<start>{_YEAR[: _YEAR.index(')') + 1]})"
            rf"(?: to | and | through | until |{_DASH})(?P<year>{_YEAR}|[0-9]{{2}})(?![\w%])",
            _read_years,
        ),
        (
            rf"(?<![\w$€£.,])(?:(?P<part>{_PART})[- ](?:the )?)?[’']?"
            r"(?P<decade>(?:1[5-9]|20)[0-9]0|[2-9]0)['’]?s(?!\w)",
            _read_decade,
        ),
        (rf"(?<![\w$€£#.,/-])(?:(?P<part>{_PART})[- ])?(?P<year>{_YEAR})", _read_year),
        (rf"(?<!\w)(?P<part>[Mm]id)-(?P<year>{_YEAR})", _read_year),
        (
            r"(?<!\w)(?:(?P<step>[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming|[Pp]ast) )?"
            r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\w|s\b)",
            _read_weekday,
        ),
        (
            r"(?i:(?<!\w)(?P<word>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|"
            r"last night|"
            r"this morning|this afternoon|this evening)(?!\w|['’]s world))",
            _read_day_word,
        ),
        (rf"(?i:{_OPEN}(?P<count>{_COUNT}) (?P<unit>{_LENGTH})s? ago(?!\w))", _read_ago),
        (
            r"(?i:(?<!\w)(?:(?P<part>early|late|earlier|later|the end of|the start of|the beginning of|end of) )?"
            r"(?P<step>last|this|next|previous|coming) (?P<unit>weekend|week|month|quarter|year|decade)(?!\w))",
            _read_step,
        ),
        (rf"(?i:(?<!\w)(?:the )?(?:past|last) (?:(?P<count>{_COUNT}) )?(?P<unit>{_LENGTH})s?(?!\w))", _read_past),
    )
)
_TRIGGER = re.compile(
    rf"[0-9]|(?<!\w){_LONG_MONTH}|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.|day\b|[Yy]ester|to(?:night|morrow)|\bago\b"
    r"|[Ll]ast |[Tt]his |[Nn]ext |[Pp]ast |[Cc]oming |[Pp]revious |quarter|half"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"
)


def candidates(text: str, anchor: dt.date | None, ahead: Callable[[int], bool]) -> Iterator[tuple[int, int, Days]]:
    """Every stretch that reads as a date, with its days; stretches may overlap. `ahead`: does it look forward?"""
    if _TRIGGER.search(text) is None:
        return
    for pattern, reader in PATTERNS:
        for match in pattern.finditer(text):
            days = reader(match, anchor, anchor is not None and ahead(match.start()))
            if days is not None:
                yield match.start(), match.end(), days
