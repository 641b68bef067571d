"""When two names are one: aliases by shared words, initials and the titles that do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from factcheck.facts.lexicon import lexicon

NAME: Final = (
    r"(?:[A-Z][\w&’'.-]*[\w]|[A-Z])"
    r"(?:[ ](?:(?:of|and|de|van|von|bin|al|the)[ ])?(?:[A-Z][\w&’.-]*[\w]|[A-Z](?![\w])|\d{1,2}(?![\w.,%])))*"
)
"""A run of capitalised words, as a regular expression."""

_EMPTY: Final = frozenset(
    "the a an mr mrs ms dr sir lord lady inc corp co ltd plc llc group company firm president senator sen gov governor "
    "judge justice minister ceo cfo chief executive officer interim former new".split()
)
_WORD: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, lower case, without possessive, titles and company forms."""
    name = re.sub(r"['’]s\b", "", name)
    words = tuple(word.lower() for word in _WORD.findall(name))
    kept = tuple(word for word in words if word not in _EMPTY)
    return kept or words


@cache
def _rows() -> dict[tuple[str, ...], int]:
    """The words of every name that `lexicon.toml` lists -> its row."""
    return {name_words(name): row for row, names in enumerate(lexicon()["aliases"]["rows"]) for name in names}


def _of_one_row(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names are known names of one thing that share no word ("Bombay", "Mumbai")."""
    row = _rows().get(left)
    return row is not None and row == _rows().get(right)


@cache
def _short_forms() -> dict[str, frozenset[int]]:
    """First name -> the rows of `lexicon.toml` it stands in: "bill" and "william" are of one."""
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(lexicon()["first_names"]["rows"]):
        for name in row:
            rows.setdefault(name.lower(), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in rows.items()}


def _called_short(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether two names of a person differ only in a short form of the first: "Chris Wray", "Christopher A. Wray"."""
    if len(short) < 2 or not set(short[1:]) <= set(long[1:]):
        return False
    forms = _short_forms()
    return not forms.get(short[0], frozenset()).isdisjoint(forms.get(long[0], frozenset()))


@lru_cache(maxsize=65536)
def same_name(left: str, right: str) -> bool:
    """Whether two names can stand for one thing: equal, one a part of the other, or one the other's initials.

    >>> same_name("Scale", "Scale AI"), same_name("Wang", "Alexandr Wang"), same_name("Ann Lee", "Bo Lee")
    (True, True, False)
    """
    a, b = name_words(left), name_words(right)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if set(short) <= set(long) or _of_one_row(a, b) or _called_short(short, long):
        return True
    return len(short) == 1 and len(long) >= 2 and short[0] == "".join(word[0] for word in long)


def known_as(name: str, known: Sequence[str]) -> bool:
    """Whether a name can stand for one of the known ones. A short form that belongs to another longer name does not
    count: "Helix Foods" is not "Helix", where "Helix" is short for "Helix Dynamics".

    >>> known_as("Helix Foods", ["Helix Dynamics", "Helix"]), known_as("Helix Foods", ["Helix"])
    (False, True)
    """
    words = set(name_words(name))
    matches = [other for other in known if same_name(name, other)]
    if any(len(name_words(other)) >= len(words) for other in matches):
        return True
    longer = [set(name_words(other)) for other in known if not same_name(name, other)]
    return any(not any(set(name_words(match)) < other for other in longer) for match in matches)


@cache
def _known() -> re.Pattern[str]:
    names = sorted((name for row in lexicon()["aliases"]["rows"] for name in row), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names)})\b")


@lru_cache(maxsize=16384)
def known_names(text: str) -> tuple[tuple[int, int, int], ...]:
    """(row of `lexicon.toml`, start, end) of every known name in a text that has another form."""
    found = ((_rows()[name_words(m.group())], m.start(), m.end()) for m in _known().finditer(text))
    return tuple(found)
