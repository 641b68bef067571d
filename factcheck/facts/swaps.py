"""Agent and patient: X sued Y is never Y sued X."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from factcheck.facts.lexicon import lexicon
from factcheck.facts.names import NAME, same_name
from factcheck.types import Finding, Kind


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to whom, of a verb whose two sides are not alike."""

    verb: str
    agent: str
    patient: str


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(lexicon()["roles"]["asymmetric"])
    loose = r"(?:(?:the|its|his|her|their|rival|former)[ ]|[a-z]+[ ](?=[A-Z])){0,4}"
    aside = r"(?:,[^,]{2,60},)?[ ]"
    was = r"(?:was|were|is|has[ ]been|had[ ]been|being)[ ](?:\w+ly[ ])?"
    active = rf"(?P<agent>{NAME}){aside}(?:has[ ]|had[ ])?(?:\w+ly[ ])?(?P<verb>{verbs})[ ]{loose}(?P<patient>{NAME})"
    passive = rf"(?P<patient>{NAME}){aside}{was}(?P<verb>{verbs})[ ]by[ ]{loose}(?P<agent>{NAME})"
    return re.compile(active), re.compile(passive)


@lru_cache(maxsize=16384)
def extract_acts(text: str) -> tuple[Act, ...]:
    """Acts between two named parties, active or passive."""
    return tuple(
        Act(found["verb"], re.sub(r"[’']s$", "", found["agent"]), re.sub(r"[’']s$", "", found["patient"]))
        for pattern in _patterns()
        for found in pattern.finditer(text)
    )


def compare_acts(premise: str, hypothesis: str) -> list[Finding]:
    """The same act with agent and patient exchanged conflicts; the same way round agrees."""
    findings = []
    for left in extract_acts(premise):
        for right in extract_acts(hypothesis):
            if left.verb != right.verb or same_name(left.agent, left.patient):
                continue
            if same_name(left.agent, right.patient) and same_name(left.patient, right.agent):
                this, that = (f"{act.agent} {act.verb} {act.patient}" for act in (left, right))
                detail = f"One says {this}, the other that {that}."
                findings.append(Finding(Kind.ROLE, "conflicts", detail, 0.95))
            elif same_name(left.agent, right.agent) and same_name(left.patient, right.patient):
                findings.append(Finding(Kind.ROLE, "agrees", f"Both say {left.agent} {left.verb} {left.patient}.", 0.5))
    return findings
