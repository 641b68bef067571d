"""Two statements none of whose figures agree: what remains when no rule knows the slot a figure fills.

"The water got into 1,300 homes" and "some 1,900 homes were flooded" share no word that names the slot. Where every
figure of the one side is another than the other side's of its unit, the two either tell one thing differently or tell
two things; how near they are in meaning decides, and that is the judge's to ask.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from factcheck.facts.intervals import compare_intervals
from factcheck.facts.slots import other_role
from factcheck.types import Quantity, Statement

_FACTOR: Final = 3.0
"""How many times the one figure the other may be: beyond that they are seldom of one thing."""
_ONE_VALUE: Final = 1.01


@lru_cache(maxsize=16384)
def rival_figures(one: Statement, other: Statement) -> tuple[Quantity, Quantity] | None:
    """A figure of each side that cannot both be right if they are of one thing; None where any two figures fit."""
    pairs = [(a, b) for a in _counted(one) for b in _counted(other)]
    compared = [(a, b, relation) for a, b in pairs if (relation := compare_intervals(a, b)) != "incomparable"]
    if not compared or any(relation != "disjoint" for *_, relation in compared):
        return None
    if any(_factor(a, b) <= _ONE_VALUE for a, b in pairs):
        return None  # "35.7 percent" and a rate of "35.72"
    if any(other_role(a, b) or _of_two_things(a, b) or _parts(a, b) for a, b, _ in compared):
        return None
    least = min(compared, key=lambda c: _factor(*c[:2]))
    return least[:2] if _factor(*least[:2]) <= _FACTOR else None


def _counted(statement: Statement) -> list[Quantity]:
    return [q for q in statement.quantities if q.kind != "ordinal"]


def _of_two_things(left: Quantity, right: Quantity) -> bool:
    return bool(left.of and right.of and left.of != right.of)


def _parts(left: Quantity, right: Quantity) -> bool:
    """Whether two shares make up a whole: 60 per cent is the one's, 40 the other's."""
    return left.kind == right.kind == "percent" and abs(left.value + right.value - 100) < 1


def _factor(left: Quantity, right: Quantity) -> float:
    low, high = sorted((abs(left.value), abs(right.value)))
    return high / low if low else float("inf")
