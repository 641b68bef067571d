"""The small pieces of HTML that a page repeats thousands of times, made without a template for speed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape

from markupsafe import Markup

from factcheck.report.opened_page import ClaimView, Voice
from factcheck.report.passages import Passage
from factcheck.report.pictures import shares
from factcheck.report.safe import printable
from factcheck.report.view import is_judged, verdict_note
from factcheck.report.words import SYMBOLS, UNSPOKEN, day, percent
from factcheck.types import Claim, Probabilities, Stance, Verdict

LOUD = (Verdict.DISPUTED, Verdict.UPDATED)


@cache
def stance_mark(stance: Stance) -> Markup:
    """The symbol and the word of a stance; the symbol is for eyes only."""
    return Markup('<span class="stance {0}"><span aria-hidden="true">{1}</span> {0}</span>').format(
        stance.value, SYMBOLS[stance]
    )


def pieces(parts: Iterable[tuple[str, bool]]) -> Markup:
    """A text whose stretches that make the difference are marked."""
    return Markup("".join(f'<b class="differs">{safe(text)}</b>' if differs else safe(text) for text, differs in parts))


def safe(text: str) -> str:
    """A text of unknown origin as HTML."""
    return escape(printable(text))


def cells(by_source: Mapping[str, Sequence[Voice]], sources: Sequence[str]) -> Markup:
    """The cells of a row: symbol, word and a glimpse of the words for each source that speaks, else its silence."""
    silence = f'<td role="cell" class="unsaid">{stance_mark(Stance.SILENT)}</td>'
    return Markup("".join(_cell(source, by_source[source]) if source in by_source else silence for source in sources))


def _cell(source: str, voices: Sequence[Voice]) -> str:
    parts = [f'<td role="cell" class="said"><span class="who" aria-hidden="true"><bdi>{safe(source)}</bdi></span> ']
    before = None
    for voice in voices:
        if voice.cell.stance is not before:
            before = voice.cell.stance
            parts.append(stance_mark(before))
        if voice.glimpse:
            parts.append(f'<q dir="auto">{pieces(voice.glimpse)}</q>')
    return "".join([*parts, "</td>"])


def head(item: ClaimView) -> Markup:
    """The head of a row: its number and link, the verdict, the claim and, where it is contested, why."""
    claim, number, anchor = item.claim, item.row.number, safe(item.row.anchor)
    judged = f'<span class="kind">{claim.kind.value}</span> <span class="sure">{percent(claim.score)} sure</span>'
    told = claim.verdict in LOUD or verdict_note(claim) == UNSPOKEN
    why = f'<span class="why" dir="auto">{safe(claim.explanation)}</span>' if told else ""
    silent = item.silent and item.by_source
    quiet = f'<span class="quiet" aria-hidden="true">· silent: {safe(", ".join(item.silent))}</span>' if silent else ""
    return Markup(
        f"""<th role="rowheader" scope="row"><button type="button" class="open" aria-expanded="false" """
        f"""aria-controls="{anchor}-more" hidden><span class="vh">Claim {number}: open</span></button>"""
        f"""<span class="facts"><a class="number" href="#{anchor}" aria-label="Link to claim {number}">{number}</a> """
        f"""<span class="verdict {claim.verdict.value}">{claim.verdict.value}</span> """
        f"""{judged if is_judged(claim) else ""}</span> <span class="text" dir="auto">{safe(claim.text)}</span> """
        f"""{why} {quiet}</th>"""
    )


def attributes(item: ClaimView, places: Mapping[str, int]) -> Markup:
    """What the script filters and sorts a row by; `places` are the sources' numbers."""
    claim = item.claim
    stances = " ".join(f"{places[s]}={own[0].cell.stance.value}" for s, own in item.by_source.items())
    return Markup(
        f'class="claim {claim.verdict.value}" id="{safe(item.row.anchor)}" data-verdict="{claim.verdict.value}" '
        f'data-kind="{claim.kind.value}" data-score="{claim.score:.4f}" data-number="{item.row.number}" '
        f'data-stances="{stances}"'
    )


def silence(sources: Sequence[str]) -> Markup:
    """Who says nothing."""
    names = ", ".join(f"<bdi>{safe(source)}</bdi>" for source in sources)
    return Markup(f'<p class="note">Silent: {names}.</p>' if names else "")


def voice(one: Voice, claim: Claim, number: int) -> Markup:
    """A source's words within their sentences, what the program says of them, and the way to the article."""
    cell, stance = one.cell, one.cell.stance.value
    data = link = ""
    if one.passage and one.span:
        first, last = one.span
        data = f' data-article="{one.passage.anchor}" data-from="{first}" data-to="{last}" data-stance="{stance}"'
        link = (
            f'<p class="note"><a class="read" href="#{one.passage.anchor}-{first}">Read in the article'
            f'<span class="vh"> of {safe(cell.source)}, claim {number}</span></a></p>'
        )
    when = one.passage.article.date if one.passage else None
    dated = f' <span class="note">{safe(day(when))}</span>' if when else ""
    copied = ' <span class="note">copy, not counted</span>' if cell.copy else ""
    sure = "" if "% sure)" in cell.explanation else f" ({percent(cell.score)} sure)"
    own = cell.explanation and cell.explanation != claim.explanation
    note = f'<p class="note" dir="auto">{safe(cell.explanation)}{sure}</p>' if own else ""
    return Markup(
        f'<li class="voice {stance}"{data}><p class="speaker"><strong><bdi>{safe(cell.source)}</bdi></strong> '
        f'{stance_mark(cell.stance)}{dated}{copied}</p><blockquote dir="auto">{safe(one.before)}'
        f"<mark>{pieces(one.quote)}</mark>{safe(one.after)}</blockquote>{note}{link}</li>"
    )


def body(passage: Passage) -> Markup:
    """The text of an article; what a claim rests on has an id, so that links and the script find it."""
    parts = []
    for number, piece in enumerate(passage.pieces):
        text = safe(piece.text)
        if piece.quoted:
            text = f'<span class="quoted" id="{passage.anchor}-{number}">{text}</span>'
        elif piece.aside:
            text = f'<span class="aside">{text}</span>'
        parts.append(text)
    return Markup("".join(parts))


def bar(counts: Mapping[Verdict, int]) -> Markup:
    """A bar of verdicts, for eyes only: the numbers always stand beside it."""
    parts = zip(counts, shares(list(counts.values())), strict=True)
    rects = "".join(
        f'<rect class="fill {verdict.value}" x="{at}%" width="{length}%" height="10"></rect>'
        for verdict, (at, length) in parts
    )
    return Markup(f'<svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false">{rects}</svg>')


def chance(p: Probabilities) -> Markup:
    """The cells of one direction of a pair: a bar and three per cent figures."""
    parts = (("agreed", p.entailment), ("neutral", p.neutral), ("disputed", p.contradiction))
    rects, at = [], 0.0
    for name, share in parts:
        rects.append(f'<rect class="fill {name}" x="{100 * at:.1f}%" width="{100 * share:.1f}%" height="8"></rect>')
        at += share
    cells = "".join(f"<td>{percent(share)}</td>" for _, share in parts)
    return Markup(
        '<td class="chance"><svg width="90" height="8" aria-hidden="true" focusable="false">'
        f"{''.join(rects)}</svg></td>{cells}"
    )
