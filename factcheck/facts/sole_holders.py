"""Who heads what, told with a copula: "the head of the bank is Ann Lee", "Bo Marsh is governor of the bank"; and "the
only one" against "one of four". What is headed may be no name: it is compared by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from factcheck.facts.names import NAME, same_name
from factcheck.facts.stems import FUNCTION, stem
from factcheck.types import Finding, Kind

_POSTS: Final = (
    r"(?:head|chief|boss|governor|president|chair(?:man|woman)?|director|chief executive|mayor|captain|coach|manager|"
    r"editor|leader|principal|dean|rector|commander|secretary[- ]general)"
)
_WHAT: Final = r"(?:the )?(?P<what>[A-Z]?[\w’']+(?: (?!is\b|was\b|has\b|,)[\w’'-]+){0,5}?)"
_HEADS: Final = (
    re.compile(rf"\b[Tt]he (?:current |present |new )?(?P<post>{_POSTS}) of {_WHAT} is (?P<who>{NAME})"),
    re.compile(
        rf"\b(?P<who>{NAME}) is (?:the )?(?:current |present |new )?(?P<post>{_POSTS}) of {_WHAT}"
        r"(?=[,.;]| (?:and|who)\b|$)"
    ),
)
_TOP: Final = frozenset({"head", "chief", "boss", "leader"})
"""Words for whoever holds the highest post, whatever its name is."""
_ONE_OF: Final = re.compile(r"\bone of (?:the |its |their )?(?:\w+ )?(?P<what>[a-z]+(?: [a-z]+)?)\b")
_SOLE: Final = re.compile(r"\bthe (?:sole|only) (?P<what>[a-z]+(?: [a-z]+)?)\b")


@dataclass(frozen=True, slots=True)
class Head:
    """One holder of the post at the head of something, by the stems of what it is."""

    who: str
    post: str
    what: frozenset[str]


@lru_cache(maxsize=16384)
def heads(text: str) -> tuple[Head, ...]:
    """Everyone of whom a text says that they now head something."""
    return tuple(
        Head(found["who"], found["post"].lower(), _stems(found["what"]))
        for pattern in _HEADS
        for found in pattern.finditer(text)
    )


@lru_cache(maxsize=16384)
def _stems(text: str) -> frozenset[str]:
    words = (re.sub(r"[’']s?$", "", word.lower()) for word in re.findall(r"[\w’']+", text))
    return frozenset(stem(word) for word in words if word and word not in FUNCTION)


@lru_cache(maxsize=16384)
def _several(text: str) -> re.Match[str] | None:
    return _ONE_OF.search(text)


@lru_cache(maxsize=16384)
def _sole(text: str) -> re.Match[str] | None:
    return _SOLE.search(text)


def speaks_of_heads(text: str) -> bool:
    """Whether a text names the head, the only one or one of several of something: what `compare_heads` compares."""
    return bool(heads(text)) or _several(text) is not None or _sole(text) is not None


def compare_heads(premise: str, hypothesis: str) -> list[Finding]:
    """Two people at the head of one thing at one time conflict; so do "the only" and "one of several"."""
    for left in heads(premise):
        for right in heads(hypothesis):
            one_post = left.post == right.post or {left.post, right.post} & _TOP
            if not (left.what and one_post and left.what == right.what) or same_name(left.who, right.who):
                continue
            detail = f"One names {left.who} as {left.post}, the other {right.who} as {right.post}."
            return [Finding(Kind.ROLE, "conflicts", detail, 0.8)]
    for one, other in ((premise, hypothesis), (hypothesis, premise)):
        several, sole = _several(one), _sole(other)
        if several and sole and _stems(several["what"]) == _stems(sole["what"]) and _one_subject(one, other):
            detail = f"One says “{several.group()}”, the other “{sole.group()}”."
            return [Finding(Kind.ROLE, "conflicts", detail, 0.8)]
    return []


_NAMES: Final = re.compile(NAME)


def _one_subject(left: str, right: str) -> bool:
    """Whether a name of one text stands in the other too."""
    names = [found.group() for found in _NAMES.finditer(left) if " " in found.group()]
    return any(name in right for name in names)
