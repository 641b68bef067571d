"""What a text gives as the cause of what: told apart from what only came first."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from factcheck.facts.wording import overlap
from factcheck.types import Finding, Kind

_CAUSE: Final = re.compile(
    r"\b(?:because|due to|owing to|thanks to|caus(?:ed|es|ing)|led to|leads to|leading to|as a result|so that|"
    r"in order to|"
    r"result(?:ed|s) (?:in|from)|triggered|sparked|prompted|brought (?:on|about)|blamed (?:on|for)|put down to|"
    r"attributed to|in response to|stemm?ed from|sent (?:\w+ ){1,4}(?:up|down|higher|lower)|"
    r"made (?:\w+ ){1,3}(?:rise|fall|collapse)|over (?:a|an|the) \w+ (?:fault|row|dispute))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def gives_cause(text: str) -> bool:
    """Whether a text says that one thing brought another about."""
    return _CAUSE.search(text) is not None


def compare_causes(premise: str, hypothesis: str) -> list[Finding]:
    """A text that gives no cause bears one that does only in part: after is not because of."""
    if overlap(premise, hypothesis) < 0.5 or gives_cause(premise) or not gives_cause(hypothesis):
        return []
    return [Finding(Kind.CAUSE, "weaker", "One gives a cause, the other only what happened.", 0.7)]
