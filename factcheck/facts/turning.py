"""What the agreement or difference of two statements turns on, where no typed fact has decided it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from factcheck.facts.causes import cause_words, gives_cause
from factcheck.facts.edits import REPORTING, Edits, edits, negation_differs
from factcheck.facts.names import same_name
from factcheck.facts.oppositions import read
from factcheck.facts.ownership import extract_ownership
from factcheck.facts.shares import shares
from factcheck.facts.sureness import level, speaks_for_itself
from factcheck.facts.turned import turn
from factcheck.types import Finding, Kind, Modality, Statement

_POST: Final = re.compile(
    r"\b(?:heads?|chief|chair(?:man|woman)?|president|minister|governor|mayor|director|dean|coach|captain|judge|"
    r"secretary|"
    r"ambassador|envoy|editor|manager|successor|predecessor|leader|commissioner|chancellor|presid(?:ency|ed))\b",
    re.IGNORECASE,
)


def turns_on(premise: Statement, hypothesis: Statement, findings: list[Finding]) -> Kind:
    """The kind of fact that the two put in different words, else that they share, the most telling first; other where
    none is."""
    found = {f.kind for f in findings if f.relation in ("agrees", "weaker", "linked")}
    changed = edits(premise, hypothesis)
    return _telling(premise, hypothesis, findings, found, changed) or _shared(premise, hypothesis, found, changed)


def _telling(
    premise: Statement, hypothesis: Statement, findings: list[Finding], found: set[Kind], changed: Edits
) -> Kind | None:
    """The kind of the words that differ; None where only words of no kind do, or none."""
    left, right = premise.text, hypothesis.text
    conflicts = {f.kind for f in findings if f.relation == "conflicts"}
    if Kind.DATE in conflicts and len(conflicts) > 1:
        return Kind.UPDATE
    if (gives_cause(left) or gives_cause(right)) and _causes_differ(left, right):
        return Kind.CAUSE
    if any(f.kind is Kind.DATE and f.derived for f in findings):
        return Kind.DATE
    if changed.figures and _other_figures(premise, hypothesis, Kind.NUMBER in found):
        return Kind.NUMBER
    if _both_own(left, right) and _owning(left) != _owning(right):
        return Kind.OWNERSHIP
    if _posts_reworded(left, right) or _turned(premise, hypothesis):
        return Kind.ROLE
    if _told_otherwise(premise, hypothesis):
        return Kind.ATTRIBUTION
    if changed.modal:
        return Kind.MODALITY
    if negation_differs(premise, hypothesis):
        return Kind.NEGATION
    passive = bool(_PASSIVE.search(left)) != bool(_PASSIVE.search(right))
    if passive and len(changed.others) <= _FEW and not read(left).negations:
        return Kind.ROLE
    if _order(left) and _order(right) and _order(left) != _order(right):
        return Kind.DATE
    if changed.narrower or _renamed(premise, hypothesis) or _resolved(left, right):
        return Kind.ENTITY
    if changed.dates and premise.dates and hypothesis.dates:
        return Kind.DATE
    return None


def _shared(premise: Statement, hypothesis: Statement, found: set[Kind], changed: Edits) -> Kind:
    """The kind of fact that both statements give, where no word of a kind differs."""
    left, right = premise.text, hypothesis.text
    if all(len(s.dates) > 1 for s in (premise, hypothesis)):
        return Kind.DATE
    if all(s.holder is not None for s in (premise, hypothesis)) and (changed.reporting or not changed.others):
        return Kind.ATTRIBUTION
    if gives_cause(left) and gives_cause(right):
        return Kind.CAUSE
    if Kind.OWNERSHIP in found or _both_own(left, right):
        return Kind.OWNERSHIP
    if turn(premise, hypothesis) is not None:
        return Kind.ROLE
    if read(left).negations and read(right).negations:
        return Kind.NEGATION
    if changed.figures and all(s.quantities or shares(s) for s in (premise, hypothesis)):
        return Kind.NUMBER
    if Kind.NUMBER in found or all(any(q.kind == "money" for q in s.quantities) for s in (premise, hypothesis)):
        return Kind.NUMBER
    if all(level(text) is not Modality.ASSERTED for text in (left, right)) or Kind.MODALITY in found:
        return Kind.MODALITY
    if read(left).negations:
        return Kind.NEGATION
    if _order(left) and _order(right) and not changed.others:
        return Kind.DATE
    return Kind.DATE if Kind.DATE in found and len(found) == 1 else Kind.OTHER


_FEW: Final = 2
"""Words of no kind that may differ beside the voice of a verb ("elects", "is elected by")."""
_CUE: Final = re.compile(
    r"\b(?:found|finds?|show(?:s|ed|n)?|suggest(?:s|ed)?|confirm(?:s|ed)?|establish(?:es|ed)?|discover(?:s|ed)?|"
    r"warn(?:s|ed)?|believe[sd]?|thought|promis(?:es|ed)|study|survey|poll|inspection|review)\b",
    re.IGNORECASE,
)
"""Further words that name where a fact is from."""
_PLAIN_WORDS: Final = frozenset(
    "said say says told according added stated state reported report reports words statement announced announce".split()
)
"""Words of reporting that say nothing but that it was said."""


@lru_cache(maxsize=16384)
def _reporting(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in REPORTING.findall(text))


def _told_otherwise(premise: Statement, hypothesis: Statement) -> bool:
    """Whether only one has its fact from somebody, or the two name how it was said in other words."""
    held = [s.holder is not None and not speaks_for_itself(s) for s in (premise, hypothesis)]
    if held[0] != held[1] and not all(_CUE.search(s.text) or _reporting(s.text) for s in (premise, hypothesis)):
        return True
    cues = [_reporting(s.text) for s in (premise, hypothesis)]
    telling = [some - _PLAIN_WORDS for some in cues]
    return bool(cues[0] and cues[1] and telling[0] != telling[1])


def _causes_differ(left: str, right: str) -> bool:
    return {w.lower() for w in cause_words(left)} != {w.lower() for w in cause_words(right)}


def _owning(text: str) -> set[str]:
    return {w.lower() for w in _OWNS.findall(text)}


def _order(text: str) -> set[str]:
    return {w.lower() for w in _ORDER.findall(text)}


def _turned(premise: Statement, hypothesis: Statement) -> bool:
    """Whether one act is told from its two sides, or in the passive, between the same two."""
    found = turn(premise, hypothesis)
    if found is None:
        return False
    passive = [bool(_PASSIVE.search(s.text)) for s in (premise, hypothesis)]
    return found.exchanged or found.inverse or passive[0] != passive[1]


_PASSIVE: Final = re.compile(r"\b(?:was|were|is|are|been|being)\b[^.;,]{0,60}\bby\b", re.IGNORECASE)
_OWNS: Final = re.compile(
    r"\b(?:stakes?|shares? (?:in|of)|shareholders?|owns?|owned|owner|minority|majority|subsidiary|parent company|"
    r"acquir\w+|bought|independen\w+|holding)\b",
    re.IGNORECASE,
)
_ORDER: Final = re.compile(r"\b(?:before|after|once|until|when|by the time)\b", re.IGNORECASE)
_ONE_PRONOUN: Final = {"his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they"}
_PRONOUN: Final = re.compile(r"\b(?:he|she|it|they|his|her|its|their|former|latter|who|whose|which)\b", re.IGNORECASE)


def _both_own(left: str, right: str) -> bool:
    """Whether both speak of who owns what."""
    if extract_ownership(left) and extract_ownership(right):
        return True
    return all(_OWNS.search(text) for text in (left, right))


def _other_figures(premise: Statement, hypothesis: Statement, agree: bool) -> bool:
    """Whether both give a figure or a share of a group, and put it in other words."""
    figures = [{q.text.lower() for q in s.quantities} for s in (premise, hypothesis)]
    if agree and figures[0] != figures[1]:
        return True
    parts = [{s.text.lower() for s in shares(one)} for one in (premise, hypothesis)]
    return bool(parts[0] and parts[1] and parts[0] != parts[1])


_STANDING: Final = re.compile(
    r"\b(?:current(?:ly)?|present|acting|interim|stopgap|temporary|caretaker|former(?:ly)?|ex-|once|no longer|"
    r"remains?|elected|chosen|chose|appointed|named|replaced|succeed\w*|t[oa]kes? over|took over|left|kept|sole|"
    r"sworn|served|stays? on|filling in|in charge|predecessor|successor|step\w* (?:down|aside|back)|resign\w*|ran|"
    r"deputy|assistant|new|incoming|outgoing|oath|presidency|principal)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def _posts(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _POST.findall(text))


def _posts_reworded(left: str, right: str) -> bool:
    """Whether a post is spoken of, and its name or its holder's standing is put in other words."""
    words = _posts(left), _posts(right)
    if not words[0] and not words[1]:
        return False
    standing = [{w.lower() for w in _STANDING.findall(text)} for text in (left, right)]
    if words[0] and words[1] and words[0] != words[1]:
        return True
    return standing[0] != standing[1]


def _resolved(left: str, right: str) -> bool:
    """Whether a pronoun of one stands for what the other names."""
    one, other = ({_ONE_PRONOUN.get(w.lower(), w.lower()) for w in _PRONOUN.findall(t)} for t in (left, right))
    return bool(one - other) and bool(_NAMED.findall(right[1:]))


_NAMED: Final = re.compile(r"\b[A-Z][a-z]+")


def _renamed(premise: Statement, hypothesis: Statement) -> bool:
    """Whether a name of one stands in another form in the other, or is there only in other words."""
    for entity in hypothesis.entities:
        if entity.text in premise.text:
            continue
        if any(same_name(entity.name, e.name) for e in premise.entities):
            return True
    return False
