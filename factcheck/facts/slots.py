"""Which roles of figures are one slot, and which figures can never be one because their roles are two."""

from __future__ import annotations

from typing import Final

from factcheck.types import Quantity

_SLOT: Final = {"investment": "price"}
"""Roles that newsrooms use for one slot: what was paid is the price, and the investment."""
ASIDE: Final = frozenset(
    "part total rest exception additional previous target difference times ago before after".split()
)
"""Roles of figures set beside the main one: alike, they are only perhaps of one slot; otherwise they are not."""


def slot_of(figure: Quantity) -> str:
    """The slot that a figure fills, "" where its role is not told."""
    return _SLOT.get(figure.role, figure.role)


def other_role(left: Quantity, right: Quantity) -> bool:
    """Whether both figures have a role of their own, and not the same: a profit is no revenue, a stake no price."""
    roles = slot_of(left), slot_of(right)
    return all(roles) and not ASIDE.intersection(roles) and roles[0] != roles[1]
