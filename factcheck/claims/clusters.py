"""Statements -> rows: a hub that is the claim, and the statements that bear on it and on each other.

Every member is judged against the hub itself, and joins only if it is related to each member before it (complete
linkage), so that two unrelated statements never share a row because a third is near both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.claims.relations import Relations
from factcheck.types import Modality, Stance, Statement

NEAR: Final = 0.45
"""Cosine from which two members that were not judged together may share a row."""
_WEIGHT: Final = {Stance.SUPPORTS: 1.0, Stance.CONTRADICTS: 1.6, Stance.QUALIFIES: 0.35, Stance.SILENT: 0.0}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A row before it is told by source: the claim's statement and the statements that bear on it."""

    hub: Statement
    members: tuple[Statement, ...]


def build_clusters(
    statements: Sequence[Statement], relations: Relations, independent: Mapping[str, str]
) -> list[Cluster]:
    """Rows of one story, the weightiest first. `independent` maps an article id to the id it counts as.

    A statement may bear on several rows, but opens one of its own only where it brings a relation that no row has
    shown; statements on which no other source has anything to say end as rows of one member.
    """
    by_id = {s.statement_id: s for s in statements}
    shown: set[frozenset[str]] = set()
    placed: set[str] = set()
    clusters = []
    for hub in sorted(statements, key=lambda s: (-_hub_weight(s, by_id, relations, independent), s.statement_id)):
        fresh = [p for p in relations.onto.get(hub.statement_id, []) if frozenset((p, hub.statement_id)) not in shown]
        if not fresh:
            continue
        members = _members(hub, by_id, relations)
        if not any(frozenset((m.statement_id, hub.statement_id)) not in shown for m in members):
            continue
        if hub.statement_id in placed and not _news(hub, members, shown, relations, independent):
            continue
        ids = [hub.statement_id, *(m.statement_id for m in members)]
        shown.update(frozenset((a, b)) for a in ids for b in ids if a != b)
        placed.update(ids)
        clusters.append(Cluster(hub, tuple(members)))
    clusters += [Cluster(s, ()) for s in statements if s.statement_id not in placed]
    return clusters


def _news(
    hub: Statement,
    members: Sequence[Statement],
    shown: set[frozenset[str]],
    relations: Relations,
    independent: Mapping[str, str],
) -> bool:
    """Whether a statement that already stands in a row deserves one of its own: an unseen conflict or support."""
    return any(
        frozenset((m.statement_id, hub.statement_id)) not in shown
        and relations.stance(m.statement_id, hub.statement_id) in (Stance.CONTRADICTS, Stance.SUPPORTS)
        and independent[m.article_id] != independent[hub.article_id]
        for m in members
    )


def _hub_weight(
    hub: Statement, by_id: Mapping[str, Statement], relations: Relations, independent: Mapping[str, str]
) -> float:
    """How much a statement makes of a claim: the independent sources that bear on it, and how plainly it is put."""
    best: dict[str, float] = {}
    own = independent[hub.article_id]
    for premise in relations.onto.get(hub.statement_id, []):
        judgement = relations.judgements[premise, hub.statement_id]
        source = independent[by_id[premise].article_id]
        weight = _WEIGHT[judgement.stance] * judgement.score
        if source == own and judgement.stance is not Stance.CONTRADICTS:
            continue
        best[source] = max(best.get(source, 0.0), weight)
    words = len(hub.text.split())
    plain = 0.01 * max(0, words - 8) + 0.25 * hub.opinion + 0.3 * (words < 4)
    plain += 0.25 * (hub.modality is not Modality.ASSERTED) + 0.15 * (hub.holder is not None)
    plain += 0.4 * any(flag.startswith("unresolved") for flag in hub.flags)
    return sum(best.values()) - plain


def _members(hub: Statement, by_id: Mapping[str, Statement], relations: Relations) -> list[Statement]:
    """The statements that bear on the hub, surest first, each related to all taken before it."""
    rank = {Stance.CONTRADICTS: 0, Stance.SUPPORTS: 1, Stance.QUALIFIES: 2, Stance.SILENT: 3}

    def order(premise: str) -> tuple[int, float, str]:
        judgement = relations.judgements[premise, hub.statement_id]
        return rank[judgement.stance], -judgement.score, premise

    taken: list[str] = []
    for premise in sorted(relations.onto.get(hub.statement_id, []), key=order):
        if relations.all_related(premise, taken, NEAR):
            taken.append(premise)
    return [by_id[p] for p in taken]
