"""What the names of a sentence are called: "the video game company Acme", "Leeds, England", "schools, including York".

For the finest level only: each such trait is a statement of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from factcheck.statements.dated_titles import kinds_dated
from factcheck.statements.distribution import article_before
from factcheck.statements.drafts import Draft
from factcheck.statements.examples import COUNTS, examples, listed, without_tail
from factcheck.statements.identities import identities
from factcheck.statements.lexicon import FIRMS
from factcheck.statements.persons import calls_a_person
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
_COMPASS = frozenset("New North South East West Northern Southern Eastern Western Upper Lower Greater".split())
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


_PARTS_PLAYED = frozenset("role performance appearance part position post job work effort initiative".split())
"""Nouns in front of "such as" of which the examples only name the place: "roles such as "Rome""."""


def nationality(tree: Tree, draft: Draft) -> list[Draft]:
    """ "Roy is a Brazilian footballer" -> "Roy is Brazilian", "Roy is a footballer"; of persons' posts and trades."""
    head = draft.head
    copula = tree.first(head, "cop")
    if tree.tokens[head].upos not in ("NOUN", "PROPN") or head not in draft.words:
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
    found = [
        *_kinds(tree),
        *_kinds_beside(tree),
        *_kinds_of_people(tree),
        *_kinds_of_lists(tree),
        *_places(tree),
        *_dated(tree),
        *_members(tree),
        *_some_of(tree),
        *identities(tree),
        *kinds_dated(tree),
    ]
    by_holder: dict[tuple[int, ...] | None, set[int]] = {}
    for one in drafts:
        by_holder.setdefault(one.holder, set()).update(one.tokens())
    kept = []
    for draft in found:
        words = set(draft.tokens())
        words -= {i for i in words if _YEAR.match(tree.tokens[i].text)}  # in brackets, it may be in none
        around = [holder for holder, said in by_holder.items() if words <= said]
        if around:
            kept.append(replace(draft, holder=around[0]))
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
        kind = tuple(i for i in range(start, first) if not _YEAR.match(tree.tokens[i].text))
        yield Draft((*range(first, stop), "is", *_with_article(tree, kind)), first - 1, "apposition")
        if len(kind) < first - start:
            yield Draft((*range(first, stop), "is", "from", start), first - 1, "apposition")


def _kinds_of_lists(tree: Tree) -> Iterator[Draft]:
    """ "the films "Rome" and "Leeds"" -> ""Rome" is a film"; "the television series Rome and Leeds" too."""
    for start, noun, members in _lists_of_a_kind(tree):
        kind, changes = tuple(range(start, noun + 1)), {noun: tree.lemma(noun)}
        for one, stop in members:
            yield Draft((*range(one, stop), "is", *_with_article(tree, kind)), noun, "apposition", None, changes)


def each_title(tree: Tree, draft: Draft) -> list[Draft]:
    """ "his roles in the films "Rome" and "Leeds"" -> "his roles in "Rome"", "his roles in "Leeds""."""
    here = set(draft.tokens())
    for start, noun, members in _lists_of_a_kind(tree):
        lead = start > 0 and (tree.low(start - 1) in ("the", "several") or tree.tokens[start - 1].upos == "NUM")
        first = start - 1 if lead else start
        stop = members[-1][1]
        if stop + 2 < len(tree) and tree.tokens[stop].text == "(" and tree.tokens[stop + 2].text == ")":
            stop += 3  # the year of the last one
        region = set(range(first, stop))
        closes = stop >= len(tree) or tree.tokens[stop].upos == "PUNCT"
        if (
            draft.origin != "apposition"
            and closes
            and draft.head < first
            and region <= here | _years_within(tree, region)
        ):
            at = draft.words.index(first)
            rest = tuple(w for w in draft.words[at:] if w not in region)
            part = tree.tokens[noun].head
            played = part >= 0 and tree.lemma(part) in _PARTS_PLAYED and tree.plural_form(part)
            changes = {**draft.changes, part: tree.lemma(part)} if played else draft.changes
            words = [(*draft.words[:at], *range(*one), *rest) for one in members]
            return [replace(draft, words=one, changes=changes) for one in words]
    return [draft]


def _years_within(tree: Tree, region: set[int]) -> set[int]:
    return {i for i in region if _YEAR.match(tree.tokens[i].text) or tree.tokens[i].text in "()"}


def _lists_of_a_kind(tree: Tree) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Where the kind of several titles begins, its noun, and where each title begins and ends."""
    titles = dict(_titles(tree))
    for first in sorted(titles):
        noun = first - 1 if first == 0 or tree.low(first - 1) not in ("the", ",") else first - 2
        if noun < 0 or tree.lemma(noun) not in _WORKS or tree.tokens[noun].upos != "NOUN":
            continue
        if not tree.plural_form(noun) and tree.low(noun) != "series":
            continue
        members, at = [], first
        while at in titles:
            members.append((at, titles[at]))
            at = _after_member(tree, titles[at])
        start = noun
        while start > 0 and _describes(tree, start - 1):
            start -= 1
        if len(members) > 1:
            yield start, noun, members


def _after_member(tree: Tree, index: int) -> int:
    """Where the next member of a list may begin: behind a year in brackets, commas, "and", "the"."""
    if index + 2 < len(tree) and tree.tokens[index].text == "(" and tree.tokens[index + 2].text == ")":
        index += 3
    while index < len(tree) and (tree.tokens[index].text == "," or tree.low(index) in ("and", "the")):
        index += 1
    return index


def _kinds_of_people(tree: Tree) -> Iterator[Draft]:
    """ "the American pilot Jo Ray" -> "Jo Ray is an American pilot"."""
    for first, stop, kind in tree.entity_spans():
        noun = first - 1
        if (
            kind != "PER"
            or noun < 0
            or stop - first > 4
            or (tree.rel(first) == "conj" and tree.tokens[first].head < noun)
        ):
            continue
        if tree.tokens[noun].upos != "NOUN" or not tree.tokens[noun].text.islower() or tree.plural_form(noun):
            continue
        if not calls_a_person(tree, noun):
            continue
        start = noun
        while start > 0 and (_describes(tree, start - 1) or tree.low(start - 1) == "-"):
            start -= 1
        if start > 0 and tree.tokens[start - 1].upos in ("NOUN", "PROPN", "PART", "ADJ", "NUM"):
            continue
        owner = start > 0 and tree.low(start - 1) in ("his", "her", "their", "its")
        words: tuple[Word, ...] = tuple(range(start, noun + 1))
        called = (start - 1, *words) if owner else _with_article(tree, tuple(range(start, noun + 1)))
        yield Draft((*range(first, stop), "is", *called), noun, "apposition")


def kinds_before_names(tree: Tree) -> Iterator[tuple[int, int, int]]:
    """Where the kind before a name begins, where the name does, and where it ends."""
    for first, stop in _titles(tree):
        noun = first - 1
        if noun < 0 or not _calls(tree, noun):
            continue
        start = _kind_start(tree, noun)
        start -= start > 0 and bool(_YEAR.match(tree.tokens[start - 1].text)) and tree.rel(start - 1) != "obl"
        yield start, first, stop


def _kinds_beside(tree: Tree) -> Iterator[Draft]:
    """ "the British newspaper, The Rome Post" -> "The Rome Post is a British newspaper"."""
    for first, stop in _titles(tree):
        the = first - (first > 0 and tree.low(first - 1) == "the")
        noun = the - 2
        if noun < 1 or tree.tokens[the - 1].text != "," or not _calls(tree, noun):
            continue
        start = _kind_start(tree, noun)
        start -= start > 0 and bool(_YEAR.match(tree.tokens[start - 1].text))
        ends = stop >= len(tree) or tree.tokens[stop].upos == "PUNCT"
        if start > 0 and tree.low(start - 1) == "the" and ends:
            yield Draft(
                (*range(the, stop), "is", *_with_article(tree, tuple(range(start, noun + 1)))), noun, "apposition"
            )


def _kind_start(tree: Tree, noun: int) -> int:
    """Where the words that tell what a noun is begin."""
    start = noun
    while start > 0 and _describes(tree, start - 1):
        start -= 1
    return start


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
    if token.upos == "ADV" and token.deprel == "advmod" and token.head == index + 1:
        return tree.rel(index + 1) == "amod" and tree.low(index).endswith("ly")  # "critically acclaimed films"
    if token.upos == "VERB" and tree.rel(index) == "amod" and tree.low(index).endswith("ed"):
        return True
    if token.entity.endswith("PER") or tree.rel(index) not in ("amod", "compound", "nmod", "flat"):
        return False
    return token.upos in ("ADJ", "NOUN", "PROPN") and not token.text.lower().endswith("est")


def _with_article(tree: Tree, kind: tuple[int, ...]) -> tuple[Word, ...]:
    return (article_before(tree, ("", *kind), ""), *kind)


def _places(tree: Tree) -> Iterator[Draft]:
    """ "Leeds, England" -> "Leeds is in England"."""
    spans = {stop: first for first, stop in _single_places(tree)}
    for comma, end in places_of_places(tree):
        yield Draft((*range(spans[comma], comma), "is", "in", *range(comma + 1, end)), end - 1, "apposition")


def _single_places(tree: Tree) -> list[tuple[int, int]]:
    """Where the names of places begin and end, "Leeds, England" as two."""
    found = []
    for first, stop, kind in tree.entity_spans():
        start = first
        while kind == "LOC" and start > 0 and tree.tokens[start - 1].text in _COMPASS:
            start -= 1  # "New South Wales" with a tag on the last two
        for index in range(first, stop + 1) if kind == "LOC" else ():
            if index == stop or tree.tokens[index].text == ",":
                found.append((start, index))
                start = index + 1
    return found


def places_of_places(tree: Tree) -> Iterator[tuple[int, int]]:
    """The stretch of each comma and name that says where the place before it is: ", England"."""
    spans = _single_places(tree)
    for (first, stop), (other, end) in pairwise(spans):
        if other != stop + 1 or tree.tokens[stop].text != "," or first == 0:
            continue
        following = tree.low(end) if end < len(tree) else "."
        joined = [i for i in range(other, end) if tree.rel(i) == "conj"]
        ahead = range(other, min(len(tree), end + 6))
        listed = bool(joined) and any(tree.low(i) in ("and", "or") and _place_after(tree, i) for i in ahead)
        if following in ("and", "or", "&") and not _verb_after(tree, end):
            continue
        if listed or tree.tokens[first - 1].upos not in ("ADP", "PROPN", "PUNCT"):
            continue
        after = tree.tokens[end + 1 : end + 3] if following == "," else ()
        if len(after) == 2 and after[0].upos == "CCONJ" and after[1].entity.endswith("LOC"):
            continue
        yield stop, end


def _place_after(tree: Tree, joint: int) -> bool:
    """Whether a place is the last of a list behind "and"."""
    return any(tree.tokens[i].entity.endswith("LOC") for i in range(joint + 1, min(len(tree), joint + 3)))


def _verb_after(tree: Tree, joint: int) -> bool:
    """Whether a second predicate begins behind "and": "in Leeds, England and left"."""
    following = [tree.tokens[i] for i in range(joint + 1, min(len(tree), joint + 3))]
    verb = bool(following) and (following[0].upos in ("VERB", "AUX") or [t.upos for t in following] == ["ADV", "VERB"])
    return verb and following[0].entity == "O"


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
    noun = found.noun
    if tree.lemma(noun) in COUNTS:  # "a string of clubs"
        noun = next((kid for kid in tree.below(noun, "nmod") if noun < kid < min(found.marker)), noun)
    if tree.lemma(noun) in COUNTS | _PARTS_PLAYED:
        return
    start = noun
    while start > 0 and _describes(tree, start - 1):
        start -= 1
    kind = tuple(range(start, noun + 1))
    singled = start > 0 and (tree.low(start - 1) in ("the", "his", "her") or tree.low(start - 1).endswith("est"))
    for words, aside in zip(found.members, found.asides, strict=True):
        named = _name_of(tree, words[0]) or (_name_of(tree, words[1]) if len(words) > 1 else ())
        whole = bool(named) and not set(words) - set(named) and not set(named) - set(words) - {named[0]}
        definite = (
            tree.low(words[0]) == "the" and bool(named or tree.tokens[words[-1]].entity != "O") and len(words) < 8
        )
        if not whole and not definite:
            continue
        named = words
        if aside:
            yield Draft((*named, "is", *aside), aside[-1], "apposition")
        if not singled and not tree.tokens[named[-1]].entity.endswith("LOC"):
            changes = {noun: tree.lemma(noun)}
            yield Draft((*named, "is", *_with_article(tree, kind)), noun, "apposition", None, changes)


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
    stop = without_tail(tree, head + 1, len(tree))
    while stop > head + 1 and tree.tokens[stop - 1].text in (".", ","):
        stop -= 1
    for member in listed(tree, head + 1, stop)[0]:
        if _name_of(tree, member[0]) or _name_of(tree, member[-1]):
            yield Draft((*member, "is", "one", "of", *words), head, "apposition")
            noun = next((i for i in words[1:] if tree.plural_form(i) and tree.tokens[i].upos == "NOUN"), None)
            if noun is not None and noun == words[-1] and tree.lemma(noun) not in _PARTS_PLAYED:
                start = noun - (tree.rel(noun - 1) == "compound")
                kind = _with_article(tree, tuple(range(start, noun + 1)))
                yield Draft((*member, "is", *kind), head, "apposition", None, {noun: tree.lemma(noun)})


def _name_of(tree: Tree, member: int) -> tuple[int, ...]:
    """The name with its article, or the title in quotation marks, that a word belongs to."""
    for first, stop in _titles(tree):
        if first <= member < stop:
            return tuple(range(first - (first > 0 and tree.low(first - 1) == "the"), stop))
    return ()
