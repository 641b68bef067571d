"""Judgements as a graph that can be asked: what does this statement do to that one?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from factcheck.types import Judgement, Stance


@dataclass(slots=True)
class Relations:
    """Judgements by (premise id, hypothesis id) in both directions, and how near any two statements are."""

    place: Mapping[str, int]
    vectors: NDArray[np.float32]
    judgements: dict[tuple[str, str], Judgement] = field(default_factory=dict)
    onto: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Hypothesis id -> ids of the premises that are not silent on it."""

    def add(self, premise: str, hypothesis: str, judgement: Judgement) -> None:
        self.judgements[premise, hypothesis] = judgement
        if judgement.stance is not Stance.SILENT:
            self.onto[hypothesis].append(premise)

    def stance(self, premise: str, hypothesis: str) -> Stance:
        judgement = self.judgements.get((premise, hypothesis))
        return judgement.stance if judgement else Stance.SILENT

    def similarity(self, left: str, right: str) -> float:
        """Cosine of two statements, -1 to 1."""
        return float(self.vectors[self.place[left]] @ self.vectors[self.place[right]])

    def related(self, left: str, right: str, near: float) -> bool:
        """Whether either says something of the other, or the two are at least `near` in meaning."""
        if self.stance(left, right) is not Stance.SILENT or self.stance(right, left) is not Stance.SILENT:
            return True
        return self.similarity(left, right) >= near
