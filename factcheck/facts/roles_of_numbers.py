"""What a number is about (price, stake, casualties, ...), decided from nearby words by the table beside this file.

A row says: this role can be borne by these kinds, when one of these words stands at most so many words before or after
the number. The nearest trigger wins; a clause border ("and", ",", "while") between trigger and number counts as extra
distance, and a trigger is not seen past the end of its sentence.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from factcheck.facts.numerals import ONES, TENS, Token, lower_at
from factcheck.facts.units import conversion


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: trigger words before and after a number, and how far they reach."""

    role: str
    kinds: str
    before: str = ""
    after: str = ""
    reach: int = 7
    after_reach: int = 4
    of: str = ""
    """What must be counted for the row to hold; anything when empty."""
    weak: bool = False
    """Known only from the noun counted, so that any other row goes first."""


_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
RULES = tuple(Rule(role, **row) for role, row in _TABLE.items())

CHANGE_VERBS = frozenset(
    "rose rise rises rising risen fell fall falls falling fallen grew grow grows growing grown increased increase "
    "increases increasing decreased decrease decreases decreasing dropped drop drops dropping declined decline "
    "declines declining climbed climb climbs climbing gained gain gains gaining jumped jump jumps jumping soared "
    "soar soaring surged surge surges surging slid slide slides sliding slipped slip slips slipping tumbled "
    "tumble tumbles tumbling plunged plunge plunges plunging sank sink sinks raised raise raises raising lowered "
    "lower lowers lowering cut cuts cutting slashed slash hiked hike up down advanced shrank shrink shrinks "
    "widened narrowed expanded expand expands doubled tripled halved lifted lift boosted boost boosts reduced "
    "reduce reduces reducing went goes go moved edged ticked slowed accelerated improved strengthened weakened "
    "swelled swell contracted contract rebounded changed added".split()
)
_SUBJECTS = (
    ("price_change", frozenset("share shares stock stocks price prices index crude oil futures".split())),
    ("growth", frozenset("economy gdp output growth production exports imports".split())),
)
_PHRASAL = frozenset("make makes made take takes took give gives gave set pick put puts".split())
_EXCEEDS = frozenset("exceed exceeds exceeded exceeding outnumber outnumbered missed".split())
_BORDERS = frozenset(", and while but whereas ( ) ;".split())
_STOPS = frozenset(".!?\n")
_COMPARED = frozenset("from versus against compared than".split())


def _index(side: str) -> dict[str, list[tuple[Rule, int]]]:
    index: dict[str, list[tuple[Rule, int]]] = {}
    for rule in RULES:
        reach = rule.reach if side == "before" else rule.after_reach
        for word in getattr(rule, side).split():
            index.setdefault(word, []).append((rule, reach))
    return index


_BEFORE, _AFTER = _index("before"), _index("after")


def role_of(tokens: list[Token], first: int, last: int, kind: str, unit: str, of: str = "") -> str:
    """The role of the number over the tokens `first` to `last` (exclusive), or "" when nothing nearby tells."""
    if kind in ("age", "ordinal"):
        return "age" if kind == "age" else "rank"
    if of == "time":
        return "times"
    after = lower_at(tokens, last)
    if kind == "duration" and after in _OFFSETS:
        return _OFFSETS[after]
    part = _part(tokens, first, last, kind)
    aside = _aside(tokens, first, last, kind)
    if part == "total" or aside:
        return aside or part
    if _lives_lost(tokens, last):
        return "casualties_dead"
    change = _change(tokens, first, last, kind)
    if change == "change":
        return _subject_change(tokens, first)
    if change in ("previous", "difference"):
        return change
    nearest = _nearest(tokens, first, last, _bearer(kind, unit), of, 6 if change == "level" else 0)
    if part == "part" and nearest and lower_at(tokens, last + 3) in _PARTICIPLES:
        return part
    return (
        nearest
        or part
        or _purchase(tokens, first, last, kind)
        or ("" if change == "level" and of and kind == "count" else change)
    )


def _lives_lost(tokens: list[Token], last: int) -> bool:
    """ "At least nine people lost their lives"."""
    words = [lower_at(tokens, i) for i in range(last, last + 5)]
    return any(words[i : i + 3] in (["lost", "their", "lives"], ["lose", "their", "lives"]) for i in range(3))


_OFFSETS = {"ago": "ago", "earlier": "ago", "later": "after", "after": "after", "before": "before"}
_PARTICIPLES = frozenset("hurt injured killed wounded arrested missing detained".split())
_WHOLE = frozenset("the its their his her our all".split())


def _part(tokens: list[Token], first: int, last: int, kind: str) -> str:
    """ "60 of the 900 engineers": a part and the total it is taken from."""
    if kind != "count":
        return ""
    for i in range(first - 1, max(-1, first - 7), -1):
        word = lower_at(tokens, i)
        if word == "of":
            of_part = (
                i == 0 or tokens[i - 1].kind == "n" or lower_at(tokens, i - 1) in _COUNTING or tokens[i].text == "Of"
            )
            whole = i == first - 1 or lower_at(tokens, i + 1) in _WHOLE
            if whole and (
                of_part or (i == first - 2 and lower_at(tokens, i - 1) not in ("all", "toll", "total", "number"))
            ):
                return "total"
            break
        if tokens[i].kind == "n" or word in _BORDERS or (tokens[i].kind == "s" and word not in "'’-"):
            break
    following = lower_at(tokens, last + 1)
    taken = following in _WHOLE or following in _COUNTING or (last + 1 < len(tokens) and tokens[last + 1].kind == "n")
    bare = tokens[last - 1].kind == "n" or lower_at(tokens, last - 1) in _COUNTING
    return "part" if bare and taken and lower_at(tokens, last) == "of" else ""


_COUNTING = frozenset(
    [
        *ONES,
        *TENS,
        "dozen",
        "dozens",
        "hundreds",
        "half",
        "quarter",
        "quarters",
        "third",
        "thirds",
        "most",
        "many",
        "some",
    ]
)


def _aside(tokens: list[Token], first: int, last: int, kind: str) -> str:
    """A figure set beside the main one: "all but two", "the remaining 80%", "two more", "used to own 5%"."""
    before, further = lower_at(tokens, first - 1), lower_at(tokens, first - 2)
    if further == "all" and before == "but":
        return "exception"
    if before in ("other", "remaining"):
        return "rest"
    words = [lower_at(tokens, k) for k in range(max(0, first - 6), first)]
    near = set(pairwise(words[-4:])) & _FORMERLY
    if near or (further, before) in _HAD or {"previously", "formerly", "prior", "previous"} & set(words):
        return "previous"
    return _additional(tokens, first, last, kind)


_FORMERLY = frozenset({("used", "to"), ("earlier", "figure")})
_HAD = frozenset({("had", "been"), ("had", "taken"), ("had", "held")})


def _additional(tokens: list[Token], first: int, last: int, kind: str) -> str:
    """ "two more", "another 180", "three further ships": on top of a figure given elsewhere."""
    words = [token.lower for token in tokens[first:last]] + [lower_at(tokens, last)]
    than = lower_at(tokens, last + 1) == "than" or "than" in words
    extra = kind in ("count", "duration", "money") and any(
        word in ("more", "further", "additional", "extra") for word in words[1:]
    )
    return (
        "additional"
        if words[0] in ("another", "additional")
        or words[0] == "further"
        or words[:2] == ["a", "further"]
        or (extra and not than and "or" not in words)
        else ""
    )


def _nearest(tokens: list[Token], first: int, last: int, kind: str, of: str, stretch: int) -> str:
    """The role of the nearest trigger; `stretch` lets triggers before the number reach further."""
    best, role, distance = 99.0, "", 0.0
    for i in range(last - (kind == "count"), min(len(tokens), last + 8)):
        token = tokens[i]
        if i >= last:
            if token.text in _STOPS or (token.kind == "n" and i > last) or (token.lower == "on" and kind == "money"):
                break
            distance += 3 if token.text in _BORDERS else 1 if token.kind == "w" else 0
        for rule, reach in _AFTER.get(token.lower, ()):
            weight = distance + 3 * rule.weak
            if distance <= reach and weight < best and _bears(rule, kind, of) and not _in_name(tokens, i):
                best, role = weight, rule.role
    distance = 0.0
    for i in range(first - 1, max(-1, first - 14 - stretch), -1):
        token = tokens[i]
        if token.text in _STOPS and not _abbreviation(tokens, i):
            break
        distance += 3 if token.text in _BORDERS else 2 if token.kind == "n" else 1 if token.kind == "w" else 0
        for rule, reach in _BEFORE.get(token.lower, ()):
            if (
                distance <= reach + stretch + 6 * bool(rule.of)
                and distance < best
                and _bears(rule, kind, of)
                and not _in_name(tokens, i)
            ):
                best, role = distance, rule.role
    return role


def _purchase(tokens: list[Token], first: int, last: int, kind: str) -> str:
    """ "Buys 49% of Scale for $14.8 billion", "paid $14.8 billion for 49% of Scale": "for" ties price and stake."""
    words = {tokens[k].lower for k in range(max(0, first - _PURCHASE_REACH), first)}
    if not words & _PURCHASES:
        return ""
    if kind == "money" and lower_at(tokens, first - 1) == "for":
        return "price"
    if (
        kind == "percent"
        and lower_at(tokens, last) == "of"
        and last + 1 < len(tokens)
        and tokens[last + 1].text[0].isupper()
    ):
        return "stake"
    return ""


_PURCHASE_REACH = 24
_PURCHASES = frozenset(
    "buy buys buying bought acquire acquires acquired acquiring acquisition sell sells sold selling stake stakes "
    "purchase purchased pay pays paid paying takes took".split()
)


def _in_name(tokens: list[Token], i: int) -> bool:
    """Whether a trigger is part of a name ("Kirana Pay"); in a headline, where every word has a capital, none is."""
    if i == 0 or not tokens[i].text[0].isupper() or not tokens[i - 1].text[0].isupper():
        return False
    return any(len(token.text) > 3 and token.text.islower() for token in tokens[max(0, i - 6) : i + 7])


def _bearer(kind: str, unit: str) -> str:
    """The kind as the table names it: points, percentage points and lengths apart from other measures."""
    if unit in ("pp", "point"):
        return unit
    return "length" if kind == "measure" and conversion(unit)[0] == "length" else kind


def _bears(rule: Rule, kind: str, of: str) -> bool:
    return kind in rule.kinds.split() and (not rule.of or of in rule.of.split())


def _abbreviation(tokens: list[Token], i: int) -> bool:
    """A full stop that ends "Inc.", "Mr." or "U.S." and no sentence."""
    return (
        tokens[i].text == "."
        and i > 0
        and tokens[i - 1].kind == "w"
        and len(tokens[i - 1].text) <= 4
        and tokens[i - 1].text[0].isupper()
    )


def _change(tokens: list[Token], first: int, last: int, kind: str) -> str:
    """A change ("rose 3.5 points"), a level reached ("to 7%"), the level before ("from 3.5%"), or ""."""
    before, further = lower_at(tokens, first - 1), lower_at(tokens, first - 2)
    if before in ("from", "versus") or (before in ("with", "to") and further == "compared"):
        if (
            kind == "count"
            and before == "from"
            and "to" not in {lower_at(tokens, k) for k in range(first - 8, last + 4)}
        ):
            return ""  # "raised money from 40 investors"
        return "previous" if before != "from" or _change_verb_near(tokens, first - 1, last) else ""
    if before in CHANGE_VERBS and before not in ("contract", "index"):
        steps = lower_at(tokens, last) in ("to", "from") and not (kind == "money" and before.startswith("rais"))
        phrasal = further.endswith(("ed", "ing")) or further in _PHRASAL
        if kind in ("percent", "measure") or steps or (before in ("up", "down") and not phrasal):
            return "change"
        return ""
    if before == "by" and any(lower_at(tokens, k) in _EXCEEDS for k in range(first - 7, first - 1)):
        return "difference"
    if before == "by" and any(lower_at(tokens, k) in CHANGE_VERBS for k in range(first - 8, first - 1)):
        return "change"
    if before in ("to", "at") and before == "to" and _change_verb_near(tokens, first - 1, first - 1):
        return "level"
    if kind == "percent" and lower_at(tokens, last) in (
        "rise",
        "increase",
        "drop",
        "fall",
        "decline",
        "gain",
        "jump",
        "cut",
        "surge",
    ):
        return "change"
    if kind == "percent" and lower_at(tokens, last) in ("above", "below"):
        return "change"
    after = lower_at(tokens, last)
    if after in ("fewer", "less", "higher", "lower") or (
        after == "more" and (kind in ("percent", "money") or lower_at(tokens, last + 1) == "than")
    ):
        return "change"
    return ""


def _change_verb_near(tokens: list[Token], i: int, last: int) -> bool:
    before = any(lower_at(tokens, k) in CHANGE_VERBS for k in range(max(0, i - 10), i))
    return before or (last > i and lower_at(tokens, last) == "to")


def _subject_change(tokens: list[Token], first: int) -> str:
    words = {tokens[k].lower for k in range(max(0, first - 9), first)}
    for role, subjects in _SUBJECTS:
        if words & subjects:
            return role
    return "change"
