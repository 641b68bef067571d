"""Who handed over what to whom: X sold it to Y is never X bought it from Y."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from factcheck.facts.names import NAME, same_name
from factcheck.facts.wording import content_stems
from factcheck.types import Finding, Kind

_GIVE: Final = (
    r"sold|sells?|selling|resold|transferred|transfers|handed|hands|ceded|cedes|lent|lends|loaned|leased|leases|"
    r"donated|donates|gave|gives|given|awarded|paid|pays|shipped|exported|delivered"
)
_TAKE: Final = (
    r"bought|buys?|buying|signed|signs|signing|acquired|acquires?|acquiring|purchased|purchases|took|takes|taken|"
    r"borrowed|borrows|poached|obtained|received|receives|imported|won|rented"
)
_WILL: Final = r"(?:(?:has|have|had|will|would|is|are|was|were|agreed|to|be|about|reportedly|\w+ly)[ ]){0,4}"
_LOOSE: Final = r"(?:(?:the|its|his|her|their|rivals?|former|club|side|group|firm|company|neighbours|giants?)[ ]){0,3}"
_THING: Final = r"(?P<thing>(?!by\b)[^.;:!?]{0,80}?)"


@dataclass(frozen=True, slots=True)
class Transfer:
    """Something that passes from one named party to another; `thing` is what is said between verb and party."""

    giver: str
    taker: str
    thing: str


_GIVEN: Final = re.compile(rf"\b(?:{_GIVE})\b.*\bto\b")
_TAKEN: Final = re.compile(rf"\b(?:{_TAKE})\b.*\bfrom\b")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Giving and taking, each active and passive."""

    def party(role: str) -> str:
        return rf"(?P<{role}>{NAME})"

    return (
        (
            re.compile(rf"{party('giver')}[ ]{_WILL}(?:{_GIVE})[ ]{_THING}\bto[ ]{_LOOSE}{party('taker')}"),
            re.compile(
                rf"{_THING}[ ]{_WILL}(?:{_GIVE})[ ]by[ ]{_LOOSE}{party('giver')}[ ]to[ ]{_LOOSE}{party('taker')}"
            ),
        ),
        (
            re.compile(rf"{party('taker')}[ ]{_WILL}(?:{_TAKE})[ ]{_THING}\bfrom[ ]{_LOOSE}{party('giver')}"),
            re.compile(
                rf"{_THING}[ ]{_WILL}(?:{_TAKE})[ ]by[ ]{_LOOSE}{party('taker')}[ ]from[ ]{_LOOSE}{party('giver')}"
            ),
        ),
    )


@lru_cache(maxsize=16384)
def extract_transfers(text: str) -> tuple[Transfer, ...]:
    """What is told to pass from one named party to another, active or passive."""
    found: list[Transfer] = []
    for sign, (active, passive) in zip((_GIVEN, _TAKEN), _patterns(), strict=True):
        if sign.search(text):
            for pattern in (active, passive) if " by " in text else (active,):
                found += (
                    Transfer(_bare(m["giver"]), _bare(m["taker"]), m["thing"].strip()) for m in pattern.finditer(text)
                )
    return tuple(found)


def _bare(name: str) -> str:
    return re.sub(r"[’']s$", "", name)


def compare_transfers(premise: str, hypothesis: str) -> list[Finding]:
    """The same thing handed over the other way round conflicts; from the same party to the same one it agrees."""
    found = []
    for left in extract_transfers(premise):
        for right in extract_transfers(hypothesis):
            if same_name(left.giver, left.taker) or not _one_thing(left, right):
                continue
            if same_name(left.giver, right.taker) and same_name(left.taker, right.giver):
                detail = f"One says from {left.giver} to {left.taker}, the other from {right.giver} to {right.taker}."
                found.append(Finding(Kind.ROLE, "conflicts", detail, 0.9))
            elif same_name(left.giver, right.giver) and same_name(left.taker, right.taker):
                found.append(Finding(Kind.ROLE, "agrees", f"Both say from {left.giver} to {left.taker}.", 0.5))
    return found


def _one_thing(left: Transfer, right: Transfer) -> bool:
    """Whether what passes may be one thing: a word in common, or nothing said of it on one side."""
    one, other = content_stems(left.thing), content_stems(right.thing)
    return not one or not other or bool(one & other)
