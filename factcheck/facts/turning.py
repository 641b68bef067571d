"""What the agreement or difference of two statements turns on, where no typed fact has decided it."""

from __future__ import annotations

import re
from typing import Final

from factcheck.facts.causes import gives_cause
from factcheck.facts.names import same_name
from factcheck.facts.oppositions import read
from factcheck.facts.ownership import extract_ownership
from factcheck.facts.posts import extract_posts
from factcheck.facts.shares import shares
from factcheck.facts.sureness import level
from factcheck.facts.turned import turn
from factcheck.types import Finding, Kind, Modality, Statement

_POST: Final = re.compile(
    r"\b(?:heads?|chief|chair(?:man|woman)?|president|minister|governor|mayor|director|dean|coach|captain|judge|"
    r"secretary|"
    r"ambassador|envoy|editor|manager|successor|predecessor|leader|commissioner|chancellor|presid(?:ency|ed))\b",
    re.IGNORECASE,
)


def turns_on(premise: Statement, hypothesis: Statement, findings: list[Finding]) -> Kind:
    """The kind of fact that the two share and put in different words, the most telling first; other where none is."""
    found = {f.kind for f in findings if f.relation in ("agrees", "weaker", "linked")}
    left, right = premise.text, hypothesis.text
    both = (premise, hypothesis)
    if gives_cause(left) and gives_cause(right):
        return Kind.CAUSE
    if any(f.kind is Kind.DATE and f.derived for f in findings):
        return Kind.DATE
    if _other_figures(premise, hypothesis, Kind.NUMBER in found):
        return Kind.NUMBER
    if Kind.OWNERSHIP in found or _both_own(left, right):
        return Kind.OWNERSHIP
    if all(level(s.text) is not Modality.ASSERTED for s in both) or Kind.MODALITY in found or _planned(left, right):
        return Kind.MODALITY
    if turn(premise, hypothesis) is not None or _posts_reworded(left, right):
        return Kind.ROLE
    if read(left).negations != read(right).negations:
        return Kind.NEGATION
    if all(s.holder is not None for s in both):
        return Kind.ATTRIBUTION
    if premise.dates and hypothesis.dates and {d.text for d in premise.dates} != {d.text for d in hypothesis.dates}:
        return Kind.DATE
    if _renamed(premise, hypothesis) or _resolved(left, right):
        return Kind.ENTITY
    if _ORDER.search(left) and _ORDER.search(right):
        return Kind.DATE
    if Kind.NUMBER in found:
        return Kind.NUMBER
    if read(left).negations:
        return Kind.NEGATION
    return Kind.DATE if Kind.DATE in found and len(found) == 1 else Kind.OTHER


_OWNS: Final = re.compile(
    r"\b(?:stakes?|shares? (?:in|of)|shareholders?|owns?|owned|owner|minority|majority|subsidiary|parent company|"
    r"acquir\w+|bought|independen\w+|holding)\b",
    re.IGNORECASE,
)
_PLAN: Final = re.compile(
    r"\b(?:plans?|planned|planning|considering|threatened|due to|scheduled|has yet to|agreed to|intends?|is to|"
    r"are to)\b",
    re.IGNORECASE,
)
_ORDER: Final = re.compile(r"\b(?:before|after|once|until|already|when|since|then|later|by the time)\b", re.IGNORECASE)
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


def _planned(left: str, right: str) -> bool:
    """Whether either speaks of a plan in words that the other has not."""
    plans = [{w.lower() for w in _PLAN.findall(text)} for text in (left, right)]
    return bool(plans[0] ^ plans[1])


def _posts_reworded(left: str, right: str) -> bool:
    """Whether both speak of a post, and one of them in other words than the other."""
    words = [{w.lower() for w in _POST.findall(text)} for text in (left, right)]
    if not words[0] or not words[1]:
        return False
    return words[0] != words[1] or any(
        one.when != other.when for one in extract_posts(left) for other in extract_posts(right)
    )


def _resolved(left: str, right: str) -> bool:
    """Whether a pronoun of one stands for what the other names."""
    one, other = ({w.lower() for w in _PRONOUN.findall(text)} for text in (left, right))
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
