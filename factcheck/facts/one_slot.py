"""Two statements that are one but for a single slot, and what the two fillers of that slot make of each other.

"Born in Graz" and "born in Linz" can't both be true: the words around are the same, the fillers are of one class, and
the relation holds of one thing at a time (a functional relation; Ritter et al., 2008). "Met Ann Lee" and "met Bo Lee"
can. The words that exclude each other and those that tell a functional relation are data: `one_slot.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from factcheck.facts.coverage import kin
from factcheck.facts.kinds_of_things import things, wider
from factcheck.facts.names import same_name
from factcheck.facts.oppositions import alike, read
from factcheck.facts.stems import FUNCTION, stem
from factcheck.facts.sureness import level
from factcheck.types import Finding, Kind, Modality, Statement

_WORD: Final = re.compile(r"[^\W_]+")
_ARTICLES: Final = frozenset({"a", "an", "the", "s"})
_LONGEST: Final = 4
"""Words of a filler."""
_LEAST_SAME: Final = 3
"""Words around the slot that tell something, at least."""
_SPELT_ALIKE: Final = 0.75
"""Share of letters from which two words are one in two spellings."""
_BOUND: Final = frozenset("about around over under nearly almost least most than roughly up some".split())
_EITHER: Final = frozenset("not no never none neither or either may might could if whether".split())
_SOME: Final = frozenset("a an some another many several one any few".split())


@dataclass(frozen=True, slots=True)
class Slot:
    """The fillers of two statements' one difference, as they are written, and the words before and after it."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("one_slot.toml").read_text(encoding="utf-8"))


@cache
def _classes() -> dict[str, tuple[tuple[Kind, int, int], ...]]:
    """Word -> (kind, row, place in the row), for every row it is in; the countries are one row."""
    found: dict[str, list[tuple[Kind, int, int]]] = {}
    rows = [(Kind(kind), row.split(", ")) for kind, some in _data()["exclusive"].items() for row in some]
    rows.append((Kind.ENTITY, _data()["countries"]["rows"]))
    for number, (kind, row) in enumerate(rows):
        for place, forms in enumerate(row):
            for form in forms.split("/"):
                found.setdefault(form, []).append((kind, number, place))
    return {word: tuple(some) for word, some in found.items()}


@lru_cache(maxsize=16384)
def one_slot(left: str, right: str) -> Slot | None:
    """The one stretch of up to four words in which two texts differ, articles aside; None where there is none."""
    (a, first), (b, second) = _words(left), _words(right)
    low = [first, second]
    if abs(len(a) - len(b)) >= _LONGEST or not a or not b or (first[0] != second[0] and first[-1] != second[-1]):
        return None
    start = _same(low[0], low[1])
    end = _same(low[0][start:][::-1], low[1][start:][::-1])
    one, other = a[start : len(a) - end], b[start : len(b) - end]
    around = [*low[0][:start], *low[0][len(a) - end :]]
    if not (1 <= len(one) <= _LONGEST and 1 <= len(other) <= _LONGEST):
        return None
    if sum(word not in FUNCTION for word in around) < _LEAST_SAME:
        return None
    return Slot(tuple(one), tuple(other), tuple(low[0][:start]), tuple(low[0][len(a) - end :]))


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text but its articles, as they are written and in lower case."""
    words = tuple(word for word in _WORD.findall(text) if word.lower() not in _ARTICLES)
    return words, tuple(word.lower() for word in words)


def _same(left: Sequence[str], right: Sequence[str]) -> int:
    return next((i for i, (x, y) in enumerate(zip(left, right, strict=False)) if x != y), min(len(left), len(right)))


def fillers(premise: Statement, hypothesis: Statement) -> str:
    """What the fillers of the one slot are to each other; "" where more than one slot differs, or one says more.

    "same" (an alias, a spelling, a like word), "exclusive", "names" (of one class, in a slot that may have several),
    "things" (unlike nouns or adjectives) or "open" (other unlike words).
    """
    slot = one_slot(premise.text, hypothesis.text)
    if slot is None or read(premise.text).negations != read(hypothesis.text).negations:
        return ""
    if _exclusive(slot) is not None:
        return "exclusive"
    if _alike(slot):
        return "same" if _interchangeable(slot) else ""
    if any(word[0].isdigit() for word in (*slot.left, *slot.right)):
        return ""
    if not _named(slot, premise, hypothesis):
        return "things" if _things(slot) else "open"
    return "exclusive" if _functional(slot) else "names"


def _things(slot: Slot) -> bool:
    """Whether the fillers are a noun or an adjective each, by all that their form tells, and no act."""
    sides = [[w.lower() for w in side] for side in (slot.left, slot.right)]
    words = [*sides[0], *sides[1]]
    if any(w in FUNCTION or w in _TELLING or w.endswith(("ed", "ing", "ly")) for w in words):
        return False
    if max(map(len, sides)) > _THING or abs(len(sides[0]) - len(sides[1])) > 1:
        return False
    return not (slot.before and slot.before[-1] in _BEFORE_ACTS)


_THING: Final = 2
"""Words of a filler that names a thing or what it is like."""
_BEFORE_ACTS: Final = frozenset(
    "to has have had was were been will would may might could can not he she they it who".split()
)


def _interchangeable(slot: Slot) -> bool:
    """Whether each content word of either filler has a counterpart in the other, none of them a figure or a modal."""
    left, right = ([w.lower() for w in side] for side in (slot.left, slot.right))
    if any(w in _TELLING or w[0].isdigit() for w in (*left, *right)):
        return False
    if same_name(" ".join(slot.left), " ".join(slot.right)):
        return True
    stems = [[stem(w) for w in side if w not in FUNCTION] for side in (left, right)]
    return all(any(x == y or alike(x, y) for y in other) for one, other in (stems, stems[::-1]) for x in one) and bool(
        stems[0] and stems[1]
    )


_TELLING: Final = frozenset(
    "will would may might could can must should to plans planned considering has had have one none some all most few "
    "many million billion trillion thousand hundred reportedly likely unlikely".split()
)
"""Words that change the sense of what stands beside them."""


def compare_slots(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """At most one conflict: one slot, and two fillers that can't both be true of it."""
    slot = one_slot(premise.text, hypothesis.text)
    if slot is None or not _stated(slot, premise, hypothesis) or _alike(slot):
        return []
    kind, sure = _exclusive(slot), _WORDS_SURE
    if kind is None and _named(slot, premise, hypothesis) and _functional(slot):
        kind, sure = Kind.ENTITY, _NAMES_SURE
    if kind is None:
        return []
    one, other = " ".join(slot.left), " ".join(slot.right)
    return [Finding(kind, "conflicts", f"One says “{one}” where the other says “{other}”.", sure)]


_WORDS_SURE: Final = 0.7
_NAMES_SURE: Final = 0.75


def _stated(slot: Slot, premise: Statement, hypothesis: Statement) -> bool:
    """Whether both state it as a fact or a plan, and say nothing that two fillers can bear at once."""
    words = {*slot.before, *slot.after}
    if words & _EITHER or (slot.before and slot.before[-1] in _BOUND) or read(premise.text).negations:
        return False
    if Modality.POSSIBLE in (level(premise.text), level(hypothesis.text)):
        return False
    unsure = {Modality.HYPOTHETICAL, Modality.QUESTION}
    if premise.modality in unsure or hypothesis.modality in unsure:
        return False
    return not any(_opens_with_some(s.text) for s in (premise, hypothesis)) or len(slot.before) > _SUBJECT


_SUBJECT: Final = 3
"""Words from the start within which a slot is taken to be in the subject: "some Danish firms" do not exclude others."""


def _opens_with_some(text: str) -> bool:
    first = _WORD.search(text)
    return first is not None and first.group().lower() in _SOME


def _alike(slot: Slot) -> bool:
    """Whether the two fillers can stand for one thing: an alias, a spelling, a like or a wider word."""
    one, other = " ".join(slot.left), " ".join(slot.right)
    if same_name(one, other):
        return True
    low = one.lower(), other.lower()
    if _place(low[0]) and {(k, r, p) for k, r, p in _place(low[0])} & set(_place(low[1])):
        return True
    told = any(_place(text) for text in low) or any(c.isdigit() for text in low for c in text)
    if not told and SequenceMatcher(None, *low).ratio() >= _SPELT_ALIKE:
        return True
    left, right = ([stem(w.lower()) for w in side if w.lower() not in FUNCTION] for side in (slot.left, slot.right))
    for few, many in ((left, right), (right, left)):
        if few and all(any(kin(x, y) for y in many) for x in few) and not _apart(slot):
            return True
    kinds = [{t.name for t in things(" ".join(side))} for side in (slot.left, slot.right)]
    return any(x == y or x in wider(y) or y in wider(x) for x in kinds[0] for y in kinds[1])


def _place(text: str) -> tuple[tuple[Kind, int, int], ...]:
    return _classes().get(text, ())


def _apart(slot: Slot) -> bool:
    """Whether a row of the table tells the two apart, however like their letters are."""
    return _exclusive(slot) is not None


def _exclusive(slot: Slot) -> Kind | None:
    """The kind of row in which the two fillers exclude each other, each the one word of it that its filler has."""
    left, right = slot.left, slot.right
    shared = {w.lower() for w in left} & {w.lower() for w in right}
    one, other = ([w.lower() for w in side if w.lower() not in shared] for side in (left, right))
    if len(one) != 1 or len(other) != 1:
        return None
    if _YEAR.fullmatch(one[0]) and _YEAR.fullmatch(other[0]) and one[0] != other[0]:
        return Kind.DATE
    for kind, row, place in _place(one[0]):
        for _, number, where in _place(other[0]):
            if row == number and place != where:
                return kind
    return None


_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")


def _named(slot: Slot, premise: Statement, hypothesis: Statement) -> bool:
    """Whether both fillers are names of one class, one thing each, and not of a country and a place in it."""
    for side in (slot.left, slot.right):
        if not all(word[:1].isupper() for word in side if word.lower() not in FUNCTION):
            return False
    types = [_type(side, s) for side, s in ((slot.left, premise), (slot.right, hypothesis))]
    countries = [bool(_place(" ".join(side).lower())) for side in (slot.left, slot.right)]
    if None in types or types[0] != types[1] or countries[0] != countries[1]:
        return False
    return not _listed(slot)


def _type(filler: tuple[str, ...], statement: Statement) -> str | None:
    text = " ".join(filler)
    return next((e.type for e in statement.entities if text in e.text or e.text in text), None)


def _listed(slot: Slot) -> bool:
    """Whether the slot is one of several: before or after "and", or after "including"."""
    return bool(
        (slot.before and slot.before[-1] in {"and", "including", "with", "between", "both", "as", "like"})
        or (slot.after and slot.after[0] in {"and", "together"})
    )


def _functional(slot: Slot) -> bool:
    """Whether the relation that the words around tell holds of one thing at a time."""
    table = _data()["functional"]
    before, after = " ".join(slot.before), " ".join(slot.after)
    if not before.split() or set(before.split()) <= FUNCTION:
        return any(re.match(rf"(?:has |had )?{_no_articles(words)}\b", after) for words in table["after"])
    return any(re.search(rf"(?:^| ){_no_articles(words)}$", before) for words in table["before"])


@cache
def _no_articles(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _ARTICLES)
