"""Statements -> rows: a hub that is the claim, and the statements that bear on it and on each other.

Every member is judged against the hub itself, and joins only if it is related to each member before it (complete
linkage), so that two unrelated statements never share a row because a third is near both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Final

from factcheck.claims.relations import Relations
from factcheck.types import Kind, Modality, Stance, Statement

NEAR: Final = 0.45
"""Cosine from which two members that were not judged together may share a row."""
_WEIGHT: Final = {Stance.SUPPORTS: 1.0, Stance.CONTRADICTS: 1.6, Stance.QUALIFIES: 0.35, Stance.SILENT: 0.0}
_WORD: Final = re.compile(r"\w+")
_RANK: Final = {Stance.CONTRADICTS: 0, Stance.SUPPORTS: 1, Stance.QUALIFIES: 2, Stance.SILENT: 3}


_SLOTS: Final = frozenset({Kind.NUMBER, Kind.OWNERSHIP, Kind.ROLE, Kind.UPDATE})
"""Kinds of typed facts that fill a slot: statements that contradict the hub on one compete for it."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A row before it is told by source: the claim's statement and the statements that bear on it."""

    hub: Statement
    members: tuple[Statement, ...]
    kind: Kind | None = None
    """What its conflicts turn on; a row turns on one kind. None where it has none."""


def build_clusters(
    statements: Sequence[Statement], relations: Relations, independent: Mapping[str, str]
) -> list[Cluster]:
    """Rows of one story, the weightiest first. `independent` maps an article id to the id it counts as.

    A statement may bear on several rows, but opens one of its own only where it brings a relation that no row has
    shown; what two sentences do to each other on one kind of fact is shown once, however many statements they hold.
    Statements on which no other source has anything to say end as rows of one member.
    """
    table = _Table({s.statement_id: s for s in statements}, relations, independent)
    rows = sorted(
        ((hub, kind) for hub in statements for kind in table.kinds(hub)),
        key=lambda row: (-table.weight(*row), row[0].statement_id, row[1] or ""),
    )
    clusters = []
    for hub, kind in rows:
        members = table.members(hub, kind)
        if members and table.brings_news(hub, members):
            table.show(hub, members)
            clusters.append(Cluster(hub, tuple(members), kind))
    return clusters + [Cluster(s, ()) for s in statements if s.statement_id not in table.placed]


def borrowed(statement: Statement) -> bool:
    """Whether a figure of the statement was copied in from elsewhere ("the deal" -> "the $2 billion deal"), so that its
    own words do not show it: such a statement is the last to be quoted."""
    return any(" -> " in flag and any(c.isdigit() for c in flag.partition(" -> ")[2]) for flag in statement.flags)


_Link = tuple[Kind | None, frozenset[str]]
"""What makes a relation new: its kind (None where it is no conflict), and what it is between."""


@dataclass(slots=True)
class _Table:
    """The statements of a story, what they do to each other, and what the rows so far have shown of it."""

    by_id: Mapping[str, Statement]
    relations: Relations
    independent: Mapping[str, str]
    shown: set[_Link] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)

    def kinds(self, hub: Statement) -> list[Kind | None]:
        """The kinds of fact on which a statement is contradicted, one row each; [None] for one row without conflict."""
        judged = [self.relations.judgements[p, hub.statement_id] for p in self.relations.onto.get(hub.statement_id, [])]
        return [*sorted({j.kind for j in judged if j.stance is Stance.CONTRADICTS})] or [None]

    def links(self, member: Statement, hub: Statement) -> set[_Link]:
        """What a relation shows. A conflict is known by its two sentences, and by its two articles and its facts, so
        that a fact repeated in other sentences ("the $2 billion deal was announced on ...") is no new conflict."""
        judgement = self.relations.judgements.get((member.statement_id, hub.statement_id))
        if judgement is None or judgement.stance is not Stance.CONTRADICTS:
            return {(None, frozenset((hub.statement_id, member.statement_id)))}
        sentences = frozenset(f"{s.article_id} {s.sentence_start}" for s in (hub, member))
        links: set[_Link] = {(judgement.kind, sentences)}
        if judgement.kind in _SLOTS:
            facts = frozenset(_WORD.findall(judgement.explanation.partition("; one of them")[0].lower()))
            links.add((judgement.kind, facts | {hub.article_id, member.article_id}))
        return links

    def weight(self, hub: Statement, kind: Kind | None) -> float:
        """How much a statement makes of a claim: the independent sources that bear on it, and how plainly it is put."""
        best: dict[str, float] = {}
        conflicts = 0
        own = self.independent[hub.article_id]
        for premise in self.relations.onto.get(hub.statement_id, []):
            judgement = self.relations.judgements[premise, hub.statement_id]
            source = self.independent[self.by_id[premise].article_id]
            against = judgement.stance is Stance.CONTRADICTS
            if (against and judgement.kind is not kind) or (source == own and not against):
                continue
            best[source] = max(best.get(source, 0.0), _WEIGHT[judgement.stance] * judgement.score)
            conflicts += against
        words = len(hub.text.split())
        plain = 0.02 * max(0, words - 8) + 0.25 * hub.opinion + 0.3 * (words < 4)
        plain += 0.25 * (hub.modality is not Modality.ASSERTED) + 0.15 * (hub.holder is not None)
        plain += 0.4 * any(flag.startswith("unresolved") for flag in hub.flags) + 0.4 * borrowed(hub)
        return sum(best.values()) + 0.1 * min(3, max(0, conflicts - 1)) - plain

    def members(self, hub: Statement, kind: Kind | None) -> list[Statement]:
        """The statements that bear on the hub, surest first, each related to all taken before it."""

        def order(premise: str) -> tuple[int, bool, float, str]:
            judgement = self.relations.judgements[premise, hub.statement_id]
            return _RANK[judgement.stance], borrowed(self.by_id[premise]), -judgement.score, premise

        taken: list[str] = []
        for premise in sorted(self.relations.onto.get(hub.statement_id, []), key=order):
            judgement = self.relations.judgements[premise, hub.statement_id]
            if judgement.stance is Stance.CONTRADICTS and judgement.kind is not kind:
                continue
            if all(self._one_slot(premise, t, hub) or self.relations.related(premise, t, NEAR) for t in taken):
                taken.append(premise)
        return [self.by_id[p] for p in taken]

    def _one_slot(self, left: str, right: str, hub: Statement) -> bool:
        one, other = (self.relations.judgements[member, hub.statement_id] for member in (left, right))
        return one.stance is other.stance is Stance.CONTRADICTS and one.kind is other.kind and one.kind in _SLOTS

    def brings_news(self, hub: Statement, members: Sequence[Statement]) -> bool:
        """Whether a row would show anything new: a conflict, or support from another source, that no row shows yet;
        anything at all where the hub itself stands in no row."""
        for member in members:
            stance = self.relations.stance(member.statement_id, hub.statement_id)
            if self.links(member, hub) & self.shown:
                continue
            if stance is Stance.CONTRADICTS or hub.statement_id not in self.placed:
                return True
            other_source = self.independent[member.article_id] != self.independent[hub.article_id]
            if stance is Stance.SUPPORTS and other_source:
                return True
        return False

    def show(self, hub: Statement, members: Sequence[Statement]) -> None:
        """Note what a row shows: its conflicts of the row's kind among all its statements, and who stands in it."""
        row = [hub, *members]
        kinds = {link[0] for m in members for link in self.links(m, hub)} | {None}
        links = {link for a, b in permutations(row, 2) for link in self.links(a, b)}
        self.shown.update(link for link in links if link[0] in kinds)
        self.placed.update(s.statement_id for s in row)
