"""Who owns how much of whom: acquired, a stake of n%, majority, minority, an investment, independent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from factcheck.facts.lexicon import exclusions, lexicon
from factcheck.facts.names import NAME, same_name
from factcheck.types import Finding, Kind


@dataclass(frozen=True, slots=True)
class Ownership:
    """One ownership fact. `owner` and `owned` are "" where the text does not say."""

    owner: str
    owned: str
    status: str
    text: str


_LOOSE: Final = (
    r"(?:(?:the|its|his|their|a|an|this)\s+)?"
    r"(?:(?!(?:on|in|at|for|from|with|by|after|before|to|of|and|or|as|that)\s)[a-z][\w.-]*\s+"
    r"|[A-Z][\w.]*-(?:based|listed|owned)\s+){0,5}?"
)
"""Common nouns in apposition before a name: "the U.S.-based data firm Acme"."""
_GENERIC: Final = r"(?:[Tt]he|[Tt]his)\s+(?:company|startup|start-up|firm|business|group)\b"
_DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_TARGET: Final = rf"(?P<owned>{_GENERIC}|(?!{_DAY}){NAME}|it\b)"
_BUY: Final = (
    r"(?:acquir(?:ed|es|ing|e)|bought|buys|buying|purchased|took\s+over|taken\s+over|swallow(?:ed|s)|snapped\s+up)"
)
_PEOPLE: Final = (
    r"(?:(?:[A-Z]\.?){2,3}[ ][a-z]+s\b|[A-Z][a-z]+(?:ans|crats|nese|slims|nics|inos)|Britons|Jews|Catholics)\b"
)
"""Of these a percentage is so many people, no stake: "44% of Americans"."""
_PERCENT: Final = r"(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|percent|per\s+cent)"
_SIZE: Final = (
    r"(?P<size>minority|majority|controlling|non-controlling|significant|large|major|substantial|size?able|small)"
)


_WAS: Final = r"(?:was|were|is|has\s+been|had\s+been|being|got)"
_HAS: Final = r"(?:has\s+|had\s+|have\s+)?(?:\w+ly\s+)?"
_FEW: Final = r"(?:[\w.$-]+\s+)"
_ASIDE: Final = r"(?:,[^,]{2,60},)?"
_STAYS: Final = r"(?:remain(?:s|ed)?|is|stay(?:s|ed)?|continue(?:s|d)?\s+(?:as|to\s+be))"
_BUYS: Final = "acquir bought buy purchased took taken swallow snapped"
_PATTERNS: Final = (
    (
        "stake",
        "stake share holding interest",
        rf"{_PERCENT}\s+(?:\w+\s+)?(?:stake|share|holding|interest)\s+(?:in|of)\s+{_LOOSE}{_TARGET}",
    ),
    (
        "stake",
        "% cent",
        rf"{_PERCENT}\s+of\s+(?:the\s+)?(?:shares\s+(?:in|of)\s+)?{_LOOSE}(?!{_PEOPLE})(?P<owned>{NAME})",
    ),
    ("stake", "stake holding", rf"(?:{_SIZE}\s+)?(?:stake|holding|shareholding)\s+(?:in|of)\s+{_LOOSE}{_TARGET}"),
    (
        "acquired",
        _BUYS,
        rf"(?P<owned>{_GENERIC}|{NAME}|[Ii]t){_ASIDE}\s+{_WAS}\s+(?:\w+ly\s+)?{_BUY}\s+by\s+{_LOOSE}(?P<owner>{NAME})",
    ),
    (
        "acquired",
        "acquisition takeover buyout purchase",
        rf"(?P<owner>{NAME})[’']s?\s+{_FEW}{{0,4}}(?:acquisition|takeover|buyout|purchase)\s+of\s+{_LOOSE}{_TARGET}",
    ),
    ("acquired", _BUYS, rf"(?P<owner>{NAME}){_ASIDE}\s+{_HAS}{_BUY}\s+(?:all\s+of\s+)?{_LOOSE}{_TARGET}(?![’']s)"),
    (
        "independent",
        "independent",
        rf"(?P<owned>{_GENERIC}|{NAME})[^.;]{{0,60}}?[\s“]{_STAYS}[\s,]+(?:\w+[\s,]+){{0,2}}?(?:an?\s+)?(?:fully\s+)?"
        r"independent\b(?!\s+(?:of\s+)?(?:study|report|review|inquiry))",
    ),
    ("investment", "investment", rf"(?P<owner>{NAME})[’']s?\s+{_FEW}{{0,4}}investment(?:\s+in\s+{_LOOSE}{_TARGET})?"),
    (
        "investment",
        "invest",
        rf"(?P<owner>{NAME})\s+{_FEW}{{0,5}}?(?:invest(?:ed|s|ing)|investment)\s+{_FEW}{{0,6}}?in(?:to)?\s+{_LOOSE}{_TARGET}",
    ),
    (
        "acquired",
        "owned unit subsidiary",
        rf"(?P<owned>{_GENERIC}|{NAME}){_ASIDE}\s+{_WAS}\s+(?:now\s+)?(?:(?:wholly|fully)[\s-]+owned\s+by|an?\s+(?:unit|subsidiary)"
        rf"\s+of)\s+{_LOOSE}(?P<owner>{NAME})",
    ),
    (
        "acquired",
        "shares stock whole 100",
        rf"(?P<owner>{NAME}){_ASIDE}\s+{_HAS}(?:owns?|owned|{_BUY})\s+(?:all\s+(?:of\s+)?(?:the\s+shares|the\s+stock)\s+(?:of|in)|"
        rf"the\s+whole\s+of|100\s*(?:%|per\s*cent)\s+of)\s+{_LOOSE}{_TARGET}",
    ),
    (
        "stake",
        "shares",
        rf"(?:(?P<half>half)\s+(?:of\s+)?the|some|a\s+(?:third|quarter|fifth|tenth)\s+of\s+the)\s+shares\s+(?:of|in)\s+{_LOOSE}{_TARGET}",
    ),
    ("merged", "merged", rf"(?P<owner>{NAME})\s+(?:has\s+|had\s+)?merged\s+with\s+{_LOOSE}{_TARGET}"),
)
"""Status, words of which a text must have one or the pattern can't match (so that it is seldom tried), pattern."""


@cache
def _patterns() -> list[tuple[str, tuple[str, ...], re.Pattern[str]]]:
    return [(status, tuple(needed.split()), re.compile(pattern)) for status, needed, pattern in _PATTERNS]


_FIRST_NAME: Final = re.compile(NAME)
_SENTENCE_STARTS: Final = frozenset(
    "Just As The After Following Despite However Meanwhile In While When A An This That It Reports".split()
)


def _status(found: re.Match[str], status: str) -> str:
    groups = found.groupdict()
    if groups.get("share"):
        share = float(groups["share"])
        return "acquired" if share >= 100 else "majority" if share > 50 else "minority"
    size = groups.get("size")
    if size in {"minority", "non-controlling"}:
        return "minority"
    return "majority" if size in {"majority", "controlling"} else status


def extract_ownership(text: str) -> list[Ownership]:
    """Every ownership fact the words of a statement give, the most exact first; a span is read once."""
    return list(_facts(text))


@lru_cache(maxsize=16384)
def _facts(text: str) -> tuple[Ownership, ...]:
    """The same, kept: a statement is compared with many others."""
    facts: list[Ownership] = []
    taken: list[tuple[int, int]] = []
    for status, needed, pattern in _patterns():
        if not any(word in text for word in needed):
            continue
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            groups = found.groupdict()
            owned = _past_opening(text, found, "owned") or _clean(groups.get("owned"))
            owner = (
                _past_opening(text, found, "owner")
                or _clean(groups.get("owner"))
                or _subject(text, found.start(), owned)
            )
            generic = re.match(_GENERIC, groups.get("owned") or "")
            if status == "independent" and not (owned or generic):
                continue
            if status == "acquired" and (
                not (owned or generic) or re.search(r"\b(?:stake|share|part)\b", found.group())
            ):
                continue
            if owner and owned and same_name(owner, owned):
                owner = ""
            taken.append(found.span())
            facts.append(Ownership(owner, owned, _status(found, status), found.group()))
    return tuple(facts)


_LEADING: Final = (
    r"^(?:The|A|An|Its|This|That|In|As|After|While|When|Following|Since|Before|Despite|Amid|With|Under|But|And|Once)\s+"
)
"""Words that open a sentence before the name and are no part of it."""


def _clean(name: str | None) -> str:
    if not name or name.lower() == "it" or re.match(_GENERIC, name):
        return ""
    name = re.sub(_LEADING, "", re.sub(r"['’]s$", "", name))
    return "" if name in _SENTENCE_STARTS else name


_OPENING: Final = re.compile(
    r"[A-Z][a-z]+(?:[ ][a-z]+)?[ ](?:giant|group|maker|grocer|firm|house|company|chain|operator|start-up|"
    r"startup|retailer|bank|"
    r"lender|insurer|carmaker|airline|developer|publisher|investor|fund|manufacturer|producer|provider|service|"
    r"studio|brewer|"
    rf"supplier|carrier|miner|business|conglomerate|arm)[ ](?P<name>{NAME})"
)
"""A common noun phrase that opens a sentence before a name: "Cloud giant Nimbora"."""


def _past_opening(text: str, found: re.Match[str], group: str) -> str:
    """The name in apposition to a capitalised common noun that opens the text; "" where there is none."""
    if group not in found.groupdict() or found.group(group) is None or found.start(group) != 0:
        return ""
    opening = _OPENING.match(text)
    short = opening is not None and " " not in found.group(group)
    return _clean(opening["name"]) if opening is not None and short else ""


def _subject(text: str, before: int, owned: str) -> str:
    """The likely owner of a stake: the first name to its left that is not the company."""
    opening = _OPENING.match(text[:before])
    if opening is not None and not (owned and same_name(opening["name"], owned)):
        return _clean(opening["name"])
    for found in _FIRST_NAME.finditer(text[:before]):
        name = found.group()
        if name.split()[0] in _SENTENCE_STARTS:
            name = " ".join(name.split()[1:])
        name = _clean(name)
        if name and not (owned and same_name(name, owned)):
            return name
    return ""


def _same_or_open(left: str, right: str) -> bool:
    return not left or not right or same_name(left, right)


_WORDS: Final = {
    "acquired": "{owner} acquired {owned}", "merged": "{owner} and {owned} merged",
    "majority": "{owner} holds a majority of {owned}",
    "minority": "{owner} took a minority stake in {owned}", "stake": "{owner} took a stake in {owned}",
    "investment": "{owner} invested in {owned}", "independent": "{owned} is independent",
}  # fmt: skip


def _say(fact: Ownership, other: Ownership) -> str:
    owned = fact.owned or other.owned or "the company"
    said = _WORDS[fact.status].format(owner=fact.owner or other.owner or "the buyer", owned=owned)
    share = re.search(_PERCENT, fact.text)
    return said.replace("a minority stake", f"a {share['share']}% stake") if share else said


def compare_ownership(premise: str, hypothesis: str) -> list[Finding]:
    """Findings on ownership: statuses that exclude each other conflict, equal ones agree, a looser one is weaker."""
    findings: list[Finding] = []
    for left in _facts(premise):
        for right in _facts(hypothesis):
            if not _same_or_open(left.owned, right.owned) or not _same_or_open(left.owner, right.owner):
                continue
            if not (left.owned or right.owned):
                continue
            sure = 0.95 if left.owned and right.owned else 0.7
            reason = exclusions("ownership").get(frozenset((left.status, right.status)))
            if reason is not None and left.status != right.status:
                detail = f"One says {_say(left, right)}, the other that {_say(right, left)}: {reason}."
                findings.append(Finding(Kind.OWNERSHIP, "conflicts", detail, sure))
            elif left.status == right.status:
                findings.append(Finding(Kind.OWNERSHIP, "agrees", f"Both say that {_say(left, right)}.", 0.5 * sure))
            elif _rank(left) > _rank(right):
                detail = f"One says only that {_say(left, right)}, the other that {_say(right, left)}."
                findings.append(Finding(Kind.OWNERSHIP, "weaker", detail, sure))
    return findings


def _rank(fact: Ownership) -> int:
    """How loose a hold is: 0 for an acquisition, more for a stake, an investment, none."""
    order: list[str] = lexicon()["ownership"]["order"]
    return order.index(fact.status)
