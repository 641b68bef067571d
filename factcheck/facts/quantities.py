"""Quantities of a text as intervals: money, percentages, counts, measures, durations, ages, rates, ordinals.

How a figure becomes an interval is the law in `factcheck.facts.bounds`; what it is about is the table in
`factcheck.facts.roles_of_numbers`. Years, dates, clock times, names ("Boeing 747"), codes
and list marks are no quantities.
"""

from __future__ import annotations

import math
from dataclasses import replace

from factcheck.facts import special_quantities as special
from factcheck.facts.amounts import COUNT, Amount, denominator, read_amount
from factcheck.facts.bounds import Bound, bound_after, bound_before, interval
from factcheck.facts.counted_nouns import counted_noun, measured_noun
from factcheck.facts.currencies import prefix_currency
from factcheck.facts.not_quantities import is_label, is_year, joins_figure, masked_spans
from factcheck.facts.numerals import FRACTION_SIGNS, STARTERS, Numeral, Token, lower_at, read_numeral, tokenize
from factcheck.facts.roles_of_numbers import CHANGE_VERBS, role_of
from factcheck.facts.units import Unit
from factcheck.types import Quantity

_DASHES = frozenset("-–—‑")


def extract_quantities(text: str) -> list[Quantity]:
    """The quantities stated in `text`, in order, their spans disjoint. Takes time linear in the length of the text."""
    tokens = tokenize(text)
    if not any(token.kind == "n" or token.lower in _STARTERS for token in tokens):
        return []
    masks = masked_spans(text)
    found: list[Quantity] = []
    i = mask = free = 0
    while i < len(tokens):
        token = tokens[i]
        while mask < len(masks) and masks[mask][1] <= token.start:
            mask += 1
        if mask < len(masks) and masks[mask][0] <= token.start:
            i += 1
            free = i
            continue
        if token.kind != "n" and token.lower not in _STARTERS:
            i += 1
            continue
        quantity, i = _read(text, tokens, i, free)
        if quantity is not None:
            found.append(quantity)
            free = i
    return _percentage_points(tokens, found)


def _percentage_points(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """Bare "points" are percentage points where the text speaks of percentages and of no index."""
    if not any(q.unit == "point" for q in found):
        return found
    words = {token.lower for token in tokens}
    if (
        not words & {"%", "percent", "percentage", "poll", "polls", "vote", "inflation", "turnout"}
        or words & _INDEX_WORDS
    ):
        return found
    return [replace(q, unit="pp", kind="percent") if q.unit == "point" and q.value < _MOST_POINTS else q for q in found]


_MOST_POINTS = 60
_INDEX_WORDS = frozenset("index dow nasdaq ftse nikkei rebounds assists scored game".split())
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_STARTERS = STARTERS | special.STARTERS | frozenset(_TIMES)


def _read(text: str, tokens: list[Token], i: int, free: int) -> tuple[Quantity | None, int]:
    """The quantity that starts with the number at token `i` and may reach back to `free`; and where to go on."""
    draft = _times(tokens, i) or special.read(tokens, i)
    if draft is not None:
        return _finish(text, tokens, draft, free)
    amount = read_amount(tokens, i, free)
    if amount is None:
        return None, i + 1
    draft = special.read_with_number(tokens, amount.numeral)
    if draft is None:
        draft = _range(tokens, amount, free) or _single(tokens, amount)
    if draft is None:
        return None, amount.last
    return _finish(text, tokens, draft, free)


def _times(tokens: list[Token], i: int) -> special.Draft | None:
    """ "Once a day", "twice every week", like "three times a week"; "once" alone is "formerly"."""
    joined = denominator(tokens, i + 1) if tokens[i].lower in _TIMES else None
    if joined is None:
        return None
    return special.Draft(_TIMES[tokens[i].lower], f"/{joined[0]}", "rate", i, joined[1], joined[1], of="time")


def _single(tokens: list[Token], amount: Amount) -> special.Draft | None:
    """One amount, or None when the number is a year, a name or a code."""
    numeral, unit = amount.numeral, amount.unit
    if unit is COUNT:
        return _count(tokens, amount)
    if unit.kind in ("measure", "duration", "rate") and is_label(tokens, numeral, True):
        return None
    if unit.name == "point" and numeral.form == "words" and lower_at(tokens, amount.first - 1) == "at":
        return None
    named_after = amount.first == numeral.first or numeral.last < amount.last
    compound = special.compound(tokens, amount.value, unit, amount.last) if named_after else None
    value, last = compound or (amount.value, amount.last)
    of, last = _of(tokens, unit, last)
    step = abs(numeral.step * unit.factor)
    draft = special.Draft(value, unit.name, unit.kind, amount.first, last, core=amount.last, of=of)
    if numeral.form == "vague":
        return replace(draft, low=value, high=numeral.high * unit.factor)
    return replace(draft, margin=_margin(amount), significant=_significant(amount, step))


def _margin(amount: Amount) -> float:
    """What the writing of an exact figure leaves open to each side."""
    numeral, unit = amount.numeral, amount.unit
    counted = unit.kind in ("count", "money", "ordinal", "age") or (
        unit.kind == "rate" and "/" in unit.name and unit.name[:1] in "/U"
    )
    if counted and not numeral.scaled:
        return 0.0
    if numeral.form == "words" and numeral.scaled and counted and unit.kind == "count" and numeral.step < 1000:
        return 0.0
    return numeral.step * abs(unit.factor) / 2


def _significant(amount: Amount, step: float) -> float:
    return abs(amount.numeral.significant * amount.unit.factor) or step


def _of(tokens: list[Token], unit: Unit, last: int) -> tuple[str, int]:
    """What is measured: "500,000 barrels of oil", "35% of voters", "a 49% stake"."""
    if unit.kind == "money" or unit.kind == "rate" or lower_at(tokens, last) == "-":
        return "", last
    if lower_at(tokens, last) == "of":
        return measured_noun(tokens, last), last
    if unit.kind == "percent":
        noun = counted_noun(tokens, last)
        word = lower_at(tokens, last)
        return (word if word in _SHARE_NOUNS else noun[0] if noun is not None else ""), last
    return "", last


_SHARE_NOUNS = frozenset(
    "stake share shareholding interest holding turnout tax tariff discount majority margin".split()
)


def _count(tokens: list[Token], amount: Amount) -> special.Draft | None:
    numeral = amount.numeral
    if numeral.form == "fraction":
        return special.share(tokens, numeral)
    if is_year(tokens, numeral) or joins_figure(tokens, numeral):
        return None
    after = bound_after(tokens, numeral.last)
    follows = numeral.last if after is None else after[1]
    one = numeral.value == 1 and numeral.form == "words"
    noun = counted_noun(tokens, follows, one=numeral.value == 1 or lower_at(tokens, follows) == "-")
    plural = counted_noun(tokens, follows)
    if is_label(tokens, numeral, plural is not None):
        return None
    if one and not special.counts_one(tokens, numeral, noun is not None):
        return None
    if numeral.value != 1 and lower_at(tokens, numeral.last) != "-":
        noun = plural
    of, last = "", numeral.last
    if noun is not None:
        of = noun[0]
        last = noun[2] if noun[1] - follows <= 2 and lower_at(tokens, numeral.last) != "of" else last
    elif numeral.form == "words" and numeral.value < 10 and not special.stands_alone(tokens, numeral):
        return None
    unit, kind = "", "count"
    joined = denominator(tokens, last)
    if joined is not None:
        unit, kind, last = f"/{joined[0]}", "rate", joined[1]
    draft = special.Draft(numeral.value, unit, kind, amount.first, last, core=numeral.last, of=of)
    if numeral.form == "vague":
        return replace(draft, low=numeral.value, high=numeral.high)
    return replace(draft, margin=_margin(amount), significant=numeral.significant)


def _range(tokens: list[Token], left: Amount, free: int) -> special.Draft | None:
    """ "10 to 15", "between 10 and 15", "10-15%", "$1bn-$2bn", "$1 to $2 billion"."""
    j = left.last
    joint = lower_at(tokens, j)
    between = lower_at(tokens, left.first - 1) == "between"
    dash = joint in _DASHES and bool(joint)
    if not (dash or joint == "to" or (joint == "and" and between)) or j + 1 >= len(tokens):
        return None
    start = j + 1
    while (
        start < len(tokens)
        and start - j < 5
        and tokens[start].kind != "n"
        and prefix_currency(tokens, start + 1) is not None
    ):
        start += 1
    if tokens[start].kind != "n" and tokens[start].lower not in STARTERS and tokens[start].lower not in FRACTION_SIGNS:
        return None
    right = read_amount(tokens, start, free)
    if (
        right is None
        or left.numeral.form in ("fraction", "vague")
        or right.numeral.form in ("fraction", "vague")
        or right.first < start - 4
    ):
        return None
    if left.unit is COUNT and right.unit is COUNT and dash:
        score = special.score(tokens, left.numeral, right.numeral)
        if score is not None:
            return score
    if is_year(tokens, left.numeral) or (dash and left.unit is COUNT and is_label(tokens, left.numeral, False)):
        return None
    return _join(tokens, left, right, between, joint)


def _join(tokens: list[Token], left: Amount, right: Amount, between: bool, joint: str) -> special.Draft | None:
    low = left.value
    if joint == "to" and left.unit is not COUNT and right.unit is COUNT and left.first == left.numeral.first:
        return None
    unit = right.unit if right.unit is not COUNT else left.unit
    if left.unit is COUNT:
        low *= right.unit.factor
    elif right.unit is not COUNT and left.unit.name != right.unit.name:
        return None
    if (
        right.numeral.scaled
        and not left.numeral.scaled
        and left.numeral.value < right.value / max(right.numeral.step, 1)
    ):
        low *= right.numeral.value / _digits_value(tokens, right.numeral)
    high = right.value if right.unit is not COUNT else right.value * left.unit.factor
    if low >= high or (joint == "to" and _is_change(tokens, left)):
        return None
    last, of = right.last, ""
    if unit is COUNT:
        noun = counted_noun(tokens, last)
        if noun is not None:
            of, last = noun[0], noun[2] if noun[1] - last <= 1 and lower_at(tokens, last) != "of" else last
    else:
        of, last = _of(tokens, unit, last)
    first = left.first - 1 if between or (joint == "to" and lower_at(tokens, left.first - 1) == "from") else left.first
    draft = special.Draft(
        (low + high) / 2, unit.name, unit.kind, first, last, of=of, low=low, high=high, core=right.last
    )
    return special.range_of_age(tokens, draft)


def _digits_value(tokens: list[Token], numeral: Numeral) -> float:
    plain = read_numeral(tokens[numeral.first : numeral.first + 1], 0)
    return plain.value if plain is not None and plain.value else numeral.value


def _is_change(tokens: list[Token], left: Amount) -> bool:
    """ "rose from 10% to 25%" names two levels, and "rose 3 points to 7" a change and a level: no range."""
    before = [lower_at(tokens, k) for k in range(max(0, left.first - 10), left.first)]
    if not any(word in CHANGE_VERBS for word in before):
        return False
    return before[-1] == "from" or left.unit is not COUNT


def _finish(text: str, tokens: list[Token], draft: special.Draft, free: int) -> tuple[Quantity | None, int]:
    """Bounds, interval, role and span of a draft."""
    first, last = draft.first, draft.last
    if draft.low is not None and draft.high is not None:
        relation, low, high = "range", draft.low, draft.high
    else:
        before = bound_before(tokens, first, draft.kind) if draft.kind != "ordinal" else None
        bound: Bound | None = None
        if before is not None and before[1] >= free:
            bound, first = before
        elif (
            first - 1 >= free
            and lower_at(tokens, first - 1) in ("a", "an")
            and (before := bound_before(tokens, first - 1, draft.kind))
        ):
            bound, first = (before[0], before[1]) if before[1] >= free else (None, first)
        after = bound_after(tokens, draft.core) or bound_after(tokens, last)
        if after is not None and (bound is None or bound.sign == "="):
            bound, last = after[0], max(last, after[1])
        relation, low, high = interval(draft.value, draft.margin, draft.significant, bound)
        if draft.relation:
            relation, low, high = draft.relation, draft.fixed_low, draft.fixed_high
    if first < free:
        first = free
    if not all(map(math.isfinite, (draft.value, low))) or first >= last:
        return None, max(last, draft.first + 1)
    role = draft.role or role_of(tokens, first, last, draft.kind, draft.unit, draft.of)
    of = draft.of or (
        "person"
        if draft.kind == "count" and role in ("casualties_dead", "casualties_injured", "arrests", "missing")
        else ""
    )
    start, end = tokens[first].start, tokens[last - 1].end
    return Quantity(
        text[start:end], start, end, draft.value, low, high, draft.unit, draft.kind, relation, role, of
    ), last
