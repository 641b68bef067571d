"""One thing said to be of two kinds that exclude each other: a stolen violin that was a trumpet."""

from __future__ import annotations

from typing import Final

from factcheck.facts.coverage import surely_uncovered, uncovered
from factcheck.facts.kinds_of_things import Thing, exclude, things
from factcheck.facts.stems import stem
from factcheck.facts.wording import content_stems
from factcheck.types import Finding, Kind, Statement

_LEAST_SHARED: Final = 3
"""Content words that the two statements share at least."""
_MOST_LEFT: Final = 2
"""Words beside the two kinds that one side may have and the other not: more may tell of another thing."""


def compare_kinds(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """At most one conflict: nearly all their words are the same, but for two kinds that exclude each other."""
    if len(content_stems(premise.text) & content_stems(hypothesis.text)) < _LEAST_SHARED:
        return []
    if surely_uncovered(premise, hypothesis):
        return []  # it says something new, and no kind of thing
    given, claimed = things(premise.text), things(hypothesis.text)
    if any(t.negated for t in given + claimed):
        return []
    only = [_only(given, claimed), _only(claimed, given)]
    for one in only[0]:
        for other in only[1]:
            if exclude(one.name, other.name) and _nothing_else(premise, hypothesis, one, other):
                detail = f"One says “{' '.join(one.words)}”, the other “{' '.join(other.words)}”."
                return [Finding(Kind.ENTITY, "conflicts", detail, 0.8)]
    return []


def _only(some: tuple[Thing, ...], others: tuple[Thing, ...]) -> list[Thing]:
    names = {thing.name for thing in others}
    return [thing for thing in some if thing.name not in names]


def _nothing_else(premise: Statement, hypothesis: Statement, one: Thing, other: Thing) -> bool:
    """Whether the hypothesis says nothing new but the other kind, and the premise little."""
    spoken = {stem(word) for word in (*one.words, *other.words)}
    new = [word for word in uncovered(premise, hypothesis) if word not in spoken]
    left = [word for word in uncovered(hypothesis, premise) if word not in spoken]
    return not new and len(left) <= _MOST_LEFT
