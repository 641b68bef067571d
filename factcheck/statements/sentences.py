"""Sentences as spans of a text: nupunkt's boundaries inside each line, mended by rules that newsroom text needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck.types import Article, Dropped, Sentence, Span

LONGEST = 1200
"""Characters; a longer 'sentence' is a list or a broken page, and is cut at a semicolon, a comma or a space."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_EMOJI = (
    r"[\U0001F000-\U0001FAFF\u2190-\u21FF\u2300-\u27BF\u2900-\u297F\u2B00-\u2BFF\uFE0F\u200D\u20E3"
    r"\U000E0020-\U000E007F]"
)
_MARKER = re.compile(
    rf"""(?:
        \s+
      | [0-9]{{1,2}}\uFE0F?\u20E3\uFE0F?              # a keycap: digit, variation selector, enclosing keycap
      | [0-9](?=[0-9]\uFE0F?\u20E3)                    # the 1 of a keycap 10
      | {_EMOJI}
      | \#{{1,6}}(?=\s) | >+(?=\s) | [*_]{{1,3}}(?=\S)
      | [-*+\u2022\u2023\u25AA\u25CF\u00B7\u2013\u2014](?=\s)
      | \(?[0-9]{{1,2}}[.)](?=\s+[^\W\d])
    )+""",
    re.VERBOSE,
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'\u2019-]+(?:[ ,/]+[A-Z][A-Z.'\u2019-]+){0,3}(?:,\s(?:[A-Z][a-z]+\.?|[A-Z]\.[A-Z]\.)){0,2}"
    r"(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s*(?:\([A-Z][\w ]{1,20}\)\s*)?|\((?:Reuters|AP|AFP|CNN|UPI)\)\s*"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}\s(?=[\u2014\u2013]\s(?:The|An?|In|On|At|After|As|It|When|With|President)\s))"
    r"(?:\u2014|\u2013|\u2015|--|-)\s*(?=[\"\u201c]?[A-Z])"
)
_TAIL = re.compile(rf"(?:\s|{_EMOJI}|[*_])+$")
_SAYING = (
    r"(?:said|says|told|tells|added|adds|stated|wrote|writes|tweeted|posted|explained|noted|continued|insisted|argued"
    r"|warned|recalled|replied|asked|declared|announced|claimed|remarked|joked|concluded|testified)"
)
_TAG = re.compile(
    rf"(?:(?:[\w.'\u2019-]+,?\s){{1,8}}?{_SAYING}|{_SAYING}\s(?:[\w.'\u2019-]+,?\s?){{1,8}}?)"
    r"(?:,?\s(?:to|in|on|at|during|when|via|after|last|this|the|reporters|\w+day)\b[^.!?]{0,80})?[.,]?"
)
_CLOSED_QUOTE = re.compile(r"[.!?,\u2026][\"'\u201d\u2019]+$")
_CLOCK_ENDS = re.compile(
    r"\b[ap]\.m\.(?=\s+(?!(?:ET|EST|EDT|PT|PST|PDT|CT|CST|MT|GMT|UTC|BST|CET|Eastern|Pacific|Central|Mountain|Greenwich"
    r"|London|Local|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)"
    r"[A-Z][a-z]*\s+\w)"
)
_PLAIN_END = re.compile(
    r"\b(?!(?:vs|etc|approx|est|al|ca|cf|eg|ie|no|nos|pp|inc|ltd|co|corp|jr|sr|st|mt|ft|dr|mr|ms|mrs|prof|gen|sen|rep|gov"
    r"|dept|assoc|fig|vol|lt|col|sgt|op|ed|eds|ch|sec|art|ave|blvd)\b)"
    r"[a-z]{2,}[.!?][\"\u201d\u2019)]*(?=\s+[\"\u201c\u2018(]?[A-Z])"
)
_STARTER = re.compile(
    r"\b[A-Z][a-z]{3,}[.!?][\"\u201d\u2019)]*(?=\s+(?:The|On|In|He|She|It|They|But|And|This|That|These|Those|At|For|We|As|If"
    r"|After|When|While|However|His|Her|Its|Their|There|Mr|Mrs|Ms|Meanwhile|According|Last|Some|Many|Both|Two)\b)"
    r"(?<!Corp\.)(?<!Sept\.)(?<!Bros\.)(?<!Prof\.)(?<!Capt\.)(?<!Cmdr\.)"
)
_FULL_STOP = re.compile(r"[\u3002\uFF01\uFF1F\u0964\u06D4\u061F][\u3002\uFF01\uFF1F\u201d\u300d\u300f\"')]*")
_BEFORE_A_NAME = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Hon|Gov|Sen|Rep|Reps|Sens|Gen|Col|Lt|Sgt|Capt|Cmdr|Adm|Maj|Supt|St|Mt|Ft|vs"
    r"|approx|e\.g|i\.e)\.$"
)
_BEFORE_A_NUMBER = re.compile(r"\b(?:No|Nos|Vol|Fig|Art|Sec|pp|p|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.$", re.I)
_BEFORE_A_TITLE = re.compile(r"\b(?:Inc|Corp|Ltd|Co|Cos|LLC|Bros|U\.S|U\.K|U\.N|E\.U|Jr|Sr)\.$")
_TITLE = re.compile(
    r"(?:Chief|CEO|CFO|COO|CTO|Chair\w*|President|Executive|Founder|Director|Vice|Spokes\w+|Chancellor|Secretary|Senate"
    r"|House|Congress|Army|Navy|Supreme|District|Attorney|Department|Treasury|Capitol|Embassy|Ambassador|Marine\w*)\b"
)
_INITIALS = re.compile(r"(?:^|\s)[A-Z]\.$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order, trimmed, never across a line, list and heading marks left out."""
    return [piece for span in _whole_spans(text, ()) for piece in _cut(text, *span)]


def split_sentences(article: Article, dropped: Dropped | None = None) -> list[Sentence]:
    """The sentences of an article outside its boilerplate; over-long ones are cut and counted in `dropped`."""
    sentences: list[Sentence] = []
    for start, end in _whole_spans(article.text, article.boilerplate):
        pieces = _cut(article.text, start, end)
        if dropped is not None:
            dropped.add("over-long sentence cut", len(pieces) - 1)
        sentences.extend(Sentence(article.article_id, a, b, article.text[a:b]) for a, b in pieces)
    return sentences


def _whole_spans(text: str, left_out: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Sentence spans before the cut of over-long ones."""
    holes = sorted((hole.start, hole.end) for hole in left_out)
    for line in _LINE.finditer(text):
        for start, end in _outside(line.start(), line.end(), holes):
            yield from _line_spans(text, start, end)


def _outside(start: int, end: int, holes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a line that no hole covers."""
    for hole_start, hole_end in holes:
        if hole_end <= start or hole_start >= end:
            continue
        if hole_start > start:
            yield start, hole_start
        start = max(start, hole_end)
    if start < end:
        yield start, end


def _line_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentence spans within one line, marks and white space trimmed, empty ones left out."""
    from nupunkt import sent_spans

    line = text[start:end]
    first = _skip_marks(line, 0, len(line))
    dateline = _DATELINE.match(line, first)
    if dateline:
        first = dateline.end()
    if first >= len(line):
        return
    body = line[first:]
    cuts = _mended(body, {stop for _, stop in sent_spans(body)} - {len(body)})
    for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True):
        a, b = _trim(line, first + a, first + b)
        if any(char.isalnum() for char in line[a:b]):
            yield start + a, start + b


def _mended(body: str, cuts: set[int]) -> list[int]:
    """nupunkt's cuts without the wrong ones and with the missed ones, in order."""
    cuts = {
        m.end() for pattern in (_CLOCK_ENDS, _FULL_STOP, _PLAIN_END, _STARTER) for m in pattern.finditer(body)
    } | cuts
    kept: list[int] = []
    ordered = sorted(cut for cut in cuts if 0 < cut < len(body))
    for position, cut in enumerate(ordered):
        following = ordered[position + 1] if position + 1 < len(ordered) else len(body)
        before = body[kept[-1] if kept else 0 : cut].rstrip()
        if not _joined(before, body[cut:following].strip()):
            kept.append(cut)
    return kept


def _joined(before: str, after: str) -> bool:
    """Whether a cut between `before` and `after` is wrong."""
    if not after or not re.search(r"\w", after) or after[0] in ")],;:":
        return True
    if after[0].islower() and not _FULL_STOP.search(before[-3:]):
        return True
    if _BEFORE_A_NAME.search(before) or (_BEFORE_A_NUMBER.search(before) and after[0].isdigit()):
        return True
    if _BEFORE_A_TITLE.search(before) and _TITLE.match(after):
        return True
    if _INITIALS.search(before) and after[0].isupper() and len(before) < 40:
        return True
    return bool(_CLOSED_QUOTE.search(before) and len(after) < 160 and _TAG.fullmatch(after))


def _skip_marks(line: str, start: int, end: int) -> int:
    mark = _MARKER.match(line, start, end)
    return mark.end() if mark else start


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    start = _skip_marks(line, start, end)
    tail = _TAIL.search(line, start, end)
    return start, tail.start() if tail else end


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span itself, or its parts of at most LONGEST characters."""
    pieces = []
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        at = max(window.rfind("; "), window.rfind("\u061b "))
        if at < LONGEST // 2:
            at = window.rfind(", ")
        if at < LONGEST // 2:
            at = window.rfind(" ")
        stop = start + (at + 1 if at > 0 else LONGEST)
        pieces.append((start, stop))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return [(a, a + len(text[a:b].rstrip())) for a, b in pieces if text[a:b].strip()]
