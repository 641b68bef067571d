"""What the names of a sentence are called: "the video game company Acme", "Leeds, England", "schools, including York".

For the finest level only: each such trait is a statement of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from factcheck.statements.distribution import article_before
from factcheck.statements.drafts import Draft
from factcheck.statements.examples import examples, listed
from factcheck.statements.lexicon import FIRMS
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import Tree

_PEOPLE = re.compile(
    r"(?:[A-Z][a-z]+(?:ian|ean|can|ese|ish|ani|aqi|eli|wegian|edish|ayan|uan|ban|man|oan)|French|Dutch|Greek|Swiss|Czech"
    r"|Welsh|Thai|Scottish|Irish|Icelandic|Filipino|Pakistani|Israeli|Iraqi|Saudi)$"
)
_NO_PEOPLE = frozenset(
    "Roman Christian Norman German-style Republican Ottoman Spanish-language Olympian Median".split()
)
_REGIONS = frozenset("south north west east northern southern new".split())
_MISLEADING = frozenset("football league open revolution war army house government".split())
"""Nouns with which "American football" names a game, not a nationality."""
_WORKS = FIRMS | frozenset(
    "film movie book novel album song single series show drama sitcom play musical opera poem magazine newspaper"
    " website band game studio club team orchestra label programme program documentary comedy memoir essay franchise"
    " festival award prize school university college city town village".split()
)
_VAGUE = frozenset(
    "several various numerous many some few other such certain different a an the his her its their most two three four"
    " five six seven eight nine ten dozens over more own".split()
)
_QUOTES = frozenset(['"', "\u201c", "\u201d", "''", "``"])
_YEAR = re.compile(r"(?:1[6-9]\d{2}|20\d{2})$")


def nationality(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy is a Brazilian footballer" -> "Roy is Brazilian", "Roy is a footballer"; of persons' posts and trades."""
    head = draft.head
    copula = tree.first(head, "cop")
    if tree.tokens[head].upos != "NOUN" or head not in draft.words:
        return [draft]
    if copula is None and draft.origin != "apposition":
        return [draft]
    words = draft.words
    determiner = next((i for i in tree.below(head, "det") if tree.low(i) in ("a", "an") and i in words), None)
    if determiner is None or determiner > head:
        return [draft]
    before = [i for i in range(determiner + 1, head) if i in words]
    named = [i for i in before if _PEOPLE.match(tree.tokens[i].text) and tree.tokens[i].text not in _NO_PEOPLE]
    if len(named) != 1 or named[0] + 1 not in words or tree.low(named[0] + 1) in _MISLEADING | {"-", "and"}:
        return [draft]
    if tree.tokens[named[0]].head != head and tree.rel(named[0]) not in ("amod", "compound"):
        return [draft]
    first = named[0] - 1 if named[0] - 1 in before and tree.low(named[0] - 1) in _REGIONS else named[0]
    trait = set(range(first, named[0] + 1))
    if any(tree.low(i) in ("former", "-") for i in before if i < first):
        return [draft]
    place = words.index(determiner)
    left = tuple(w for w in words if w not in trait)
    changes = {**draft.changes, determiner: article_before(tree, left, determiner)}
    short = replace(draft, words=(*words[:place], *sorted(trait)))
    return [replace(short, head=head), replace(draft, words=left, changes=changes)]


def described(tree: Tree, drafts: Sequence[Draft]) -> list[Draft]:
    """What names are called, of which kind and where they are, held by whoever holds the words."""
    found = [*_kinds(tree), *_places(tree), *_dated(tree), *_members(tree), *_some_of(tree)]
    kept = []
    for draft in found:
        around = [one for one in drafts if set(draft.tokens()) <= set(one.tokens())]
        if around:
            kept.append(replace(draft, holder=around[0].holder))
    return kept


def _titles(tree: Tree) -> Iterator[tuple[int, int]]:
    """First and last + 1 of each name, and of each title in quotation marks."""
    open_at = None
    quoted: list[tuple[int, int]] = []
    for index, token in enumerate(tree.tokens):
        if token.text in _QUOTES:
            if open_at is None:
                open_at = index
            else:
                if 1 < index - open_at <= 12 and tree.tokens[open_at + 1].text[:1].isupper():
                    quoted.append((open_at, index + 1))
                open_at = None
    yield from quoted
    for first, stop, _ in tree.entity_spans():
        if not any(a <= first < b for a, b in quoted):
            yield first, stop


def _kinds(tree: Tree) -> Iterator[Draft]:
    """ "the drama series "Rome"" -> ""Rome" is a drama series"."""
    for start, first, stop in kinds_before_names(tree):
        yield Draft(
            (*range(first, stop), "is", *_with_article(tree, tuple(range(start, first)))), first - 1, "apposition"
        )


def kinds_before_names(tree: Tree) -> Iterator[tuple[int, int, int]]:
    """Where the kind before a name begins, where the name does, and where it ends."""
    for first, stop in _titles(tree):
        noun = first - 1
        if noun < 0 or not _calls(tree, noun):
            continue
        start = noun
        while start > 0 and _describes(tree, start - 1):
            start -= 1
        yield start, first, stop


def _calls(tree: Tree, noun: int) -> bool:
    """Whether a noun can tell what the name after it names."""
    if tree.tokens[noun].upos != "NOUN" or not tree.tokens[noun].text.islower() or tree.plural_form(noun):
        return False
    return tree.lemma(noun) in _WORKS and not tree.low(noun).endswith("ed")


def _describes(tree: Tree, index: int) -> bool:
    """Whether a word before a noun tells what it is: an adjective or a noun, no name of a person, no possessor."""
    token = tree.tokens[index]
    if tree.low(index) in _VAGUE or tree.tokens[index + 1].text in ("'s", "\u2019s", "'"):
        return False
    if token.entity.endswith("PER") or tree.rel(index) not in ("amod", "compound", "nmod", "flat"):
        return False
    return token.upos in ("ADJ", "NOUN", "PROPN") and not token.text.lower().endswith("est")


def _with_article(tree: Tree, kind: tuple[int, ...]) -> tuple[Word, ...]:
    return (article_before(tree, ("", *kind), ""), *kind)


def _places(tree: Tree) -> Iterator[Draft]:
    """ "Leeds, England" -> "Leeds is in England"."""
    spans = {stop: first for first, stop, _ in tree.entity_spans()}
    for comma, end in places_of_places(tree):
        yield Draft((*range(spans[comma], comma), "is", "in", *range(comma + 1, end)), end - 1, "apposition")


def places_of_places(tree: Tree) -> Iterator[tuple[int, int]]:
    """The stretch of each comma and name that says where the place before it is: ", England"."""
    spans = [(a, b) for a, b, kind in tree.entity_spans() if kind == "LOC"]
    for (first, stop), (other, end) in pairwise(spans):
        if other != stop + 1 or tree.tokens[stop].text != "," or first == 0:
            continue
        listed = any(tree.rel(i) == "conj" for i in range(other, end))
        following = tree.low(end) if end < len(tree) else "."
        if listed or following in ("and", "or", "&") or tree.tokens[first - 1].upos not in ("ADP", "PROPN", "PUNCT"):
            continue
        after = tree.tokens[end + 1 : end + 3] if following == "," else ()
        if len(after) == 2 and after[0].upos == "CCONJ" and after[1].entity.endswith("LOC"):
            continue
        yield stop, end


def _dated(tree: Tree) -> Iterator[Draft]:
    """ ""Rome" (1950)" -> ""Rome" is from 1950"."""
    for first, stop in _titles(tree):
        if stop + 2 < len(tree) and tree.tokens[stop].text == "(" and tree.tokens[stop + 2].text == ")":
            year = stop + 1
            if first > 0 and tree.tokens[first - 1].text == ":":
                continue
            person = tree.tokens[first].entity.endswith("PER") and tree.tokens[first].text not in _QUOTES
            if _YEAR.match(tree.tokens[year].text) and not person:
                yield Draft((*range(first, stop), "is", "from", year), year, "apposition")


def _members(tree: Tree) -> Iterator[Draft]:
    """ "several old schools, including York and Leeds" -> "York is an old school"."""
    found = examples(tree, range(len(tree)))
    if found is None:
        return
    start = found.noun
    while start > 0 and _describes(tree, start - 1):
        start -= 1
    kind = tuple(range(start, found.noun + 1))
    singled = start > 0 and (tree.low(start - 1) in ("the", "his", "her") or tree.low(start - 1).endswith("est"))
    for words, aside in zip(found.members, found.asides, strict=True):
        named = _name_of(tree, words[0]) or (_name_of(tree, words[1]) if len(words) > 1 else ())
        if not named or set(words) - set(named) or set(named) - set(words) - {named[0]}:
            continue
        named = words
        if aside:
            yield Draft((*named, "is", *aside), aside[-1], "apposition")
        if not singled and not tree.tokens[named[-1]].entity.endswith("LOC"):
            changes = {found.noun: tree.lemma(found.noun)}
            yield Draft((*named, "is", *_with_article(tree, kind)), found.noun, "apposition", None, changes)


def _some_of(tree: Tree) -> Iterator[Draft]:
    """ "Some of his best songs include "Rome" and "Leeds"" -> ""Rome" is one of his best songs"."""
    head, subject = tree.root, tree.subject(tree.root)
    if tree.lemma(head) != "include" or subject is None or subject > head or tree.auxiliaries(head):
        return
    words = [i for i in tree.subtree(subject) if i < head]
    if [tree.low(i) for i in words[:2]] == ["some", "of"]:
        words = words[2:]
    if not words or tree.low(words[0]) not in ("his", "her", "its", "their", "the") or len(words) > 9:
        return
    stop = len(tree)
    while stop > head + 1 and tree.tokens[stop - 1].text in (".", ","):
        stop -= 1
    for member in listed(tree, head + 1, stop)[0]:
        if _name_of(tree, member[0]) or _name_of(tree, member[-1]):
            yield Draft((*member, "is", "one", "of", *words), head, "apposition")


def _name_of(tree: Tree, member: int) -> tuple[int, ...]:
    """The name with its article, or the title in quotation marks, that a word belongs to."""
    for first, stop in _titles(tree):
        if first <= member < stop:
            return tuple(range(first - (first > 0 and tree.low(first - 1) == "the"), stop))
    return ()
