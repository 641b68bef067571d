"""Two statements compared by their typed facts, each type under its own law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from factcheck.facts.arithmetic import parts_and_whole, stake_and_value
from factcheck.facts.basis import other_basis
from factcheck.facts.causes import compare_causes
from factcheck.facts.clock import compare_clocks, times_of_day
from factcheck.facts.coverage import uncovered
from factcheck.facts.currencies import may_be_one
from factcheck.facts.dates import compare_dates, term_and_day
from factcheck.facts.elsewhere import weakened
from factcheck.facts.intervals import at_bound, compare_intervals, other_most
from factcheck.facts.names import known_as, same_name
from factcheck.facts.one_slot import compare_slots
from factcheck.facts.other_kind import compare_kinds
from factcheck.facts.ownership import compare_ownership, extract_ownership
from factcheck.facts.plans import compare_plans
from factcheck.facts.posts import compare_posts, extract_posts
from factcheck.facts.rewording import compare_rewording
from factcheck.facts.shares import compare_shares
from factcheck.facts.slots import ASIDE, other_role, slot_of
from factcheck.facts.sole_holders import compare_heads, speaks_of_heads
from factcheck.facts.spans_of_time import compare_spans
from factcheck.facts.stems import stem
from factcheck.facts.sureness import compare_sureness
from factcheck.facts.swaps import compare_acts, extract_acts
from factcheck.facts.transfers import compare_transfers, extract_transfers
from factcheck.facts.turned import compare_turns, parties, turn
from factcheck.facts.wording import compare_order, compare_polarity, content_stems, orders, overlap
from factcheck.types import DateSpan, Finding, Kind, Quantity, Statement

_NARROW: Final = frozenset({"equal", "compatible", "first_narrower"})


def compare_facts(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """Everything the typed facts of two statements say of each other, conflicts first, the surest first.

    Nothing here asks whether the two are about one event: that is the gate's work.
    """
    findings = [
        *telling_facts(premise, hypothesis),
        *compare_causes(premise.text, hypothesis.text),
        *compare_sureness(premise, hypothesis),
    ]
    findings += compare_rewording(premise, hypothesis, findings)
    rank = {"conflicts": 0, "linked": 1, "weaker": 2, "agrees": 3}
    return sorted(findings, key=lambda f: (rank[f.relation], -f.strength, f.kind, f.detail))


@lru_cache(maxsize=4096)
def telling_facts(premise: Statement, hypothesis: Statement) -> tuple[Finding, ...]:
    """What those comparisons find that can find a conflict or a link; kept, as most pairs need no other."""
    shares = compare_shares(premise, hypothesis)
    wording = [] if shares else compare_polarity(premise.text, hypothesis.text)
    if wording:
        turned = turn(premise, hypothesis)
        wording = [] if turned is not None and (turned.exchanged or turned.inverse) else wording
    findings = shares
    both = _typed(premise) & _typed(hypothesis)
    if both:
        findings += _of_one_type(premise, hypothesis, both)
    findings += compare_kinds(premise, hypothesis)
    findings += compare_spans(premise, hypothesis) or (compare_times(premise, hypothesis) if "dates" in both else [])
    findings += wording
    findings += compare_plans(premise, hypothesis)
    if not any(f.relation == "conflicts" for f in findings):
        findings += compare_slots(premise, hypothesis)
    return tuple(weakened(premise, hypothesis, findings)) if findings else ()


@lru_cache(maxsize=16384)
def _typed(statement: Statement) -> frozenset[str]:
    """The types of facts that a statement gives, of those that take one on each side to be compared."""
    text = statement.text
    found = {
        "quantities": statement.quantities,
        "ownership": extract_ownership(text),
        "posts": extract_posts(text),
        "heads": speaks_of_heads(text),
        "acts": extract_acts(text),
        "transfers": extract_transfers(text),
        "parties": len(parties(statement)) > 1,
        "clocks": times_of_day(text),
        "dates": statement.dates,
        "order": orders(text),
    }
    return frozenset(name for name, some in found.items() if some)


def _of_one_type(premise: Statement, hypothesis: Statement, both: frozenset[str]) -> list[Finding]:
    """What the comparisons find that take a fact of one type on each side; `both` are the types that both give."""
    one, other = premise.text, hypothesis.text
    findings = compare_quantities(premise, hypothesis) if "quantities" in both else []
    if "ownership" in both:
        findings += compare_ownership(one, other)
    posts = compare_posts(one, other) if "posts" in both else []
    findings += posts or (compare_heads(one, other) if "heads" in both else [])
    acts = compare_acts(one, other) if "acts" in both else []
    acts += compare_transfers(one, other) if "transfers" in both else []
    findings += acts or (compare_turns(premise, hypothesis) if "parties" in both else [])
    if "clocks" in both:
        findings += compare_clocks(premise, hypothesis)
    if "order" in both:
        findings += compare_order(one, other)
    return findings


def compare_quantities(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """Figures of one slot: the same role, or the same thing counted. Different roles are joined by arithmetic only."""
    if not premise.quantities or not hypothesis.quantities:
        return []
    findings: list[Finding] = []
    sums: list[Finding] = []
    derived = stake_and_value(premise.quantities, hypothesis.quantities, hypothesis.text) or stake_and_value(
        hypothesis.quantities, premise.quantities, premise.text, turned=True
    )
    if derived is not None:
        findings.append(derived)
    for right in hypothesis.quantities:
        if right.role == "score" and _other_match(premise, hypothesis):
            continue  # a side meets many others: another opponent is another match
        matches = [(left, _slot(left, right, premise, hypothesis)) for left in premise.quantities]
        matches = [(q, 0.9 if _other_unit(q, right) and _role_open(q, right) else sure) for q, sure in matches]
        compared = [(left, sure, compare_intervals(left, right)) for left, sure in matches if sure > 0]
        compared = [
            (q, sure, "disjoint" if _other_unit(q, right) or other_most(q, right) else found)
            for q, sure, found in compared
        ]
        compared = [c for c in compared if c[2] != "incomparable"]
        if not compared:
            continue
        agreeing = [c for c in compared if c[2] != "disjoint"]
        if not agreeing and _given_bare(premise, right):
            continue
        if not agreeing:
            summed = [parts_and_whole(premise, right)] + [parts_and_whole(hypothesis, left) for left, *_ in compared]
            linked = next((found for found in summed if found is not None), None)
            if linked is not None:
                sums += [linked] if linked not in sums else []
                continue
        compared = [c for c in agreeing or compared if agreeing or not other_basis(c[0], right, premise, hypothesis)]
        if not compared:
            continue
        left, sure, relation = max(compared, key=lambda c: c[1])
        findings.append(_figure(left, right, sure, relation))
    # Beside a sum that holds, another figure of the kind counts something else ("of its 900 workers").
    return [f for f in findings if not sums or f.derived or f.relation != "conflicts"] + sums


def _other_match(premise: Statement, hypothesis: Statement) -> bool:
    return bool(unsupported_names(premise, hypothesis) and unsupported_names(hypothesis, premise))


def _other_unit(left: Quantity, right: Quantity) -> bool:
    """Whether two amounts are one figure in two currencies, or by two spans of time: 9,000 a month, 9,000 a year."""
    if left.kind != right.kind or left.kind not in {"money", "rate"} or left.unit == right.unit:
        return False
    if left.kind == "money" and may_be_one(left.unit, right.unit):
        return False  # "kroner" may be of several countries
    return left.value == right.value != 0


def _role_open(left: Quantity, right: Quantity) -> bool:
    return left.role == right.role or not left.role or not right.role


def _given_bare(statement: Statement, figure: Quantity) -> bool:
    """Whether the statement has the same figure without naming what it counts ("212 schools ... corrected to 122").

    A figure with a role of its own is no such one: revenue of 2.3 billion does not bear out a profit of 2.3 billion.
    """
    return any(
        not q.of and q.kind == figure.kind and not other_role(q, figure) and compare_intervals(q, figure) == "equal"
        for q in statement.quantities
    )


def _figure(left: Quantity, right: Quantity, sure: float, relation: str) -> Finding:
    if relation == "disjoint":
        share = _gap(left, right)
        apart = f", {share:.0%} apart" if share is not None else ""
        return Finding(Kind.NUMBER, "conflicts", f"One says {_show(left)}, the other {_show(right)}{apart}.", sure)
    if relation != "disjoint" and at_bound(left, right) == "<":
        return Finding(Kind.NUMBER, "weaker", f"{_show(left)} and {_show(right)} are one figure only if rounded.", sure)
    if relation in _NARROW and not _open_ends(left, right):
        same = left.value == right.value and left.relation == right.relation
        detail = f"Both say {right.text}." if same else f"{_show(left)} fits {_show(right)}."
        return Finding(Kind.NUMBER, "agrees", detail, sure)
    words = "leaves open" if _open_ends(left, right) else "is vaguer than"
    return Finding(Kind.NUMBER, "weaker", f"{_show(left)} {words} {_show(right)}.", sure)


def _open_ends(left: Quantity, right: Quantity) -> bool:
    """Whether one is bounded from above and the other from below, and not by almost one figure: "at most 20" does not
    bear out "at least 15", but what is "over 420" is likely "under 436"."""
    if {left.relation, right.relation} != {"<", ">"}:
        return False
    share = abs(left.value - right.value) / max(abs(left.value), abs(right.value), 1e-9)
    return share > _ONE_FIGURE


_ONE_FIGURE: Final = 0.1


def _show(quantity: Quantity) -> str:
    return f"“{quantity.text}”"


def _gap(left: Quantity, right: Quantity) -> float | None:
    if left.unit != right.unit or not left.value or left.relation in "<>" or right.relation in "<>":
        return None
    return abs(left.value - right.value) / max(abs(left.value), abs(right.value))


def _slot(left: Quantity, right: Quantity, premise: Statement, hypothesis: Statement) -> float:
    """How sure it is that two figures fill one slot, 0 (they do not) to 1."""
    if left.kind != right.kind or left.kind == "ordinal":
        return 0.0
    if left.kind == "rate" and left.unit == right.unit and left.unit.partition("/")[2] in _PERIODS:
        return 0.75 if left.of == right.of else 0.0
    if left.role and right.role:
        if slot_of(left) != slot_of(right):
            return 0.0
        if left.role in ASIDE:
            return 0.4
        return 0.9 if not (left.of and right.of) or left.of == right.of or left.kind in {"money", "percent"} else 0.3
    if ASIDE & {left.role, right.role}:
        return 0.0
    if left.of and left.of == right.of:
        if left.of not in _ANYBODY:
            return 0.75
        rest = overlap(_without(premise.text, left), _without(hypothesis.text, right))
        least = 0.5 if left.role == right.role else 0.6
        return 0.75 if _role_open(left, right) and rest >= least else 0.0
    if left.role or right.role or (left.of and right.of):
        return 0.0
    alone = _alone(left, premise) and _alone(right, hypothesis)
    others = _without(premise.text, left), _without(hypothesis.text, right)
    shared = overlap(*others)
    told = min(len(content_stems(text)) for text in others) >= 2  # "Stone is 66" says nothing that tells the slot
    return 0.7 * shared if alone and told and shared >= 0.6 else 0.0


_PERIODS: Final = frozenset({"h", "day", "week", "month", "year"})
"""What a rate is reckoned by: two statements seldom give one unit a period for two things."""
_ANYBODY: Final = frozenset({"person", "people", "man", "woman", "child", "passenger", "victim", "resident"})
"""Counted things that tell nothing of the slot: it takes the same role or the same words beside them."""


def _alone(quantity: Quantity, statement: Statement) -> bool:
    return sum(q.kind == quantity.kind for q in statement.quantities) == 1


def _without(text: str, quantity: Quantity) -> str:
    return text[: quantity.start] + text[quantity.end :]


def compare_times(premise: Statement, hypothesis: Statement) -> list[Finding]:
    """Dates of two statements whose other words are nearly the same; partial dates are intervals."""
    if len(premise.dates) != 1 or len(hypothesis.dates) != 1:
        return []
    left, right = premise.dates[0], hypothesis.dates[0]
    if any(_COMPARED_WITH.search(side.text[: day.start]) for side, day in ((premise, left), (hypothesis, right))):
        return []
    shared = overlap(undated(premise.text, left), undated(hypothesis.text, right))
    bounded = {left.relation, right.relation} in _BOUNDED and not date_at_bound(left, right)
    if shared < 0.6 or term_and_day(left, right) or not (left.relation == right.relation or bounded):
        return []
    relation = compare_dates(left, right)
    if relation == "disjoint":
        sure = 0.8 * shared * (0.5 if _told_apart(premise, hypothesis) else 1.0)
        return [Finding(Kind.DATE, "conflicts", f"One says “{_when(left)}”, the other “{_when(right)}”.", sure)]
    if relation in _NARROW:
        return [Finding(Kind.DATE, "agrees", f"“{_when(left)}” fits “{_when(right)}”.", 0.6)]
    if relation == "second_narrower":
        return [Finding(Kind.DATE, "weaker", f"“{_when(left)}” is vaguer than “{_when(right)}”.", 0.6)]
    return []


_COMPARED_WITH: Final = re.compile(
    r"(?<!more )(?<!less )(?<!fewer )\b(?:from|than) (?:about |around |an? \w+ )?[$€£]?\d[\d.,]*"
    r"\s*(?:%|per ?cent|million|billion|trillion)?\s+(?:(?:in|on) )?$"
)
"""Before the date of the figure that another is set beside: "fell to 4.8% from 5.2% in August"."""


def _when(date: DateSpan) -> str:
    return f"{date.relation} {date.text}" if date.relation in ("before", "after") else date.text


_BOUNDED: Final = ({"on", "before"}, {"on", "after"}, {"before", "after"})


def date_at_bound(left: DateSpan, right: DateSpan) -> bool:
    """Whether one is "before" or "after" the very date that the other gives: "in 1975" and "after 1975"."""
    if {left.relation, right.relation} not in _BOUNDED[:2]:
        return False
    return (left.first, left.last) == (right.first, right.last)


def _told_apart(premise: Statement, hypothesis: Statement) -> bool:
    """Whether each tells, beside its date, something that the other does not: then the days may be of two acts."""
    for one, other in ((premise, hypothesis), (hypothesis, premise)):
        dated = {stem(w.lower()) for d in other.dates for w in re.findall(r"\w+", d.text)}
        if all(word in dated for word in uncovered(one, other)):
            return False
    return True


def undated(text: str, date: DateSpan) -> str:
    """The text without the words of one of its dates."""
    return text[: date.start] + text[date.end :]


_OPENING: Final = 4
"""Characters before a name that still opens a statement ("The ")."""


def unsupported_quantities(premise: Statement, hypothesis: Statement) -> list[Quantity]:
    """Figures of the hypothesis that no figure of the premise bears out."""

    def borne_out(right: Quantity) -> bool:
        return any(
            compare_intervals(left, right) in _NARROW and not _open_ends(left, right)
            for left in premise.quantities
            if left.kind == right.kind and not other_role(left, right)
        )

    return [q for q in hypothesis.quantities if q.kind != "ordinal" and not borne_out(q)]


@lru_cache(maxsize=4096)
def unsupported_names(premise: Statement, hypothesis: Statement) -> tuple[str, ...]:
    """Names of the hypothesis that the premise does not have, under any alias."""
    known = [e.name for e in premise.entities] + [e.text for e in premise.entities]
    stems = content_stems(premise.text)
    return tuple(
        e.name
        for e in hypothesis.entities
        if not (known_as(e.name, known) or known_as(e.text, known))
        and not content_stems(e.text) <= stems
        and not any(q.start <= e.start and e.end <= q.end for q in hypothesis.quantities)
    )


def one_transaction(premise: Statement, hypothesis: Statement) -> bool:
    """Whether two figures can be of one act: where each statement opens with the name of who acts, it must be one."""
    first, second = (next((e for e in s.entities if e.start <= _OPENING), None) for s in (premise, hypothesis))
    return first is None or second is None or same_name(first.name, second.name) or same_name(first.text, second.text)


def names_in_common(premise: Statement, hypothesis: Statement) -> int:
    """How many names of the premise stand in the hypothesis, under any alias."""
    known = [e.name for e in hypothesis.entities]
    return sum(any(same_name(e.name, k) for k in known) for e in premise.entities)


def shared_names(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether any name of one list can stand for one of the other."""
    return any(same_name(a, b) for a in left for b in right)
