"""A plain reader of HTML that takes one pass whatever the page holds: no tree, no recursion, no looking back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?|<[!?/][^<>]*>?")
_RAW = {
    name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE) for name in ("script", "style", "svg", "template", "title")
}
_LINKED_DATA = re.compile(r"ld\+json", re.IGNORECASE)

_BREAKING = frozenset(
    "p div section article header main aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr br hr pre blockquote"
    " figure figcaption body title td th".split()
)
_HIDDEN = frozenset("noscript head nav footer form button select iframe".split())


def without_scripts(markup: str) -> str:
    """The page without scripts, styles, drawings and comments; linked data stays, it names date and author."""
    kept: list[str] = []
    for kind, text in _pieces(markup):
        if kind in ("text", "tag", "title") or (kind == "script" and _LINKED_DATA.search(text[:200])):
            kept.append(text)
    return "".join(kept)


def visible_text(markup: str) -> tuple[str, str]:
    """Text and title of a page without any judgement of what is the article; one line a block."""
    parts: list[str] = []
    title = ""
    hidden: list[str] = []
    for kind, text in _pieces(markup):
        if kind == "text" and not hidden:
            parts.append(text)
        elif kind == "title" and not title:
            title = " ".join(unescape(_TAG.sub(" ", text)).split())
        elif kind == "tag":
            _follow(text, parts, hidden)
    lines = (" ".join(line.split()) for line in unescape("".join(parts)).split("\n"))
    return "\n".join(line for line in lines if line.strip("- ")), title


def _follow(tag: str, parts: list[str], hidden: list[str]) -> None:
    """Keep account of what one tag opens, closes, hides or breaks."""
    found = _TAG.match(tag)
    name = (found.group(2) or "").lower() if found else ""
    closing = bool(found and found.group(1))
    if name == "body":
        hidden.clear()
    if name in _HIDDEN:
        if not closing:
            hidden.append(name)
        elif hidden and hidden[-1] == name:
            hidden.pop()
    elif name in _BREAKING:
        parts.append("\n- " if name == "li" and not closing else "\n")


def _pieces(markup: str) -> Iterator[tuple[str, str]]:
    """The page as (kind, text): text, tag, comment, or the name of an element whose content is no markup.

    An element or comment that is never closed is looked for once; from then on its opening counts as a bare tag.
    """
    unclosed: set[str] = set()
    position = 0
    while position < len(markup):
        opening = markup.find("<", position)
        if opening < 0:
            opening = len(markup)
        if opening > position:
            yield "text", markup[position:opening].replace("\n", " ").replace("\r", " ")
        if opening == len(markup):
            return
        kind, position = _piece(markup, opening, unclosed)
        yield kind, markup[opening:position]


def _piece(markup: str, start: int, unclosed: set[str]) -> tuple[str, int]:
    """Kind and end of the piece that the "<" at `start` opens."""
    if "!--" not in unclosed and markup.startswith("<!--", start):
        end = markup.find("-->", start + 4)
        if end >= 0:
            return "comment", end + 3
        unclosed.add("!--")
    found = _TAG.match(markup, start)
    if found is None:
        return "text", start + 1
    name = (found.group(2) or "").lower()
    if name in _RAW and not found.group(1) and name not in unclosed:
        closing = _RAW[name].search(markup, found.end())
        if closing:
            return name, closing.end()
        unclosed.add(name)
    return "tag", found.end()
