"""How an article treats a claim that somebody named: it vouches for it, denies it, or only passes it on.

Reports in nearly the same words differ in this alone: one states the claim, one says that it "reportedly" is so, one
calls it a hoax. Two logistic models read it from `evidence.features`: whether the article speaks of the claim at all,
and what it does to it (Ferreira and Vlachos 2016, NAACL, for the task and such features). The words lie in
`treatment_words.toml`, the weights in `treatment.toml`, fitted on the Emergent claims and on training stories by
`models/recipes/judge/fit_treatment.py`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from factcheck.claims.evidence import Read, Spoken, Tone, cues, distinct, features, own_words, read
from factcheck.types import Finding, Judgement, Kind, Label, Modality, Stance, Statement

NEAREST: Final = 6
"""Statements of an article that are read for a claim."""
ABOUT: Final = 0.5
"""Cosine from which a statement may speak of the claim."""
SPEAKS: Final = 0.6
"""Probability from which an article speaks of the claim."""
SURE: Final = {"vouches": 0.45, "denies": 0.6, "reports": 0.0}
"""Probability of a treatment under which the judge's word stands."""
_BORNE_OUT: Final = 0.1
"""Entailment from which a statement that lacks words of the claim can still vouch for it."""
DENIED: Final = 0.3
"""Contradiction that a statement near the claim must see where it has no word of denial."""
SURELY: Final = 0.8
"""Strength from which a typed fact surely says less than the claim."""
TREATMENTS: Final = ("vouches", "denies", "reports")
_STANCE: Final = {
    "vouches": (Stance.SUPPORTS, Label.ENTAILMENT, Kind.OTHER),
    "denies": (Stance.CONTRADICTS, Label.CONTRADICTION, Kind.NEGATION),
    "reports": (Stance.QUALIFIES, Label.NEUTRAL, Kind.ATTRIBUTION),
}
_UNSURE: Final = frozenset({Modality.PLANNED, Modality.POSSIBLE, Modality.HYPOTHETICAL})
Weights = Mapping[str, Mapping[str, Any]]
"""By treatment, and for "speaks": `intercept`, and `weights` by feature."""


def treat(
    claim: Statement, spoken: Sequence[Spoken], tone: Tone, weights: Weights | None = None
) -> tuple[Statement, Judgement] | None:
    """The statement that speaks for an article and what it does to the claim; None where the judge's word stands.

    `weights` are those of `treatment.toml` when None. The judge's word stands where a contradiction was found on typed
    facts or plain words, where the article does not speak of the claim, where no statement near the claim can speak for
    the article, and where the treatment is not sure enough.
    """
    if not spoken or any(s.judgement.stance is Stance.CONTRADICTS for s in spoken):
        return None
    found = [read(claim, s) for s in spoken]
    values = features(claim, found, tone)
    table = _table() if weights is None else weights
    if _sigmoid(_total(values, table["speaks"])) < SPEAKS:
        return None
    chances = treatment_chances(values, table)
    treatment = max(TREATMENTS, key=lambda name: chances[name])
    telling = _telling(claim, found, treatment)
    if not telling or chances[treatment] < SURE[treatment]:
        return None
    denies = treatment == "denies"
    best = max(telling, key=lambda r: (r.contradiction if denies else r.entailment) * r.spoken.similarity)
    stance, label, kind = _STANCE[treatment]
    words = _explained(treatment, chances[treatment], [s.statement.text for s in spoken], tone)
    given = best.spoken.judgement
    if treatment == "vouches" and (less := _unsure(best, claim) or _less(best, found)) is not None:
        stance, label, kind, words = Stance.QUALIFIES, Label.NEUTRAL, less.kind, less.detail
    score = round(min(chances[treatment], 0.99), 4)
    return best.spoken.statement, Judgement(label, kind, score, given.forward, given.backward, words, stance)


def _telling(claim: Statement, found: Sequence[Read], treatment: str) -> list[Read]:
    """The statements that can speak for an article: those near the claim. To vouch for it one must bear it out; for a
    denial one of them must deny something."""
    near = [r for r in found if r.spoken.similarity >= ABOUT]
    if treatment == "vouches":
        return [r for r in near if _bears(claim, r)]
    if treatment == "denies" and not any(_denies(r) for r in near):
        return []
    return near


def _denies(one: Read) -> bool:
    text = one.spoken.statement.text
    return one.contradiction >= DENIED or any(cues(group).search(text) for group in ("denial", "falsehood"))


def _bears(claim: Statement, one: Read) -> bool:
    """Whether a statement can vouch for the claim: it has its figures, and more than half of the words of what it says,
    or some of them where the model takes it to bear the claim out."""
    own = own_words(claim)
    lacking = len(own & one.missing)
    told = 2 * lacking < len(own) or (lacking < len(own) and one.entailment >= _BORNE_OUT)
    return not one.figures and (told or not own)


def _unsure(best: Read, claim: Statement) -> Finding | None:
    """That an article tells as planned or possible what the claim tells as done."""
    said = best.spoken.statement.modality
    if claim.modality is not Modality.ASSERTED or said not in _UNSURE:
        return None
    return Finding(Kind.MODALITY, "weaker", f"Tells it as {said.value}, the claim as a fact.")


def _less(best: Read, found: Sequence[Read]) -> Finding | None:
    """The typed fact in which an article surely says less than the claim: a stake for the whole firm."""
    agreed = {f.kind for f in best.findings if f.relation == "agrees"}
    near = (r for r in found if r.spoken.similarity >= ABOUT or r is best)
    weaker = (f for r in near for f in r.findings if f.relation == "weaker" and f.strength >= SURELY)
    return next((f for f in weaker if f.kind not in agreed), None)


def _explained(treatment: str, chance: float, texts: Sequence[str], tone: Tone) -> str:
    """A sentence on the treatment that quotes the words it was read from."""
    if treatment == "vouches":
        return f"Says so in its own voice, as far as the words nearest to the claim show ({chance:.0%} sure)."
    group = "denial" if treatment == "denies" else "doubt"
    near = distinct(match.group() for text in texts for match in cues(group).finditer(text))
    quoted = ", ".join(f"“{word}”" for word in near or tone.shown[group])
    shown = f", to judge by {quoted}{'' if near else ' elsewhere in it'}" if quoted else ""
    told = "Speaks against the claim" if treatment == "denies" else "Passes the claim on without vouching for it"
    return f"{told}{shown} ({chance:.0%} sure)."


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("treatment.toml").read_text(encoding="utf-8"))


def _total(values: Mapping[str, float], row: Mapping[str, Any]) -> float:
    total: float = row["intercept"] + sum(row["weights"][key] * value for key, value in values.items())
    return total


def _sigmoid(total: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def treatment_chances(values: Mapping[str, float], weights: Weights) -> dict[str, float]:
    """The probability of each treatment."""
    totals = {name: _total(values, weights[name]) for name in TREATMENTS}
    powers = {name: math.exp(total - max(totals.values())) for name, total in totals.items()}
    return {name: power / sum(powers.values()) for name, power in powers.items()}
