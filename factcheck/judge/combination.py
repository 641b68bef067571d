"""How likely each label of a given pair is: a multinomial logistic model of the model's answers and the typed facts.

Both directions of the NLI model, every kind of typed finding, the gate's features and what either side leaves unsaid
are weighed together, so that no rule overrules the model for good and the model overrules no fact in silence. The
weights lie in `combination.toml`, fitted by `models/recipes/judge/fit_combination.py`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from factcheck.facts.comparison import date_at_bound, names_in_common, unsupported_names, unsupported_quantities
from factcheck.facts.coverage import uncovered
from factcheck.facts.intervals import at_bound
from factcheck.facts.one_slot import fillers
from factcheck.facts.sureness import level, speaks_for_itself
from factcheck.facts.wording import content_stems, jaccard, one_stretch, overlap
from factcheck.judge.gate import differs_besides, differs_twice, other_event, unmatched
from factcheck.types import Finding, Kind, Modality, Probabilities, Statement

LABELS: Final = ("entailment", "neutral", "contradiction")
_GROUPS: Final = {
    Kind.NUMBER: "number",
    Kind.DATE: "date",
    Kind.ROLE: "role",
    Kind.OWNERSHIP: "role",
    Kind.NEGATION: "negation",
}
_WEAKER: Final = {
    Kind.MODALITY: "modality",
    Kind.ATTRIBUTION: "attribution",
    Kind.NUMBER: "number",
    Kind.CAUSE: "cause",
}
_LEAST: Final = 0.005
"""Probabilities nearer to 0 or 1 than this mean nothing more."""
_MOST: Final = 4
"""Words without a counterpart are counted up to here."""


def features(
    premise: Statement,
    hypothesis: Statement,
    forward: Probabilities,
    backward: Probabilities,
    similarity: float,
    findings: Sequence[Finding],
) -> dict[str, float]:
    """What is weighed of premise -> hypothesis, by name; `similarity` is their cosine."""
    sizes = [max(1, len(content_stems(s.text))) for s in (premise, hypothesis)]
    names = unsupported_names(premise, hypothesis), unsupported_names(hypothesis, premise)
    figures = unsupported_quantities(premise, hypothesis), unsupported_quantities(hypothesis, premise)
    missing = uncovered(premise, hypothesis), uncovered(hypothesis, premise)
    return {
        **{f"forward_{label}": _log(getattr(forward, label)) for label in LABELS},
        **{f"backward_{label}": _log(getattr(backward, label)) for label in LABELS},
        "least_contradiction": _log(min(forward.contradiction, backward.contradiction)),
        "similarity": similarity,
        "overlap": overlap(premise.text, hypothesis.text),
        "jaccard": jaccard(premise.text, hypothesis.text),
        "hypothesis_longer": math.log(sizes[1] / sizes[0]),
        "one_stretch": float(bool(one_stretch(premise.text, hypothesis.text))),
        "uncovered": float(min(_MOST, len(missing[0]))),
        "uncovered_back": float(min(_MOST, len(missing[1]))),
        "unmatched": float(min(_MOST, unmatched(premise, hypothesis))),
        "missing_figures": float(min(2, len(figures[0]))),
        "missing_figures_back": float(min(2, len(figures[1]))),
        "missing_names": float(min(2, len(names[0]))),
        "missing_names_back": float(min(2, len(names[1]))),
        "other_names": float(bool(names[0] and names[1])),
        "names_in_common": float(min(2, names_in_common(premise, hypothesis))),
        "other_event": float(other_event(premise, hypothesis, similarity) is not None),
        "differs_besides": float(differs_besides(premise, hypothesis, Kind.OTHER)),
        "polarity_differs": float(premise.polarity is not hypothesis.polarity),
        "planned": float(_planned(premise, hypothesis)),
        "held": float(not speaks_for_itself(premise) and hypothesis.holder is None),
        "held_back": float(not speaks_for_itself(hypothesis) and premise.holder is None),
        **_findings(findings),
        **_at_bounds(premise, hypothesis),
        **(beside := _beside(premise, hypothesis, findings)),
        **_one_slot(premise, hypothesis, (forward.contradiction + backward.contradiction) / 2),
        "reworded_opposed": beside["reworded"] * (forward.contradiction + backward.contradiction) / 2,
        "hedged_opposed": beside["hedged"] * (forward.contradiction + backward.contradiction) / 2,
    }


def _planned(premise: Statement, hypothesis: Statement) -> bool:
    """Whether only the hypothesis is told as a fact, by its words too ("is to open" is as much a plan as "will")."""
    stated = hypothesis.modality is Modality.ASSERTED and level(hypothesis.text) is Modality.ASSERTED
    return stated and premise.modality is not Modality.ASSERTED


def _at_bounds(premise: Statement, hypothesis: Statement) -> dict[str, float]:
    """Whether one side is bounded by the very figure or date that the other gives: "5,000" and "more than 5,000"."""
    signs = {at_bound(left, right) for left in premise.quantities for right in hypothesis.quantities}
    dated = any(date_at_bound(left, right) for left in premise.dates for right in hypothesis.dates)
    return {"at_bound_over": float(">" in signs), "at_bound_under": float("<" in signs), "at_bound_date": float(dated)}


def _one_slot(premise: Statement, hypothesis: Statement, opposed: float) -> dict[str, float]:
    """What the fillers of the one slot are to each other, and the model's mean contradiction where they are unlike:
    where all the words around are the same, the model is seldom wrong that two fillers rule each other out."""
    found = fillers(premise, hypothesis)
    return {
        "slot_same": float(found == "same"),
        "slot_exclusive": float(found == "exclusive"),
        "slot_things": float(found in ("names", "things")),
        "slot_things_opposed": opposed * float(found in ("names", "things")),
        "slot_opposed": opposed * float(found == "open"),
    }


def _beside(premise: Statement, hypothesis: Statement, findings: Sequence[Finding]) -> dict[str, float]:
    """Typed findings together with what is told beside them: alone, a conflict of figures may be of another event."""
    conflicts = [f for f in findings if f.relation == "conflicts"]
    near = [f for f in conflicts if f.derived or not differs_besides(premise, hypothesis, f.kind)]
    alone = not unmatched(premise, hypothesis)
    opposed = any(f.kind not in {Kind.NUMBER, Kind.DATE} for f in conflicts)
    reworded = [f.strength for f in findings if f.relation == "agrees" and f.kind in _REWORDINGS]
    hedged = [f.strength for f in findings if f.relation == "weaker" and f.kind is Kind.MODALITY]
    return {
        "conflicts_alone": max([f.strength for f in near], default=0.0) if alone else 0.0,
        "conflicts_surely": float(any(f.strength >= _SURE for f in near)),
        "differs_twice": float(differs_twice(premise, hypothesis, opposed) is not None),
        "derived_conflicts": float(any(f.derived for f in conflicts)),
        "derived_agrees": float(any(f.derived and f.relation == "agrees" for f in findings)),
        "derived_weaker": float(any(f.derived and f.relation == "weaker" for f in findings)),
        "reworded": float(any(strength >= _REWORDED for strength in reworded)),
        "hedged": max(hedged, default=0.0),
    }


_SURE: Final = 0.8
_REWORDINGS: Final = frozenset({Kind.OTHER, Kind.NEGATION, Kind.ENTITY})
_REWORDED: Final = 0.7
"""Strength from which the words of two statements were compared as a whole (`facts/rewording.py`)."""


def _findings(findings: Sequence[Finding]) -> dict[str, float]:
    """The strongest conflict and agreement of each group of kinds, and what makes the premise say less."""
    values = {f"{relation}_{group}": 0.0 for relation in ("conflicts", "agrees") for group in _ALL_GROUPS}
    values |= {f"weaker_{group}": 0.0 for group in (*_WEAKER.values(), "other")} | {"linked": 0.0, "derived": 0.0}
    for finding in findings:
        if finding.relation in ("conflicts", "agrees"):
            name = f"{finding.relation}_{_GROUPS.get(finding.kind, 'other')}"
            values[name] = max(values[name], finding.strength)
        elif finding.relation == "weaker":
            values[f"weaker_{_WEAKER.get(finding.kind, 'other')}"] = 1.0
        else:
            values["linked"] = 1.0
        if finding.derived:
            values["derived"] = 1.0
    return values


_ALL_GROUPS: Final = ("number", "date", "role", "negation", "other")


def _log(probability: float) -> float:
    return math.log(min(max(probability, _LEAST), 1 - _LEAST))


@cache
def weights() -> dict[str, tuple[float, dict[str, float]]]:
    """(intercept, weight by feature) of each label."""
    table = tomllib.loads(Path(__file__).with_name("combination.toml").read_text(encoding="utf-8"))
    return {
        label: (float(table[label]["intercept"]), {k: float(v) for k, v in table[label]["weights"].items()})
        for label in LABELS
    }


def chances(values: dict[str, float]) -> Probabilities:
    """The probabilities of the three labels for `features`."""
    totals = [sum(value * by_name[name] for name, value in values.items()) + start for start, by_name in _rows()]
    powers = [math.exp(total - max(totals)) for total in totals]
    return Probabilities(*(power / sum(powers) for power in powers))


def _rows() -> list[tuple[float, dict[str, float]]]:
    return [weights()[label] for label in LABELS]
