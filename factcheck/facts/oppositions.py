"""Words that say a thing and words that say its opposite, each with the negations over it.

"Did not reject" and "approved" lie on one side, "has yet to open" and "opened" on two. The words are those of
`oppositions.toml`; a negation reaches the next words of its clause, and two over one word cancel each other.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from factcheck.facts.stems import FUNCTION, stem
from factcheck.types import Kind

_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[,;:.!?()“”\"]")
_REACH: Final = 7
"""Words over which a negation reaches."""
_BREAKS: Final = frozenset(
    ", ; : . ! ? ( ) but because although though while whereas despite after before when".split()
)
_NEGATORS: Final = frozenset(
    "not never no none nobody nothing neither nor without cannot denied denies deny denying nowhere hardly "
    "barely avoid "
    "avoids avoided escape escapes escaped".split()
)
_OF_SUBJECTS: Final = frozenset("none nobody nothing neither denied denies deny denying".split())
"""Negations that reach past a preposition: "none of the ships in port sailed"."""
_EVERY: Final = frozenset("one every all single".split())
_PREPOSITIONS: Final = frozenset(
    "in on at from with by for during over under since until outside near against about into as".split()
)
_CLAUSES: Final = frozenset("who which that whose where what whether if".split())
_OPENS_CLAUSE: Final = frozenset("true denied denies deny denying case".split())
"""Words whose that-clause lies under their negation: "it is not true that", "denied that"."""
_PASSED_OVER: Final = frozenset(
    "yet already any even ever immediately true single one every been be all such longer single much many so "
    "only more true".split()
)
"""Words after a negation that are not what it denies."""
_PHRASES: Final = frozenset(
    (first, "to")
    for first in "failed fails fail failing declined declines decline refused refuses refuse yet unable forgot".split()
) | frozenset(
    [("short", "of"), ("instead", "of"), ("rather", "than"), ("used", "to")]
    + [(voted, "against") for voted in "vote votes voted voting decide decides decided deciding".split()]
    + [("zero", what) for what in "evidence proof chance doubt reason reasons sign signs interest intention".split()]
)
_BE: Final = frozenset("is are was were be been being get gets got getting".split())
"""Words before "used to" that make it no past habit: "got used to", "is used to make"."""
_EMPTY: Final = frozenset(
    [("not", after) for after in "only just merely more less".split()]
    + [("no", after) for after in "later more less fewer".split()]
)
"""Pairs in which the first word denies nothing, or bounds a figure."""
_COMPLEMENTS: Final = frozenset(
    "open continue stay survive legal safe available possible known able stable complete locked occupied present find "
    "join healthy convict certain afloat comply".split()
)
"""First words of rows whose sides leave no third: what is not open is closed. "Not rejected" is not yet "approved"."""


@dataclass(frozen=True, slots=True)
class Side:
    """One word of an opposition in a text: which row, which side of it after all negations, and the words."""

    row: int
    sign: int
    negated: bool
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says and denies: sides of oppositions, and other words by the negations over them."""

    sides: tuple[Side, ...]
    denied: frozenset[str]
    """Stems that stand first under a negation, and are no side of an opposition."""
    words: dict[str, int]
    """Every content stem: 1, or -1 where an odd number of negations reaches it."""
    negations: int


def inflected(word: str) -> set[str]:
    """A word and its regular inflections: -s, -ed, -ing."""
    forms = {word, word + "s"}
    if word.endswith("e"):
        forms |= {word + "d", word[:-1] + "ing"}
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        forms |= {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    else:
        forms |= {word + "ed", word + "ing", word + "es", word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms


def _entries(cell: str) -> list[tuple[str, ...]]:
    found = []
    for entry in cell.split(","):
        for number, form in enumerate(entry.strip().split("/")):
            first, *rest = form.split()
            for word in inflected(first) if number == 0 else {first}:
                found.append((word, *rest))
    return found


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], int, int]]]:
    """First word -> (words, row, sign), the longest first."""
    rows = tomllib.loads(Path(__file__).with_name("oppositions.toml").read_text(encoding="utf-8"))["opposites"]["rows"]
    table: dict[str, list[tuple[tuple[str, ...], int, int]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for sign, cell in zip((1, -1), row[:2], strict=True):
            for words in _entries(cell):
                table[words[0]].append((words, number, sign))
    return {first: sorted(some, key=lambda s: -len(s[0])) for first, some in table.items()}


@cache
def row_kind(row: int) -> Kind:
    """The kind of fact that a row of opposites is of."""
    rows = tomllib.loads(Path(__file__).with_name("oppositions.toml").read_text(encoding="utf-8"))["opposites"]["rows"]
    return Kind(rows[row][2]) if len(rows[row]) > 2 else Kind.OTHER


@cache
def _heads() -> tuple[str, ...]:
    rows = tomllib.loads(Path(__file__).with_name("oppositions.toml").read_text(encoding="utf-8"))["opposites"]["rows"]
    return tuple(row[0].split(",")[0].split("/")[0].split()[0] for row in rows)


def complementary(row: int) -> bool:
    """Whether a row's sides leave no third, so that the denial of one is the other."""
    return _heads()[row] in _COMPLEMENTS


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Stem -> the groups of like words it is in."""
    path = Path(__file__).with_name("oppositions.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    groups: dict[str, set[str]] = defaultdict(set)
    for number, cell in enumerate(data["alike"]["rows"]):
        for words in _entries(cell):
            if len(words) == 1:
                groups[stem(words[0])].add(f"a{number}")
    for number, row in enumerate(data["opposites"]["rows"]):
        for sign, cell in zip("+-", row[:2], strict=True):
            for words in _entries(cell):
                if len(words) <= 2 and words[0] not in FUNCTION:
                    groups[stem(words[0])].add(f"o{number}{sign}")
    return {key: frozenset(some) for key, some in groups.items()}


def groups(word: str) -> frozenset[str]:
    """The groups of like words that a stem is in; stems of one group are used for one another."""
    return _groups().get(word, _NO_GROUP)


_NO_GROUP: Final[frozenset[str]] = frozenset()


def alike(left: str, right: str) -> bool:
    """Whether two stems are one, or are used for one another."""
    return left == right or not groups(left).isdisjoint(groups(right))


def tokens_of(text: str) -> list[str]:
    """Lower-case words and stops, contracted negations apart ("won't" -> "will not")."""
    return [word.lower() for word in _written(text)]


def _written(text: str) -> list[str]:
    """The same words as they are written."""
    if _CONTRACTED.search(text) is not None:
        text = re.sub(r"(\w+)n[’']t\b", r"\1 not", text, flags=re.IGNORECASE)
    return _WORD.findall(text)


_CONTRACTED: Final = re.compile(r"[’']t\b", re.IGNORECASE)


def _in_names(text: str) -> set[int]:
    """Places of words inside names of several words ("United States"): they name, and say nothing.

    None in a headline that capitalises nearly every word.
    """
    words = _written(text)
    capital = [word[0].isupper() for word in words]
    if sum(capital) > 0.6 * sum(word[0].isalpha() for word in words):
        return set()
    return {
        place
        for place, upper in enumerate(capital)
        if upper and (any(capital[place + 1 : place + 2]) or (place > 1 and capital[place - 1]))
    }


@lru_cache(maxsize=65536)
def read(text: str) -> Reading:
    """What a text says and denies."""
    tokens = tokens_of(text)
    negating = [_negates(tokens, place) for place in range(len(tokens))]
    over, shadowed = _negations(tokens, negating)
    over = [0 if place in shadowed or _attributive(tokens, place) else over[place] for place in range(len(tokens))]
    sides, used = _sides(tokens, over, _in_names(text))
    words: dict[str, int] = {}
    denied: set[str] = set()
    first = True
    for place, token in enumerate(tokens):
        if token in _BREAKS or negating[place]:
            first = True
        if not token[0].isalnum() or token in FUNCTION or negating[place]:
            continue
        key = stem(token[:-2] if token.endswith(("'s", "’s")) else token)
        sign = -1 if over[place] % 2 else 1
        if key not in words or sign < 0:
            words[key] = sign
        if token in _PASSED_OVER:
            continue
        if sign < 0 and first and place not in used | shadowed:
            denied.add(key)
        if over[place]:
            first = False
    return Reading(tuple(sides), frozenset(denied), words, sum(negating))


def _attributive(tokens: list[str], place: int) -> bool:
    """Whether a participle stands before a noun: "the banned play" is banned whatever is denied of it."""
    follows = tokens[place + 1] if place + 1 < len(tokens) else "."
    determined = place > 0 and tokens[place - 1] in _DETERMINERS
    return determined and tokens[place].endswith("ed") and follows[0].isalpha() and follows not in FUNCTION


_FIRST: Final = _NEGATORS | {first for first, _ in _PHRASES}


def _negates(tokens: list[str], place: int) -> bool:
    if tokens[place] not in _FIRST:
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    if (tokens[place], after) in _EMPTY:
        return False
    if (tokens[place], after) == ("used", "to"):
        return not (place and tokens[place - 1] in _BE)
    if after == "against" and not (tokens[place + 2] if place + 2 < len(tokens) else "").endswith("ing"):
        return False  # "voted against the ban" denies no noun
    return tokens[place] in _NEGATORS or (tokens[place], after) in _PHRASES


def _negations(tokens: list[str], negating: list[bool]) -> tuple[list[int], set[int]]:
    """For every token, how many negations reach it, and the tokens between one negation and another in its reach.

    A negation that reaches another reaches all that the other does, and what lies between the two is not denied.
    """
    over = [0] * len(tokens)
    ends: dict[int, int] = {}
    shadowed: set[int] = set()
    for place in reversed(range(len(tokens))):
        if not negating[place]:
            continue
        end = _end(tokens, place)
        inner = [k for k in range(place + 1, end) if k in ends]
        if inner:
            shadowed.update(range(place, inner[0]))
        end = max([end, *(ends[k] for k in inner)])
        ends[place] = end
        for k in (*range(place + 1, end), *_alternative(tokens, place, end, negating)):
            over[k] += 1
    return over, shadowed


def _alternative(tokens: list[str], place: int, end: int, negating: list[bool]) -> range:
    """The second of two things denied at once: "has not been invited to the talks or spoken to the mayor"."""
    for k in range(place + 1, min(len(tokens), end + _REACH)):
        if tokens[k] in _BREAKS or tokens[k] in _CLAUSES or negating[k]:
            break
        if tokens[k] == "or":
            return range(max(end, k + 1), _end(tokens, k))
    return range(0)


def _end(tokens: list[str], place: int) -> int:
    """The token after the last one that a negation reaches."""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    far = tokens[place] in _OF_SUBJECTS or after in _EVERY
    resumed = place
    for k in range(place + 1, len(tokens)):
        token, before = tokens[k], tokens[k - 1]
        if far and (closing := _aside(tokens, k)) is not None:
            resumed = closing
        if k <= resumed:
            continue
        clause = token in _CLAUSES and not (token == "that" and before in _OPENS_CLAUSE)
        clause = clause and not (token == "that" and tokens[place] in _OPENS_CLAUSE)
        if token in _BREAKS or k - place > (2 if far else 1) * _REACH or clause:
            return k
        if token in _PREPOSITIONS and not far and k > place + 1:
            return k
    return len(tokens)


_ASIDE: Final = 8
"""Words of an aside at the most."""


def _aside(tokens: list[str], place: int) -> int | None:
    """The comma that closes an aside opened here: "no one, including the president, is above the law"."""
    if tokens[place] != "," or tokens[place + 1 : place + 2] not in (["including"], ["even"]):
        return None
    ends = [k for k in range(place + 2, min(len(tokens), place + _ASIDE + 2)) if tokens[k] == ","]
    return ends[0] if ends else None


_ALSO_NOUNS: Final = frozenset("block blocks fire fires plan plans bar bars back run runs lead drop".split())
"""Words of an opposition that name a thing after a determiner: "the block", "its plan"."""
_DETERMINERS: Final = frozenset("a an the its his her their this that these those our my no each every".split())
_SINCE: Final = 9
"""Words within which "since" makes "first" the first after another."""


_PASSED_BACK: Final = frozenset(
    "a an the longer currently ever yet really is was be been being he she they it as that".split()
)
_DENYING: Final = frozenset("not no never denies denied deny denying".split())
_OF_HOLDERS: Final = frozenset("former previous past current present acting interim caretaker stopgap".split())
"""Words for how somebody holds a post, which stand before the post whatever is denied of the person."""


def _just_denied(tokens: list[str], place: int) -> bool:
    """Whether a word is itself denied: "not former", "is not an interim"."""
    before = place - 1
    while before >= 0 and tokens[before] in _PASSED_BACK:
        before -= 1
    return before >= 0 and tokens[before] in _DENYING


def _sides(tokens: list[str], over: list[int], named: set[int]) -> tuple[list[Side], set[int]]:
    table = _table()
    sides: list[Side] = []
    used: set[int] = set()
    for place, token in enumerate(tokens):
        if place in used or place in named or (token == "first" and "since" in tokens[place : place + _SINCE]):
            continue  # "the first strike since 2003": the last one was in 2003
        if token in _ALSO_NOUNS and place and tokens[place - 1] in _DETERMINERS:
            continue
        found = [s for s in table.get(token, ()) if tuple(tokens[place : place + len(s[0])]) == s[0]]
        longest = max((len(s[0]) for s in found), default=0)
        for words, row, sign in found:
            if len(words) < longest:
                continue
            odd = over[place] % 2 == 1 and (words[0] not in _OF_HOLDERS or _just_denied(tokens, place))
            sides.append(Side(row, -sign if odd else sign, odd, " ".join(words)))
            used.update(range(place, place + len(words)))
    return sides, used
