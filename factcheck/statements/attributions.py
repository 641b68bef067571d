"""Who says, wants, blames or welcomes what: every attribution of a text, also those whose content is no statement.

What is said in a clause becomes a statement with a holder. "Roy blamed the weather", "Roy called for a recount" and
"Roy was hopeful about it" have contents that cannot stand as sentences; they are found by the reader's attribution
tags and by words of attitude, and given as spans. The three parts follow PolNeAR (Newell et al. 2018, LREC): source,
cue and content.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from factcheck.statements.attitudes import attitudes
from factcheck.statements.drafts import Draft
from factcheck.statements.tree import Tree

_WIDEST_GAP = 2
_FEWEST, _FARTHEST = 1, 40


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who holds what. Offsets are within the article, end exclusive."""

    holder: str | None
    """The fullest name known; None when nobody is named."""
    cue: str
    """The words that attribute: "blamed"; "" for a quotation that goes on."""
    start: int
    end: int
    clause: bool
    """Whether the content is a clause, and so a statement of its own."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution in one sentence by the reader's tags, in token positions."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def tagged_attributions(tree: Tree) -> list[Tagged]:
    """What the tags attribute, each content with the cue and the source nearest to it."""
    runs = _runs(tree)
    cues = [run for name, run in runs if name == "CUE"]
    sources = [run for name, run in runs if name == "SOURCE"]
    found = []
    for content in _contents(tree, runs):
        cue = min(cues, key=lambda run: _distance(run, content), default=None)
        if cue is None or _distance(cue, content) > _FARTHEST:
            continue
        source = min(sources, key=lambda run: _distance(run, cue or []), default=None)
        found.append(Tagged(tuple(source or ()), tuple(cue), tuple(content)))
    return found


def beyond(tree: Tree, drafts: Sequence[Draft]) -> list[Tagged]:
    """The attributions that no statement with a holder tells, by the tags, then by the tree; most have no clause."""
    held = {i for draft in drafts if draft.holder is not None for i in draft.tokens()}
    found = []
    told = (Tagged(*three) for three in attitudes(tree))
    for one in (*tagged_attributions(tree), *told):
        if 2 * len(held & set(one.content)) < len(one.content):
            found.append(one)
            held |= set(one.content)
    return found


def _contents(tree: Tree, runs: Sequence[tuple[str, list[int]]]) -> list[list[int]]:
    """The stretches of content, those parted by a mark or a small untagged word put together."""
    found: list[list[int]] = []
    for name, run in runs:
        if name != "CONTENT":
            continue
        hole = range(found[-1][-1] + 1, run[0]) if found else range(0)
        words = [i for i in hole if tree.tokens[i].upos != "PUNCT"]
        plain = all(tree.tokens[i].attribution == "O" for i in hole)
        if found and plain and len(words) <= _WIDEST_GAP:
            found[-1] += [*hole, *run]
        else:
            found.append(list(run))
    return [one for one in found if sum(tree.tokens[i].upos != "PUNCT" for i in one) >= _FEWEST]


def _runs(tree: Tree) -> list[tuple[str, list[int]]]:
    runs: list[tuple[str, list[int]]] = []
    for index, token in enumerate(tree.tokens):
        tag, _, name = token.attribution.partition("-")
        if name and runs and tag == "I" and runs[-1][0] == name and runs[-1][1][-1] == index - 1:
            runs[-1][1].append(index)
        elif name:
            runs.append((name, [index]))
    return runs


def _distance(one: Collection[int], other: Collection[int]) -> int:
    """Tokens between two stretches."""
    return max(min(other) - max(one), min(one) - max(other), 0)
