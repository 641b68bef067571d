""" "He taught at several schools, including York and Leeds" -> "at several schools", "at York"; "such as" likewise.

Read from the order of the words: a parse seldom holds such a list together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from factcheck.statements.distribution import MEASURES, QUOTES, SAYS_TOGETHER, TOGETHER, without
from factcheck.statements.drafts import Draft
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import Tree

_MOST = 8
_YEAR = re.compile(r"(?:1[0-9]\d{2}|20\d{2})s?$")
_NOT_IN_A_LIST = frozenset("which who whom whose where that when while if because although though among".split())


_TOGETHER = SAYS_TOGETHER - {"other", "same", "different", "common"}
_COUNTS = frozenset("variety number range series string host array list lot wealth all many most some several".split())
"""Words with "of" before the noun, which leave with it: "a variety of roles, including"."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What a sentence names as examples of a noun."""

    noun: int
    marker: frozenset[int]
    """ "including" or "such as", and the comma before it."""
    region: range
    """The list."""
    members: tuple[tuple[int, ...], ...]
    asides: tuple[tuple[int, ...], ...]
    """For each member, what is said of it in the list: "York, a school in the north"."""


def included(tree: Tree, draft: Draft) -> list[Draft]:
    """The draft without its examples, and with each in the place of what it is an example of."""
    here = set(draft.tokens())
    if draft.origin in ("whole", "title", "apposition") or any(tree.low(i) in _TOGETHER for i in here):
        return [draft]
    found = examples(tree, here)
    if found is None or tree.lemma(draft.head) in TOGETHER or draft.head in _phrase(tree, found):
        return [draft]
    listed = found.marker | set(found.region)
    if max(i for i in here if tree.tokens[i].upos != "PUNCT") not in listed or not _follows(tree, draft, found.noun):
        return [draft]
    general = _phrase(tree, found) & here
    case = {i for kid in tree.below(found.noun, "case") for i in tree.subtree(kid)}
    if any(tree.tokens[i].upos == "NUM" and not _YEAR.match(tree.tokens[i].text) for i in here - general - listed):
        return [draft]  # "raised $9 million from funds, including Borel"
    plain = replace(draft, words=without(draft, listed))
    parts = []
    for member in found.members:
        own = tree.tokens[member[0]].upos == "ADP"
        gone = (general | case) if own else general - case
        words = [word for word in draft.words if not (isinstance(word, int) and word in listed)]
        places = [k for k, word in enumerate(words) if isinstance(word, int) and word in gone]
        if not places or not member:
            return [draft]
        filled: list[Word] = [*words[: places[0]], *member]
        filled += [word for word in words[places[0] :] if not (isinstance(word, int) and word in gone)]
        parts.append(replace(draft, words=tuple(filled)))
    return [plain, *parts]


def examples(tree: Tree, here: Collection[int]) -> Examples | None:
    """The examples that end a stretch of words, when a plural noun stands before them."""
    for index in sorted(here):
        such = tree.low(index) == "such" and index + 1 < len(tree) and tree.low(index + 1) == "as"
        if (tree.low(index) != "including" and not such) or index == 0:
            continue
        first = index + 2 if such else index + 1
        comma = tree.tokens[index - 1].text == ","
        last = index - 2 if comma else index - 1
        noun = _noun_before(tree, last, index)
        if noun is None or last not in here:
            continue
        stop = first
        while stop < len(tree) and stop in here:
            stop += 1
        while stop > first and tree.tokens[stop - 1].text in (".", ",", ";"):
            stop -= 1
        members, asides = listed(tree, first, stop)
        if not members or len(members) > _MOST:
            continue
        marker = frozenset(range(index - comma, first))
        return Examples(noun, marker, range(first, stop), members, asides)
    return None


def _noun_before(tree: Tree, last: int, index: int) -> int | None:
    """The plural noun that the examples are of: the highest one whose words end right before them."""
    if last < 0:
        return None
    found = None
    for up in (last, *tree.ancestors(last)):
        if (
            up >= index
            or max((i for i in tree.subtree(up) if i < index and tree.tokens[i].text != ","), default=-1) > last
        ):
            break
        if tree.tokens[up].upos == "NOUN" and tree.plural_form(up) and tree.lemma(up) not in MEASURES:
            found = up
        elif tree.tokens[up].upos in ("VERB", "AUX"):
            thing = tree.first(up, "obj")
            if found is None and thing is not None and up < thing < index and tree.plural_form(thing):
                found = thing  # "won awards in his career, including"
            break
    above = -1 if found is None else tree.tokens[found].head
    while found is not None and above >= 0 and tree.lemma(above) in _COUNTS and tree.rel(found) == "nmod":
        found, above = above, tree.tokens[above].head
    return found


def _phrase(tree: Tree, found: Examples) -> set[int]:
    """The words of the noun phrase that the examples are of."""
    start = min(found.marker)
    return {i for i in tree.subtree(found.noun) if i < start}


def listed(tree: Tree, first: int, stop: int) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    """The list cut at its commas and its last "and", outside of names, quotations and brackets."""
    if any(tree.tokens[i].upos == "AUX" or tree.low(i) in _NOT_IN_A_LIST for i in _unquoted(tree, first, stop)):
        return (), ()
    inside = {i for a, b, _ in tree.entity_spans() for i in range(a, b)} | _held(tree, first, stop)
    chunks: list[list[int]] = [[]]
    joined = False
    for index in range(first, stop):
        if index not in inside and tree.tokens[index].text in (",", ";"):
            chunks.append([])
        elif index not in inside and tree.low(index) in ("and", "&") and (not joined or not chunks[-1]):
            joined = True
            chunks.append([])
        else:
            chunks[-1].append(index)
    members: list[tuple[int, ...]] = []
    asides: list[tuple[int, ...]] = []
    for chunk in (chunk for chunk in chunks if chunk):
        words = _bare(tree, chunk)
        if members and tree.low(chunk[0]) in ("a", "an", "one") and _is_name(tree, members[-1]):
            asides[-1] = tuple(chunk)
        elif members and _calls(tree, members[-1], chunk):
            members[-1] = (*members[-1], *words)
        elif words and (
            _is_name(tree, words) or tree.tokens[words[0]].upos in ("ADP", "DET", "NUM") or _common(tree, words)
        ):
            members.append(words)
            asides.append(())
        else:
            return (), ()
    return tuple(members), tuple(asides)


def _calls(tree: Tree, before: tuple[int, ...], chunk: Sequence[int]) -> bool:
    """Whether a member is only the kind of the title after it: "the 1939 drama, "Rome"."""
    kind = tree.tokens[before[-1]]
    return (
        tree.tokens[chunk[0]].text in QUOTES and kind.upos == "NOUN" and tree.low(before[0]) == "the"
    ) and kind.entity == "O"


def _bare(tree: Tree, chunk: Sequence[int]) -> tuple[int, ...]:
    """A member without the year in brackets behind it."""
    opened = next((k for k, i in enumerate(chunk) if tree.tokens[i].text == "("), len(chunk))
    kept = list(chunk[:opened])
    if len(kept) > 2 and tree.tokens[kept[-1]].text in QUOTES and tree.tokens[kept[-2]].text in (",", "."):
        kept.pop(-2)
    return tuple(kept)


def _can_stand(tree: Tree, words: Sequence[int]) -> bool:
    """Whether a member can take the place of the noun."""
    return _is_name(tree, words) or tree.tokens[words[0]].upos in ("ADP", "DET", "NUM") or _common(tree, words)


def _is_name(tree: Tree, words: Sequence[int]) -> bool:
    named = any(tree.tokens[i].entity != "O" or tree.tokens[i].upos == "PROPN" for i in words)
    return named or tree.tokens[words[0]].text in QUOTES


def _common(tree: Tree, words: Sequence[int]) -> bool:
    """A bare plural: "including hotels"."""
    return tree.tokens[words[-1]].upos == "NOUN" and not any(tree.tokens[i].upos == "VERB" for i in words)


def _held(tree: Tree, first: int, stop: int) -> set[int]:
    """The words within quotation marks or brackets."""
    held: set[int] = set()
    opened: int | None = None
    for index in range(first, stop):
        text = tree.tokens[index].text
        if opened is None and (text in QUOTES or text == "("):
            opened = index
        elif opened is not None and (text in QUOTES or text == ")"):
            held |= set(range(opened, index + 1))
            opened = None
    return held


def _unquoted(tree: Tree, first: int, stop: int) -> list[int]:
    held = _held(tree, first, stop)
    return [i for i in range(first, stop) if i not in held]


def _follows(tree: Tree, draft: Draft, noun: int) -> bool:
    """Whether a noun is an object or an adjunct after the predicate of a draft, or belongs to one that is."""
    for index in (noun, *tree.ancestors(noun)):
        up = tree.tokens[index].head
        if tree.rel(index) in ("obj", "obl") and noun > draft.head:
            return up == draft.head or up in _chain(tree, draft.head)
        if tree.rel(index) != "nmod":
            return False
    return False


def _chain(tree: Tree, head: int) -> set[int]:
    found, nodes = set(), [head]
    while nodes:
        node = nodes.pop()
        for kid in tree.below(node, "xcomp"):
            if kid not in found:
                found.add(kid)
                nodes.append(kid)
    return found
