""" "He taught at several schools, including York and Leeds" -> "at several schools", "at York"; "such as" likewise.

Read from the order of the words: a parse seldom holds such a list together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from factcheck.statements.distribution import MEASURES, QUOTES, SAYS_TOGETHER, TOGETHER, says_together, without
from factcheck.statements.drafts import Draft
from factcheck.statements.entities import CALENDAR
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import Tree

_MOST = 14
_YEAR = re.compile(r"(?:1[0-9]\d{2}|20\d{2})s?$")
_NOT_IN_A_LIST = frozenset("which who whom whose where that when while if because although though among".split())


_RELATIVES = frozenset("which whom where who whose".split())
_TOGETHER = SAYS_TOGETHER - {"other", "same", "different", "common"}
COUNTS = frozenset("variety number range series string host array list lot wealth all many most some several".split())
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
    tail: range = range(0)
    """What follows the list up to the end: "among others", ", all of which"."""


def included(tree: Tree, draft: Draft) -> list[Draft]:
    """The draft without its examples, and with each in the place of what it is an example of."""
    here = set(draft.tokens())
    found = examples(tree, here) if draft.origin not in ("whole", "title", "apposition") else None
    if (
        found is None
        or says_together(tree, here - set(found.tail), _TOGETHER)
        or tree.lemma(draft.head) in TOGETHER
        or draft.head in _phrase(tree, found)
    ):
        return [draft]
    listed = found.marker | set(found.region) | set(found.tail)
    if max(i for i in here if tree.tokens[i].upos != "PUNCT") not in listed or not _follows(tree, draft, found.noun):
        return [draft]
    case = {i for kid in tree.below(found.noun, "case") if kid < found.noun for i in tree.subtree(kid)}
    case = _last_stretch(case)
    general = {i for i in _phrase(tree, found) & here if not case or i >= min(case)}
    if any(tree.tokens[i].upos == "NUM" and not _YEAR.match(tree.tokens[i].text) for i in here - general - listed):
        return [draft]  # "raised $9 million from funds, including Borel"
    plain = replace(draft, words=without(draft, listed))
    parts = []
    lent = found.members[0][:1] if tree.tokens[found.members[0][0]].upos == "ADP" else ()
    for member in found.members:
        if lent and tree.tokens[member[0]].upos != "ADP":
            member = (*lent, *member)  # "in roles, including as a guide and the host"
        own = tree.tokens[member[0]].upos == "ADP"
        gone = (general | case) if own else general - case
        words = [word for word in draft.words if not (isinstance(word, int) and word in listed)]
        places = [k for k, word in enumerate(words) if isinstance(word, int) and word in gone]
        if not places or not member:
            return [draft]
        filled: list[Word] = [*words[: places[0]], *member]
        filled += [word for word in words[places[0] :] if not (isinstance(word, int) and word in gone)]
        parts.append(replace(draft, words=tuple(filled)))
    told = any(tree.low(i) in _RELATIVES for i in found.tail)  # ", all of which": only the whole says it
    return [plain, *parts, draft] if told else [plain, *parts]


def _last_stretch(indices: Collection[int]) -> set[int]:
    """The last of the stretches without a gap: a parse may hang the preposition of another noun on this one."""
    kept: list[int] = []
    for index in sorted(indices, reverse=True):
        if kept and index != kept[-1] - 1:
            break
        kept.append(index)
    return set(kept)


def examples(tree: Tree, here: Collection[int]) -> Examples | None:
    """The examples that end a stretch of words, when a plural noun stands before them."""
    for index in sorted(here):
        such = tree.low(index) == "such" and index + 1 < len(tree) and tree.low(index + 1) == "as"
        like = tree.low(index) == "like" and tree.tokens[index].upos == "ADP" and _opens_names(tree, index + 1)
        if (tree.low(index) != "including" and not such and not like) or index == 0:
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
        stop, whole = without_tail(tree, first, stop), stop
        while stop > first and tree.tokens[stop - 1].text in (".", ",", ";"):
            stop -= 1
        members, asides = listed(tree, first, stop)
        if not members or len(members) > _MOST:
            continue
        marker = frozenset(range(index - comma, first))
        tail = range(stop, whole) if any(tree.tokens[i].upos != "PUNCT" for i in range(stop, whole)) else range(0)
        return Examples(noun, marker, range(first, stop), members, asides, tail)
    return None


def examples_within(tree: Tree) -> list[Examples]:
    """The examples of every "such as" and "including" whose list the parse holds together, also amid a sentence."""
    found = []
    for index in range(1, len(tree) - 2):
        such = tree.low(index) == "such" and tree.low(index + 1) == "as"
        if not such and tree.low(index) != "including":
            continue
        head = tree.tokens[index].head
        comma = tree.tokens[index - 1].text == ","
        noun = _noun_before(tree, index - 1 - comma, index) if head > index else None
        span = [i for i in tree.subtree(head) if i >= index] if noun is not None else []
        while span and tree.tokens[span[-1]].text in (",", ".", ";"):
            span.pop()
        if noun is None or not span or span != list(range(index, span[-1] + 1)):
            continue
        first = index + 2 if such else index + 1
        members, asides = listed(tree, first, span[-1] + 1)
        if members and len(members) <= _MOST:
            marker = frozenset(range(index - comma, first))
            found.append(Examples(noun, marker, range(first, span[-1] + 1), members, asides))
    return found


def _opens_names(tree: Tree, index: int) -> bool:
    """Whether a title in quotation marks or the name of a work begins at a token: "films like "Rome"."""
    if index >= len(tree):
        return False
    return tree.tokens[index].text in QUOTES or tree.tokens[index].entity == "B-MISC"


def without_tail(tree: Tree, first: int, stop: int) -> int:
    """Where a list ends: before ", all of which", ", for which", "among others"."""
    held = _held(tree, first, stop)
    for index in range(first + 1, stop):
        if index in held:
            continue
        opens = [tree.low(i) for i in range(index + 1, min(index + 4, stop)) if tree.low(i) not in ".!"]
        if tree.tokens[index].text == "," and set(opens) & _RELATIVES and opens[0] != "and":
            return index
        if tree.low(index) in ("among", "amongst") and opens[:1] in (["others"], ["other"], ["many"]):
            return index
        if tree.low(index) == "and" and opens in (["many", "more"], ["more"], ["others"], ["many", "others"]):
            return index
    return stop


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
            if found is None:
                found = _plural_of(tree, up, last, index)
            break
    above = -1 if found is None else tree.tokens[found].head
    while found is not None and above >= 0 and tree.lemma(above) in COUNTS and tree.rel(found) == "nmod":
        found, above = above, tree.tokens[above].head
    return found


def _plural_of(tree: Tree, verb: int, last: int, index: int) -> int | None:
    """The one plural noun after a verb, when what stands behind it says when: "won awards in his career, including"."""
    things = [kid for kid in tree.below(verb, "obj", "obl") if verb < kid < index and tree.low(kid) not in CALENDAR]
    plural = [kid for kid in things if tree.plural_form(kid) and tree.tokens[kid].upos == "NOUN"]
    if len(plural) == 1 and tree.rel(plural[0]) == "obj":
        return plural[0]
    if len(plural) != 1 or len(things) != 2 or things[-1] not in (last, *tree.ancestors(last)):
        return None
    case = {tree.low(i) for i in tree.below(things[-1], "case")}
    return plural[0] if plural[0] == things[0] and case & {"throughout", "during", "in", "over", "since"} else None


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
        if chunks[-1] and _new_title(tree, chunks[-1], index):
            chunks.append([index])
        elif index not in inside and tree.tokens[index].text in (",", ";"):
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
        if _aside(tree, members, chunk):
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


def _aside(tree: Tree, members: Sequence[tuple[int, ...]], chunk: Sequence[int]) -> bool:
    """Whether a part of a list only says what the member before it is: "York, a school in the north"."""
    if not members or tree.low(chunk[0]) not in ("a", "an", "one") or not _is_name(tree, members[-1]):
        return False
    alike = tree.low(members[-1][0]) in ("a", "an")
    return not alike and tree.low(chunk[0] - 1) not in ("and", "&")


def _new_title(tree: Tree, chunk: Sequence[int], index: int) -> bool:
    """Whether a title opens right behind one that ends in a comma: ""Rome," "Leeds"."""
    texts = [tree.tokens[i].text for i in chunk]
    closed = len(texts) > 2 and texts[0] in QUOTES and texts[-1] in QUOTES and texts[-2] == ","
    return closed and tree.tokens[index].text in QUOTES


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
        goes_on = [
            kid for kid in tree.below(node, "advcl") if tree.lemma(node) == "go" and tree.tense(kid) == "infinitive"
        ]
        for kid in (*tree.below(node, "xcomp"), *goes_on):
            if kid not in found:
                found.add(kid)
                nodes.append(kid)
    return found
