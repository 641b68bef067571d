"""Times of day: "18:40", "7.40 pm", "shortly before six o'clock", "noon"; compared where the other words are alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from factcheck.facts.wording import content_stems, overlap
from factcheck.types import Finding, Kind, Statement

_HOURS: Final = {
    word: hour for hour, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_DAY: Final = 24 * 60
_HALF: Final = 12 * 60
_LOOSELY: Final = 30
"""Minutes that "about", "shortly before" or "just after" leave open."""
_TIME: Final = re.compile(
    rf"""(?P<loose>\b(?:about|around|roughly|approximately|nearly|almost
         |(?:shortly|just|soon|a[ ]little|long)[ ](?:before|after|past))[ ]+)?
    (?:(?P<named>\b(?:noon|midday|midnight)\b)
    |(?<![\d$€£.:,-])(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?|\b(?P<word>{"|".join(_HOURS)})\b)
      (?:[ ]?(?P<half>[ap])\.?m\b\.?|[ ]?(?P<clock>o['’]clock)\b)?(?![\d%]|[.,:]\d))
    (?:[ ](?:in[ ]the[ ]|this[ ]|on[ ][A-Z][a-z]+[ ])?(?P<part>morning|afternoon|evening|night)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_PERHAPS: Final = re.compile(r"\d[:.]\d|[\w ][ap]\.?m\b|clock|noon|midday|midnight", re.IGNORECASE)
"""Without any of these a text has no time of day; quicker than the whole pattern."""
_ALIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; offsets are within the text."""

    text: str
    start: int
    end: int
    minutes: int
    """Since midnight; since midnight or noon, whichever it is, where `either`."""
    either: bool
    """Whether the words leave open if it is before or after noon."""
    loose: bool


@lru_cache(maxsize=16384)
def times_of_day(text: str) -> tuple[Clock, ...]:
    """Every time of day that is written as one: with minutes, "am", "o'clock" or by name.

    >>> [(c.text, c.minutes) for c in times_of_day("The ferry left at 7.40 pm, not at noon.")]
    [('7.40 pm', 1180), ('noon', 720)]
    """
    if _PERHAPS.search(text) is None:
        return ()
    found = []
    for match in _TIME.finditer(text):
        if (minutes := _minutes(match, text)) is None:
            continue
        loose, either = bool(match["loose"]), _either(match)
        words = match.group().strip()
        found.append(Clock(words, match.start(), match.end(), minutes % (_HALF if either else _DAY), either, loose))
    return tuple(found)


def _minutes(match: re.Match[str], text: str) -> int | None:
    """Minutes since midnight; None for a figure that is no time."""
    if match["named"]:
        return 0 if match["named"].lower() == "midnight" else _HALF
    colon = match["minute"] and text[match.end("hour")] == ":"
    if not (colon or match["half"] or match["clock"]):
        return None
    hour = int(match["hour"]) if match["hour"] else _HOURS[match["word"].lower()]
    afternoon = (match["half"] or "").lower() == "p" or (match["part"] or "").lower() in ("afternoon", "evening")
    if hour == 12 and (match["half"] or "").lower() == "a":
        hour = 0
    elif hour < 12 and afternoon:
        hour += 12
    return hour * 60 + int(match["minute"] or 0)


def _either(match: re.Match[str]) -> bool:
    """ "Seven o'clock" and "7:40" may be either; "07:40" and "13:40" are of a 24-hour clock."""
    if match["named"] or match["half"] or match["part"]:
        return False
    return not match["hour"] or (int(match["hour"]) <= 12 and not match["hour"].startswith("0"))


def same_time(left: Clock, right: Clock) -> bool:
    """Whether two times of day can be one."""
    cycle = _HALF if left.either or right.either else _DAY
    apart = abs(left.minutes - right.minutes) % cycle
    return min(apart, cycle - apart) <= (_LOOSELY if left.loose or right.loose else 0)


def unsupported_times(premise: Statement, hypothesis: Statement) -> list[str]:
    """Times of day of the hypothesis that none of the premise's can be."""
    known = times_of_day(premise.text)
    return [c.text for c in times_of_day(hypothesis.text) if not any(same_time(k, c) for k in known)]


def compare_clocks(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """One time of day on each side, and the same words beside them: it is one time, or the two conflict."""
    left, right = times_of_day(premise.text), times_of_day(hypothesis.text)
    if len(left) != 1 or len(right) != 1:
        return []
    rest = [s.text[: c.start] + s.text[c.end :] for s, c in ((premise, left[0]), (hypothesis, right[0]))]
    if overlap(*rest) < _ALIKE or min(len(content_stems(text)) for text in rest) < 2:
        return []
    one, other = left[0].text, right[0].text
    if same_time(left[0], right[0]):
        return [Finding(Kind.DATE, "agrees", f"“{one}” fits “{other}”.", 0.6)]
    return [Finding(Kind.DATE, "conflicts", f"One says “{one}”, the other “{other}”.", 0.8)]
