"""Finds what an article's text holds besides the article: bylines, link lists, credits, small print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from factcheck.articles.rules import DATELINE, LINK_LIST_HEADING, RULES, SPEECH, Scope, Where
from factcheck.types import Article, Span

_HEAD_LINES = 12
_DATELINE_LINES = 6
_TAIL_LINES = 8
_TAIL_CHARS = 3000
_LONGEST_LINE = 320
_LONGEST_SENTENCE = 700
_LONGEST_LINK = 150
_CHUNK_LIMIT = 200

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85\v\f]+")
_EDGE_MARKS = re.compile(r"^(?:[\s#>*_•·◦▪‣\-–—|]+(?=\S))?(.*?)[\s*_]*$", re.DOTALL)
_BULLET = re.compile(r"\s*(?:[-–—•·◦▪‣*►▶»>]|\d{1,2}[.)])\s*\S")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[^\Wa-z_]|\s+[©(\[“\"]|\s*$)|(?<=[.!?])(?=©)")
_CHUNKS = re.compile(r"\s*[|·•]\s*|\s+[–—\-]\s+")
_NAME_CHUNK = re.compile(r"[^\W\d_][\w'’.\-]*(?:\s+[^\W\d_][\w'’.\-]*){0,3}")
_SMALL_PRINT = frozenset({"disclaimer", "disclosure", "copyright"})
_META = frozenset({"byline", "reading time", "date line", "sharing"})
_TITLE_TAIL = re.compile(r"\s+[|–—\-]\s+[^|–—]{2,40}$")
_SPEECH = re.compile(SPEECH)
_DATELINE = re.compile(DATELINE)
_LIST_HEADING = re.compile(LINK_LIST_HEADING)
_OWN_WORDS_TOO = frozenset({"copyright", "reporting credit"})


class _Line(NamedTuple):
    start: int
    end: int
    core: str
    """The line without bullets, markdown marks and outer spaces."""
    bullet: bool


@dataclass(frozen=True, slots=True)
class _Text:
    lines: list[_Line]
    tail: int
    """Offset at which the end of the article begins: where small print may stand."""
    title: str


class _Compiled(NamedTuple):
    pattern: re.Pattern[str]
    reasons: dict[str, str]

    def reason(self, found: re.Match[str] | None) -> str | None:
        return self.reasons[found.lastgroup] if found and found.lastgroup else None


@cache
def _compiled(scope: Scope, where: Where, anchored: bool = False) -> _Compiled:
    """All rules of one scope and place as one pattern, and the reason behind each of its groups.

    Sentence rules that begin with `^` are kept apart: they need one try, not one at every character.
    """
    rules = [rule for rule in RULES if rule.scope is scope and rule.where is where]
    if scope is Scope.SENTENCE:
        rules = [rule for rule in rules if rule.pattern.startswith("(?i:^") is anchored]
    pattern = "|".join(f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(rules))
    return _Compiled(re.compile(pattern or r"(?!)"), {f"r{number}": rule.reason for number, rule in enumerate(rules)})


def _line_reason(core: str, where: Where) -> str | None:
    rules = _compiled(Scope.LINE, where)
    return rules.reason(rules.pattern.fullmatch(core))


def _sentence_reason(sentence: str, where: Where) -> str | None:
    opening, within = _compiled(Scope.SENTENCE, where, anchored=True), _compiled(Scope.SENTENCE, where)
    reason = opening.reason(opening.pattern.match(sentence)) or within.reason(within.pattern.search(sentence))
    return None if reason not in _OWN_WORDS_TOO and _SPEECH.search(sentence) else reason


def find_boilerplate(text: str, title: str = "") -> tuple[Span, ...]:
    """The stretches of `text` that are not the article, sorted, within bounds and without overlap.

    Whole lines are judged first (bylines, credits, links), then what follows a heading such as "Related articles",
    then the sentences of the lines left over (small print often shares a line). The first line that repeats `title`
    is kept, later ones are marked. Time grows linearly with the length of `text`.
    """
    parts = _read(text, title)
    marked: dict[int, str] = _repeated_titles(parts)
    kept = {number for number, reason in marked.items() if not reason}
    for number, line in enumerate(parts.lines):
        if number not in marked and (reason := _judge_line(parts, number, line)):
            marked[number] = reason
    _mark_link_lists(parts, marked, kept)
    spans: list[Span] = []
    for number, line in enumerate(parts.lines):
        if number in kept:
            continue
        if reason := marked.get(number):
            spans.append(Span(line.start, line.end, reason))
        else:
            opening = _DATELINE.match(text, line.start, line.end) if number < _DATELINE_LINES else None
            if opening:
                spans.append(Span(line.start, line.start + len(opening.group().rstrip()), "dateline"))
                line = line._replace(start=opening.end())
            spans.extend(_within_line(text, line, parts.tail))
    return tuple(spans)


def with_boilerplate(article: Article) -> Article:
    """The article with its boilerplate found, for articles that were made by hand."""
    return replace(article, boilerplate=find_boilerplate(article.text, article.title))


def opening_lines(text: str) -> Iterator[tuple[str | None, str]]:
    """The first twelve lines of `text`, each with the reason it is boilerplate, or None."""
    lines = islice((line for found in _LINE.finditer(text) if (line := _line(found))), _HEAD_LINES)
    for line in lines:
        reason = None
        if len(line.core) <= _LONGEST_LINE:
            reason = _line_reason(line.core, Where.ANYWHERE) or _edge_reason(line.core)
        yield reason, text[line.start : line.end]


def headline_line(text: str) -> str | None:
    """The first of the opening lines that is no breadcrumb, byline or date; None when there is none."""
    return next((line for reason, line in opening_lines(text) if reason is None), None)


def _line(found: re.Match[str]) -> _Line | None:
    raw = found.group()
    stripped = raw.strip()
    if not stripped:
        return None
    start = found.start() + len(raw) - len(raw.lstrip())
    edge = _EDGE_MARKS.match(stripped) if len(stripped) <= _LONGEST_LINE else None
    core = (edge.group(1) if edge else stripped) or stripped
    return _Line(start, start + len(stripped), core, _BULLET.match(stripped) is not None)


def _read(text: str, title: str) -> _Text:
    lines = [line for found in _LINE.finditer(text) if (line := _line(found))]
    tail = len(text) - _TAIL_CHARS
    if len(lines) > _TAIL_LINES:
        tail = max(tail, lines[-_TAIL_LINES].start)
    return _Text(lines, max(tail, 0), _plain(title))


def _plain(text: str) -> str:
    """Letters and digits only, for comparing headlines."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _repeated_titles(parts: _Text) -> dict[int, str]:
    """Lines that repeat the title; the first has an empty reason, which keeps it."""
    if not parts.title:
        return {}
    marked: dict[int, str] = {}
    for number, line in enumerate(parts.lines):
        if len(line.core) > _LONGEST_LINE:
            continue
        if parts.title in (_plain(line.core), _plain(_TITLE_TAIL.sub("", line.core))):
            marked[number] = "repeated title" if marked else ""
    return marked


def _judge_line(parts: _Text, number: int, line: _Line) -> str | None:
    if len(line.core) > _LONGEST_LINE:
        return None
    last = len(parts.lines) - number
    reason = _line_reason(line.core, Where.ANYWHERE)
    if reason is None and (number < _HEAD_LINES or last <= _TAIL_LINES // 2):
        reason = _edge_reason(line.core)
    if reason is None and line.start >= parts.tail and last <= _TAIL_LINES:
        reason = _line_reason(line.core, Where.TAIL)
    return reason


def _edge_reason(core: str) -> str | None:
    return _line_reason(core, Where.EDGES) or _meta_line(core)


def _meta_line(core: str) -> str | None:
    """A line such as "Jane Roe | 3 March 2024 | 5 min read": every part is a name, a date or the like."""
    chunks = [chunk for chunk in _CHUNKS.split(core) if chunk]
    if len(chunks) < 2 or len(core) > _CHUNK_LIMIT:
        return None
    reasons = [_line_reason(chunk, Where.ANYWHERE) or _line_reason(chunk, Where.EDGES) for chunk in chunks]
    known = [reason for reason in reasons if reason in _META]
    fits = all(reason in _META or _NAME_CHUNK.fullmatch(chunk) for reason, chunk in zip(reasons, chunks, strict=True))
    return known[0] if known and fits else None


def _mark_link_lists(parts: _Text, marked: dict[int, str], kept: set[int]) -> None:
    """Mark the headlines listed under "Read more" and its kind, up to the next paragraph."""
    lines = parts.lines
    for number, line in enumerate(lines):
        if marked.get(number) != "link" or not _LIST_HEADING.fullmatch(line.core):
            continue
        run = list(_link_run(lines, number + 1))
        bulleted = bool(run) and lines[run[0]].bullet
        at_end = bool(run) and run[-1] == len(lines) - 1
        if bulleted or at_end or len(run) > 1:
            for item in run:
                if item not in kept:
                    marked.setdefault(item, "link list")


def _link_run(lines: list[_Line], first: int) -> Iterator[int]:
    """Numbers of the lines from `first` on that look like items of one list of links."""
    bulleted = first < len(lines) and lines[first].bullet
    for number in range(first, len(lines)):
        line = lines[number]
        too_long = len(line.core) > (_LONGEST_LINE if bulleted else _LONGEST_LINK)
        if too_long or line.bullet != bulleted or (not bulleted and re.search(r"[.:;,][\"'”’)]*$", line.core)):
            return
        yield number


def _within_line(text: str, line: _Line, tail: int) -> list[Span]:
    """Boilerplate sentences and credits inside a line that is otherwise kept."""
    sentences = list(_sentences(text, line))
    reasons: list[str | None] = []
    for start, end in sentences:
        reason = None
        if end - start <= _LONGEST_SENTENCE:
            reason = _sentence_reason(text[start:end], Where.ANYWHERE)
            if reason is None and start >= tail:
                reason = _sentence_reason(text[start:end], Where.TAIL)
        reasons.append(reason)
    _fill_small_print(text, sentences, reasons)
    spans = _joined(sentences, reasons)
    if reasons and reasons[-1] is None:
        spans.extend(_trailing_credit(text, sentences[-1], line.end))
    return spans


def _sentences(text: str, line: _Line) -> Iterator[tuple[int, int]]:
    """Rough sentence spans; good enough to tell small print from text, not for anything else."""
    start = line.start
    for found in _SENTENCE_END.finditer(text, line.start, line.end):
        if found.end() > start:
            yield start, found.end()
        start = found.end()
        while start < line.end and text[start].isspace():
            start += 1
    if start < line.end:
        yield start, line.end


def _fill_small_print(text: str, sentences: list[tuple[int, int]], reasons: list[str | None]) -> None:
    """A sentence or two between two pieces of small print in one paragraph is small print too."""
    known = [number for number, reason in enumerate(reasons) if reason in _SMALL_PRINT]
    for before, after in pairwise(known):
        between = range(before + 1, after)
        if len(between) <= 2 and not any(_SPEECH.search(text, *sentences[number]) for number in between):
            for number in between:
                reasons[number] = reasons[number] or reasons[before]


def _joined(sentences: list[tuple[int, int]], reasons: list[str | None]) -> list[Span]:
    """Marked sentences as spans; neighbours with the same reason become one."""
    spans: list[Span] = []
    previous = None
    for (start, end), reason in zip(sentences, reasons, strict=True):
        if reason is not None:
            if reason == previous:
                spans[-1] = Span(spans[-1].start, end, reason)
            else:
                spans.append(Span(start, end, reason))
        previous = reason
    return spans


def _trailing_credit(text: str, sentence: tuple[int, int], end: int) -> Iterator[Span]:
    """A credit that closes the line, such as "(Photo by J. Roe)"."""
    rules = _compiled(Scope.INLINE, Where.ANYWHERE)
    start = max(sentence[0], end - _LONGEST_LINE)
    for found in rules.pattern.finditer(text, start, end):
        if found.end() == end and (reason := rules.reason(found)):
            yield Span(found.start(), end, reason)
            return
