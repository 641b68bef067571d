"""What falls under what: a ferry is a ship, a ship a vessel; and kinds of one thing that exclude each other.

A narrower word bears a wider one out and not the reverse, unless a negation lies over it, which turns the two round
(monotonicity; van Benthem 1986): "no vehicle passed" bears out "no lorry passed". The words are those of
`kinds_of_things.toml`.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from factcheck.facts.oppositions import inflected, read, tokens_of
from factcheck.facts.stems import stem

_LONGEST: Final = 3
"""Words of the longest entry."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A word of the table in a text: its entry, its words in lower case, and whether a negation reaches it."""

    name: str
    words: tuple[str, ...]
    negated: bool


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("kinds_of_things.toml").read_text(encoding="utf-8"))


def _names(cell: str) -> list[str]:
    return [entry.strip().split("/")[0] for entry in cell.split(",")]


@cache
def _forms() -> dict[tuple[str, ...], str]:
    """Every form of every entry -> the entry."""
    forms: dict[tuple[str, ...], str] = {}
    data = _data()
    nouns = [cell for row in data["nouns"]["rows"] for cell in row] + list(data["exclude"]["rows"])
    verbs = [cell for row in data["verbs"]["rows"] for cell in row]
    acts = {name for cell in verbs for name in _names(cell)}
    for cell in [*nouns, *verbs]:
        for entry in cell.split(","):
            first, *irregular = entry.strip().split("/")
            for form in _plurals(first) | (_inflections(first) if first in acts else set()) | set(irregular):
                forms.setdefault(tuple(form.split()), first)
    return forms


@cache
def _openings() -> frozenset[str]:
    return frozenset(words[0] for words in _forms())


@cache
def stems_of_things() -> frozenset[str]:
    """The stems of every word of every entry."""
    return frozenset(stem(word) for words in _forms() for word in words)


def _plurals(entry: str) -> set[str]:
    if entry.endswith("y") and entry[-2:-1] not in "aeiou":
        return {entry, entry[:-1] + "ies"}
    return {entry, entry + ("es" if entry.endswith(("ch", "sh", "ss", "x", "o")) else "s"), entry + "s"}


def _inflections(entry: str) -> set[str]:
    first, *rest = entry.split()
    return {" ".join([form, *rest]) for form in inflected(first)}


@cache
def _direct() -> dict[str, set[str]]:
    """Entry -> the entries right above it."""
    above: dict[str, set[str]] = defaultdict(set)
    for section in ("nouns", "verbs"):
        for wider, narrower in _data()[section]["rows"]:
            for name in _names(narrower):
                above[name].update(set(_names(wider)) - {name})
    return above


@cache
def wider(name: str) -> frozenset[str]:
    """Every entry that one falls under, those above its own wider ones too.

    >>> "vessel" in wider("ferry"), "ferry" in wider("vessel")
    (True, False)
    """
    found: set[str] = set()
    todo = [name]
    while todo:
        for other in _direct().get(todo.pop(), ()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return frozenset(found - {name})


@cache
def _excluding() -> dict[str, frozenset[int]]:
    rows: dict[str, set[int]] = defaultdict(set)
    for number, cell in enumerate(_data()["exclude"]["rows"]):
        for name in _names(cell):
            rows[name].add(number)
    return {name: frozenset(some) for name, some in rows.items()}


def exclude(left: str, right: str) -> bool:
    """Whether one thing can't be of both kinds: two words of one row that lists what excludes each other."""
    if left == right or left in wider(right) or right in wider(left):
        return False
    return not _excluding().get(left, frozenset()).isdisjoint(_excluding().get(right, frozenset()))


@lru_cache(maxsize=16384)
def things(text: str) -> tuple[Thing, ...]:
    """The words of the table in a text, the longest at each place."""
    tokens = tokens_of(text)
    signs = read(text).words
    found = []
    place = 0
    while place < len(tokens):
        if tokens[place] not in _openings():
            place += 1
            continue
        for length in range(_LONGEST, 0, -1):
            words = tuple(tokens[place : place + length])
            if len(words) == length and words in _forms():
                negated = any(signs.get(stem(word)) == -1 for word in words)
                found.append(Thing(_forms()[words], words, negated))
                place += length - 1
                break
        place += 1
    return tuple(found)


@lru_cache(maxsize=8192)
def borne_out(premise: str, hypothesis: str) -> frozenset[str]:
    """Stems of the hypothesis that a narrower word of the premise bears out; under a negation a wider one does."""
    given = things(premise)
    names = {thing.name for thing in given}
    return frozenset(
        stem(word)
        for thing in things(hypothesis)
        if thing.name not in names and any(_bears(other, thing) for other in given)
        for word in thing.words
    )


def _bears(given: Thing, claimed: Thing) -> bool:
    if given.negated:
        return given.name in wider(claimed.name)
    return not claimed.negated and claimed.name in wider(given.name)
