"""Names in the sentences of one article, and the fuller name a short one stands for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from factcheck.statements.lexicon import HONORIFICS, TITLE_PREFIXES, TITLES
from factcheck.statements.tree import Tree
from factcheck.types import Entity, Token

TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
_HONORIFICS = re.compile(
    r"^(?:(?:U\.S\.\s+(?=Sen|Rep|Pres|Sec|Att|Jus|Jud))?(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Sir|Dame|Lord|Lady|President|Senator|Judge|Justice"
    r"|Professor|Secretary|Mayor|Governor|Chancellor|Minister|CEO|CFO|COO|CTO)\.?\s+)+(?=\S)"
)
_AS_A_NAME = ("nsubj", "obj", "obl", "nmod", "appos", "conj", "root", "iobj", "xcomp", "flat")
_COMMON = frozenset(
    "Democratic Republican American National United New North South East West House Senate White Supreme University"
    " Federal State States European British Chinese Russian Department International General First World"
    " Central".split()
)
PEOPLES = re.compile(
    r"^[A-Z][a-z]+(?:ans|crats|slims|anics|ists|ians|ews|rabs|ites)$|^(?:Republican|Democrat|American)$"
)
_CODES = {kind: code for code, kind in TYPES.items()}
_SMALL = frozenset(
    "the a an but and in on at for as if when while after before this that its his her our their".split()
)
_NOT_OPENING = TITLES | TITLE_PREFIXES | HONORIFICS | _SMALL
_NOT_CLOSING = frozenset(["'s", "'", "ceo", "cfo", "coo", "cto"])
_NO_NAMES = frozenset("AI IT TV PC GDP IPO CEO CFO COO CTO PR HR DNA FAQ Q&A VIDEO UPDATE I".split())
_SEATS = re.compile(r"^[DRI]-[A-Z]")
"""A member's party and state: "R-S.C."."""
_FIRM_WORDS = frozenset(
    "AI Inc Inc. Corp Corp. Ltd Ltd. LLC PLC Plc Co. Bank University Institute Department Ministry Agency"
    " Commission Group"
    " Holdings Labs Laboratories Technologies Systems Motors Airlines Airways News Times Post Journal Tribune Committee"
    " Party Council Court Senate Association Union Foundation Authority Bureau Corporation Company Partners Capital"
    " Ventures Media Pharmaceuticals Energy Industries Police Parliament".split()
)
_AGENCIES = frozenset(
    "Reuters Bloomberg AP AFP BBC CNN CNBC NBC ABC CBS NPR PBS Axios Politico Forbes Fortune Newsweek TechCrunch Wired"
    " Google Microsoft Apple Amazon Meta Facebook OpenAI Twitter Tesla Nvidia Anthropic Intel IBM Boeing"
    " Pfizer Congress"
    " FBI CIA NATO NASA FDA SEC EU UN".split()
)
_LEFT_OUT = frozenset("of and the for de la du von van der den in on at & to".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence, in token positions."""

    first: int
    stop: int
    text: str
    type: str


@dataclass(slots=True)
class Names:
    """What the names of one article come to: a name's fuller form and its type."""

    full: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    articled: frozenset[str] = frozenset()
    """Names that take "the"."""

    def name(self, text: str) -> str:
        bare = bare_name(text)
        return self.full.get(bare, bare)

    def shown(self, name: str) -> str:
        """A name as it stands in running text, with the article it takes."""
        return f"the {name}" if name in self.articled else name

    def type(self, text: str, default: str = "other") -> str:
        return self.types.get(self.name(text), default)


@lru_cache(maxsize=10_000)
def bare_name(text: str) -> str:
    """A name without its titles, article and possessive."""
    text = re.sub(r"['\u2019]s?$", "", " ".join(text.split()))
    return re.sub(r"^[Tt]he\s+(?=[A-Z])", "", _HONORIFICS.sub("", text)) or text


def mentions(tree: Tree) -> list[Mention]:
    """The names of a sentence as tagged."""
    return [
        Mention(first, stop, _text(tree, first, stop), TYPES.get(kind, "other"))
        for first, stop, kind in tree.entity_spans()
    ]


def name_article(trees: Sequence[Tree]) -> tuple[list[Tree], Names]:
    """The sentences of one article with their names tagged alike throughout, and what each name stands for.

    The reader sees one sentence at a time. Here a name that it found in one sentence is found in the others too; runs
    of proper nouns that it left untagged become names of type other; headlines, where every word has a capital, teach
    no names.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    used: set[str] = set()
    articles: Counter[str] = Counter()
    for tree in trees:
        if not title_case(tree):
            for first, stop, kind in _spans(tree):
                if any(tree.rel(i) in _AS_A_NAME for i in range(first, stop)):
                    used.add(bare_name(_text(tree, first, stop)))
                    before = first > 0 and tree.low(first - 1) == "the"
                    articles[bare_name(_text(tree, first, stop))] += 1 if before else -1
                votes[bare_name(_text(tree, first, stop))][TYPES.get(kind, "other")] += 1 if kind == "MISC" else 2
    types = {
        name: _type(name, counts)
        for name, counts in votes.items()
        if name and name not in _NO_NAMES and not _SEATS.match(name)
    }
    names = Names(types=types, articled=frozenset(name for name, count in articles.items() if count > 0))
    names.full = {name: longer for name in types if name in used and (longer := _longer(name, types)) is not None}
    for name in list(names.full):
        seen = {name}
        while (target := names.full[name]) in names.full and target not in seen:
            seen.add(target)
            names.full[name] = names.full[target]
    known = {tuple(name.split()): names.type(name) for name in types}
    return [_retagged(tree, known, names) for tree in trees], names


def title_case(tree: Tree) -> bool:
    """Whether a sentence is written like a headline, nearly every word with a capital."""
    words = [token.text for token in tree.tokens if len(token.text) > 3 and token.text.isalpha()]
    small = [t for t in tree.tokens if len(t.text) > 4 and t.text.islower() and t.upos in ("NOUN", "VERB", "ADJ")]
    if small or re.search(r"\.[\"\u201d)]*$", tree.text):
        return False
    return (
        len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words) and not tree.text.endswith(".")
    )


def _spans(tree: Tree) -> list[tuple[int, int, str]]:
    """Names in token positions: the reader's, mended at their edges, and untagged runs of proper nouns."""
    spans: list[tuple[int, int, str]] = []
    for first, stop, kind in tree.entity_spans():
        while stop < len(tree) and _proper(tree, stop) and tree.tokens[stop].entity == "O":
            stop += 1
        if stop - first > 2 and tree.low(first) == "u.s." and tree.low(first + 1) in HONORIFICS | TITLES:
            first += 1
        while first < stop and (tree.low(first) in _NOT_OPENING or not _capital(tree, first)):
            first += 1
        while stop > first and (
            tree.low(stop - 1) in _NOT_CLOSING
            or (kind == "ORG" and stop - first > 1 and tree.low(stop - 1) in TITLES)
            or (tree.tokens[stop - 1].upos == "PUNCT" and stop - first > 1)
        ):
            stop -= 1
        if stop > first and sum(len(tree.tokens[i].text) for i in range(first, stop)) > 1:
            spans.append((first, stop, kind))
    taken = {index for first, stop, _ in spans for index in range(first, stop)}
    index = 0
    while index < len(tree):
        stop = index
        while stop < len(tree) and stop not in taken and _proper(tree, stop):
            stop += 1
        first = index
        while first < stop and tree.low(first) in _NOT_OPENING:
            first += 1
        if stop > first and sum(len(tree.tokens[i].text) for i in range(first, stop)) > 1:
            spans.append((first, stop, "MISC"))
        index = max(stop, index + 1)
    return sorted(spans)


def _retagged(tree: Tree, known: dict[tuple[str, ...], str], names: Names) -> Tree:
    tags = ["O"] * len(tree)
    words = [token.text for token in tree.tokens]
    openings = {name[0] for name in known if name}
    starts = [i for i, word in enumerate(words) if word in openings]  # most words begin no name
    longest = max((len(name) for name in known), default=0) if starts else 0
    spans = [] if title_case(tree) else _spans(tree)
    for size in range(min(longest, len(tree)), 0, -1):
        for first in starts:
            if first + size > len(tree):
                break
            kind = known.get(tuple(words[first : first + size]))
            if kind is None or any(tag != "O" for tag in tags[first : first + size]):
                continue
            if size > 1 or any(a <= first < b for a, b, _ in spans) or _proper(tree, first):
                _tag(tags, first, first + size, kind)
    for first, stop, kind in spans:
        if all(tag == "O" for tag in tags[first:stop]) and _text(tree, first, stop) not in _NO_NAMES:
            _tag(tags, first, stop, names.type(_text(tree, first, stop), TYPES.get(kind, "other")))
    tokens = [
        token if token.entity == tag else replace(token, entity=tag)
        for token, tag in zip(tree.tokens, tags, strict=True)
    ]
    for first, stop, _ in Tree(tree.text, tokens).entity_spans():
        _hold_together(tokens, first, stop)
    return Tree(tree.text, tokens)


def _hold_together(tokens: list[Token], first: int, stop: int) -> None:
    """Gives a name one head: a parse at times makes two subjects of its two words."""
    tops = [i for i in range(first, stop) if not first <= tokens[i].head < stop]
    safe = [i for i in tops if not _passes(tokens, tokens[i].head, first, stop)]
    if len(tops) < 2 or not safe:
        return
    for index in tops:
        if index != safe[-1]:
            tokens[index] = replace(tokens[index], head=safe[-1], deprel="compound")


def _passes(tokens: list[Token], index: int, first: int, stop: int) -> bool:
    """Whether the way from a token to the root leads through a span."""
    for _ in tokens:
        if index < 0:
            return False
        if first <= index < stop:
            return True
        index = tokens[index].head
    return True


def _tag(tags: list[str], first: int, stop: int, kind: str) -> None:
    code = _CODES.get(kind, "MISC")
    for index in range(first, stop):
        tags[index] = f"{'B' if index == first else 'I'}-{code}"


def _type(name: str, counts: Counter[str]) -> str:
    """The type most often seen; the last word of a firm's name or the name of a news agency decides alone."""
    words = name.split()
    if PEOPLES.match(name):
        return "other"
    if words[-1] in _FIRM_WORDS or name in _AGENCIES:
        return "organisation"
    return max(sorted(counts), key=lambda kind: counts[kind])


def locate(text: str, names: Names, known: Sequence[str]) -> tuple[Entity, ...]:
    """The names of an article as they stand in a statement's text; longer names win."""
    taken: list[tuple[int, int]] = []
    found: list[Entity] = []
    for surface in sorted(set(known), key=lambda name: (-len(name), name)):
        if not surface:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            found.append(Entity(surface, start, end, names.name(surface), names.type(surface)))
    return tuple(sorted(found, key=lambda entity: entity.start))


def _longer(name: str, types: dict[str, str]) -> str | None:
    """The one longer name that `name` is short for; None when there is none or more than one."""
    words, kind = name.split(), types[name]
    fuller = []
    for other, other_kind in types.items():
        parts = other.split()
        if other == name or len(parts) <= len(words) or len(parts) > 6:
            continue
        person = kind in ("person", "other") and other_kind == "person" and len(parts) <= 4
        firm = name not in _COMMON and kind in ("organisation", "other") and other_kind == "organisation"
        if (
            person
            and (parts[-len(words) :] == words or (len(words) == 1 and parts[0] == words[0] and kind == "person"))
        ) or (firm and (parts[: len(words)] == words or _initials(parts) == name)):
            fuller.append(other)
    maximal = [
        one
        for one in fuller
        if not any(one != other and (other.startswith(one + " ") or other.endswith(" " + one)) for other in fuller)
    ]
    return maximal[0] if len(maximal) == 1 else None


def _initials(parts: list[str]) -> str:
    return "".join(part[0] for part in parts if part.lower() not in _LEFT_OUT)


def _text(tree: Tree, first: int, stop: int) -> str:
    return tree.text[tree.tokens[first].start : tree.tokens[stop - 1].end]


def _capital(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text[:1].isupper() or any(
        char.isupper() or char.isdigit() for char in tree.tokens[index].text
    )


def _proper(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.upos == "PROPN" and token.text[:1].isupper() and not _calendar(token.text)


def _calendar(word: str) -> bool:
    return word.rstrip(".").lower()[:3] in _CALENDAR_STARTS and word.rstrip(".").lower() in CALENDAR


CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun".split()
)
_CALENDAR_STARTS = frozenset(word[:3] for word in CALENDAR)
