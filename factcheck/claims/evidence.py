"""What an article shows of how it treats a claim that somebody named, as numbers: `features`.

Of the statements nearest to the claim: what the NLI model and the typed facts say of them, who says them and how
surely, which words of the claim have a counterpart. Of the whole article: its words of doubt and denial, for a report
that calls a claim a hoax seldom does so in the sentence that repeats it.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Final

from factcheck.facts.comparison import compare_facts, unsupported_names, unsupported_quantities
from factcheck.facts.coverage import uncovered
from factcheck.facts.wording import content_stems
from factcheck.judge.combination import chances
from factcheck.judge.combination import features as pair_features
from factcheck.types import Article, Finding, Judgement, Modality, Stance, Statement

_NEAR: Final = 0.45
"""Cosine from which a statement is near the claim."""
_LEAD: Final = 60
"""Words of an article's lead."""
_MOST: Final = 3
"""Figures or names beyond which a statement lacks no more."""
_SHOWN: Final = 3
"""Words of doubt or denial that an explanation quotes."""
_CASED: Final = frozenset({"may"})
"""Words that mean something else with a capital."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One of an article's statements beside the claim: how near it is, and what it was judged to do to the claim."""

    statement: Statement
    similarity: float
    judgement: Judgement
    place: float
    """Where it stands among the article's statements, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Tone:
    """An article's words of doubt and denial, counted in its text and in its lead, and whether it calls something
    false; `shown` are the first words of each, for explanations."""

    words: int
    doubt: int
    denial: int
    lead_doubt: int
    lead_denial: int
    falsehood: bool
    shown: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Read:
    """A statement with what it makes of the claim: chances that it bears it out or rules it out, its typed findings,
    and the claim's content words, figures and names that it lacks."""

    spoken: Spoken
    entailment: float
    contradiction: float
    findings: tuple[Finding, ...]
    missing: frozenset[str]
    figures: int
    names: int

    def strongest(self, relation: str) -> float:
        """The strength of the strongest finding of one relation, 0 without any."""
        return max((f.strength for f in self.findings if f.relation == relation), default=0.0)


def tone_of(article: Article) -> Tone:
    """The article's words of doubt and denial (`treatment_words.toml`), its title and boilerplate left out."""
    text = article.own_text()
    words = text.split()
    lead = " ".join(words[:_LEAD])
    found = {(group, part): cues(group).findall(part) for group in ("doubt", "denial") for part in (text, lead)}
    return Tone(
        words=len(words),
        doubt=len(found["doubt", text]),
        denial=len(found["denial", text]),
        lead_doubt=len(found["doubt", lead]),
        lead_denial=len(found["denial", lead]),
        falsehood=bool(cues("falsehood").search(text)),
        shown={group: distinct(found[group, text]) for group in ("doubt", "denial")},
    )


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """The first few different words, in small letters."""
    return tuple(dict.fromkeys(word.lower() for word in words))[:_SHOWN]


def read(claim: Statement, spoken: Spoken) -> Read:
    """One statement beside the claim."""
    said, judged = spoken.statement, spoken.judgement
    findings = tuple(compare_facts(said, claim))
    found = chances(pair_features(said, claim, judged.forward, judged.backward, spoken.similarity, findings))
    figures, names = len(unsupported_quantities(said, claim)), len(unsupported_names(said, claim))
    return Read(
        spoken, found.entailment, found.contradiction, findings, frozenset(uncovered(said, claim)), figures, names
    )


def named_words(claim: Statement) -> frozenset[str]:
    """The stems of the names in a claim."""
    return frozenset(stem for entity in claim.entities for stem in content_stems(entity.text))


def own_words(claim: Statement) -> frozenset[str]:
    """The stems of what a claim says of those whom it names; of all of it where it says nothing else."""
    stems = frozenset(content_stems(claim.text))
    return (stems - named_words(claim)) or stems


def features(claim: Statement, found: Sequence[Read], tone: Tone) -> dict[str, float]:
    """The numbers by name; `found` are the nearest statements of one article, at least one, in any order."""
    own, named = own_words(claim), named_words(claim)
    nearest = max(found, key=lambda r: (r.spoken.similarity, r.spoken.statement.statement_id))
    bearing = max(found, key=lambda r: (r.entailment * r.spoken.similarity, r.spoken.statement.statement_id))
    ruling = max(found, key=lambda r: (r.contradiction * r.spoken.similarity, r.spoken.statement.statement_id))
    said = [r.spoken.statement for r in found]
    texts = " ".join(statement.text for statement in said)
    likeness = sorted((r.spoken.similarity for r in found), reverse=True)
    nowhere = frozenset.intersection(*(r.missing for r in found))
    judged = [r.spoken.judgement for r in found]
    return {
        "nearest": likeness[0],
        "nearest_three": fmean(likeness[:3]),
        "near": float(sum(r.spoken.similarity >= _NEAR for r in found)),
        "entailment": _log_odds(max(r.entailment for r in found)),
        "entailment_mean": _log_odds(fmean(r.entailment for r in found)),
        "contradiction": _log_odds(max(r.contradiction for r in found)),
        "contradiction_mean": _log_odds(fmean(r.contradiction for r in found)),
        "borne_back": _log_odds(fmean(one.backward.entailment for one in judged)),
        "supported": max((one.score for one in judged if one.stance is Stance.SUPPORTS), default=0.0),
        "qualified": float(any(one.stance is Stance.QUALIFIES for one in judged)),
        "words_nowhere": _share(own, nowhere),
        "names_nowhere": _share(named, nowhere),
        "words_missing": min(_share(own, r.missing) for r in found),
        "names_missing": float(min(min(_MOST, r.names) for r in found)),
        "figures_missing": float(min(min(_MOST, r.figures) for r in found)),
        "claim_names": float(bool(named)),
        "claim_denies": float(bool(cues("denial").search(claim.text))),
        "doubt": float(min(6, len(cues("doubt").findall(texts)))),
        "denial": float(min(5, len(cues("denial").findall(texts)))),
        "held": fmean(float(s.holder is not None) for s in said),
        "not_asserted": fmean(float(s.modality is not Modality.ASSERTED) for s in said),
        **{f"nearest_{name}": value for name, value in _facts(own, nearest).items()},
        **{f"bearing_{name}": value for name, value in {**_manner(claim, bearing), **_facts(own, bearing)}.items()},
        **{f"ruling_{name}": value for name, value in {**_manner(claim, ruling), **_facts(own, ruling)}.items()},
        "article_length": math.log(max(1, tone.words)),
        "article_doubt": math.log1p(tone.doubt),
        "article_denial": math.log1p(tone.denial),
        "doubt_density": 100 * tone.doubt / max(1, tone.words),
        "denial_density": 100 * tone.denial / max(1, tone.words),
        "lead_doubt": float(tone.lead_doubt),
        "lead_denial": float(tone.lead_denial),
        "falsehood": float(tone.falsehood),
    }


def _facts(own: frozenset[str], one: Read) -> dict[str, float]:
    """What one statement lacks of the claim, and what the typed facts of both come to."""
    return {
        "words_missing": _share(own, one.missing),
        "names_missing": float(min(_MOST, one.names)),
        "figures_missing": float(min(_MOST, one.figures)),
        **{name: one.strongest(name) for name in ("agrees", "conflicts", "weaker")},
    }


def _manner(claim: Statement, one: Read) -> dict[str, float]:
    """How one statement says what it says."""
    said = one.spoken.statement
    return {
        "held": float(said.holder is not None),
        "asserted": float(said.modality is Modality.ASSERTED),
        "doubt": float(bool(cues("doubt").search(said.text))),
        "denial": float(bool(cues("denial").search(said.text))),
        "polarity_differs": float(said.polarity is not claim.polarity),
        "place": one.spoken.place,
        "similarity": one.spoken.similarity,
    }


@cache
def cues(group: str) -> re.Pattern[str]:
    """The words of doubt, denial or falsehood as one pattern; * stands for any ending."""
    table = tomllib.loads(Path(__file__).with_name("treatment_words.toml").read_text(encoding="utf-8"))
    found = "|".join(_pattern(word) for word in table[group])
    contracted = r"|n['’]t\b" if group == "denial" else ""
    return re.compile(rf"\b(?:{found})\b{contracted}", re.IGNORECASE)


def _pattern(word: str) -> str:
    escaped = re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return f"(?-i:{escaped})" if word in _CASED else escaped


def _share(words: frozenset[str], part: frozenset[str]) -> float:
    return len(words & part) / max(1, len(words))


def _log_odds(probability: float) -> float:
    inside = min(max(probability, 0.001), 0.999)
    return math.log(inside / (1 - inside))
