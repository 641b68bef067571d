"""How an article treats a claim that somebody named: it vouches for it, denies it, or only passes it on.

Reports in nearly the same words differ in this alone: one states the claim, one says that it "reportedly" is so, one
calls it a hoax. A multinomial logistic model reads it from the statements nearest to the claim: what the NLI
model says of them, who says them and how surely, and the words of doubt and denial in them (Ferreira and Vlachos 2016,
NAACL, for the task and such features). The words lie in `treatment_words.toml`, the weights in `treatment.toml`, fitted
on the Emergent claims by `models/recipes/judge/fit_treatment.py`.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from factcheck.facts.comparison import compare_facts, unsupported_quantities
from factcheck.facts.coverage import uncovered
from factcheck.facts.wording import content_stems
from factcheck.judge.combination import chances
from factcheck.judge.combination import features as pair_features
from factcheck.types import Finding, Judgement, Kind, Label, Modality, Stance, Statement

NEAREST: Final = 6
"""Statements of an article that are read for a claim."""
ABOUT: Final = 0.55
"""Cosine from which a statement may speak of the claim."""
LIKELY: Final = 0.5
"""Odds of bearing the claim out, or of ruling it out, from which a statement speaks of it."""
SURELY: Final = 0.8
"""The same where the statement has a counterpart for no word of the claim but its names."""
MISSING: Final = 0.5
"""Share of the claim's words, names left out, without a counterpart under which a statement speaks of it."""
_NEAR: Final = 0.45
TREATMENTS: Final = ("vouches", "denies", "reports")
_STANCE: Final = {
    "vouches": (Stance.SUPPORTS, Label.ENTAILMENT, Kind.OTHER),
    "denies": (Stance.CONTRADICTS, Label.CONTRADICTION, Kind.NEGATION),
    "reports": (Stance.QUALIFIES, Label.NEUTRAL, Kind.ATTRIBUTION),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One of an article's statements beside the claim: how near it is, and what it was judged to do to the claim."""

    statement: Statement
    similarity: float
    judgement: Judgement
    place: float
    """Where it stands among the article's statements, 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement with the chances that it bears the claim out or rules it out."""

    spoken: Spoken
    entailment: float
    contradiction: float


Weights = Mapping[str, Mapping[str, Any]]
"""By treatment: `intercept`, and `weights` by feature."""


def treat(
    claim: Statement, spoken: Sequence[Spoken], weights: Weights | None = None
) -> tuple[Statement, Judgement] | None:
    """The statement that speaks for an article and what it does to the claim; None where the judge's word stands.

    `weights` are those of `treatment.toml` when None. The judge's word stands where a contradiction was found on typed
    facts or plain words, and where no statement of the article tells the claim: how an article treats a claim can only
    be read where it speaks of it.
    """
    if not spoken or any(s.judgement.stance is Stance.CONTRADICTS for s in spoken):
        return None
    read = [_read(claim, s) for s in spoken]
    telling = [r for r in read if _tells(claim, r)]
    if not telling:
        return None
    odds = _odds(_values(claim, read), _table("treatment") if weights is None else weights)
    treatment = max(TREATMENTS, key=lambda name: odds[name])
    denies = treatment == "denies"
    best = max(telling, key=lambda r: (r.contradiction if denies else r.entailment) * r.spoken.similarity)
    stance, label, kind = _STANCE[treatment]
    words = _explained(treatment, odds[treatment], [s.statement.text for s in spoken])
    given = best.spoken.judgement
    if treatment == "vouches" and (less := _less(best.spoken.statement, claim, spoken)) is not None:
        stance, label, kind, words = Stance.QUALIFIES, Label.NEUTRAL, less.kind, less.detail
    score = round(min(odds[treatment], 0.99), 4)
    return best.spoken.statement, Judgement(label, kind, score, given.forward, given.backward, words, stance)


def _less(best: Statement, claim: Statement, spoken: Sequence[Spoken]) -> Finding | None:
    """The typed fact in which an article surely says less than the claim: a stake for the whole firm."""
    agreed = {f.kind for f in compare_facts(best, claim) if f.relation == "agrees"}
    near = (s.statement for s in spoken if s.similarity >= ABOUT or s.statement is best)
    found = (f for said in near for f in compare_facts(said, claim) if f.relation == "weaker" and f.strength >= SURELY)
    return next((f for f in found if f.kind not in agreed), None)


def features(claim: Statement, spoken: Sequence[Spoken]) -> dict[str, float]:
    """What the treatment is read from, by name; `spoken` are the nearest statements of one article, at least one."""
    return _values(claim, [_read(claim, s) for s in spoken])


def _tells(claim: Statement, read: _Read) -> bool:
    """Whether a statement speaks of the claim itself: it is near and has the claim's figures; and it has counterparts
    for most of what is said of those whom it names, or bears the claim out or rules it out in all likelihood (surely,
    where it has a counterpart for nothing)."""
    said = read.spoken.statement
    if read.spoken.similarity < ABOUT or unsupported_quantities(said, claim):
        return False
    named = {word for entity in claim.entities for word in content_stems(entity.text)}
    own = (content_stems(claim.text) - named) or content_stems(claim.text)
    missing = len(own.intersection(uncovered(said, claim)))
    likely = max(read.entailment, read.contradiction)
    return missing < MISSING * len(own) or likely >= (LIKELY if missing < len(own) else SURELY)


def _read(claim: Statement, spoken: Spoken) -> _Read:
    said, judged = spoken.statement, spoken.judgement
    values = pair_features(said, claim, judged.forward, judged.backward, spoken.similarity, compare_facts(said, claim))
    found = chances(values)
    return _Read(spoken, found.entailment, found.contradiction)


def _values(claim: Statement, read: Sequence[_Read]) -> dict[str, float]:
    bearing = max(read, key=lambda r: r.entailment * r.spoken.similarity)
    ruling = max(read, key=lambda r: r.contradiction * r.spoken.similarity)
    texts = " ".join(r.spoken.statement.text for r in read)
    said = [r.spoken.statement for r in read]
    return {
        "nearest": max(r.spoken.similarity for r in read),
        "near": float(sum(r.spoken.similarity >= _NEAR for r in read)),
        "entailment": _log_odds(max(r.entailment for r in read)),
        "entailment_mean": _log_odds(fmean(r.entailment for r in read)),
        "contradiction": _log_odds(max(r.contradiction for r in read)),
        "contradiction_mean": _log_odds(fmean(r.contradiction for r in read)),
        "borne_back": _log_odds(fmean(r.spoken.judgement.backward.entailment for r in read)),
        "doubt": float(min(6, len(_words("doubt").findall(texts)))),
        "denial": float(min(5, len(_words("denial").findall(texts)))),
        "held": fmean(float(s.holder is not None) for s in said),
        "not_asserted": fmean(float(s.modality is not Modality.ASSERTED) for s in said),
        "claim_denies": float(bool(_words("denial").search(claim.text))),
        **{f"bearing_{name}": value for name, value in _manner(claim, bearing.spoken).items()},
        **{f"ruling_{name}": value for name, value in _manner(claim, ruling.spoken).items()},
    }


def _manner(claim: Statement, spoken: Spoken) -> dict[str, float]:
    """How one statement says what it says."""
    said = spoken.statement
    return {
        "held": float(said.holder is not None),
        "asserted": float(said.modality is Modality.ASSERTED),
        "doubt": float(bool(_words("doubt").search(said.text))),
        "denial": float(bool(_words("denial").search(said.text))),
        "polarity_differs": float(said.polarity is not claim.polarity),
        "place": spoken.place,
        "similarity": spoken.similarity,
    }


def _explained(treatment: str, odds: float, texts: Sequence[str]) -> str:
    """A sentence on the treatment that quotes the words it was read from."""
    if treatment == "vouches":
        return f"Says so in its own voice, as far as the words nearest to the claim show ({odds:.0%} sure)."
    words = _words("denial" if treatment == "denies" else "doubt")
    found = list(dict.fromkeys(match.group().lower() for text in texts for match in words.finditer(text)))[:3]
    cues = f", to judge by {', '.join(f'“{word}”' for word in found)}" if found else ""
    told = "Speaks against the claim" if treatment == "denies" else "Passes the claim on without vouching for it"
    return f"{told}{cues} ({odds:.0%} sure)."


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _words(group: str) -> re.Pattern[str]:
    """The words of doubt or of denial as one pattern; * stands for any ending."""
    words = _table("treatment_words")[group]
    found = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    contracted = r"|n['’]t\b" if group == "denial" else ""
    return re.compile(rf"\b(?:{found})\b{contracted}", re.IGNORECASE)


def _log_odds(probability: float) -> float:
    inside = min(max(probability, 0.001), 0.999)
    return math.log(inside / (1 - inside))


def _odds(values: dict[str, float], weights: Weights) -> dict[str, float]:
    """The probability of each treatment."""
    totals = {
        name: weights[name]["intercept"] + sum(weights[name]["weights"][key] * value for key, value in values.items())
        for name in TREATMENTS
    }
    powers = {name: math.exp(total - max(totals.values())) for name, total in totals.items()}
    return {name: power / sum(powers.values()) for name, power in powers.items()}
