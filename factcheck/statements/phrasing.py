"""Words of a sentence put together as a sentence of their own: spacing, commas, quotes, first letter, full stop."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from factcheck.statements.tree import Tree

Word = int | str
"""A token of the sentence, or a word that is added (a copula, a preposition)."""

_CLINGS = frozenset(
    ". , ; : ? ! ) ] } % \u2026 's \u2019s n't n\u2019t 're \u2019re 've \u2019ve 'll \u2019ll 'd \u2019d"
    " 'm \u2019m '".split()
)
_OPENS = frozenset("( [ { $ \u20ac \u00a3 \u00a5 \u201c \u2018".split())
_EDGE = " \t,;:\u2013\u2014-&/"
_PAIRS = (("(", ")"), ("[", "]"), ("\u201c", "\u201d"))
_OPENING_WORDS = re.compile(
    r"^(?:(?:(?:and|but|moreover|furthermore|additionally|nevertheless|nonetheless|therefore|hence|meanwhile"
    r"|specifically|notably),?"
    r"|(?:so(?! (?:far|much|many|long|called|that|is|was|are|were|do|did)\b)|yet(?! (?:another|to|again)\b)),?"
    r"|(?:however|besides|thus|indeed|still|also|plus|in fact|in addition|of course|for example|for instance"
    r"|as a result|in other words|that said|on the other hand|at the same time|in the meantime|then again),)\s+)+"
    r"(?=[^\s,])",
    re.IGNORECASE,
)


def phrase(tree: Tree, words: Sequence[Word], replaced: Mapping[int, str] | None = None) -> str:
    """The words as running text. `replaced` gives other wordings for tokens; "" leaves a token out."""
    parts: list[str] = []
    previous: Word | None = None
    opening = tree.opening()
    for word in words:
        text = (replaced or {}).get(word, tree.tokens[word].text) if isinstance(word, int) else word
        if word == opening and parts and (replaced is None or word not in replaced):
            text = _in_the_middle(tree, opening, text)
        if not text:
            continue
        parts.append(_gap(tree, previous, word, parts[-1] if parts else "", text) + text)
        previous = word
    return _tidy("".join(parts))


def sentence(text: str) -> str:
    """The phrase as a sentence: opening connectives off, first letter up, a full stop."""
    text = re.sub(r"(?<=\w\.)\.$", "", _tidy(_OPENING_WORDS.sub("", _unquoted(_tidy(text)))))
    if not text:
        return ""
    first = 1 if text[0] in "\"\u201c\u2018'" and len(text) > 1 else 0
    if text[first].islower() and not text[first + 1 : first + 2].isupper():
        text = text[:first] + text[first].upper() + text[first + 1 :]
    if text[-1] in ".!?\u3002\uff01\uff1f\u0964\u061f\u2026" or re.search(r"[.!?][\"'\u201d\u2019)]+$", text):
        return text
    closing = re.search(r"[\"\u201d\u2019']+$", text)
    if closing and text[closing.start() - 1 : closing.start()] == ",":
        return text[: closing.start() - 1] + closing.group() + "."
    return text + "."


def _unquoted(text: str) -> str:
    """A sentence that is one quotation from end to end, without its marks."""
    for opening, closing in (("\u201c", "\u201d"), ('"', '"')):
        bare = text.rstrip(".")
        if bare.startswith(opening) and bare.endswith(closing) and len(bare) > 2:
            inner = bare[1:-1]
            if opening not in inner and closing not in inner:
                return inner
    return text


def _in_the_middle(tree: Tree, index: int, text: str) -> str:
    """The first word of the sentence as it is written when it no longer comes first."""
    token = tree.tokens[index]
    if token.upos == "PROPN" or token.entity != "O" or text == "I" or not text[1:].islower():
        return text if text not in ("A",) else "a"
    return text[0].lower() + text[1:]


def _gap(tree: Tree, previous: Word | None, word: Word, before: str, text: str) -> str:
    if previous is None:
        return ""
    if isinstance(previous, int) and isinstance(word, int) and word == previous + 1:
        return " " if tree.tokens[previous].end < tree.tokens[word].start else ""
    if text.lower() in _CLINGS or before.strip() in _OPENS or (text in ('"', "\u201d") and before[-1:] in ",."):
        return ""
    if isinstance(previous, int) and word == previous + 2 and text == '"' and tree.tokens[previous + 1].text in ",.":
        return ""  # the comma of "Rome," is left out
    if isinstance(previous, int) and isinstance(word, int) and text == "-":
        return ""
    return " "


@lru_cache(maxsize=10_000)
def _tidy(text: str) -> str:
    """Without doubled commas, brackets and quotes that lost their partner, and marks at the ends."""
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    text = re.sub(r'(?<=\w) " (?=\w)', " ", text)
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = re.sub(r"\(\s*\)|\u201c\s*\u201d", " ", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,;:.\u201d)])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;])+", r"\1", text)
    text = re.sub(r"[,;:]\s*([.!?])", r"\1", text)
    text = re.sub(r",?\u201d,?\s*\u201c", " ", text)
    text = re.sub(r",([\"\u201d])\s*,", r",\1", text)
    text = re.sub(r"[,;]([\"\u201d])$", r"\1", text)
    text = re.sub(r"^[^\w\"'\u201c\u2018(\[$\u20ac\u00a3\u00a5#@+.\-\u00bf\u00a1]+", "", text).lstrip(_EDGE)
    text = re.sub(r"^\.+\s+", "", text)
    return text.rstrip(_EDGE)
