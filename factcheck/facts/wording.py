"""Words against words: shared content, negation, opposites, and what came before or after what."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from factcheck.facts.lexicon import lexicon
from factcheck.facts.oppositions import Reading, Side, read, row_kind
from factcheck.facts.stems import FUNCTION, stem
from factcheck.types import Finding, Kind

_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|denied|denies|deny|refused|refuses|failed to|"
    r"fails to|unlikely|no longer)\b|n[’']t\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def content_stems(text: str) -> frozenset[str]:
    """The content words of a text, lower case and crudely stemmed; negations and function words left out."""
    words = (w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(_NEGATION.sub(" ", text)))
    return frozenset(stem(w) for w in words if w not in FUNCTION)


@lru_cache(maxsize=65536)
def overlap(left: str, right: str) -> float:
    """Shared content words over those of the shorter text, 0 to 1; 0 when either has none."""
    a, b = content_stems(left), content_stems(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


_LONGEST_STRETCH: Final = 5
_LEAST_SAME: Final = 4


@lru_cache(maxsize=16384)
def _said(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


@lru_cache(maxsize=65536)
def one_stretch(left: str, right: str) -> bool:
    """Whether two texts are word for word the same but for one stretch of one to five words in each."""
    a, b = _said(left), _said(right)
    if abs(len(a) - len(b)) >= _LONGEST_STRETCH or not a or not b or (a[0] != b[0] and a[-1] != b[-1]):
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    end = next((i for i, (x, y) in enumerate(zip(a[::-1], b[::-1], strict=False)) if x != y), min(len(a), len(b)))
    return start + end >= _LEAST_SAME and all(1 <= len(side) - end <= _LONGEST_STRETCH for side in (a, b))


@lru_cache(maxsize=65536)
def jaccard(left: str, right: str) -> float:
    """Shared content words over all content words, 0 to 1."""
    a, b = content_stems(left), content_stems(right)
    return len(a & b) / len(a | b) if a | b else 0.0


def negations(text: str) -> int:
    """How many negating words a text has; "not only" is none."""
    return len(_NEGATION.findall(re.sub(r"\bnot (?:only|just|merely)\b", "", text, flags=re.IGNORECASE)))


def compare_polarity(premise: str, hypothesis: str) -> list[Finding]:
    """One text denying what the other says, or saying its opposite, while most of their other words are the same.

    Two sides of one opposition ("approved", "rejected"), each after its negations; or one word under a negation in one
    text only. Where one word says the same and another the opposite, the finding is too weak to decide by itself.
    """
    alike = overlap(premise, hypothesis)
    if alike < _LEAST_ALIKE or jaccard(premise, hypothesis) < _LEAST_SHARED:
        return []
    left, right = read(premise), read(hypothesis)
    same, against = _sides_compared(left, right)
    denied = _denied(left, right)
    if same and against and same[0] != same[1]:
        return []
    if against is not None and not denied:
        first, second, kind = against
        if (first + second).count("postpon") == 1 and any(_MOVED.search(text) for text in (premise, hypothesis)):
            return []  # "postponed until May 19": it is to be held then
        sure = min(1.0, 0.35 + 0.7 * alike)
        return [Finding(kind, "conflicts", f"One says “{first}”, the other “{second}”.", sure)]
    if denied and not (same or against):
        detail = "One denies what the other states." if denied < 0 else "One states what the other denies."
        return [Finding(Kind.NEGATION, "conflicts", detail, min(1.0, 0.2 + 0.8 * alike))]
    both = _both_deny(left, right)
    if against is not None:
        return []
    if (same and not denied) or both:
        kind = Kind.NEGATION if left.negations != right.negations else Kind.OTHER
        first, second = same or ("", "")
        if first == second and kind is Kind.OTHER and not both:
            return []
        plain = "Both deny it." if both else "Two denials come to a plain statement."
        words = f"“{first}” and “{second}” come to the same." if first != second else plain
        return [Finding(Kind.NEGATION if both else kind, "agrees", words, 0.4)]
    return []


_MOVED: Final = re.compile(r"\bpostpon\w+\b[^,;.]*\b(?:until|till|to)\b")
_LEAST_ALIKE: Final = 0.5
_LEAST_SHARED: Final = 0.3


def _sides_compared(left: Reading, right: Reading) -> tuple[tuple[str, str] | None, tuple[str, str, Kind] | None]:
    """Words of two texts on one side of an opposition, and words on its two sides; None where there are none."""
    same: tuple[str, str] | None = None
    against: tuple[str, str, Kind] | None = None
    for one in left.sides:
        others = [s for s in right.sides if s.row == one.row]
        if not others or {s.sign for s in left.sides if s.row == one.row} == {1, -1}:
            continue
        if {s.sign for s in others} == {1, -1}:
            continue
        other = others[0]
        if one.sign == other.sign:
            same = (one.text, other.text) if same is None or same[0] == same[1] else same
        else:
            said = tuple(("not " if s.negated else "") + s.text for s in (one, other))
            kind = row_kind(one.row)
            if kind is Kind.OTHER and (one.negated or other.negated or prefixed(one.text, other.text)):
                kind = Kind.NEGATION
            against = against or (said[0], said[1], kind)
    return same, against


def same_sides(left: str, right: str) -> list[tuple[Side, Side]]:
    """Words of two texts on one side of one opposition, after their negations, where they or the negations differ."""
    found = []
    others = read(right).sides
    for one in read(left).sides:
        rows = [s for s in others if s.row == one.row]
        match = next((s for s in rows if s.sign == one.sign), None)
        if (
            match is not None
            and len({s.sign for s in rows}) == 1
            and ((one.text, one.negated) != (match.text, match.negated))
        ):
            found.append((one, match))
    return found


_PREFIXES: Final = ("un", "in", "il", "im", "ir", "dis", "non")


def prefixed(left: str, right: str) -> bool:
    """Whether one word is the other with a prefix that negates it ("legal", "illegal")."""
    short, long = sorted((left, right), key=len)
    return any(long in (prefix + short, f"{prefix}-{short}") for prefix in _PREFIXES)


def _both_deny(left: Reading, right: Reading) -> bool:
    """Whether a word lies under a negation in both."""
    return any(sign < 0 and right.words.get(word) == -1 for word, sign in left.words.items())


def _denied(left: Reading, right: Reading) -> int:
    """-1 where the left text denies a word that the right one says, 1 the other way round, 0 for neither or both."""
    if _both_deny(left, right):
        return 0
    one = any(right.words.get(word) == 1 for word in left.denied)
    other = any(left.words.get(word) == 1 for word in right.denied)
    return int(other) - int(one)


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


@lru_cache(maxsize=16384)
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


def orders(text: str) -> bool:
    """Whether a text puts one thing before another: `compare_order` compares nothing else."""
    return _ordered(text) is not None or _sequence(text) is not None


def compare_order(premise: str, hypothesis: str) -> list[Finding]:
    """One event put before an anchor by one text and after the same anchor by the other.

    The two anchors must share a name-like or content word, the two events too, and both events must be beginnings
    or changes: what went on before can go on after.
    """
    left, right = _ordered(premise), _ordered(hypothesis)
    if (whole := _whole_order(premise, hypothesis)) is not None:
        return [whole]
    if left is None or right is None or left[0] == right[0]:
        return []
    anchors = content_stems(left[1]) & content_stems(right[1])
    events = content_stems(left[2]) & content_stems(right[2])
    if not anchors or len(events) < 2 or not (_BEGINS.search(left[2]) and _BEGINS.search(right[2])):
        return []
    detail = f"One puts it {left[0]} “{left[1].strip()}”, the other {right[0]} “{right[1].strip()}”."
    return [Finding(Kind.DATE, "conflicts", detail, 0.6 + 0.1 * min(3, len(events) - 1))]


_SEQUENCE: Final = re.compile(
    r"\b(?P<first>before|until|ahead of)\b|\b(?P<then>(?:only )?after|once|following)\b|\b(?P<had>had "
    r"already\b.{3,80}?\bwhen)\b",
    re.IGNORECASE,
)
_SAME_CLAUSE: Final = 0.6
_SHORT_CLAUSE: Final = 2


@lru_cache(maxsize=16384)
def _sequence(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The content words of what came first and of what came then; None where the text orders no two clauses."""
    found = _SEQUENCE.search(text)
    if found is None:
        return None
    one = content_stems(text[: found.start()] + (found["had"] or ""))
    other = content_stems(text[found.end() :])
    if min(len(one), len(other)) < _SHORT_CLAUSE:
        return None
    return (other, one) if found["then"] else (one, other)


def _alike_clauses(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))


def _whole_order(premise: str, hypothesis: str) -> Finding | None:
    """Two clauses in one order in one text and in the other order in the other."""
    left, right = _sequence(premise), _sequence(hypothesis)
    if left is None or right is None:
        return None
    same = min(_alike_clauses(left[0], right[0]), _alike_clauses(left[1], right[1]))
    crossed = min(_alike_clauses(left[0], right[1]), _alike_clauses(left[1], right[0]))
    if crossed >= _SAME_CLAUSE and crossed > same + 0.2:
        return Finding(Kind.DATE, "conflicts", "The two put the same events in the opposite order.", 0.7)
    return None
