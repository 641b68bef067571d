"""What every model of natural-language inference offers here, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Pairs = Sequence[tuple[str, str]]
"""(premise, hypothesis) texts."""

Progress = Callable[[int, int], None]
"""Called with (pairs done, pairs in all)."""

Scores = NDArray[np.float32]
"""(n, 3) probabilities, columns entailment, neutral, contradiction; rows sum to 1."""


@runtime_checkable
class Model(Protocol):
    """Judges premise -> hypothesis. `predict` is the one thing a new kind of model has to do."""

    @property
    def name(self) -> str:
        """What the user called it: "embedded", a folder, a hub id."""

    @property
    def revision(self) -> str:
        """A content hash of everything that changes results: weights, class order, calibration."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The checkpoint's own classes in its own order, in our words (`not_entailment` for a second of two)."""

    @property
    def two_class(self) -> bool:
        """The model can't tell contradiction from neutral: what is not entailed stands in the neutral column."""

    @property
    def limits(self) -> str:
        """What this model can't tell or was not sure of, in one sentence; empty when there is nothing to say."""

    @property
    def windowed(self) -> int:
        """Pairs so far whose premise was too long and was read in overlapping windows."""

    @property
    def truncated(self) -> int:
        """Pairs so far whose hypothesis was too long and was cut."""

    def predict(self, pairs: Pairs) -> Scores:
        """Probabilities of shape (n, 3), float32, columns entailment, neutral, contradiction; rows sum to 1."""
