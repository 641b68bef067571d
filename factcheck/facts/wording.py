"""Words against words: shared content, negation, opposites, and what came before or after what."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from factcheck.facts.lexicon import exclusions, lexicon
from factcheck.types import Finding, Kind

_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_FUNCTION: Final = frozenset(
    "a an the of to in on at for and or but is are was were be been being has have had do does did it its he she they "
    "his her their them him this that these those with as by from which who whom whose there also i s we you our said "
    "says say would will can could may might than then so such into over about more most".split()
)
_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denied|denies|deny|refused|refuses|failed to|"
    r"fails to|unlikely|no longer)\b|n[’']t\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def content_stems(text: str) -> frozenset[str]:
    """The content words of a text, lower case and crudely stemmed; negations and function words left out."""
    words = (w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(_NEGATION.sub(" ", text)))
    return frozenset(stem(w) for w in words if w not in _FUNCTION)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Lower-case stem by stripping one inflection; numbers stay as they are."""
    for suffix in ("ations", "ation", "ings", "ing", "ied", "ies", "ment", "ed", "es", "s"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def overlap(left: str, right: str) -> float:
    """Shared content words over those of the shorter text, 0 to 1; 0 when either has none."""
    a, b = content_stems(left), content_stems(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def jaccard(left: str, right: str) -> float:
    """Shared content words over all content words, 0 to 1."""
    a, b = content_stems(left), content_stems(right)
    return len(a & b) / len(a | b) if a | b else 0.0


def negations(text: str) -> int:
    """How many negating words a text has; "not only" is none."""
    return len(_NEGATION.findall(re.sub(r"\bnot (?:only|just|merely)\b", "", text, flags=re.IGNORECASE)))


def compare_polarity(premise: str, hypothesis: str) -> list[Finding]:
    """One text negated and the other not, or one word its opposite, while the rest of the words are the same."""
    alike = jaccard(premise, hypothesis)
    if alike < 0.5:
        return []
    left, right = negations(premise), negations(hypothesis)
    flipped = _opposite(premise, hypothesis)
    if (left + right) % 2 == 1 and flipped is None:
        detail = "One denies what the other states." if left > right else "One states what the other denies."
        return [Finding(Kind.NEGATION, "conflicts", detail, min(1.0, alike))]
    if (left + right) % 2 == 0 and flipped is not None:
        return [
            Finding(Kind.NEGATION, "conflicts", f"One says “{flipped[0]}”, the other “{flipped[1]}”.", min(1.0, alike))
        ]
    return []


def _opposite(premise: str, hypothesis: str) -> tuple[str, str] | None:
    a, b = ({w.lower(): stem(w.lower()) for w in _WORD.findall(t)} for t in (premise, hypothesis))
    only_left, only_right = set(a.values()) - set(b.values()), set(b.values()) - set(a.values())
    for table in ("antonyms", "status"):
        for pair in exclusions(table):
            first, second = (stem(word) for word in sorted(pair))
            if first in only_left and second in only_right:
                return first, second
            if second in only_left and first in only_right:
                return second, first
    return None


@cache
def _order_pattern() -> re.Pattern[str]:
    table = lexicon()["order"]
    before = "|".join(sorted(table["before"], key=len, reverse=True))
    after = "|".join(sorted(table["after"], key=len, reverse=True))
    return re.compile(rf"\b(?:(?P<before>{before})|(?P<after>{after}))\b\s+(?P<anchor>[^.;]{{3,120}})", re.IGNORECASE)


_CLAUSE_END: Final = re.compile(r",\s|$")
_BEGINS: Final = re.compile(
    r"\b(?:beg[iu]ns?|began|start(?:ed|s)?|already|now|decided|reduc\w+|wind\w*|cut\w*|end\w*|stop\w*)\b", re.IGNORECASE
)


def _ordered(text: str) -> tuple[str, str, str] | None:
    """("before" or "after", the anchor event, the rest) of a text that orders two events."""
    found = _order_pattern().search(text)
    if found is None:
        return None
    anchor = found["anchor"]
    cut = _CLAUSE_END.search(anchor)
    anchor = anchor[: cut.start()] if cut else anchor
    rest = text[: found.start()] + " " + text[found.start("anchor") + len(anchor) :]
    return ("before" if found["before"] else "after"), anchor, rest


def compare_order(premise: str, hypothesis: str) -> list[Finding]:
    """One event put before an anchor by one text and after the same anchor by the other.

    The two anchors must share a name-like or content word, the two events too, and both events must be beginnings
    or changes: what went on before can go on after.
    """
    left, right = _ordered(premise), _ordered(hypothesis)
    if left is None or right is None or left[0] == right[0]:
        return []
    anchors = content_stems(left[1]) & content_stems(right[1])
    events = content_stems(left[2]) & content_stems(right[2])
    if not anchors or len(events) < 2 or not (_BEGINS.search(left[2]) and _BEGINS.search(right[2])):
        return []
    detail = f"One puts it {left[0]} “{left[1].strip()}”, the other {right[0]} “{right[1].strip()}”."
    return [Finding(Kind.DATE, "conflicts", detail, 0.6 + 0.1 * min(3, len(events) - 1))]
