"""Interval arithmetic on quantities: containment, overlap, and how two quantities of the same slot relate.

A rounded figure ends where the next one begins ("14.8 billion" is 14.75 up to but not 14.85 billion). A bound is
left out ("more than 100") or taken in ("at least 100") by its words. Units are converted only where the conversion is
certain (see `factcheck.facts.units.conversion`): no currency into another, no month into days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from factcheck.facts.numerals import tokenize
from factcheck.facts.units import conversion
from factcheck.types import Quantity

EQUAL, COMPATIBLE, FIRST_NARROWER = "equal", "compatible", "first_narrower"
SECOND_NARROWER, DISJOINT, INCOMPARABLE = "second_narrower", "disjoint", "incomparable"
_MIRROR = {FIRST_NARROWER: SECOND_NARROWER, SECOND_NARROWER: FIRST_NARROWER}
_TINY = 1e-9
_TAKEN_IN = frozenset(
    "least fewer less up most many much high long maximum minimum or plus + within capped starting starts ≥ ≤ "
    "and".split()
)
_NUMBER_LIKE = frozenset({"count", "rate", "measure", "money", "percent", "duration", "age"})


@dataclass(frozen=True, slots=True)
class Interval:
    """Real numbers from `low` to `high`; an open end is left out. A single point has both ends equal and closed."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


def interval_of(quantity: Quantity) -> tuple[str, Interval]:
    """The quantity's dimension and its interval in that dimension's base unit."""
    dimension, factor, offset = conversion(quantity.unit)
    low, high = quantity.low * factor + offset, quantity.high * factor + offset
    strict = _is_strict(quantity)
    nearly = quantity.relation == "~" and quantity.high == quantity.value  # "nearly 5,000" takes 5,000 in
    rounded = quantity.relation in ("=", "~") and low < high and not nearly
    low_open, high_open = strict and quantity.relation == ">", rounded or (strict and quantity.relation == "<")
    return dimension, Interval(low, high, low_open, high_open)


def _is_strict(quantity: Quantity) -> bool:
    """Whether the bounding words leave the figure itself out: "more than 100", not "at least 100"."""
    if quantity.relation not in ("<", ">"):
        return False
    words = [token.lower for token in tokenize(quantity.text[:80])]
    if words and words[0] in ("no", "not"):
        return False
    return "than" in words[:4] or not _TAKEN_IN.intersection(words)


def _close(a: float, b: float) -> bool:
    return a == b or (abs(a - b) <= _TINY * max(abs(a), abs(b)) < inf)


def overlaps(a: Interval, b: Interval) -> bool:
    """Whether the two share a number."""
    point_a, point_b = _close(a.low, a.high), _close(b.low, b.high)
    if point_a or point_b:
        return _holds(b, a.low) if point_a else _holds(a, b.low)
    lower, upper = (a, b) if a.low <= b.low else (b, a)
    if _close(lower.high, upper.low):
        return not lower.high_open and not upper.low_open
    return upper.low < lower.high


def _holds(interval: Interval, point: float) -> bool:
    if _close(interval.low, interval.high):
        return _close(point, interval.low) and not (interval.low_open or interval.high_open)
    above = not interval.low_open if _close(point, interval.low) else point > interval.low
    below = not interval.high_open if _close(point, interval.high) else point < interval.high
    return above and below


def contains(outer: Interval, inner: Interval) -> bool:
    """Whether every number of `inner` is in `outer`."""
    low = outer.low_open <= inner.low_open if _close(outer.low, inner.low) else outer.low < inner.low
    high = outer.high_open <= inner.high_open if _close(outer.high, inner.high) else inner.high < outer.high
    return low and high


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether the two are amounts of the same dimension, so that comparing them means something."""
    if (a.kind == "ordinal") != (b.kind == "ordinal"):
        return False
    if {a.kind, b.kind} - _NUMBER_LIKE - {"ordinal"}:
        return False
    if "score" in (a.role, b.role) and a.role != b.role:
        return False
    same_unit = conversion(a.unit)[0] == conversion(b.unit)[0]
    return same_unit and (bool(a.unit) or bool(b.unit) or a.kind == b.kind)


def compare_intervals(a: Quantity, b: Quantity) -> str:
    """How two quantities relate: equal, compatible (they overlap), first_narrower or second_narrower (one lies within
    the other), disjoint, incomparable (different dimensions or currencies).

    Figures written alike are equal whatever their precision: "$14.8 billion" and "$14,800 million". A round figure and
    a bound by it are compatible ("5,000" and "more than 5,000"), as somebody rounded; 65 and "more than 65" are
    disjoint.
    """
    if not comparable(a, b):
        return INCOMPARABLE
    (_, first), (_, second) = interval_of(a), interval_of(b)
    if a.role == b.role == "score":
        return EQUAL if _figures(a) == _figures(b) else DISJOINT
    same_ends = _close(first.low, second.low) and _close(first.high, second.high)
    if same_ends and (first.low_open, first.high_open) == (second.low_open, second.high_open):
        return EQUAL
    if a.relation == b.relation == "=" and _close(_base_value(a), _base_value(b)):
        return EQUAL
    if not overlaps(first, second):
        return COMPATIBLE if at_bound(a, b) and _round(a.value) else DISJOINT
    if contains(second, first):
        return FIRST_NARROWER
    if contains(first, second):
        return SECOND_NARROWER
    return COMPATIBLE


def at_bound(a: Quantity, b: Quantity) -> str | None:
    """The sign of the bound, < or >, where one of the two is bounded by the very figure that the other gives plainly,
    which its words leave out: "$292 million" and "more than $292 million". None otherwise."""
    plain, bound = (a, b) if a.relation == "=" else (b, a)
    if plain.relation != "=" or not _is_strict(bound) or not comparable(a, b):
        return None
    return bound.relation if _close(_base_value(a), _base_value(b)) else None


def _round(value: float) -> bool:
    """Whether a count is likely a round figure: one digit and noughts from 100 on, two and noughts from 1,000 on."""
    digits = f"{abs(value):.0f}".rstrip("0")
    return abs(value) >= 100 and len(digits) <= (2 if abs(value) >= 1000 else 1)


_ATTAINED = re.compile(r"\s*(?:up to|as (?:much|many|high|long|far) as)\b", re.IGNORECASE)


def other_most(a: Quantity, b: Quantity) -> bool:
    """Whether both name the most that there was, and not the same: "up to 30 per cent", "as much as 45 per cent".

    Words that only keep below a bound ("under 50") leave the most open.
    """
    named = all(q.relation == "<" and _ATTAINED.match(q.text) for q in (a, b))
    return named and comparable(a, b) and not _close(_base_value(a), _base_value(b))


def mirrored(relation: str) -> str:
    """The relation of `b` to `a`, given that of `a` to `b`."""
    return _MIRROR.get(relation, relation)


def _base_value(quantity: Quantity) -> float:
    _, factor, offset = conversion(quantity.unit)
    return quantity.value * factor + offset


def _figures(quantity: Quantity) -> list[str]:
    return [token.text for token in tokenize(quantity.text) if token.kind == "n"] or [
        token.lower for token in tokenize(quantity.text)
    ]
