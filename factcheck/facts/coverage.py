"""Words of one statement with a counterpart in another: the same, a like one, an alias, a figure that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from factcheck.facts.dates import compare_dates
from factcheck.facts.intervals import compare_intervals
from factcheck.facts.kinds_of_things import borne_out, stems_of_things
from factcheck.facts.names import known_as, known_names
from factcheck.facts.oppositions import alike, groups
from factcheck.facts.slots import other_role
from factcheck.facts.stems import FUNCTION, stem
from factcheck.types import Statement

_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_STRUCTURE: Final = FUNCTION | frozenset(
    "after before once when where while during because if until since than just only own all both each any some not "
    "no never "
    "none neither nor without yet already still now later own out up down off through between among per against within "
    "one according but however though although again ever even too very here what how why whether much "
    "many other another same such those while upon within toward towards onto near outside across along around amid "
    "had having being got get gets go goes went put took take takes taken made make makes making set came come comes "
    "mr mrs ms dr".split()
)
_KIN: Final = 5
"""Letters that two words of one family share at least ("close", "closure")."""
_SHORTEST: Final = 4
"""Letters of a stem that another of its family may begin with; any two of one family have so many in common."""
_NARROW: Final = frozenset({"equal", "compatible", "first_narrower"})


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    """(stem, start, end) of every content word."""
    found = []
    for word in _WORD.finditer(text):
        plain = word.group().lower().replace("’", "'").removesuffix("'s")
        if plain not in _STRUCTURE:
            found.append((stem(plain), word.start(), word.end()))
    return tuple(found)


@lru_cache(maxsize=262144)
def kin(left: str, right: str) -> bool:
    """Whether two stems are one, used for one another, or of one family."""
    if left == right or alike(left, right):
        return True
    if left.isdigit() or right.isdigit():
        return False
    shared = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return shared >= max(_KIN, 0.65 * max(len(left), len(right))) or (shared == min(len(left), len(right)) >= _SHORTEST)


class _Known:
    """The stems of a text, filed so that those of one kin with a word are found without trying all of them."""

    def __init__(self, stems: frozenset[str]) -> None:
        self._stems = stems
        self._groups = frozenset(group for word in stems for group in groups(word))
        self._by_opening: dict[str, list[str]] = {}
        for word in stems:
            self._by_opening.setdefault(word[:_SHORTEST], []).append(word)

    def have(self, word: str) -> bool:
        """Whether any of the stems is of one kin with a word."""
        if word in self._stems or not self._groups.isdisjoint(groups(word)):
            return True
        same_opening = self._by_opening.get(word[:_SHORTEST]) if len(word) >= _SHORTEST else None
        return same_opening is not None and any(kin(word, other) for other in same_opening)


@lru_cache(maxsize=4096)
def _known(text: str) -> _Known:
    return _Known(frozenset(word for word, _, _ in _words(text)))


@lru_cache(maxsize=4096)
def uncovered(premise: Statement, hypothesis: Statement) -> tuple[str, ...]:
    """Content words of the hypothesis without a counterpart in the premise, in their order, as stems.

    A narrower word is the counterpart of a wider one ("ferry", "ship"), not the other way round.
    """
    return tuple(_uncovered(premise, hypothesis))


def count_uncovered(premise: Statement, hypothesis: Statement, most: int) -> int:
    """How many words `uncovered` gives, counted no further than to `most`: cheap for statements of other words."""
    if surely_uncovered(premise, hypothesis, most):
        return most
    return sum(1 for _ in islice(_uncovered(premise, hypothesis), most))


def surely_uncovered(premise: Statement, hypothesis: Statement, least: int = 1) -> bool:
    """Whether so many words of the hypothesis have no counterpart even before names, figures and kinds of things are
    compared: `uncovered` gives at least these. None of them is a word of `kinds_of_things.toml`."""
    have, found = _known(premise.text).have, 0
    for word in _plain_words(hypothesis):
        found += not have(word)
        if found >= least:
            return True
    return False


@lru_cache(maxsize=16384)
def _plain_words(statement: Statement) -> tuple[str, ...]:
    """Stems of the words that belong to no name, figure or date and to no kind of thing: only a like word has them."""
    spans, kinds = _perhaps_borne_out(statement), stems_of_things()
    return tuple(
        word
        for word, start, end in _words(statement.text)
        if word not in kinds and not any(first <= start and end <= last for first, last in spans)
    )


def _perhaps_borne_out(statement: Statement) -> list[tuple[int, int]]:
    """Every span of a statement that `_borne_out` can give for any premise: what one gets, the other gets too."""
    typed = (statement.quantities, statement.dates, statement.entities)
    spans = [(thing.start, thing.end) for some in typed for thing in some]
    spans += [m.span() for m in _SIZE.finditer(statement.text)]
    return spans + [(start, end) for _, start, end in known_names(statement.text)]


def _uncovered(premise: Statement, hypothesis: Statement) -> Iterator[str]:
    have = _known(premise.text).have
    missing = [word for word in _words(hypothesis.text) if not have(word[0])]
    if not missing:
        return
    covered = borne_out(premise.text, hypothesis.text)
    spared = _borne_out(premise, hypothesis)
    for word, start, end in missing:
        if word not in covered and not any(first <= start and end <= last for first, last in spared):
            yield word


def size(statement: Statement) -> int:
    """How many content words a statement has, at least 1."""
    return max(1, len(_words(statement.text)))


def _borne_out(premise: Statement, hypothesis: Statement) -> list[tuple[int, int]]:
    """Spans of figures, dates and names of the hypothesis that the premise bears out."""
    spans = []
    for figure in hypothesis.quantities:
        alike = (q for q in premise.quantities if q.kind == figure.kind and not other_role(q, figure))
        if any(compare_intervals(q, figure) in _NARROW for q in alike):
            spans.append((figure.start, figure.end))
    for date in hypothesis.dates:
        if any(compare_dates(d, date) in _NARROW for d in premise.dates):
            spans.append((date.start, date.end))
    names = [n for e in premise.entities for n in (e.name, e.text)]
    for entity in hypothesis.entities:
        if known_as(entity.name, names) or known_as(entity.text, names):
            spans.append((entity.start, entity.end))
    spans += _sizes(premise, hypothesis)
    rows = {row for row, _, _ in known_names(premise.text)}
    spans += [(start, end) for row, start, end in known_names(hypothesis.text) if row in rows]
    return spans


_SIZE: Final = re.compile(
    r"\b(?:(?P<less>minority|non-controlling)|(?P<more>majority|controlling)) (?:stake|share|holding)"
)


def _sizes(premise: Statement, hypothesis: Statement) -> list[tuple[int, int]]:
    """Words for the size of a stake that its percentage in the premise bears out: 49 per cent is a minority."""
    shares = [q for q in premise.quantities if q.kind == "percent" and q.role == "stake"]
    return [
        (found.start(), found.end())
        for found in _SIZE.finditer(hypothesis.text)
        if any(q.high < 50 if found["less"] else q.low > 50 for q in shares)
    ]
