"""The words in which two statements differ, and what those words are: figures, days, names, plans, posts, reporting.

A word is changed where the other statement does not have it in any inflection. What kind of words are changed tells
what the agreement or difference of the two turns on (`turning.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from factcheck.facts.kinds_of_things import things, wider
from factcheck.facts.oppositions import read
from factcheck.facts.stems import FUNCTION, stem
from factcheck.types import Statement

_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_MODAL: Final = re.compile(
    r"\b(?:will|would|may|might|could|should|must|plans?|planned|planning|considering|consider|weigh(?:ing)?|"
    r"threaten(?:ed|s)?|due|scheduled|yet|agreed to|intends?|intended|is to|are to|likely|certain|probably|possibly|"
    r"perhaps|appears?|seems?|reportedly|allegedly|expect(?:s|ed|ing)?|hopes?|aims?|ruled out|rules out|"
    r"possibility|chance|confirmed|established|proved|suspected|complet\w+)\b|[’']ll\b",
    re.IGNORECASE,
)
_LIKE: Final = {"would": "will", "’ll": "will", "'ll": "will", "plans": "plan", "planned": "plan", "planning": "plan"}
REPORTING: Final = re.compile(
    r"\b(?:said|says?|told|according|called|calls|view|claim(?:s|ed)?|argu(?:ed|es)|insist(?:s|ed)|den(?:ied|ies|y)|"
    r"announced?|report(?:s|ed)|stated?|added|warned|wrote|tweeted|admitted|acknowledged|alleg(?:ed|es)|accus(?:ed|es)|"
    r"testified|comment(?:ed|s)?|describ(?:ed|es)|maintain(?:s|ed)|contend(?:s|ed)|conclud(?:ed|es)|"
    r"spokes(?:man|woman|person)|words?|statement)\b",
    re.IGNORECASE,
)
_NUMBER_WORD: Final = re.compile(
    r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|half|halv\w+|quarters?|thirds?|doubl\w+|tripl\w+|twice|once|thrice|percent|per|cent|majority|minority|most|all|every|"
    r"each|none|nobody|somebody|everyone|few|several|many|both|neither|some|any|only|single|sole)$"
)


@dataclass(frozen=True, slots=True)
class Edits:
    """Which kinds of words differ between two statements."""

    figures: bool
    dates: bool
    names: bool
    modal: bool
    reporting: bool
    narrower: bool
    """A word of one falls under a word of the other ("violin", "instrument")."""
    others: frozenset[str]
    """Stems of the changed words that are none of these."""


@lru_cache(maxsize=8192)
def edits(premise: Statement, hypothesis: Statement) -> Edits:
    """The kinds of words in which two statements differ, the same in both directions."""
    changed = [*_changed(premise, hypothesis), *_changed(hypothesis, premise)]
    kinds = {kind for _, kind in changed}
    return Edits(
        figures="figure" in kinds,
        dates="date" in kinds,
        names="name" in kinds,
        modal=_modal(premise.text) != _modal(hypothesis.text),
        reporting="reporting" in kinds,
        narrower=_narrower(premise.text, hypothesis.text),
        others=frozenset(word for word, kind in changed if kind == "other"),
    )


def _changed(one: Statement, other: Statement) -> list[tuple[str, str]]:
    """(stem, kind) of the words of one that the other does not have."""
    have = _stems(other)
    return [word for word in _words(one) if word[0] not in have]


@lru_cache(maxsize=16384)
def _stems(statement: Statement) -> frozenset[str]:
    return frozenset(word for word, _ in _words(statement))


@lru_cache(maxsize=16384)
def _words(statement: Statement) -> tuple[tuple[str, str], ...]:
    """Every word of a statement as (stem, kind): date, figure, name, reporting or other; "" for words of grammar."""
    found = []
    for match in _WORD.finditer(statement.text):
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        found.append((stem(word), _kind(statement, word, match.start(), match.end())))
    return tuple(found)


def _kind(statement: Statement, word: str, start: int, end: int) -> str:
    if any(d.start <= start and end <= d.end for d in statement.dates):
        return "date"
    exact = (q for q in statement.quantities if q.kind not in ("count", "ordinal"))
    if _NUMBER_WORD.search(word) or any(q.start <= start and end <= q.end for q in exact):
        return "figure"
    if any(e.start <= start and end <= e.end for e in statement.entities):
        return "name"
    if word in FUNCTION or _MODAL.fullmatch(word):
        return ""
    return "reporting" if REPORTING.fullmatch(word) else "other"


@lru_cache(maxsize=16384)
def _modal(text: str) -> frozenset[str]:
    """The modal words of a text, those of one sense as one."""
    return frozenset(_LIKE.get(word.lower(), word.lower()) for word in _MODAL.findall(text))


def _narrower(left: str, right: str) -> bool:
    """Whether a thing that one text names is a kind of a thing that only the other names."""
    sides = [{t.name for t in things(text)} for text in (left, right)]
    one, other = sides[0] - sides[1], sides[1] - sides[0]
    return any(x in wider(y) or y in wider(x) for x in one for y in other)


def negation_differs(premise: Statement, hypothesis: Statement) -> bool:
    """Whether one text has more negations than the other."""
    return read(premise.text).negations != read(hypothesis.text).negations
