""" "Ada Roy (1936-2010) was a writer": by the convention of reference works, she was born in 1936 and died in 2010.

The one place where a verb is added that no word of the sentence says; such statements are flagged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.statements.drafts import Draft
from factcheck.statements.entities import CALENDAR
from factcheck.statements.tree import Tree

LIFE = "life"
"""The origin of such drafts."""
_YEAR = re.compile(r"1\d{3}$|20\d{2}$")
_DAY = re.compile(r"[0-3]?\d$")
_DASHES = frozenset(["-", "\u2013", "\u2014", "--"])
_SHORTEST, _LONGEST = 15, 112


def of_years(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without the years in brackets behind their subject, and what those years tell."""
    subject = tree.subject(tree.root)
    copula = tree.first(tree.root, "cop") is not None
    named = [
        (stop, first) for first, stop, kind in tree.entity_spans() if kind == "PER" and first <= (subject or 0) < stop
    ]
    if subject is None or not copula or not named:
        return list(drafts)
    stop, first = named[0]
    closing = next((i for i in range(stop, len(tree)) if tree.tokens[i].text == ")"), None)
    if closing is None or tree.tokens[stop].text != "(":
        return list(drafts)
    told = _told(tree, tuple(range(first, stop)), list(range(stop + 1, closing)))
    if not told:
        return list(drafts)
    gone = set(range(stop, closing + 1))
    kept = [
        Draft(tuple(word for word in one.words if word not in gone), one.head, one.origin, one.holder, one.changes)
        for one in drafts
    ]
    holder = drafts[0].holder if drafts else None
    return kept + [Draft(one.words, one.head, one.origin, holder) for one in told]


def of_deaths(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy taught until his death in 1995" -> "Roy died in 1995", flagged as the years in brackets are."""
    here, subject = set(draft.tokens()), tree.subject(draft.head)
    if subject is None or subject not in here or subject > draft.head or tree.negated(draft.head):
        return []
    for noun in sorted(here):
        owner = tree.first(noun, "nmod:poss")
        before = min(owner, noun) - 1 if owner is not None else -1
        if tree.low(noun) != "death" or owner is None or tree.low(owner) not in ("his", "her") or noun < draft.head:
            continue
        if before < 0 or tree.low(before) not in ("until", "till", "before") or noun != owner + 1:
            continue
        date = _date_after(tree, noun)
        if date and set(date) <= here:
            named = tuple(i for i in tree.subtree(subject) if i in here)
            return [Draft((*named, "died", *date), date[-1], LIFE, draft.holder)]
    return []


def _date_after(tree: Tree, noun: int) -> tuple[int, ...]:
    """ "in 1995", "on May 1, 1995" right behind a noun."""
    stop = noun + 2
    if stop >= len(tree) or tree.low(noun + 1) not in ("in", "on"):
        return ()
    while stop < len(tree) and not _YEAR.match(tree.tokens[stop - 1].text) and stop < noun + 7:
        stop += 1
    return tuple(range(noun + 1, stop)) if _dated(tree, range(noun + 2, stop)) else ()


def _told(tree: Tree, name: tuple[int, ...], inside: list[int]) -> list[Draft]:
    dashes = [i for i in inside if tree.tokens[i].text in _DASHES]
    if inside and tree.low(inside[0]) == "born" and not dashes:
        date = inside[1:] if len(inside) > 1 and tree.low(inside[1]) not in ("in", "on") else inside[2:]
        return (
            [Draft((*name, "was", inside[0], _case(tree, date), *date), inside[0], LIFE)] if _dated(tree, date) else []
        )
    if len(dashes) != 1:
        return []
    born, died = [i for i in inside if i < dashes[0]], [i for i in inside if i > dashes[0]]
    if born and tree.low(born[0]) in ("born", "b."):
        born = born[1:]
    if not _dated(tree, born) or not _dated(tree, died):
        return []
    if not _SHORTEST <= _year(tree, died) - _year(tree, born) <= _LONGEST:
        return []
    return [
        Draft((*name, "was", "born", _case(tree, born), *born), born[-1], LIFE),
        Draft((*name, "died", _case(tree, died), *died), died[-1], LIFE),
    ]


def _dated(tree: Tree, words: Sequence[int]) -> bool:
    """Whether words are a year, with or without a month and a day, and nothing else."""
    kinds = [tree.tokens[i].text for i in words]
    years = sum(bool(_YEAR.match(text)) for text in kinds)
    return years == 1 and all(
        _YEAR.match(text) or _DAY.match(text) or text == "," or text.lower() in CALENDAR for text in kinds
    )


def _year(tree: Tree, words: Sequence[int]) -> int:
    return next(int(tree.tokens[i].text) for i in words if _YEAR.match(tree.tokens[i].text))


def _case(tree: Tree, words: Sequence[int]) -> str:
    return "on" if any(_DAY.match(tree.tokens[i].text) for i in words) else "in"
