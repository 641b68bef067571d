"""What splitting works with: drafts of statements, and the frame a clause inherits from the clause above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from factcheck.statements.lexicon import HONORIFICS, TITLES
from factcheck.statements.phrasing import Word
from factcheck.statements.tree import Tree

_NOT_OF_THE_NOUN = (
    "case",
    "cc",
    "conj",
    "mark",
    "appos",
    "parataxis",
    "discourse",
    "cop",
    "nsubj",
    "aux",
    "advcl",
    "expl",
    "ccomp",
)
_BREAKS = frozenset(", ; : \u2013 \u2014 - -- ( ) [ ]".split())


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposition as words of its sentence and added words, before pronouns are resolved."""

    words: tuple[Word, ...]
    head: int
    """The predicate: a verb, or the noun or adjective after a copula."""
    origin: str
    """main, coordinated, relative, apposition, participle, adverbial, title, said, parenthesis or whole."""
    holder: tuple[int, ...] | None = None
    """Tokens that name who says it; () when somebody does and the sentence does not name them."""
    changes: Mapping[int, str] = field(default_factory=dict)
    """Tokens that take another form in the statement."""

    def tokens(self) -> list[int]:
        return [word for word in self.words if isinstance(word, int)]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a clause takes over: the subject and the auxiliaries it shares, who says it, words that are not its own."""

    origin: str = "main"
    subject: tuple[Word, ...] = ()
    before: tuple[Word, ...] = ()
    """Shared words that stand between the subject and the clause: auxiliaries or an added copula."""
    lead: tuple[Word, ...] = ()
    """An adjunct in front ("On Monday,") that holds for the clause too."""
    holder: tuple[int, ...] | None = None
    skip: frozenset[int] = frozenset()
    swap: Mapping[int, tuple[Word, ...]] = field(default_factory=dict)
    """Relative pronouns and what they stand for."""
    changes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Detached:
    """What a part of a clause came to: drafts of its own, and the tokens that leave the clause."""

    drafts: tuple[Draft, ...] = ()
    gone: frozenset[int] = frozenset()


Expand = Callable[[int, Frame], list[Draft]]
"""Splits the clause at a predicate within a frame."""


def with_marks(tree: Tree, tokens: Iterable[int]) -> frozenset[int]:
    """The tokens and the commas, dashes or brackets that set them off."""
    span = sorted(tokens)
    if not span:
        return frozenset()
    first, last, found = span[0], span[-1], set(span)
    if first > 0 and tree.tokens[last].text == "," and _opens_subject(tree, last + 1):
        found.discard(last)
    before = first > 0 and tree.tokens[first - 1].text in _BREAKS
    after = last + 1 < len(tree) and tree.tokens[last + 1].text in _BREAKS
    inside = tree.tokens[first].text in _BREAKS
    if before:
        found.add(first - 1)
    if after and _opens_subject(tree, last + 2):
        after = False  # "In Rome, which is old, Acme grew": the comma also parts the two
    if after and (before or inside or first == 0 or all(tree.tokens[i].upos == "PUNCT" for i in range(first))):
        found.add(last + 1)
    return frozenset(found)


def _opens_subject(tree: Tree, first: int) -> bool:
    """Whether the subject of a clause begins at a token."""
    if first >= len(tree):
        return False
    index = first
    for up in (first, *tree.ancestors(first)):
        if tree.subtree(up)[0] != first:
            break
        index = up
    return any(tree.rel(i) == "nsubj" and tree.tokens[i].head > i for i in (first, index))


def noun_phrase(tree: Tree, head: int, *, joined: bool = False) -> tuple[int, ...]:
    """The words of a noun phrase without its preposition, its coordinated others (unless `joined`) and appositions."""
    left_out: set[int] = set()
    for kid in tree.below(head, *_NOT_OF_THE_NOUN):
        if joined and tree.rel(kid) == "conj":
            continue
        if tree.rel(kid) != "appos" or tree.set_off(kid):
            left_out.update(tree.subtree(kid))
    for kid in tree.below(head, "acl"):
        if tree.set_off(kid) or (tree.tokens[kid].deprel == "acl:relcl" and not joined):
            left_out.update(tree.subtree(kid))
    kept = {index for index in tree.subtree(head) if index not in left_out}
    return _stretch(tree, whole_names(tree, kept), head)


def whole_names(tree: Tree, words: Iterable[int]) -> list[int]:
    """The words in order, with the rest of every name of which they hold a part, and the name after a title."""
    kept = set(words)
    for first, stop, kind in tree.entity_spans():
        inside = any(first <= index < stop for index in kept)
        titled = (
            kind == "PER"
            and first - 1 in kept
            and max(kept) == first - 1
            and (tree.low(first - 1) in TITLES | HONORIFICS or _calls_the_name(tree, first, stop))
        )
        if inside or titled:
            kept.update(range(first, stop))
    return sorted(kept)


def _calls_the_name(tree: Tree, first: int, stop: int) -> bool:
    """Whether the noun before a name calls who bears it: "presidential candidate Jo Ray"."""
    noun = first - 1
    joined = tree.tokens[noun].head in range(first, stop) or any(
        tree.tokens[i].head == noun for i in range(first, stop)
    )
    return tree.tokens[noun].upos == "NOUN" and joined


def _stretch(tree: Tree, words: list[int], head: int) -> tuple[int, ...]:
    """The words around `head` up to the nearest comma or dash on each side, edges trimmed of other marks."""
    start = max((i + 1 for i, word in enumerate(words) if word < head and _stops(tree, word)), default=0)
    stop = min((i for i, word in enumerate(words) if word > head and _stops(tree, word)), default=len(words))
    words = words[start:stop]
    if len(words) > 1 and tree.tokens[words[0]].text == "(":
        words = [index for index in words if tree.tokens[index].text not in "()"]
    while words and tree.tokens[words[-1]].upos == "PUNCT" and tree.tokens[words[-1]].text not in '%)"\u201d':
        words.pop()
    if (
        len(words) > 1
        and tree.tokens[words[-1]].text in '"\u201d'
        and not any(tree.tokens[i].text == "\u201c" for i in words)
    ):
        words = [i for i in words[:-1] if tree.tokens[i].text not in (".", ",", "!", "?")] if words else words
    while words and tree.tokens[words[0]].upos in ("PUNCT", "CCONJ") and tree.tokens[words[0]].text not in '$("\u201c':
        words.pop(0)
    return tuple(words)


def _stops(tree: Tree, index: int) -> bool:
    if tree.tokens[index].text == "," and (_state(tree, index + 1) or _state(tree, index - 1)):
        return False  # "the Richmond, Va., field office"
    return tree.tokens[index].text in (",", ";", ":", "\u2014", "\u2013", "--") and tree.tokens[index].upos == "PUNCT"


def _state(tree: Tree, index: int) -> bool:
    """Whether a token is the short form of a state that stands between commas: "Va."."""
    if not 0 < index < len(tree) - 1 or tree.tokens[index - 1].text != "," or tree.tokens[index + 1].text != ",":
        return False
    after = tree.tokens[index + 2].upos if index + 2 < len(tree) else "PUNCT"
    return (
        tree.tokens[index].text.endswith(".") and tree.tokens[index].entity.endswith("LOC") and after in ("NOUN", "ADJ")
    )


def half_bracketed(tree: Tree, draft: Draft) -> bool:
    """Whether a cut has parted a bracket from its partner."""
    words = [tree.tokens[i].text for i in draft.tokens()]
    return tree.text.count("(") == tree.text.count(")") and words.count("(") != words.count(")")
