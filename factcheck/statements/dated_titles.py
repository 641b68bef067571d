"""Lists of titles with their years, "in Rome (1950), Born in May (1952), and Leeds (1960)", read from the brackets.

No parse holds such a list together; the years in brackets do. For the finest level only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from factcheck.statements.distribution import article_before
from factcheck.statements.drafts import Draft
from factcheck.statements.openness import less_is_true
from factcheck.statements.tree import Tree

_YEAR = re.compile(r"(?:1[89]\d{2}|20\d{2})$")
_SMALL = frozenset("of the in on at a an and to for from with by or as de la".split())
_CLOSING = frozenset("and many more others among other films works".split())
_PART = frozenset("role performance appearance part".split())
_LED = frozenset("including as like are include includes included were namely".split())


@dataclass(frozen=True, slots=True)
class DatedTitles:
    """A list of titles, each with its year in brackets."""

    region: range
    members: tuple[tuple[int, ...], ...]
    years: tuple[int, ...]


def dated_titles(tree: Tree) -> DatedTitles | None:
    """The first list of at least two titles that each have a year in brackets."""
    years = [i for i in range(2, len(tree) - 1) if _bracketed_year(tree, i)]
    for k, year in enumerate(years):
        start = _title_start(tree, year - 2)
        members, dates, at = [tuple(range(start, year - 1))], [year], year + 2
        for other in years[k + 1 :]:
            first = _member_start(tree, at)
            words = tuple(range(first, other - 1))
            if first == at or not words or len(words) > 9 or not tree.tokens[first].text[:1].isupper():
                break
            if any(tree.tokens[i].text in (";", ":", "(") and i < first + 1 for i in words):
                break
            members.append(words)
            dates.append(other)
            at = other + 2
        if len(members) > 1 and members[0]:
            return DatedTitles(range(start, at), tuple(members), tuple(dates))
    return None


def each_dated(tree: Tree, draft: Draft) -> list[Draft] | None:
    """ "Roy has appeared in Rome (1950) and Leeds (1960)" -> "Roy has appeared in Rome", "in Leeds"."""
    found, here = dated_titles(tree), set(draft.tokens())
    if found is None or not set(found.region) & here or not less_is_true(tree, draft, here - set(found.region)):
        return None
    bare = {i for words in found.members for i in words}
    if not bare <= here or draft.head in bare or draft.head > found.region[0] or draft.origin == "apposition":
        return None
    behind = [i for i in here if i >= found.region.stop and tree.tokens[i].upos != "PUNCT"]
    if any(tree.low(i) not in _CLOSING for i in behind):
        return None
    front = [w for w in draft.words if not (isinstance(w, int) and w >= found.region[0])]
    front = _without_kind(tree, front)
    if [tree.low(w) for w in front[:2] if isinstance(w, int)] == ["some", "of"]:
        return None  # "Some of his films include Rome": told as "Rome is one of his films"
    if not front or not isinstance(front[-1], int):
        return None
    noun, changes = tree.tokens[front[-1]].head, dict(draft.changes)
    part = next((i for i in front[-3:-1] if isinstance(i, int) and tree.lemma(i) in _PART), noun)
    if part in front and tree.rel(part) != "nsubj" and tree.lemma(part) in _PART and tree.plural_form(part):
        changes[part] = tree.lemma(part)
    return [replace(draft, words=(*front, *words), changes=changes) for words in found.members]


def kinds_dated(tree: Tree) -> Iterator[Draft]:
    """ "dramas such as Rome (1950) and Leeds (1960)" -> "Rome is a drama", "Rome is from 1950"."""
    found = dated_titles(tree)
    if found is None:
        return
    noun = _kind_before(tree, found.region[0])
    for words, year in zip(found.members, found.years, strict=True):
        if len(words) == 1 and tree.tokens[words[0]].upos == "ADV":
            continue  # a title that would be read as a connective
        yield Draft((*words, "is", "from", year), year, "apposition")
        if noun is not None:
            start = noun
            while start > 0 and tree.rel(start - 1) in ("amod", "compound") and tree.tokens[start - 1].head == noun:
                start -= 1
            kind = [i for i in range(start, noun + 1) if tree.low(i) not in ("several", "various", "many", "other")]
            if not any(tree.low(i).endswith("est") or tree.tokens[i].upos == "NUM" for i in kind):
                a = article_before(tree, ("", *kind), "")
                yield Draft((*words, "is", a, *kind), noun, "apposition", None, {noun: tree.lemma(noun)})


def _bracketed_year(tree: Tree, index: int) -> bool:
    around = (tree.tokens[index - 1].text, tree.tokens[index + 1].text)
    return around == ("(", ")") and bool(_YEAR.match(tree.tokens[index].text))


def _title_start(tree: Tree, last: int) -> int:
    """Where a title that ends at a token begins: its words are written large, but for small ones between."""
    start = at = last
    while at >= 0 and last - at < 10:
        text = tree.tokens[at].text
        large = text[:1].isupper() or text[0] in "\"'\u2019\u201c\u201d" or tree.low(at) in _SMALL
        large = large or text.isdigit() or (at < last and tree.tokens[at].end == tree.tokens[at + 1].start)
        if not large or text in (",", ":", ";", "(", ")"):
            break
        if text[:1].isupper() or text[0] in '"\u201c':
            start = at
        at -= 1
    if start > 0 and tree.tokens[start].text == '"' and tree.tokens[start - 1].text == '"':
        start += 1
    return start


def _member_start(tree: Tree, at: int) -> int:
    """Where the next title begins, behind commas and "and"."""
    while at < len(tree) and (tree.tokens[at].text in (",", ";") or tree.low(at) in ("and", "&")):
        at += 1
    return at


def _kind_before(tree: Tree, first: int) -> int | None:
    """The plural noun of works in front of a list: "dramas such as", "dramas including", "dramas"."""
    at = first - 1
    if at > 0 and tree.low(at) == "the":
        at -= 1
    if at > 1 and tree.low(at) == "as" and tree.low(at - 1) == "such":
        at -= 2
    elif at > 0 and tree.low(at) in ("including", "like"):
        at -= 1
    else:
        return None
    at -= tree.tokens[at].text == ","
    many = tree.plural_form(at) or tree.low(at) == "series"
    works = tree.tokens[at].upos == "NOUN" and many and tree.lemma(at) not in _PART
    return at if works else None


def _without_kind(tree: Tree, front: list[int | str]) -> list[int | str]:
    """What stands before a list, "dramas such as" left out behind a preposition or a verb."""
    last = front[-1] if front else None
    if not isinstance(last, int) or tree.low(last) not in ("as", "including", "like"):
        return front if isinstance(last, int) and tree.tokens[last].upos in ("ADP", "VERB") else []
    noun = _kind_before(tree, last + 1)
    if noun is None or noun not in front:
        return []
    start = noun
    while start - 1 in front and tree.tokens[start - 1].head == noun and tree.rel(start - 1) != "case":
        start -= 1
    kept = front[: front.index(start)]
    ahead = kept[-1] if kept else None
    return kept if isinstance(ahead, int) and tree.tokens[ahead].upos in ("ADP", "VERB") else []
