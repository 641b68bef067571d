"""How likely a conflict found among thousands of pairs is a real one: a logistic model of all that is known of it.

Typed facts and the model's own answers find many more conflicts between two honest reports than there are: figures of
two months, a plan and what came of it, another party's sum. Each rule against one kind of these lets the next kind
through, so what the rules let through is weighed once more as a whole. The weights lie in `credence.toml`, fitted by
`models/recipes/judge/fit_credence.py` on pairs of real reports that were read and on stories with planted differences.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from factcheck.facts.clock import times_of_day
from factcheck.judge.combination import features as combined
from factcheck.types import Finding, Kind, Probabilities, Statement

_MEAN: Final = (
    "similarity overlap jaccard one_stretch uncovered unmatched missing_figures missing_names other_names "
    "names_in_common differs_besides polarity_differs planned at_bound_over at_bound_under conflicts_alone "
    "conflicts_surely differs_twice reworded hedged weaker_modality weaker_attribution weaker_number slot_exclusive "
    "slot_things"
).split()
"""Features of `combination` that are taken from both directions, in the mean."""
_GROUPS: Final = ("number", "date", "role", "negation", "other")
_MOST: Final = 4.5
"""Log-odds of an answer beyond which it means nothing more."""


def features(
    premise: Statement,
    hypothesis: Statement,
    forward: Probabilities,
    backward: Probabilities,
    similarity: float,
    findings: tuple[Sequence[Finding], Sequence[Finding]],
    guards: Mapping[str, bool],
) -> dict[str, float]:
    """What is weighed of a pair, by name, the same in either order; `findings` are those of the two directions,
    `guards` the judge's own questions about the pair, answered."""
    there = combined(premise, hypothesis, forward, backward, similarity, findings[0])
    back = combined(hypothesis, premise, backward, forward, similarity, findings[1])
    values = {name: (there[name] + back[name]) / 2 for name in _MEAN}
    opposed = (forward.contradiction + backward.contradiction) / 2
    low, high = sorted(_odds(way.contradiction) for way in (forward, backward))
    less, more = sorted(_odds(way.entailment) for way in (forward, backward))
    values |= {"con_low": low, "con_high": high, "ent_low": less, "ent_high": more, "opposed": opposed}
    for group in _GROUPS:
        strength = max(there[f"conflicts_{group}"], back[f"conflicts_{group}"])
        values[f"conflicts_{group}"] = strength
        values[f"agrees_{group}"] = max(there[f"agrees_{group}"], back[f"agrees_{group}"])
    conflicts = [f for f in (*findings[0], *findings[1]) if f.relation == "conflicts"]
    surest = max((f.strength for f in conflicts), default=0.0)
    words = sorted(len(s.text.split()) for s in (premise, hypothesis))
    return values | {
        "derived": float(any(f.derived for f in conflicts)),
        "order": float(any(f.kind is Kind.DATE for f in conflicts) and not dated_or_timed(premise, hypothesis)),
        "opposed_near": opposed * similarity,
        "opposed_overlap": opposed * there["overlap"],
        "surest_near": surest * similarity,
        "surest_overlap": surest * there["overlap"],
        "surest_unmatched": surest * values["unmatched"],
        "model_alone": float(not conflicts),
        "shorter": math.log(words[0] + 1),
        "longer": math.log(words[1] + 1),
        "figures": float(min(4, len(premise.quantities) + len(hypothesis.quantities))),
        "dated": float(bool(premise.dates)) + float(bool(hypothesis.dates)),
        "holders": float(premise.holder is not None) + float(hypothesis.holder is not None),
        "opinion": float(premise.opinion or hypothesis.opinion),
        "unresolved": sum(any(f.startswith("unresolved") for f in s.flags) for s in (premise, hypothesis)) / 2,
        **{f"guard_{name}": float(answer) for name, answer in guards.items()},
    }


def dated_or_timed(premise: Statement, hypothesis: Statement) -> bool:
    """Whether both sides give a date, or both a time of day."""
    clocks = bool(times_of_day(premise.text)) and bool(times_of_day(hypothesis.text))
    return clocks or (bool(premise.dates) and bool(hypothesis.dates))


def _odds(probability: float) -> float:
    kept = min(max(probability, 1e-9), 1 - 1e-9)
    return max(-_MOST, min(_MOST, math.log(kept / (1 - kept))))


@cache
def _table() -> tuple[float, dict[str, float]]:
    table = tomllib.loads(Path(__file__).with_name("credence.toml").read_text(encoding="utf-8"))
    return float(table["intercept"]), {name: float(weight) for name, weight in table["weights"].items()}


def credence(values: Mapping[str, float]) -> float:
    """The probability that a conflict with these `features` is real."""
    start, weights = _table()
    total = start + sum(weights[name] * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
