"""Statements -> rows: a hub that is the claim, and the statements that bear on it and on each other.

Every member is judged against the hub itself, and joins only if it is related to each member before it (complete
linkage), so that two unrelated statements never share a row because a third is near both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.claims.relations import Relations
from factcheck.types import Kind, Modality, Stance, Statement

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
    shown; what two sentences do to each other on one kind of fact is shown once, however many statements they hold.
    Statements on which no other source has anything to say end as rows of one member.
    """
    by_id = {s.statement_id: s for s in statements}
    shown: set[frozenset[str]] = set()
    conflicts: set[tuple[Kind, frozenset[tuple[str, int]]]] = set()
    placed: set[str] = set()
    clusters = []
    for hub in sorted(statements, key=lambda s: (-_hub_weight(s, by_id, relations, independent), s.statement_id)):
        members = _members(hub, by_id, relations)
        if not members or not _news(hub, members, shown, conflicts, placed, relations, independent):
            continue
        ids = [hub.statement_id, *(m.statement_id for m in members)]
        shown.update(frozenset((a, b)) for a in ids for b in ids if a != b)
        conflicts.update(_conflict(hub, m, relations) for m in members if _contradicts(m, hub, relations))
        placed.update(ids)
        clusters.append(Cluster(hub, tuple(members)))
    clusters += [Cluster(s, ()) for s in statements if s.statement_id not in placed]
    return clusters


def _news(
    hub: Statement,
    members: Sequence[Statement],
    shown: set[frozenset[str]],
    conflicts: set[tuple[Kind, frozenset[tuple[str, int]]]],
    placed: set[str],
    relations: Relations,
    independent: Mapping[str, str],
) -> bool:
    """Whether a row would show anything that no row before it does.

    An unseen conflict does, and support from another source; the rest only for a statement that stands in no row yet.
    """
    for member in members:
        if frozenset((member.statement_id, hub.statement_id)) in shown:
            continue
        if hub.statement_id not in placed and not _contradicts(member, hub, relations):
            return True
        if _contradicts(member, hub, relations) and _conflict(hub, member, relations) not in conflicts:
            return True
        supports = relations.stance(member.statement_id, hub.statement_id) is Stance.SUPPORTS
        if supports and independent[member.article_id] != independent[hub.article_id]:
            return True
    return False


def _contradicts(member: Statement, hub: Statement, relations: Relations) -> bool:
    return relations.stance(member.statement_id, hub.statement_id) is Stance.CONTRADICTS


def _conflict(hub: Statement, member: Statement, relations: Relations) -> tuple[Kind, frozenset[tuple[str, int]]]:
    """What a conflict is about: its kind and the two sentences, whichever of their statements was compared."""
    kind = relations.judgements[member.statement_id, hub.statement_id].kind
    return kind, frozenset((s.article_id, s.sentence_start) for s in (hub, member))


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
    plain = 0.02 * max(0, words - 8) + 0.25 * hub.opinion + 0.3 * (words < 4)
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
        if all(_one_slot(premise, other, hub, relations) or relations.related(premise, other, NEAR) for other in taken):
            taken.append(premise)
    return [by_id[p] for p in taken]


_SLOTS: Final = frozenset({Kind.NUMBER, Kind.OWNERSHIP, Kind.ROLE, Kind.UPDATE})


def _one_slot(left: str, right: str, hub: Statement, relations: Relations) -> bool:
    """Whether two statements contradict the hub on one kind of typed fact, and so compete for its slot."""
    one, other = (relations.judgements[member, hub.statement_id] for member in (left, right))
    return one.stance is other.stance is Stance.CONTRADICTS and one.kind is other.kind and one.kind in _SLOTS
