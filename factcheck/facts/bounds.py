"""Words that bound a figure ("more than", "nearly", "or so") and the law that turns a figure into an interval.

The law, for a figure v whose last written digit stands for the unit s ("14.8 billion": s = 0.1e9):

| wording | relation | low | high |
|---|---|---|---|
| plain, and counted one by one (people, homes, votes, ages, unscaled money) | = | v | v |
| plain, and measured or scaled (14.8 billion, 49%, 3.2 km, two weeks) | = | v - s/2 | v + s/2 |
| about, around, roughly, some, or so | ~ | v - d | v + d |
| a fraction in words (half, a third, one in five) | = | 0.93 v | 1.07 v |
| nearly, almost, close to | ~ | 0.9 v | v |
| just under | < | 0.95 v | v |
| just over | > | v | 1.1 v |
| more than, over (v left out); at least, or more, v-plus (v taken in) | > | v | infinity |
| less than, under (v left out); at most, up to, as much as (v taken in) | < | 0 | v |
| from a to b, between a and b, a-b | range | a | b |
| hundreds of, multi-billion | range | the scale | what the word can stretch to |

There d is the larger of 7% of v and half the unit of its last significant digit, at most 25% of v.
"Nearly", "under" and "up to" a negative figure are left as written, with low and high in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.facts.numerals import Token, lower_at

INFINITY = float("inf")
_ABOUT = 0.07
_WIDEST_ABOUT = 0.25
STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Bound:
    """What a bounding word does: `sign` (>, <, ~, =, nearly, just over, just under); `strict` leaves v itself out."""

    sign: str
    strict: bool = False


def _phrases(rows: dict[Bound, str]) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): bound for bound, phrases in rows.items() for phrase in phrases.split("|")}


BEFORE = _phrases(
    {
        Bound(">", True): (
            "more than|over|above|exceeding|exceeds|exceeded|exceed|in excess of|greater than|"
            "higher than|larger than|longer than|older than|upwards of|upward of|well over|well above|"
            "beyond|surpassing|surpassed|topping|north of|better than|bigger than|heavier than|"
            "far more than|well more than|much more than|older than|taller than|>|significantly more than"
        ),
        Bound(">"): (
            "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|"
            "minimum|starting at|starts at|≥"
        ),
        Bound("<", True): (
            "less than|fewer than|under|below|lower than|smaller than|shorter than|younger than|"
            "well under|well below|short of|south of|far fewer than|far less than|<"
        ),
        Bound("<"): (
            "up to|at most|no more than|not more than|as much as|as many as|as high as|as long as|"
            "a maximum of|maximum of|no longer than|no greater than|no higher than|within|to within|"
            "capped at|≤"
        ),
        Bound("~"): (
            "about|around|roughly|approximately|some|an estimated|estimated|estimated at|circa|~|≈|"
            "somewhere around|in the region of|on the order of|of the order of|approx|approx .|"
            "in the neighborhood of|in the neighbourhood of|an approximate|ca .|a reported|at around|"
            "aproximately"
        ),
        Bound("nearly"): "nearly|almost|close to|approaching|not quite|virtually|close on|near",
        Bound("just under"): (
            "just under|just below|slightly less than|slightly under|slightly fewer than|a little less than|"
            "a little under|just short of|a shade under|slightly below|just less than|just shy of"
        ),
        Bound("just over"): (
            "just over|just above|slightly more than|slightly over|slightly above|a little more than|"
            "a little over|just more than|a bit more than|a shade over"
        ),
        Bound("="): ("exactly|precisely|only|just|a total of|a further|a record|a mere|an additional|another|merely"),
    }
)
_AFTER = _phrases(
    {
        Bound(">"): (
            "or more|or above|or over|or higher|or older|or longer|- plus|plus|+|at least|and over|"
            "and above|and up|and older|or greater"
        ),
        Bound("<"): "or less|or fewer|or under|or below|at most|or younger|or lower|and under|maximum",
        Bound("~"): "or so|or thereabouts|- odd|- ish|more or less|give or take",
    }
)
_ENDS = frozenset(phrase[-1] for phrase in BEFORE)
_AFTER_STARTS = frozenset(phrase[0] for phrase in _AFTER)
_LONGEST = max(len(phrase) for phrase in BEFORE)
_ABOUT_WHAT = frozenset(
    "charged manslaughter protest protests row dispute anger criticism sued concern concerns lawsuit fears "
    "arrested trial guilty outrage questioned jailed".split()
)
_MOVING = frozenset("rose rise rises went go goes shot".split())
_TAKING = frozenset("take takes took taken taking last lasts lasted lasting spent spend wait waited for".split())


def bound_before(tokens: list[Token], i: int, kind: str) -> tuple[Bound, int] | None:
    """The bounding words that end just before token `i`: (bound, their first token)."""
    if lower_at(tokens, i - 1) not in _ENDS or tokens[i].start - tokens[i - 1].end > 1:
        return None
    for size in range(min(_LONGEST, i), 0, -1):
        words = tuple(token.lower for token in tokens[i - size : i])
        if words in BEFORE:
            if _is_preposition(words, lower_at(tokens, i - size - 1), kind):
                return None
            return BEFORE[words], i - size
    return None


def _is_preposition(words: tuple[str, ...], before: str, kind: str) -> bool:
    """ "spread over three hours", "charged over nine deaths", "was revised up to 371,000": these bound nothing."""
    if words == ("up", "to"):
        return before.endswith("ed") or before in _MOVING
    if words == ("over",) and before in _ABOUT_WHAT:
        return True
    return kind == "duration" and words[0] in ("over", "within", "under") and before not in _TAKING


def bound_after(tokens: list[Token], i: int) -> tuple[Bound, int] | None:
    """The bounding words from token `i`: (bound, token after them)."""
    if lower_at(tokens, i) not in _AFTER_STARTS:
        return None
    for size in (3, 2, 1):
        bound = _AFTER.get(tuple(token.lower for token in tokens[i : i + size]))
        if bound is not None and i + size <= len(tokens):
            return bound, i + size
    return None


def interval(value: float, margin: float, significant: float, bound: Bound | None) -> tuple[str, float, float]:
    """Relation, low and high of a figure: `margin` is what its writing leaves open to each side, `significant` the unit
    of its last significant digit."""
    size = abs(value)
    sign = bound.sign if bound is not None else "="
    if sign == ">":
        return ">", value, INFINITY
    if sign == "<":
        return "<", min(0.0, value), value
    if sign == "~":
        about = min(max(_ABOUT * size, significant / 2), _WIDEST_ABOUT * size)
        return "~", value - about, value + about
    if sign == "nearly":
        return "~", value - 0.1 * size, value
    if sign == "just under":
        return "<", value - 0.05 * size, value
    if sign == "just over":
        return ">", value, value + 0.1 * size
    return "=", value - margin, value + margin
