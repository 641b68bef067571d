"""Scores -> structures: the best dependency tree with one root, and the best well-formed BIO tags. Pure numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def best_tree(scores: Floats) -> list[int]:
    """The dependency tree of highest total score that has exactly one root.

    Greedy heads are kept where they already form such a tree (most sentences), else Chu-Liu/Edmonds's. Where those have
    several roots it runs again with the root column lowered by more than any tree could gain, which leaves one
    (Stanojevic & Cohen 2021, "A Root of a Problem: Optimizing Single-Root Dependency Parsing").

    :param scores: (n, n + 1); `scores[d, 0]` for word d being the root, `scores[d, h + 1]` for its head being word h.
    :returns: n heads, -1 for the root.
    """
    n = scores.shape[0]
    if n == 0:
        return []
    arcs = np.array(scores, dtype=np.float64)
    arcs[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads = _edmonds(arcs)
    if int((heads == 0).sum()) != 1:
        finite = arcs[np.isfinite(arcs)]
        arcs[:, 0] -= (n + 1) * (float(finite.max() - finite.min()) + 1.0)
        heads = _edmonds(arcs)
    return [int(head) - 1 for head in heads]


def is_tree(heads: Sequence[int]) -> bool:
    """Whether the heads (-1 for a root) form one tree: one root, every word reaches it."""
    if not heads or sum(head == -1 for head in heads) != 1:
        return False
    shifted = np.asarray(heads) + 1
    return bool((shifted >= 0).all() and (shifted <= len(heads)).all()) and _cycle(shifted) is None


def _cycle(heads: NDArray[np.integer]) -> list[int] | None:
    """The words (0-based) of one cycle of 1-based heads (0 is the artificial root), or None."""
    state = [0] * len(heads)  # 0 unseen, otherwise the walk that saw it
    for walk, start in enumerate(range(len(heads)), start=1):
        node = start
        while node >= 0 and state[node] == 0:
            state[node] = walk
            node = int(heads[node]) - 1
        if node >= 0 and state[node] == walk:
            cycle, at = [node], int(heads[node]) - 1
            while at != node:
                cycle.append(at)
                at = int(heads[at]) - 1
            return cycle
    return None


def _edmonds(arcs: NDArray[np.float64]) -> NDArray[np.int64]:
    """Chu-Liu/Edmonds on (n, n + 1) scores without self arcs: contracts one cycle, solves the rest, opens it again."""
    n = arcs.shape[0]
    heads: NDArray[np.int64] = arcs.argmax(axis=1)
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    within = np.zeros(n, dtype=bool)
    within[cycle] = True
    inside, outside = np.flatnonzero(within), np.flatnonzero(~within)
    columns = np.concatenate(([0], outside + 1))  # heads left outside, the artificial root first
    kept = arcs[inside, heads[inside]]
    # Entering the cycle at word d from head h costs the arc of d that it replaces.
    entering = arcs[np.ix_(inside, columns)] - kept[:, None]
    leaving = arcs[np.ix_(outside, inside + 1)]
    small = np.full((len(outside) + 1, len(outside) + 2), -np.inf)
    small[:-1, :-1] = arcs[np.ix_(outside, columns)]
    if len(outside):
        small[:-1, -1] = leaving.max(axis=1)
    small[-1, :-1] = entering.max(axis=0)
    solved = _edmonds(small)
    result: NDArray[np.int64] = heads.copy()
    for row, word in enumerate(outside):
        head = solved[row]
        result[word] = inside[leaving[row].argmax()] + 1 if head == len(outside) + 1 else columns[head]
    broken = inside[entering[:, solved[-1]].argmax()]
    result[broken] = columns[solved[-1]]
    return result


def best_tags(scores: Floats, labels: Sequence[str], lenience: float = 0.0) -> list[str]:
    """The well-formed BIO sequence of highest total score: I-X only after B-X or I-X.

    Each word's best tag where those are well formed (most sentences), else Viterbi's.

    :param scores: (n, len(labels)) log scores of each word's tag.
    :param lenience: taken off every word's score of "O", in nats; more than 0 finds more and is less sure of it.
    """
    n = scores.shape[0]
    if n == 0:
        return []
    if lenience:
        scores = scores - np.array([lenience if label == "O" else 0.0 for label in labels], dtype=scores.dtype)
    greedy = [labels[tag] for tag in scores.argmax(axis=1).tolist()]
    if all(tag[:2] != "I-" or before[1:] == tag[1:] for before, tag in zip(["", *greedy], greedy, strict=False)):
        return greedy
    barred = _barred(labels)
    start = np.array([-np.inf if label.startswith("I-") else 0.0 for label in labels])
    total, back = scores[0] + start, np.zeros((n, len(labels)), dtype=np.int64)
    for i in range(1, n):
        paths = total[:, None] + barred
        back[i] = paths.argmax(axis=0)
        total = paths.max(axis=0) + scores[i]
    best = [int(total.argmax())]
    for i in range(n - 1, 0, -1):
        best.append(int(back[i, best[-1]]))
    return [labels[tag] for tag in reversed(best)]


def _barred(labels: Sequence[str]) -> Floats:
    """(before, after): 0 where the step is allowed, minus infinity where it is not."""
    allowed = [
        [not after.startswith("I-") or before in (after, "B-" + after[2:]) for after in labels] for before in labels
    ]
    return np.where(np.array(allowed), 0.0, -np.inf)
