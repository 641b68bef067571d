"""Arithmetic that links figures: stake x value = price, parts = whole."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from factcheck.types import Finding, Kind, Quantity, Statement

TOLERANCE: Final = 0.10
"""How far, as a share, a derived figure may lie from a printed one and still hold: both are usually rounded."""


def money_text(value: float, unit: str = "USD") -> str:
    """A figure as newsrooms print it: 14.8e9 -> "$14.8 billion"."""
    sign = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}.get(unit, "")
    for scale, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= scale:
            return f"{sign}{value / scale:.3g}{word}" + ("" if sign else f" {unit}")
    return f"{sign}{value:,.0f}" + ("" if sign else f" {unit}")


def _of_role(quantities: tuple[Quantity, ...], kind: str, *roles: str) -> Quantity | None:
    return next((q for q in quantities if q.kind == kind and q.role in roles), None)


def _bare(value: float) -> str:
    return f"{value / 1e9:.3g}" if value >= 1e9 else f"{value / 1e6:.3g}" if value >= 1e6 else f"{value:,.0f}"


_STAKE_VALUED: Final = re.compile(
    r"\b(?:stake|share|holding|part) (?:in|of) [^,;.]{2,60}?(?:,| (?:is|was)) (?:which is |now )?(?:valued|worth)\b"
)


def stake_and_value(
    deal: tuple[Quantity, ...], other: tuple[Quantity, ...], other_text: str, *, turned: bool = False
) -> Finding | None:
    """The price of a stake in one statement against a value in the other.

    A price p for a share s implies a whole of p / s. Where the other text gives the value of the whole, the two are
    linked, not opposed; where its words leave open whether the stake or the whole is valued, the plain reading opposes
    the price, and the finding says under which reading the two agree. None where the roles do not fit. `turned` tells
    that the deal is the second of the two statements, for the order of the words.
    """
    price = _of_role(deal, "money", "price", "investment")
    share = _of_role(deal, "percent", "stake")
    value = _of_role(other, "money", "valuation")
    if price is None or value is None or price.unit != value.unit or not price.value or not value.value:
        return None
    ambiguous = _STAKE_VALUED.search(other_text) is not None
    given, named = money_text(price.value, price.unit), money_text(value.value, value.unit)
    if share is None or not 0 < share.value < 100:
        return None
    whole = price.value / (share.value / 100)
    gap = whole / value.value - 1
    apart = f"{abs(gap):.0%} {'above' if gap > 0 else 'below'} {_bare(value.value)}"
    sum_text = f"{_bare(price.value)} / {share.value / 100:g} = {_bare(whole)}, {apart}"
    holds = abs(gap) <= TOLERANCE
    if ambiguous and _differ(price, value):
        sides = f"One puts the {share.value:g}% stake at {given}, the other speaks of a stake valued at {named}"
        if turned:
            sides = f"One speaks of a stake valued at {named}, the other puts the {share.value:g}% stake at {given}"
        reading = f"if {named} is the value of the whole company ({sum_text})."
        end = f"they agree only {reading}" if holds else f"and they do not fit even {reading}"
        return Finding(Kind.NUMBER, "conflicts", f"{sides}; {end}", 0.85, derived=True)
    if holds:
        parts = f"{given} is the price of {share.value:g}%, {named} the value of the whole"
        return Finding(Kind.NUMBER, "linked", f"{parts}, and the two fit: {sum_text}.", 0.9, derived=True)
    parts = f"{given} for {share.value:g}% and a whole valued at {named}"
    return Finding(Kind.NUMBER, "conflicts", f"{parts} do not fit: {sum_text}.", 0.75, derived=True)


def _differ(left: Quantity, right: Quantity) -> bool:
    return left.high < right.low or right.high < left.low


_MOST_PARTS: Final = 3
_JOINED: Final = re.compile(
    r"(?: of (?:the |its |their )?[a-z]+)?(?:,? (?:this|next|last) (?:year|month|week|quarter))?"
    r"(?: (?:to|for|in|from|with|at) (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,2})?(?:,|,? and|,? plus)\s+$"
)
"""What stands between the parts of a sum: no verb, and at most where or when each is."""
_OLDER: Final = re.compile(r"\b(?:from|than) $")


def parts_and_whole(statement: Statement, whole: Quantity) -> Finding | None:
    """Two or three figures that one statement lists and that add up to one of the other; None where none do.

    The parts are of the kind, unit and role of the whole, count the same where they say what, and follow one another
    with no verb between.
    """
    if whole.kind not in ("count", "money") or whole.relation not in "=~":
        return None
    like = [q for q in statement.quantities if _may_be_part(q, whole) and not _OLDER.search(statement.text[: q.start])]
    like.sort(key=lambda q: q.start)
    for number in range(2, _MOST_PARTS + 1):
        for some in zip(*(like[at:] for at in range(number)), strict=False):
            joined = all(_JOINED.fullmatch(statement.text[a.end : b.start]) for a, b in pairwise(some))
            if joined and sum(q.low for q in some) <= whole.high and whole.low <= sum(q.high for q in some):
                words = " and ".join(f"“{q.text}”" for q in some)
                return Finding(Kind.NUMBER, "linked", f"{words} make “{whole.text}”.", 0.6, derived=True)
    return None


def _may_be_part(quantity: Quantity, whole: Quantity) -> bool:
    counted = not quantity.of or not whole.of or quantity.of == whole.of
    same = (quantity.kind, quantity.unit, quantity.role) == (whole.kind, whole.unit, whole.role)
    return counted and same and quantity.relation in "=~" and 0 < quantity.value < whole.value
