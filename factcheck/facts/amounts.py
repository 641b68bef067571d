"""Amounts: a number with the currency or unit written before or after it, and its rate ("a share", "per day")."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from factcheck.facts import special_quantities as special
from factcheck.facts.currencies import prefix_currency, suffix_currency
from factcheck.facts.numerals import Numeral, Token, glued, lower_at, read_numeral
from factcheck.facts.units import DENOMINATORS, Unit, read_unit

COUNT = Unit("", "count")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, over the tokens `first` to `last` (exclusive)."""

    numeral: Numeral
    unit: Unit
    first: int
    last: int

    @property
    def value(self) -> float:
        return self.numeral.value * self.unit.factor


def read_amount(tokens: list[Token], i: int, free: int) -> Amount | None:
    """The number at token `i` with the currency or unit before or after it."""
    prefix = prefix_currency(tokens, i)
    prefix = None if prefix is not None and prefix[1] < free else prefix
    numeral = read_numeral(tokens, i, prefix is not None or suffix_currency(tokens, i + 2) is not None)
    if numeral is None or not math.isfinite(numeral.value):
        return None
    first, last = i, numeral.last
    if prefix is not None:
        code, first, factor = prefix
        unit = Unit(code, "money", factor)
        repeated = suffix_currency(tokens, last)
        if repeated is not None and lower_at(tokens, repeated[1] - 1) in ("dollars", "dollar", "euros", "pounds"):
            last = repeated[1]
        return _rate(tokens, Amount(numeral, unit, first, last))
    named = _named_unit(tokens, numeral)
    if named is None:
        return Amount(numeral, COUNT, first, last)
    unit, last = named
    if unit.kind == "money" and lower_at(tokens, last) in ("million", "billion", "trillion"):
        scale = {"million": 1e6, "billion": 1e9, "trillion": 1e12}[tokens[last].lower]
        unit, last = replace(unit, factor=unit.factor * scale), last + 1
        numeral = replace(numeral, scaled=True)
    if i > 0 and tokens[i - 1].text in "-−" and unit.name in ("°C", "°F", "degree", "%"):
        sign = (
            (glued(tokens, i) and not glued(tokens, i - 1))
            or (i == 1)
            or (unit.name != "%" and tokens[i - 2].kind == "w")
        )
        if sign:
            numeral, first = replace(numeral, value=-numeral.value), i - 1
    return _rate(tokens, Amount(numeral, unit, first, last))


def _named_unit(tokens: list[Token], numeral: Numeral) -> tuple[Unit, int] | None:
    j = numeral.last
    money = suffix_currency(tokens, j)
    if (
        money is not None
        and lower_at(tokens, money[1] - 1) in ("pound", "pounds")
        and special.is_weight(tokens, numeral, money[1])
    ):
        return Unit("lb", "measure"), money[1]
    if money is not None:
        return money
    if numeral.form == "fraction":
        j += 1 if lower_at(tokens, j) == "of" and lower_at(tokens, j + 1) in ("a", "an") else 0
        j += 1 if lower_at(tokens, j) in ("a", "an") else 0
    if lower_at(tokens, j) in _BETWEEN:
        unit = read_unit(tokens, j + 1)
        return unit if unit is not None and unit[0].kind == "duration" else None
    unit = read_unit(tokens, j)
    if (
        unit is not None
        and unit[0].name == "s"
        and lower_at(tokens, j) == "second"
        and numeral.value != 1
        and numeral.form != "fraction"
    ):
        # "a 30-second video" is a time; "two second homes" is not.
        return (
            unit if lower_at(tokens, j - 1) == "-" or lower_at(tokens, j) == "-" or tokens[j - 1].kind == "n" else None
        )
    return unit


# "nine straight years", "10 more weeks"
_BETWEEN = frozenset(
    "straight consecutive more further additional extra full whole long business working calendar other".split()
)


def _rate(tokens: list[Token], amount: Amount) -> Amount:
    """Join "a share", "per barrel", "/day" to the unit; also past "of jet fuel"."""
    joined = denominator(tokens, amount.last)
    if joined is None and lower_at(tokens, amount.last) == "of" and amount.unit.kind in ("measure", "money"):
        for gap in (2, 3, 4):
            if lower_at(tokens, amount.last + gap) in ("a", "per"):
                joined = denominator(tokens, amount.last + gap)
                break
    if joined is None:
        return amount
    name, last = joined
    rate = f"{amount.unit.name}/{name}"
    return replace(amount, unit=Unit("mph" if rate == "mi/h" else rate, "rate", amount.unit.factor), last=last)


def denominator(tokens: list[Token], j: int) -> tuple[str, int] | None:
    k = j + 1 if lower_at(tokens, j) == "-" and lower_at(tokens, j + 1) in ("a", "an", "per") else j
    word = lower_at(tokens, k)
    if word in ("apiece", "each"):
        return "piece", k + 1
    if word not in ("a", "an", "per", "/", "every"):
        return None
    k += 2 if lower_at(tokens, k + 1) == "-" else 1
    name = DENOMINATORS.get(lower_at(tokens, k))
    if name is None or (word == "/" and not glued(tokens, k)):
        return None
    if (
        lower_at(tokens, k + 1) in ("ago", "earlier", "later", "before", "after", "old")
        or lower_at(tokens, k + 1) == "-"
    ):
        return None
    return name, k + 1
