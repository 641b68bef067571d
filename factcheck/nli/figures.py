"""What the figures and dates of two sentences say of each other, for the alignment types.

A small encoder sees "791" and "more than 780" as strings of word pieces; whether the one satisfies the other is
arithmetic, and `factcheck.facts` already does it. So every amount and date of one sentence is compared with those of
the other, and the outcome is told to the model as a type of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factcheck.facts.dates import compare_dates, extract_dates
from factcheck.facts.intervals import at_bound, compare_intervals
from factcheck.facts.quantities import extract_quantities
from factcheck.types import DateSpan, Quantity

HOLDS, OPEN, CONFLICTS = "holds", "open", "conflicts"
_RANK = {CONFLICTS: 0, OPEN: 1, HOLDS: 2}

Span = tuple[int, int, str]
"""Start and end in the sentence, and what the other sentence's figures make of it."""


def figure_relations(premise: str, hypothesis: str) -> tuple[list[Span], list[Span]]:
    """The compared figures of the premise and of the hypothesis; figures with nothing to compare to are left out.

    HOLDS: a premise that is true makes the hypothesis' figure true; CONFLICTS: they cannot both be true of one thing,
    read strictly; OPEN: the premise leaves it undecided ("more than 100" of "120").
    """
    left: dict[tuple[int, int], str] = {}
    right: dict[tuple[int, int], str] = {}
    (left_amounts, left_dates), (right_amounts, right_dates) = _read(premise), _read(hypothesis)
    for amount in right_amounts:
        pairs = [(other, _compared(other, amount)) for other in _rivals(amount, left_amounts)]
        _note(left, right, amount, pairs)
    for date in right_dates:
        _note(left, right, date, [(other, _outcome(compare_dates(other, date))) for other in left_dates])
    return [(*span, r) for span, r in sorted(left.items())], [(*span, r) for span, r in sorted(right.items())]


@lru_cache(maxsize=8192)
def _read(text: str) -> tuple[list[Quantity], list[DateSpan]]:
    dates = extract_dates(text)
    amounts = [q for q in extract_quantities(text) if not any(d.start < q.end and q.start < d.end for d in dates)]
    return amounts, dates


def _rivals(amount: Quantity, others: Sequence[Quantity]) -> list[Quantity]:
    """Those that count the same thing, where there are any; else all of the same unit."""
    same = [o for o in others if o.of and o.of == amount.of] or [o for o in others if o.role and o.role == amount.role]
    return same or list(others)


def _compared(left: Quantity, right: Quantity) -> str | None:
    """The outcome for two amounts. A figure and a strict bound by it conflict, however round they are: 5,000 is not
    more than 5,000. What that is worth beside the words is for the network to learn."""
    return CONFLICTS if at_bound(left, right) else _outcome(compare_intervals(left, right))


def _outcome(relation: str) -> str | None:
    if relation == "incomparable":
        return None
    if relation in ("equal", "first_narrower"):
        return HOLDS
    return CONFLICTS if relation == "disjoint" else OPEN


def _note(
    left: dict[tuple[int, int], str],
    right: dict[tuple[int, int], str],
    figure: Quantity | DateSpan,
    pairs: Sequence[tuple[Quantity | DateSpan, str | None]],
) -> None:
    """Keep the best outcome of a figure; the figures it was compared with share it, their own best outcome first."""
    known = [(other, outcome) for other, outcome in pairs if outcome is not None]
    if not known:
        return
    best = max((outcome for _, outcome in known), key=_RANK.__getitem__)
    right[figure.start, figure.end] = best
    for other, outcome in known:
        if outcome == best:
            before = left.get((other.start, other.end), outcome)
            left[other.start, other.end] = max(before, outcome, key=_RANK.__getitem__)
