"""How likely it is that one statement bears another out: a logistic model of a few readable features.

The model's entailment alone is unsure of rewordings; how near the two statements are, how many words they share, what
is left without a counterpart and what the other direction says settle most of them. The weights lie in
`agreement.toml`, fitted by `models/recipes/judge/fit.py` on pairs of real news that were read, on the
development stories and on the training stories that the NLI model has not seen.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache, lru_cache
from operator import mul
from pathlib import Path
from typing import Final

from factcheck.facts.coverage import size, uncovered
from factcheck.facts.wording import content_stems, jaccard, overlap
from factcheck.types import Probabilities, Statement

FEATURES: Final = (
    "forward_entailment",
    "backward_entailment",
    "forward_contradiction",
    "backward_contradiction",
    "similarity",
    "overlap",
    "jaccard",
    "polarity_differs",
    "modality_differs",
    "hypothesis_longer",
    "names",
    "figures",
    "unresolved",
    "uncovered",
    "uncovered_share",
)
_FARTHEST: Final = 5.0
_MOST_MISSING: Final = 4
"""Words of the hypothesis without a counterpart are counted up to here."""
_MOST_NAMES: Final = 3


@lru_cache(maxsize=16384)
def _log_odds(probability: float) -> float:
    """Log-odds, kept within ±5: beyond that the model's figures mean nothing more."""
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return max(-_FARTHEST, min(_FARTHEST, math.log(inside / (1 - inside))))


def features(
    premise: Statement, hypothesis: Statement, forward: Probabilities, backward: Probabilities, similarity: float
) -> list[float]:
    """The values of `FEATURES` for premise -> hypothesis."""
    missing = len(uncovered(premise, hypothesis))
    return [
        *_answers(forward, backward),
        *likeness(premise, hypothesis, similarity),
        *_missing(missing, size(hypothesis)),
    ]


def _answers(forward: Probabilities, backward: Probabilities) -> tuple[float, ...]:
    said = (forward.entailment, backward.entailment, forward.contradiction, backward.contradiction)
    return tuple(map(_log_odds, said))


def likeness(premise: Statement, hypothesis: Statement, similarity: float) -> tuple[float, ...]:
    """The features that need neither the model nor a comparison word by word, in their order.

    Names and figures are those of the hypothesis: where this is asked, the premise is known to bear them out.
    """
    one, other = premise.text, hypothesis.text
    sizes = max(1, len(content_stems(one))), max(1, len(content_stems(other)))
    return (
        similarity,
        overlap(one, other),
        jaccard(one, other),
        float(premise.polarity is not hypothesis.polarity),
        float(premise.modality is not hypothesis.modality),
        math.log(sizes[1] / sizes[0]),
        *_marks(hypothesis),
    )


@lru_cache(maxsize=16384)
def _marks(hypothesis: Statement) -> tuple[float, float, float]:
    """Its names, whether it has a figure, and whether it is unresolved whom or what it is about."""
    return (
        float(min(_MOST_NAMES, len(hypothesis.entities))),
        float(any(q.kind != "ordinal" for q in hypothesis.quantities)),
        float(any(flag.startswith("unresolved") for flag in hypothesis.flags)),
    )


@lru_cache(maxsize=1024)
def _missing(count: int, words: int) -> tuple[float, float]:
    """Words of the hypothesis without a counterpart, and their share of its words."""
    return float(min(_MOST_MISSING, count)), count / words


@cache
def weights() -> tuple[float, dict[str, float]]:
    """(intercept, weight by feature) of the fitted model."""
    table = tomllib.loads(Path(__file__).with_name("agreement.toml").read_text(encoding="utf-8"))
    return float(table["intercept"]), {name: float(table["weights"][name]) for name in FEATURES}


@cache
def _in_order() -> tuple[float, ...]:
    return tuple(weights()[1].values())


_ANSWERS: Final = 4
_WORDS: Final = 2


def agreement(
    premise: Statement, hypothesis: Statement, forward: Probabilities, backward: Probabilities, similarity: float
) -> float:
    """Probability, 0 to 1, that the premise bears the hypothesis out."""
    missing = len(uncovered(premise, hypothesis))
    return with_missing(known(premise, hypothesis, forward, backward, similarity), missing, size(hypothesis))


def known(
    premise: Statement, hypothesis: Statement, forward: Probabilities, backward: Probabilities, similarity: float
) -> float:
    """The log-odds of the same before words without a counterpart are counted."""
    return said(forward, backward) + _alike(premise, hypothesis, similarity)


@lru_cache(maxsize=1024)
def said(forward: Probabilities, backward: Probabilities) -> float:
    """What the model's answers say: the log-odds of agreement for two statements of which nothing else is known."""
    answers: float = sum(map(mul, _in_order(), _answers(forward, backward)))
    return weights()[0] + answers


def with_missing(odds: float, missing: int, words: int) -> float:
    """The probability for log-odds that are `known` and so many words without a counterpart, of so many words."""
    return 1 / (1 + math.exp(-(odds + for_missing(words)[missing])))


@cache
def for_missing(words: int) -> tuple[float, ...]:
    """What is added to the log-odds for none, one ... all of so many words without a counterpart."""
    per_word, per_share = _in_order()[-_WORDS:]
    return tuple(
        per_word * count + per_share * share for count, share in (_missing(n, words) for n in range(words + 1))
    )


@lru_cache(maxsize=4096)
def _alike(premise: Statement, hypothesis: Statement, similarity: float) -> float:
    odds: float = sum(map(mul, _in_order()[_ANSWERS:-_WORDS], likeness(premise, hypothesis, similarity)))
    return odds
