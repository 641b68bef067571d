"""How likely it is that one statement bears another out: a logistic model of a few readable features.

The model's entailment alone is unsure of rewordings; how near the two statements are, how many words they share and
what the other direction says settle most of them. The weights lie in `agreement.toml`, fitted by
`models/recipes/judge/fit.py` on the development stories.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache, lru_cache
from operator import mul
from pathlib import Path
from typing import Final

from factcheck.facts.coverage import uncovered
from factcheck.facts.wording import content_stems, jaccard, overlap
from factcheck.types import Probabilities, Statement

FEATURES: Final = (
    "forward_entailment",
    "backward_entailment",
    "similarity",
    "overlap",
    "jaccard",
    "polarity_differs",
    "hypothesis_longer",
    "uncovered",
)
UNDECIDED: Final = Probabilities(0.5, 0.0, 0.5)
"""Stands for a model that has not spoken."""
_FARTHEST: Final = 5.0
_MOST_MISSING: Final = 4
"""Words of the hypothesis without a counterpart are counted up to here."""


@lru_cache(maxsize=16384)
def _log_odds(probability: float) -> float:
    """Log-odds, kept within ±5: beyond that the model's figures mean nothing more."""
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return max(-_FARTHEST, min(_FARTHEST, math.log(inside / (1 - inside))))


def features(
    premise: Statement, hypothesis: Statement, forward: Probabilities, backward: Probabilities, similarity: float
) -> list[float]:
    """The values of `FEATURES` for premise -> hypothesis."""
    return [
        _log_odds(forward.entailment),
        _log_odds(backward.entailment),
        *likeness(premise, hypothesis, similarity),
        float(min(_MOST_MISSING, len(uncovered(premise, hypothesis)))),
    ]


def likeness(premise: Statement, hypothesis: Statement, similarity: float) -> tuple[float, ...]:
    """The features that need neither the model nor a comparison word by word, in their order."""
    one, other = premise.text, hypothesis.text
    sizes = max(1, len(content_stems(one))), max(1, len(content_stems(other)))
    return (
        similarity,
        overlap(one, other),
        jaccard(one, other),
        float(premise.polarity is not hypothesis.polarity),
        math.log(sizes[1] / sizes[0]),
    )


@cache
def weights() -> tuple[float, dict[str, float]]:
    """(intercept, weight by feature) of the fitted model."""
    table = tomllib.loads(Path(__file__).with_name("agreement.toml").read_text(encoding="utf-8"))
    return float(table["intercept"]), {name: float(table["weights"][name]) for name in FEATURES}


def agreement(
    premise: Statement, hypothesis: Statement, forward: Probabilities, backward: Probabilities, similarity: float
) -> float:
    """Probability, 0 to 1, that the premise bears the hypothesis out."""
    return _chance(_weighed(premise, hypothesis, similarity), forward, backward, len(uncovered(premise, hypothesis)))


def undecided(premise: Statement, hypothesis: Statement, similarity: float) -> float:
    """The log-odds of the same while the model is undecided, had every word of the hypothesis a counterpart."""
    return sum(_weighed(premise, hypothesis, similarity), _undecided())


@cache
def per_missing_word() -> tuple[float, ...]:
    """What words without a counterpart add to the log-odds: none, one ... and so many that more add nothing."""
    return tuple(weights()[1][FEATURES[-1]] * missing for missing in range(_MOST_MISSING + 1))


@cache
def _undecided() -> float:
    intercept, by_name = weights()
    return intercept + sum(by_name[name] * _log_odds(UNDECIDED.entailment) for name in FEATURES[:2])


@lru_cache(maxsize=4096)
def _weighed(premise: Statement, hypothesis: Statement, similarity: float) -> tuple[float, ...]:
    return tuple(map(mul, _weights_of_likeness(), likeness(premise, hypothesis, similarity)))


@cache
def _weights_of_likeness() -> tuple[float, ...]:
    return tuple(weights()[1][name] for name in FEATURES[2:-1])


def _chance(alike: tuple[float, ...], forward: Probabilities, backward: Probabilities, missing: int) -> float:
    intercept, first, second = _weights_of_answers()
    spoken = first * _log_odds(forward.entailment), second * _log_odds(backward.entailment)
    total = intercept + sum((*spoken, *alike, per_missing_word()[min(_MOST_MISSING, missing)]))
    return 1 / (1 + math.exp(-total))


@cache
def _weights_of_answers() -> tuple[float, float, float]:
    intercept, by_name = weights()
    return intercept, by_name[FEATURES[0]], by_name[FEATURES[1]]
