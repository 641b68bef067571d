"""Two named parties in the order of who acts: "A beat B" and "B was beaten by A" are one way round."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from factcheck.facts.coverage import kin
from factcheck.facts.lexicon import lexicon
from factcheck.facts.names import same_name
from factcheck.facts.stems import stem
from factcheck.types import Entity, Finding, Kind, Statement

_WORD: Final = re.compile(r"[^\W_]+")
_MUTUAL: Final = frozenset(
    stem(word)
    for word in "accused accuse sued sue criticised criticized criticise praised attacked blamed warned thanked "
    "backed endorsed "
    "supported met lent taught paid denounced visited called told asked thanked visited hit struck insulted "
    "threatened helped".split()
)
"""Acts that each of two can do to the other: one does not exclude the other."""
_PASSIVE: Final = re.compile(r"\b(?:was|were|is|are|been|being|got|be)\b[^.;,]{0,60}\bby\b|^[^.;]{0,30}\bby\b")
_BY: Final = re.compile(r"\bby\b[^,;.]{0,40}$")


@dataclass(frozen=True, slots=True)
class Turn:
    """Two statements about two parties: whether who acts is exchanged, and the act."""

    exchanged: bool
    act: str
    mutual: bool
    inverse: bool
    """Whether the two tell it from its two sides ("beat", "lost to")."""
    first: str
    second: str


@lru_cache(maxsize=4096)
def turn(premise: Statement, hypothesis: Statement) -> Turn | None:
    """Whether two statements of the same two parties tell one act the same way round; None where no act is shared."""
    shared = _shared(premise, hypothesis)
    if shared is None:
        return None
    (a, b), (c, d), reversed_ = shared
    left, right = premise.text[a[1] : b[0]], hypothesis.text[c[1] : d[0]]
    if max(len(_WORD.findall(left)), len(_WORD.findall(right))) > _FAR:
        return None
    contrary = _contrary(left, right)
    acts = [(x, y) for x in _acts(left) for y in _acts(right) if contrary or kin(x, y)]
    if not acts:
        return None
    passive = bool(_PASSIVE.search(left)) != bool(_PASSIVE.search(right))
    exchanged = (reversed_ != passive) != contrary
    act = acts[0][0]
    return Turn(exchanged, act, act in _MUTUAL, contrary, premise.text[a[0] : a[1]], premise.text[b[0] : b[1]])


def _acts(between: str) -> list[str]:
    verbs = _irregular()
    return [stem(w) for w in _WORD.findall(between) if w.islower() and (w.endswith("ed") or w in verbs)]


@cache
def _irregular() -> frozenset[str]:
    return frozenset(
        [*lexicon()["roles"]["asymmetric"], *"sold lent taught shot won lost led met told sent gave".split()]
    )


_INVERSE: Final = (
    ({"beat", "beaten", "defeated", "won"}, {"lost"}),
    ({"bought", "acquired"}, {"sold"}),
    ({"lent"}, {"borrowed"}),
    ({"taught"}, {"studied"}),
    ({"led"}, {"trailed"}),
)
"""Acts that are one seen from its two sides: who beats wins, the other loses."""


def _contrary(left: str, right: str) -> bool:
    """Whether the acts are two sides of one ("beat", "lost to"; "bought", "sold to")."""
    one, other = set(_WORD.findall(left)), set(_WORD.findall(right))
    return any((one & a and other & b) or (one & b and other & a) for a, b in _INVERSE)


_PARTIES: Final = frozenset({"person", "organisation"})
_FAR: Final = 8
"""Words between two parties over which an act still joins them."""
_WHERE: Final = re.compile(
    r"\b(?:in|at|from|of|near|to|around|outside|across|for|through|into|over)\s+(?:the\s+)?$", re.I
)


def _acts_itself(entity: Entity, text: str) -> bool:
    """Whether a name is of a person or body, or of a place that acts as one ("Estonia overtook Latvia")."""
    if entity.type in _PARTIES:
        return True
    return entity.type == "place" and _WHERE.search(text[: entity.start]) is None


@lru_cache(maxsize=16384)
def parties(statement: Statement) -> tuple[Entity, ...]:
    """The names of a statement that can act."""
    return tuple(e for e in statement.entities if _acts_itself(e, statement.text))


_Span = tuple[int, int]


def _shared(premise: Statement, hypothesis: Statement) -> tuple[tuple[_Span, _Span], tuple[_Span, _Span], bool] | None:
    """The first two parties of the premise that the hypothesis names as well, and whether in the other order."""
    here, there = parties(premise), parties(hypothesis)
    if len(here) < 2 or len(there) < 2:
        return None
    pairs: list[tuple[_Span, _Span]] = []
    for one in here:
        match = next((e for e in there if _one(one.name, e.name) or _one(one.text, e.text)), None)
        if match is not None and not any(
            _overlap(p[0], (one.start, one.end)) or p[1] == (match.start, match.end) for p in pairs
        ):
            pairs.append(((one.start, one.end), (match.start, match.end)))
    if len(pairs) < 2:
        return None
    (a, x), (b, y) = pairs[0], pairs[1]
    if x[0] < y[0]:
        return (a, b), (x, y), False
    return (a, b), (y, x), True


def _one(left: str, right: str) -> bool:
    return same_name(left, right)


def _overlap(left: _Span, right: _Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def compare_turns(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """Who acts exchanged: a conflict, unless each can do it to the other."""
    found = turn(premise, hypothesis)
    if found is None or not found.exchanged or found.mutual:
        return []
    detail = f"The two give “{found.act}” the other way round between {found.first} and {found.second}."
    return [Finding(Kind.ROLE, "conflicts", detail, 0.6)]
