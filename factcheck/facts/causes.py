"""What a text gives as the cause of what: told apart from what only came first."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from factcheck.facts.wording import overlap
from factcheck.types import Finding, Kind

_DUE_TO: Final = (
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!being )due to|"
    r"(?:is|are|was|were|been|being) due to (?=an?\b|the\b|its\b|their\b|his\b|her\b)"
)
"""The words as a cause, not as a plan: "the delay was due to a fault", not "the train was due to leave"."""
_CAUSE: Final = re.compile(
    rf"\b(?:because|{_DUE_TO}|owing to|"
    r"thanks to|caus(?:ed|es|ing)|led to|leads to|leading to|as a result|so that|"
    r"in order to|"
    r"result(?:ed|s) (?:in|from)|triggered|sparked|prompted|brought (?:on|about)|blamed (?:on|for)|"
    r"put (?:\w+ ){0,8}down to|"
    r"attributed to|in response to|stemm?ed from|sent (?:\w+ ){1,4}(?:up|down|higher|lower)|"
    r"made (?:\w+ ){1,3}(?:rise|fall|collapse)|over (?:a|an|the) \w+ (?:fault|row|dispute))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def gives_cause(text: str) -> bool:
    """Whether a text says that one thing brought another about."""
    return _CAUSE.search(text) is not None


def cause_words(text: str) -> list[str]:
    """The words by which a text says that one thing brought another about."""
    return [found.group() for found in _CAUSE.finditer(text)]


def compare_causes(premise: str, hypothesis: str) -> list[Finding]:
    """A text that gives no cause bears one that does only in part: after is not because of. What came of a cause came
    after it."""
    if overlap(premise, hypothesis) < 0.5 or gives_cause(premise) == gives_cause(hypothesis):
        return []
    if gives_cause(hypothesis):
        return [Finding(Kind.CAUSE, "weaker", "One gives a cause, the other only what happened.", 0.7)]
    if _SINCE.search(premise) and _THEN.search(hypothesis) and not _THEN.search(premise):
        return [Finding(Kind.CAUSE, "agrees", "What came of a cause came after it.", 0.7)]
    return []


_SINCE: Final = re.compile(r"\bbecause\b", re.IGNORECASE)
_THEN: Final = re.compile(r"\b(?:after|once|following)\b", re.IGNORECASE)
