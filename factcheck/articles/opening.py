"""What the opening lines of a plain text say of the article: its headline and its date."""

from __future__ import annotations

import re
from datetime import date

from factcheck.articles.cleaning import headline_line, opening_lines
from factcheck.articles.records import usable

_OPENING = 64 * 1024
_LONGEST_TITLE = 160
_MOST_WORDS = 25
_HEADING = re.compile(r"#{1,2}\s+(.+?)\s*#*")
_NUMBERING = re.compile(r"^(?:\d{1,2}\ufe0f?\u20e3|[\u2460-\u2473]|\U0001f51f)+\s*")
_STOPS = ".,;:\u3002\u06d4\u0964"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DATES = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{_MONTH}),?\s+(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
)


def guess_title(text: str, markdown: bool = False) -> str:
    """The opening line when it reads like a headline: short, no full stop at its end, with text after it."""
    line = headline_line(text[:_OPENING])
    if line is None:
        return ""
    heading = _HEADING.fullmatch(line)
    title = heading.group(1) if heading else line
    if markdown:
        title = title.strip("*_ ")
    title = _NUMBERING.sub("", title).strip()
    after = text[text.index(line) + len(line) :]
    fits = len(title) <= _LONGEST_TITLE and len(title.split()) <= _MOST_WORDS and any(map(str.isalpha, title))
    reads = heading is not None or (title[-1:] not in _STOPS and title[:2] not in ("- ", "* ", "• "))
    return usable(title) if fits and reads and after.strip() else ""


def guess_date(text: str) -> str | None:
    """The day a dateline among the opening lines names ("Published 3 March 2024"), ISO 8601.

    Only lines that hold nothing but a date, a byline and the like count, and only dates that can be read one way.
    """
    for reason, line in opening_lines(text[:_OPENING]):
        if reason in ("date line", "byline", "reading time") and (found := _day(line)):
            return found
    return None


def _day(line: str) -> str | None:
    for pattern in _DATES:
        found = pattern.search(line)
        if found is None:
            continue
        month = found["m"]
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        try:
            return date(int(found["y"]), number, int(found["d"])).isoformat()
        except ValueError:
            continue
    return None
