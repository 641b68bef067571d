"""How surely a text says what it says: as a fact, a plan, a report or a possibility."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from factcheck.facts.coverage import kin
from factcheck.facts.names import name_words, same_name
from factcheck.facts.stems import FUNCTION, stem
from factcheck.facts.wording import jaccard
from factcheck.types import Finding, Kind, Modality, Statement

_QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]")
_POSSIBLE: Final = re.compile(
    r"\b(?:might|could|possibly|possible|perhaps|maybe|likely|probably|probable|appears?|seems?|thought to|believed?|"
    r"suspect(?:ed|s)?|consider(?:s|ing)(?! other)|weigh(?:s|ing)|mull(?:s|ing)|explor(?:es|ing)|hints?|suggests?|"
    r"potentially|whether)\b|\bmay (?:be|have|not|soon|yet|[a-z]+)\b(?<!may \d)"
)
_NOT_POSSIBLE: Final = re.compile(
    r"\b(?:no (?:possible|possibility|chance|likelihood)|so that|ruled out|rules out|after considering|not "
    r"possible|impossible)\b.{0,60}"
)
_REPORTED: Final = re.compile(
    r"\b(?:reportedly|according to reports|reports (?:say|suggest)|rumou?red|allegedly)\b", re.I
)
_PLANNED: Final = re.compile(
    r"\b(?:will|plans?|planning|intend(?:s|ed)?|intention|aims? to|is to|are to|(?:due|set|about|going|"
    r"scheduled|slated|ready) to|"
    r"(?:set|slated) for|"
    r"is due|are due|due (?:on|in|by|next)|scheduled|expect(?:s|ed|ing)? (?:to|in)|preparing|getting ready|is "
    r"planned|are planned|"
    r"would(?! not| have)|pledged|promised|vowed|is expected|are expected)\b|[’']ll\b"
)
_DONE: Final = re.compile(
    r"\b(?:carried out|went through with|completed|abandon\w*|dropp?\w*|gave up|given up|scrapp\w*|shelv\w*|no "
    r"longer|ended|"
    r"rul(?:ed|es|ing) out|refus\w*|has yet|have yet)\b"
)
"""Words that tell what became of a plan: "abandoned its plan" is a fact."""


@lru_cache(maxsize=65536)
def level(text: str) -> Modality:
    """How surely a text says what it says, by its words; what stands in quotation marks is left out."""
    plain = _NOT_POSSIBLE.sub(" ", _QUOTED.sub(" ", text))
    if _POSSIBLE.search(plain):
        return Modality.POSSIBLE
    if _REPORTED.search(plain):
        return Modality.REPORTED
    if _PLANNED.search(plain) and not _DONE.search(plain):
        return Modality.PLANNED
    return Modality.ASSERTED


_RANK: Final = {
    Modality.ASSERTED: 3, Modality.REPORTED: 2, Modality.PLANNED: 2, Modality.POSSIBLE: 1,
    Modality.HYPOTHETICAL: 0, Modality.QUESTION: 0,
}  # fmt: skip
_WORDS: Final = {
    Modality.ASSERTED: "a fact",
    Modality.REPORTED: "a report",
    Modality.PLANNED: "a plan",
    Modality.POSSIBLE: "a possibility",
    Modality.HYPOTHETICAL: "a condition",
    Modality.QUESTION: "a question",
}
_OPEN: Final = frozenset({Modality.HYPOTHETICAL, Modality.QUESTION})


_SCOPE: Final = 4
"""Content words on each side of a modal word that it can be about."""
_MARKS: Final = ((_POSSIBLE, Modality.POSSIBLE), (_REPORTED, Modality.REPORTED), (_PLANNED, Modality.PLANNED))
_CLAUSE: Final = re.compile(r"[,;:()–—]|\b(?:but|while|which|who|because|although|whereas)\b", re.IGNORECASE)
_CONTENT: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def _modal(text: str) -> tuple[tuple[Modality, frozenset[str]], ...]:
    """Every modal word of a text with the stems of the words that it can be about: those near it in its clause."""
    plain = _NOT_POSSIBLE.sub(" ", _QUOTED.sub(" ", text))
    done = _DONE.search(plain) is not None
    found = []
    for pattern, modality in _MARKS:
        if modality is Modality.PLANNED and done:
            continue
        for match in pattern.finditer(plain):
            after = _stems(_CLAUSE.split(plain[match.end() :], maxsplit=1)[0])
            before = _stems(_CLAUSE.split(plain[: match.start()])[-1])
            found.append((modality, frozenset([*after[:_SCOPE], *(before[-_SCOPE:] if len(after) < 2 else ())])))
    return tuple(found)


@lru_cache(maxsize=65536)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(w.lower()) for w in _CONTENT.findall(text) if w.lower() not in FUNCTION)


def _levels(premise: Statement, hypothesis: Statement) -> tuple[Modality, Modality]:
    """How surely each of two statements says what both say."""
    return _level_of(premise, hypothesis), _level_of(hypothesis, premise)


def _level_of(one: Statement, other: Statement) -> Modality:
    """The least sure modal word of one that is about something the other says; a question or condition as a whole."""
    if one.modality in _OPEN and jaccard(one.text, other.text) >= _WHOLE:
        return one.modality
    if not _modal(one.text):
        return Modality.ASSERTED
    said = _stems(other.text)
    shared = [m for m, about in _modal(one.text) if any(kin(a, b) for a in about for b in said)]
    return min(shared, key=lambda m: _RANK[m], default=Modality.ASSERTED)


_WHOLE: Final = 0.5
"""Share of the words of two statements that are the same, from which a question asks what the other states."""


def speaks_for_itself(statement: Statement) -> bool:
    """Whether the holder tells of its own doings ("OpenAI announced that OpenAI will stop ..."): as good as a fact."""
    if statement.holder is None:
        return True
    first = statement.entities[:1]
    if first and first[0].type == "place" and name_words(first[0].name) != name_words(statement.holder):
        return False  # "campaigners in Denver" are not Denver
    return any(e.start <= 40 and same_name(e.name, statement.holder) for e in first)


def compare_sureness(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """A plan, a possibility or somebody's word bears a plain fact out only in part; a fact is more than the two."""
    findings = []
    left, right = _levels(premise, hypothesis)
    if left is not right and not (_RANK[left] == _RANK[right] and Modality.REPORTED in (left, right)):
        detail = f"One gives as {_WORDS[left]} what the other states as {_WORDS[right]}."
        near = jaccard(premise.text, hypothesis.text) >= _WHOLE and _RANK[left] < _RANK[right]
        findings.append(Finding(Kind.MODALITY, "weaker", detail, 0.8 if near else 0.5))
    if not speaks_for_itself(premise) and hypothesis.holder is None and not _named(premise.holder or "", hypothesis):
        detail = f"One has from {premise.holder} what the other states."
        findings.append(Finding(Kind.ATTRIBUTION, "weaker", detail, 0.6))
    return findings


def _named(holder: str, statement: Statement) -> bool:
    """Whether a statement speaks of the holder: then it gives the same person's word in other words."""
    head = re.split(r"\b(?:in|of|at|from|for|with|on)\b", holder.lower())[0]
    words = [w for w in re.findall(r"[^\W_]+", head) if len(w) > 3]
    return bool(words) and any(w[:5] in statement.text.lower() for w in words)


def same_voice(holder: str, statement: Statement) -> bool:
    """Whether a statement speaks of a holder by any word of the name."""
    return _named(holder, statement)
