"""How many of a group: "all", "most", "half", "few", "none", "eight in ten", "12 of the 30", as shares from 0 to 1.

| words | share |
|---|---|
| all, every, each, both, the whole | 1 |
| nearly all, the vast majority | 0.8 to 1 |
| most, a majority | more than 0.5 |
| many | 0.2 to 1 |
| half | 0.45 to 0.55 |
| a minority | above 0, below 0.5 |
| few, hardly any | 0 to 0.3 |
| some, several, a few, one of, at least one | above 0 |
| only some, only one of, not all | above 0, below 1 |
| no, none, neither, nobody, not one | 0 |

Two shares of one group compare as intervals. Where one text says the opposite of the other ("closed", "stayed open"),
its share is taken of the rest of the group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from factcheck.facts.coverage import kin, uncovered
from factcheck.facts.oppositions import read
from factcheck.facts.stems import stem
from factcheck.facts.wording import overlap
from factcheck.types import Finding, Kind, Quantity, Statement

_TINY: Final = 1e-6
_SHARES: Final = (
    (r"(?:nearly|almost|virtually|practically) (?:all|every)|(?:the )?(?:vast|overwhelming) majority", 0.8, 1.0),
    (r"not (?:all|every|each)|only (?:some|a few|one|two|half)", _TINY, 1 - _TINY),
    (r"not (?:one|a single|any)|none|neither|nobody|no one|no", 0.0, 0.0),
    (r"all but (?:one|two|three|a few)", 0.5, 1 - _TINY),
    (r"all|every|each|both|the whole|the entire", 1.0, 1.0),
    (r"more than half|over half|most|(?:a|the) majority", 0.5 + _TINY, 1.0),
    (r"less than half|under half|fewer than half|a minority", _TINY, 0.5 - _TINY),
    (r"half", 0.45, 0.55),
    (r"a few|several|some|a number|a handful|at least one|a couple|one|certain", _TINY, 1.0),
    (r"many|a large number|scores|dozens", 0.2, 1.0),
    (r"few|hardly any|very few", _TINY, 0.3),
)
_ANY: Final = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<q{n}>{words})" for n, (words, _, _) in enumerate(_SHARES))
    + r")\b(?! (?:than|longer|one of))",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(
    r"(?: of)?(?: (?:the|its|his|her|their|those|these))?(?: (?:two|three|four|five|six|\d+))? ((?:[a-z-]+ "
    r"){0,2}?[a-z-]+)"
)
_NO_NOUN: Final = frozenset(
    "a an the of to in on at in it them that those these other more less way time least".split()
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a group, 0 to 1; `nouns` are the stems of the words after it, the group among them."""

    low: float
    high: float
    nouns: frozenset[str]
    text: str


def shares(statement: Statement) -> tuple[Share, ...]:
    """Every share that a statement gives."""
    return (*_worded(statement.text), *_figured(statement))


@lru_cache(maxsize=16384)
def _worded(text: str) -> tuple[Share, ...]:
    found = []
    for match in _ANY.finditer(text):
        number = next(n for n in range(len(_SHARES)) if match.group(f"q{n}"))
        noun = _NOUN.match(text, match.end())
        if noun is None:
            continue
        nouns = frozenset(stem(w) for w in noun[1].split()[:2] if w not in _NO_NOUN)
        words = match.group().lower()
        of = " of " in text[match.end() : match.end() + 4]
        if words in ("one", "few", "half", "certain") and not of:
            continue
        if words == "some" and not of and (not noun[1].split()[0].endswith("s") or text[match.end() + 1].isdigit()):
            continue
        if nouns:
            _, low, high = _SHARES[number]
            found.append(Share(low, high, nouns, match.group()))
    return tuple(found)


def _figured(statement: Statement) -> list[Share]:
    """Percentages and fractions of a group, and parts of a total."""
    found = []
    total = next((q for q in statement.quantities if q.role == "total" and q.value > 0), None)
    for q in statement.quantities:
        after = _NOUN.match(statement.text, q.end)
        nouns = frozenset(stem(w) for w in after[1].split()[:2] if w not in _NO_NOUN) if after else frozenset()
        nouns = nouns | ({stem(q.of)} if q.of else frozenset())
        if (
            q.kind == "percent"
            and q.unit == "%"
            and nouns
            and 0 <= q.low <= q.high <= 100
            and " of " in statement.text[q.end - 3 : q.end + 4]
        ):
            found.append(Share(q.low / 100, q.high / 100, nouns, q.text))
        elif (
            total is not None
            and q is not total
            and q.kind == "count"
            and q.value <= total.value
            and (q.role == "part" or _counted_of(statement, total, q))
        ):
            group = frozenset({stem(total.of)} if total.of else nouns)
            found.append(Share(q.value / total.value, q.value / total.value, group, f"{q.text} of {total.text}"))
    return found


def _counted_of(statement: Statement, total: Quantity, part: Quantity) -> bool:
    """Whether a bare figure is of a total that opens the statement: "Of the 40 farms hit by frost, 30 had ..."."""
    before = re.match(r"[Oo]f (?:the |its |their |all )?$", statement.text[: total.start])
    return before is not None and not part.role and not part.of and part.start > total.end


_OPPOSED: Final = 2
"""Words on each side that may be those of the opposition itself: "closed", "stayed open"."""


def compare_shares(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """Shares of one group, said of one thing or of its opposite; kind number."""
    if not shares(premise) or not shares(hypothesis):
        return []
    alike = overlap(premise.text, hypothesis.text)
    if alike < 0.5:
        return []
    turned = _opposite(premise.text, hypothesis.text)
    if not turned and alike < 0.6:
        return []
    besides = min(len(_besides(premise, hypothesis)), len(_besides(hypothesis, premise)))
    if besides > (_OPPOSED if turned else 0):
        return []
    for left in shares(premise):
        for right in shares(hypothesis):
            if not any(kin(a, b) for a in left.nouns for b in right.nouns):
                continue
            low, high = (1 - right.high, 1 - right.low) if turned else (right.low, right.high)
            if left.text.lower() == right.text.lower() and not turned:
                continue
            return [_found(left, right, low, high)]
    return []


def _besides(premise: Statement, hypothesis: Statement) -> list[str]:
    """Words of the hypothesis that the premise has no counterpart for, those of shares and figures left out."""
    told = " ".join([s.text for s in shares(hypothesis)] + [q.text for q in hypothesis.quantities])
    spoken = {stem(w.lower()) for w in re.findall(r"[^\W_]+", told)}
    return [word for word in uncovered(premise, hypothesis) if word not in spoken]


def _found(left: Share, right: Share, low: float, high: float) -> Finding:
    slack = 0.02 if re.search(r"\d| in |thirds?|quarters?", left.text + right.text) else 0.0
    if left.low > high + slack * (left.low > _TINY) or low > left.high + slack * (low > _TINY):
        return Finding(Kind.NUMBER, "conflicts", f"One says “{left.text}”, the other “{right.text}”.", 0.8, True)
    if low - slack <= left.low and left.high <= high + slack:
        return Finding(Kind.NUMBER, "agrees", f"“{left.text}” fits “{right.text}”.", 0.7, True)
    return Finding(Kind.NUMBER, "weaker", f"“{left.text}” is vaguer than “{right.text}”.", 0.7)


def _opposite(premise: str, hypothesis: str) -> bool:
    """Whether two texts say opposite things of the group, the negations of "none" and "neither" left aside."""
    left = {s.row: (-s.sign if s.negated else s.sign) for s in read(premise).sides}
    right = {s.row: (-s.sign if s.negated else s.sign) for s in read(hypothesis).sides}
    return any(left[row] != right[row] for row in left if row in right)
