"""Rows -> stances and verdicts, by rules written down in docs/verdicts.md."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from factcheck.claims.clusters import Cluster
from factcheck.claims.relations import Relations
from factcheck.types import Article, Cell, Claim, Judgement, Kind, Stance, Statement, Verdict

_ORDER: Final = {Verdict.DISPUTED: 0, Verdict.UPDATED: 1, Verdict.AGREED: 2, Verdict.SINGLE_SOURCE: 3}
_WEIGHTY: Final = {Kind.NUMBER: 1.0, Kind.OWNERSHIP: 1.0, Kind.ROLE: 0.95, Kind.DATE: 0.9, Kind.NEGATION: 0.9}


def independents(articles: Sequence[Article]) -> dict[str, str]:
    """Article id -> what it counts as: one independent source an outlet, and a text, however often it is copied."""
    root = {a.article_id: a.copy_of or a.article_id for a in articles}
    group: dict[str, str] = {}
    by_source: dict[str, str] = {}
    for article in articles:
        group[article.article_id] = by_source.setdefault(article.source, root[article.article_id])
    return {a.article_id: group.get(root[a.article_id], group[a.article_id]) for a in articles}


def claim_words(hub: Statement) -> str:
    """The claim as a reader sees it: the statement, and whose word it is where the words do not say."""
    text = hub.text.strip()
    if hub.holder and hub.holder.lower() not in text.lower():
        return f"{text.rstrip('.')} (according to {hub.holder})"
    return text


def make_claim(
    cluster: Cluster, story_id: str, articles: Sequence[Article], relations: Relations, independent: Mapping[str, str]
) -> Claim:
    """One row: every source's stance in its own words, the verdict, and the sentence that explains it."""
    cells = [c for article in articles for c in _cells(cluster, article, relations)]
    verdict, kind, score, explanation = _verdict(cells, independent)
    digest = hashlib.sha256(f"{story_id}\n{cluster.hub.statement_id}\n{cluster.kind}".encode()).hexdigest()[:12]
    return Claim("c" + digest, story_id, claim_words(cluster.hub), verdict, kind, score, explanation, tuple(cells))


def _cells(cluster: Cluster, article: Article, relations: Relations) -> list[Cell]:
    """What one article does to the claim: silent, or its surest words; both where it says and unsays the claim."""
    found: dict[Stance, tuple[Statement, Judgement | None]] = {}
    if cluster.hub.article_id == article.article_id:
        found[Stance.SUPPORTS] = (cluster.hub, None)
    for member in cluster.members:
        if member.article_id != article.article_id:
            continue
        judgement = relations.judgements[member.statement_id, cluster.hub.statement_id]
        if judgement.stance not in found:
            found[judgement.stance] = (member, judgement)
    if Stance.SUPPORTS in found or Stance.CONTRADICTS in found:
        found.pop(Stance.QUALIFIES, None)
    if not found:
        return [_silent(article.source, article.article_id, article.copy_of is not None)]
    return [
        _spoken(article, stance, said, judgement, cluster.hub.source)
        for stance, (said, judgement) in sorted(found.items(), key=lambda item: list(Stance).index(item[0]))
    ]


@lru_cache(maxsize=65536)
def _silent(source: str, article_id: str, copy: bool) -> Cell:
    """One cell for all the claims that an article is silent on: a large story has millions of them."""
    return Cell(source, article_id, Stance.SILENT, None, "", "", 0, 0, 0.0, copy=copy)


def _spoken(article: Article, stance: Stance, said: Statement, judgement: Judgement | None, claimant: str) -> Cell:
    """The cell of an article that speaks of the claim; the claim's own statement was judged by nobody."""
    words = (said.statement_id, said.text, said.quote, said.start, said.end)
    copy = article.copy_of is not None
    if judgement is None:
        return Cell(article.source, article.article_id, stance, *words, 1.0, copy=copy)
    why = named(judgement.explanation, said.source, claimant)
    return Cell(article.source, article.article_id, stance, *words, judgement.score, judgement.kind, why, copy)


def named(explanation: str, source: str, claimant: str) -> str:
    """An explanation of a pair with its two sides named: "One says ..., the other ..." by source.

    >>> named("One says “12”, the other “14”.", "Herald", "Courier")
    'Herald says “12”, Courier “14”.'
    """
    if source == claimant:
        one, other = f"{source} in one place", "in another"
        explanation = re.sub(r"what the other (\w+)", r"what it \1 in another", explanation)
    else:
        one, other = source, claimant or "the claim"
    words = re.sub(r"^One\b", lambda _: one, explanation)
    return re.sub(r"\bthe other\b(?! w(?:ords|ay))", lambda _: other, words)


def _verdict(cells: Sequence[Cell], independent: Mapping[str, str]) -> tuple[Verdict, Kind, float, str]:
    against = sorted((c for c in cells if c.stance is Stance.CONTRADICTS), key=lambda c: -c.score)
    if against:
        real = [c for c in against if c.kind is not Kind.UPDATE]
        top = (real or against)[0]
        return (Verdict.DISPUTED if real else Verdict.UPDATED), top.kind, top.score, top.explanation
    supports = [c for c in cells if c.stance is Stance.SUPPORTS]
    qualifies = [c for c in cells if c.stance is Stance.QUALIFIES]
    if changed := next((c for c in qualifies if c.kind is Kind.UPDATE), None):
        return Verdict.UPDATED, Kind.UPDATE, changed.score, changed.explanation
    voices = {independent[c.article_id] for c in supports}
    borne = [c for c in supports if c.explanation]
    if not voices and not qualifies:
        return Verdict.SINGLE_SOURCE, Kind.OTHER, 0.0, "No source speaks of it."
    if len(voices) >= 2:
        score = sum(c.score for c in borne) / len(borne) if borne else 1.0
        kind = next((c.kind for c in borne if c.kind is not Kind.OTHER), Kind.OTHER)
        return Verdict.AGREED, kind, round(score, 4), f"{len(voices)} independent sources say so."
    if qualifies:
        top = max(qualifies, key=lambda c: c.score)
        if not voices:
            return (
                Verdict.SINGLE_SOURCE,
                top.kind,
                top.score,
                f"No source says so outright; {top.source} says it with a qualification: {_lower(top.explanation)}",
            )
        return (
            Verdict.SINGLE_SOURCE,
            top.kind,
            top.score,
            f"One source says so outright; {top.source} says it with a qualification: {_lower(top.explanation)}",
        )
    return Verdict.SINGLE_SOURCE, Kind.OTHER, 1.0, "Only one source says so."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def in_reading_order(claims: Sequence[Claim], article_ids: Sequence[str]) -> list[Claim]:
    """Disputed first, the surest and weightiest first; rows of one source last, in the order of their articles."""

    place = {article: number for number, article in enumerate(article_ids)}

    def key(claim: Claim) -> tuple[int, float, int, int]:
        speaking = len({c.source for c in claim.stances if c.stance is not Stance.SILENT})
        first = next((c for c in claim.stances if c.stance is not Stance.SILENT), claim.stances[0])
        weight = claim.score * _WEIGHTY.get(claim.kind, 0.7) * (1 + 0.15 * speaking)
        if claim.verdict is Verdict.AGREED:
            weight = speaking + claim.score
        if claim.verdict is Verdict.SINGLE_SOURCE:
            weight = float(speaking)
        return _ORDER[claim.verdict], -round(weight, 6), place[first.article_id], first.start

    return sorted(claims, key=key)
